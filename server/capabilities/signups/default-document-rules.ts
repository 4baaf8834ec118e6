import type { FormDocument, FormKind } from "./model.ts"

/** What a new form says until somebody writes better words. */
export const defaultDocument = (kind: FormKind, brandName: string): FormDocument => ({
  headline: { ja: `${brandName}のお便り`, en: `Letters from ${brandName}`.slice(0, 60) },
  text: {
    ja: "新しい品や、季節の使い方を、月に二度ほどお届けします。",
    en: "New things and good ways to use them, about twice a month.",
  },
  consent: {
    ja: `${brandName}からのお知らせをメールで受け取ることに同意します。いつでも止められます。`,
    en: `I agree to receive news from ${brandName} by e-mail. I can stop it at any time.`,
  },
  button: { ja: "登録する", en: "Sign up" },
  thanks: {
    headline: { ja: "ありがとうございます。", en: "Thank you." },
    text: { ja: "これからのお便りを、どうぞお楽しみに。", en: "We hope that you will enjoy our letters." },
  },
  fields: [],
  trigger:
    kind === "popup"
      ? { afterSeconds: 15, afterScrollPercent: 50, onLeaving: true, againAfterDays: 30 }
      : { afterSeconds: null, afterScrollPercent: null, onLeaving: false, againAfterDays: 30 },
})
