export const languages = ["ja", "en"] as const
export type Language = (typeof languages)[number]

/** Words that a person reads. Both languages side by side: a missing one does not compile. */
export type Text = { readonly ja: string; readonly en: string }

/** The closest language we speak to an Accept-Language header or locale; Japanese when nothing fits. */
export function languageOf(preference: string | undefined): Language {
  for (const part of (preference ?? "").split(",")) {
    const tag = part.trim().slice(0, 2).toLowerCase()
    if (tag === "ja" || tag === "en") return tag
  }
  return "ja"
}
