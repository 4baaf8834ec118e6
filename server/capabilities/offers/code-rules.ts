/** No letter or digit that is taken for another (0 O, 1 I L, 2 Z, 5 S, 8 B), and no vowel that makes words. */
const alphabet = "34679CDFGHJKMNPQRTVWXY"
/** 14 of 22 are 62 bits: nobody guesses one (S64). */
const length = 14

/** A fresh code, as it is compared: prefix and 14 signs. `bytes` gives unpredictable ones. */
export function makeCode(prefix: string, bytes: (count: number) => Uint8Array): string {
  // Beyond a multiple of 22 a byte is thrown away, so that every sign is as likely as the others.
  const limit = 256 - (256 % alphabet.length)
  let signs = ""
  while (signs.length < length)
    for (const byte of bytes(length))
      if (byte < limit && signs.length < length) signs += alphabet[byte % alphabet.length]
  return prefix + signs
}

/** As people read it: HARU-3CDF-GHJK-MNPQRT. */
export function shownCode(code: string): string {
  const signs = code.slice(-length)
  const head = code.slice(0, -length)
  return [head, signs.slice(0, 4), signs.slice(4, 8), signs.slice(8)].filter(Boolean).join("-")
}

/** What somebody typed, in full width, small letters or with spaces, as it is compared. */
export const typedCode = (text: string): string =>
  text
    .slice(0, 200)
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, "")

/** Whether something typed into a shop can be one of ours at all: others' codes are left alone without a look. */
export const mayBeOurs = (typed: string): boolean => new RegExp(`[${alphabet}]{${length}}$`).test(typed)
