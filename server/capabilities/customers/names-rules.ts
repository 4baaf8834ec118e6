import type { Language } from "#kernel/text"
import { soundKey } from "./kana-rules.ts"
import { foldKanji } from "./kanji-variants.ts"

/** What is known of a person's name, exactly as given (J22). Any part may be missing; some shops have one field only. */
export type PersonName = {
  readonly displayName?: string | null | undefined
  readonly familyName?: string | null | undefined
  readonly givenName?: string | null | undefined
  readonly familyKana?: string | null | undefined
  readonly givenKana?: string | null | undefined
}

/**
 * What a word is found by: kanji variants, kana, widths, accents and romaji spellings made one; case, spaces, hyphens
 * and dots left out. 渡邉 and 渡辺 share a key; わたなべ, ワタナベ and "Watanabe" share another.
 */
export const searchKey = (text: string): string => soundKey(foldKanji(text)).replace(/[\p{P}\p{Z}\p{C}ー・`]/gu, "")

/**
 * The keys to store for a person, each once, sorted. A search finds the person when each of its keys begins one of
 * these. Full names are there without a space in both orders, since people type 渡辺太郎 and "Watanabe Taro".
 */
export function nameSearchKeys(name: PersonName): string[] {
  const pairs = [
    [name.familyName ?? "", name.givenName ?? ""],
    [name.familyKana ?? "", name.givenKana ?? ""],
  ] as const
  const words = (name.displayName ?? "").split(/[\s\u3000]+/)
  const parts = pairs.flatMap(([family, given]) => [family, given, family + given, given + family])
  // A whole name is folded as a whole: at the joint of two names another sound can arise.
  const written = new Set([...parts, ...words, words.join(""), words.toReversed().join("")])
  const keys = [...written].map(searchKey)
  return [...new Set(keys)].filter((key) => key !== "").sort()
}

/** The keys of what somebody typed into a search field: one for each word. */
export const nameQueryKeys = (query: string): string[] =>
  [
    ...new Set(
      query
        .slice(0, 200)
        .split(/[\s\u3000]+/)
        .map(searchKey),
    ),
  ].filter((key) => key !== "")

/** True when the search finds the person by these stored keys. */
export const matchesName = (storedKeys: readonly string[], query: string): boolean => {
  const wanted = nameQueryKeys(query)
  return wanted.length > 0 && wanted.every((key) => storedKeys.some((stored) => stored.startsWith(key)))
}

/** The whole name: family first where it is written in Japanese, given first elsewhere; undefined when nothing is known. */
export function fullName(name: PersonName): string | undefined {
  const [family, given] = [present(name.familyName), present(name.givenName)]
  if (family && given) return isJapanese(family + given) ? `${family} ${given}` : `${given} ${family}`
  const reading = [present(name.familyKana), present(name.givenKana)].filter((part) => part !== undefined).join(" ")
  return present(name.displayName) ?? family ?? given ?? present(reading)
}

/**
 * How a message addresses somebody: 渡邉 太郎 様, or for a friendly voice 太郎さま; "Taro Watanabe" or "Taro" in English.
 * Nobody is addressed twice (株式会社○○ gets 御中, a name that already ends in 様 keeps it), and a person without a name
 * is お客様 / "Customer".
 */
export function addressName(name: PersonName, language: Language, voice: "formal" | "friendly" = "formal"): string {
  const whole = fullName(name)
  if (!whole) return language === "ja" ? "お客様" : "Customer"
  const given = present(name.givenName)
  if (language === "en") return voice === "friendly" && given ? given : whole
  if (/(?:様|さま|さん|殿|御中|先生)$/.test(whole)) return whole
  if (isCompany(whole)) return `${whole} 御中`
  if (voice === "friendly") return `${given ?? present(name.familyName) ?? whole}さま`
  return `${whole} 様`
}

const isCompany = (text: string) =>
  /株式会社|有限会社|合同会社|合資会社|一般社団法人|一般財団法人|医療法人|学校法人|[㈱㈲]|[（(][株有同][）)]/.test(text)
const isJapanese = (text: string) => /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)
const present = (text: string | null | undefined) => text?.trim() || undefined

const graphemes = new Intl.Segmenter("ja", { granularity: "grapheme" })

/** How many characters a reader sees: 𠮷 is one, and so is 👨‍👩‍👧‍👦. Limits on names are counted in these. */
export const lengthOf = (text: string): number => [...graphemes.segment(text)].length

/** The first `most` characters that a reader sees, never cut inside one; "…" says that there was more. */
export function shorten(text: string, most: number): string {
  const seen = [...graphemes.segment(text)]
  if (seen.length <= most) return text
  return `${seen
    .slice(0, Math.max(0, most - 1))
    .map(({ segment }) => segment)
    .join("")}…`
}
