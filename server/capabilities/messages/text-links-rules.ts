/** Signs that end an address in running text, hiragana among them: nobody's address holds them unescaped, and particles are. */
const found = /https?:\/\/[^\s<>"'（）「」『』【】〈〉《》。、，．！？：；…ぁ-ん]+/g
/** What may stand inside of an address and, at its end, belongs to the sentence. */
const ofSentence = /[.,;:!?*_~]+$/

/**
 * Replaces the addresses in a plain text. The full stop or bracket after one is the sentence's: with it the address would lead
 * nowhere, and a way out would not be known as one.
 */
export const replaceLinks = (text: string, replace: (url: string) => string): string =>
  text.replace(found, (all) => {
    const url = endOfAddress(all)
    return replace(url) + all.slice(url.length)
  })

const endOfAddress = (all: string): string => beforeBracket(all).replace(ofSentence, "")

const openingOf: Readonly<Record<string, string>> = { ")": "(", "]": "[", "}": "{" }

/** `(https://shop.jp/a)` ends before its bracket; `https://shop.jp/a_(b)` holds it. */
function beforeBracket(url: string): string {
  const open: string[] = []
  for (const [index, sign] of [...url].entries()) {
    if (sign === "(" || sign === "[" || sign === "{") open.push(sign)
    else if (sign in openingOf && open.pop() !== openingOf[sign]) return [...url].slice(0, index).join("")
  }
  return url
}
