import type { Text } from "../../../ui/text.ts"
import { same } from "../../../ui/text.ts"

export const levelWords = {
  none: { ja: "動きなし", en: "None" },
  quiet: { ja: "静か", en: "Quiet" },
  warm: { ja: "親しみあり", en: "Warm" },
  hot: { ja: "とても親しい", en: "Very warm" },
} as const satisfies Record<string, Text>

export const groupWords = {
  taste: { ja: "好み", en: "Taste" },
  interest: { ja: "関心", en: "Interest" },
  worry: { ja: "気がかり", en: "Worry" },
} as const satisfies Record<string, Text>

export const talkWords = {
  store: { ja: "店頭で", en: "In a store" },
  phone: { ja: "電話で", en: "On the phone" },
  chat: { ja: "チャットで", en: "By chat" },
  mail: { ja: "メールで", en: "By mail" },
  line: { ja: "LINE で", en: "On LINE" },
  video: { ja: "ビデオ通話で", en: "By video" },
} as const satisfies Record<string, Text>

/** How somebody seemed, from -2 to 2. */
export const moodChoices: readonly { readonly value: string; readonly label: Text }[] = [
  { value: "2", label: { ja: "とても喜んでいた", en: "Very happy" } },
  { value: "1", label: { ja: "満足そう", en: "Content" } },
  { value: "0", label: { ja: "ふつう", en: "Neutral" } },
  { value: "-1", label: { ja: "不満そう", en: "Unhappy" } },
  { value: "-2", label: { ja: "とても不満", en: "Very unhappy" } },
  { value: "", label: { ja: "分からない", en: "Can't say" } },
]

/** A mood from -1 to 1 in a word. */
export function moodWords(mood: number): Text {
  if (mood >= 0.6) return { ja: "とても良い", en: "Very good" }
  if (mood >= 0.2) return { ja: "良い", en: "Good" }
  if (mood > -0.2) return { ja: "ふつう", en: "Neutral" }
  if (mood > -0.6) return { ja: "良くない", en: "Not good" }
  return { ja: "悪い", en: "Bad" }
}

export const purposesWords = {
  service: { ja: "接客", en: "Service" },
  segmentation: { ja: "セグメント", en: "Segments" },
  marketing: { ja: "ご案内", en: "News and offers" },
} as const satisfies Record<string, Text>

export const partnerWords = {
  used: { ja: "使っています", en: "In use" },
  "not-agreed": { ja: "同意がなく、使いません", en: "Not agreed, not used" },
  withdrawn: { ja: "取り下げられ、使いません", en: "Taken back, not used" },
  expired: { ja: "期限切れで、使いません", en: "Expired, not used" },
} as const satisfies Record<string, Text>

export const rfm: Text = same("RFM")
