import { commonWords } from "./common-passwords.ts"

export const passwordLength = { least: 8, most: 128 } as const

/** The password as it is hashed: the same characters however the keyboard composed them (NFKC, RFC 8265). */
export const preparePassword = (typed: string): string => typed.normalize("NFKC")

export type Weakness = "short" | "long" | "common" | "personal"

/**
 * What is wrong with a new password; undefined when it will do. No rules of composition (NIST SP 800-63B, S09): length
 * counts, and it must not be one that everybody tries first, nor be made from `about` (name, address, brand).
 */
export function weaknessOf(typed: string, about: readonly string[]): Weakness | undefined {
  const password = preparePassword(typed)
  const length = [...password].length
  if (length < passwordLength.least) return "short"
  if (length > passwordLength.most) return "long"
  if (isCommon(password)) return "common"
  return isPersonal(password, about) ? "personal" : undefined
}

const lookAlikes: Record<string, string> = {
  "0": "o",
  "1": "i",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "@": "a",
  $: "s",
  "!": "i",
  "+": "t",
}
const plain = (text: string) => text.toLowerCase().replace(/[013457@$!+]/g, (sign) => lookAlikes[sign] ?? sign)
const withoutEnds = (text: string) => text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, "")

function isCommon(password: string): boolean {
  const lower = password.toLowerCase()
  if (new Set(lower).size <= 3 || isWalk(lower) || isRepeated(lower)) return true
  // Digits alone are dates and telephone numbers.
  if (/^\d{1,11}$/.test(lower)) return true
  const cores = [
    withoutEnds(lower),
    plain(withoutEnds(lower)),
    withoutEnds(plain(lower)),
    lower.replace(/\P{L}/gu, ""),
    plain(lower).replace(/\P{L}/gu, ""),
  ]
  if (cores.some((core) => core !== "" && core.length >= lower.length - 6 && isMadeOfWords(core))) return true
  return commonWords.has(lower)
}

/** One common word, or the same or two of them in a row ("lovelove", "helloworld" by its parts). */
function isMadeOfWords(core: string): boolean {
  if (commonWords.has(core)) return true
  for (let at = 3; at <= core.length - 3; at++)
    if (commonWords.has(core.slice(0, at)) && commonWords.has(core.slice(at))) return true
  return false
}

/** "abcabcabc": one short piece over and over. */
const isRepeated = (text: string) => /^(.{1,4})\1+.{0,3}$/u.test(text)

const rows = [
  "01234567890",
  "abcdefghijklmnopqrstuvwxyz",
  "qwertyuiop",
  "asdfghjkl",
  "zxcvbnm",
  "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
  "1q2w3e4r5t6y7u8i9o0p",
  "qazwsxedcrfvtgb",
  "!@#$%^&*()",
]

/** Made of pieces of the keyboard's or the alphabet's rows, each of at least three keys, either way: "1234qwer", "asdf4321". */
function isWalk(text: string): boolean {
  const lines = rows.flatMap((row) => [row, [...row].reverse().join("")])
  let at = 0
  while (at < text.length) {
    let length = 0
    for (let n = 3; at + n <= text.length && lines.some((line) => line.includes(text.slice(at, at + n))); n++)
      length = n
    if (length === 0) return false
    at += length
  }
  return true
}

/** A name or address with a few characters around it is guessed right after the common ones. */
function isPersonal(password: string, about: readonly string[]): boolean {
  const lower = plain(password)
  const parts = about.flatMap((text) => text.toLowerCase().split(/[\s@.,_+-]+/)).filter((part) => [...part].length >= 4)
  const whole = about.map((text) => text.toLowerCase()).filter((text) => text.length >= 4)
  return [...parts, ...whole].some((part) => lower.includes(plain(part)) && lower.length - part.length <= 5)
}
