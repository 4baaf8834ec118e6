export const languages = ["ja", "en"] as const
export type Language = (typeof languages)[number]

/** Words that a person reads. Both languages side by side: a missing one does not compile. */
export type Text = { readonly ja: string; readonly en: string }

/** So many of something in English: "1 point", "1,200 tries". */
export const counted = (n: number, one: string, many = `${one}s`): string =>
  `${n.toLocaleString("en-US")} ${n === 1 ? one : many}`

/** A brand's own word for many of something as it is said of `n`: of one "points" are a "point". Japanese knows one form. */
export const wordFor = (n: number, { ja, en }: Text): Text => ({ ja, en: n === 1 ? en.replace(/([^s])s$/, "$1") : en })

/** The closest language we speak to an Accept-Language header or locale; Japanese when nothing fits. */
export function languageOf(preference: string | undefined): Language {
  for (const part of (preference ?? "").split(",")) {
    const tag = part.trim().slice(0, 2).toLowerCase()
    if (tag === "ja" || tag === "en") return tag
  }
  return "ja"
}
