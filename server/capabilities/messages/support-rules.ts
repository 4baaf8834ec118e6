import type { Language } from "#kernel/text"
import type { BrandLook } from "./model.ts"
import { supportSentence } from "./words.ts"

type Way = { readonly label: string; readonly href: string }

/** The ways to a person besides replying: `平日10時〜18時は LINE か 0120-00-1187 でも承ります。` Empty when there are none. */
export function supportWays(look: BrandLook, language: Language, show: (way: Way) => string): string {
  const { hours, phone, lineUrl } = look.support
  const ways: Way[] = []
  if (lineUrl) ways.push({ label: "LINE", href: lineUrl })
  if (phone) ways.push({ label: phone, href: `tel:${phone.replace(/[^+\d]/g, "")}` })
  if (ways.length === 0) return ""
  const preposition = (way: Way) => (language === "ja" ? "" : way.label === "LINE" ? "on " : "by phone at ")
  const shown = ways.map((way) => preposition(way) + show(way))
  const sentence = hours ? supportSentence.withHours[language] : supportSentence.anyTime[language]
  return sentence
    .replace("{hours}", hours?.[language] ?? "")
    .replace("{ways}", () => shown.join(supportSentence.join[language]))
}
