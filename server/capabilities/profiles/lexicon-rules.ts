/**
 * Words that carry a mood, with their weight. Short and in plain view on purpose: whoever doubts a figure can read why.
 * Words are matched longest first, and each stretch of text counts once.
 */
const japanese: readonly (readonly [string, number])[] = [
  ["ありがとう", 1], ["嬉し", 1], ["うれし", 1], ["最高", 2], ["大好き", 2], ["気に入", 1.5], ["満足", 1.5], ["助かり", 1],
  ["助かった", 1], ["良かった", 1], ["よかった", 1], ["良い", 1], ["おいしい", 1], ["美味しい", 1], ["素敵", 1.5], ["すてき", 1.5],
  ["丁寧", 1], ["安心", 1], ["楽しみ", 1], ["楽しい", 1], ["リピート", 1], ["おすすめ", 1], ["期待以上", 2], ["期待通り", 1],
  ["残念", -1.5], ["不満", -2], ["がっかり", -2], ["悪い", -1], ["ひどい", -2], ["遅い", -1], ["遅れ", -1], ["届かない", -2],
  ["壊れ", -2], ["割れ", -1.5], ["漏れ", -1], ["荒れ", -1.5], ["かぶれ", -2], ["かゆ", -1.5], ["痛い", -1.5], ["困っ", -1.5],
  ["困り", -1.5], ["心配", -1], ["不安", -1], ["返品", -1], ["解約", -1.5], ["退会", -2], ["最悪", -2], ["二度と", -2],
  ["合わな", -1.5], ["高すぎ", -1], ["苦手", -1], ["怒", -2], ["クレーム", -1.5],
] // biome-ignore format: read as a table
const english: Readonly<Record<string, number>> = {
  love: 2, loved: 2, great: 1.5, excellent: 2, perfect: 2, happy: 1.5, pleased: 1.5, thanks: 1, thank: 1, good: 1, nice: 1,
  lovely: 1.5, helpful: 1, recommend: 1, satisfied: 1.5, delicious: 1, amazing: 2, kind: 1, quick: 0.5, easy: 0.5,
  bad: -1, poor: -1.5, terrible: -2, awful: -2, late: -1, broken: -2, damaged: -2, disappointed: -2, disappointing: -2,
  angry: -2, upset: -1.5, wrong: -1, refund: -1, worse: -1.5, worst: -2, rash: -2, itchy: -1.5, missing: -1.5, slow: -1,
  worried: -1, expensive: -0.5, cancel: -1, never: -0.5, unhappy: -2, hate: -2,
} // biome-ignore format: read as a table
const denials = /^[^、。！？!?\n]{0,4}?(?:なかった|なく|ない|ません|ず、)/
const englishDenials = new Set(["not", "no", "never", "isn't", "wasn't", "don't", "didn't", "hardly", "without"])
const byLength = japanese.toSorted(([a], [b]) => b.length - a.length)

export type Found = { readonly word: string; readonly weight: number; readonly isDenied: boolean }

/** The words of a mood in a text, in the order they stand. A denied word ("良くない", "not good") counts the other way, by half. */
export function moodWords(text: string): Found[] {
  const plain = text.normalize("NFKC").toLowerCase()
  return [...japaneseWords(plain), ...englishWords(plain)]
}

function japaneseWords(text: string): Found[] {
  const found: Found[] = []
  for (let at = 0; at < text.length; ) {
    const hit = byLength.find(([word]) => text.startsWith(word, at))
    if (!hit) {
      at++
      continue
    }
    const [word, weight] = hit
    at += word.length
    found.push({ word, weight, isDenied: !/[なま]$/.test(word) && denials.test(text.slice(at, at + 9)) })
  }
  return found
}

function englishWords(text: string): Found[] {
  const words = text.match(/[a-z]+(?:'[a-z]+)?/g) ?? []
  return words.flatMap((word, index) => {
    if (!Object.hasOwn(english, word) || (word === "never" && index < words.length - 1)) return []
    const before = words.slice(Math.max(0, index - 2), index)
    return [{ word, weight: english[word] ?? 0, isDenied: before.some((one) => englishDenials.has(one)) }]
  })
}

/**
 * The tone of a text from -1 to 1: (p − n) / (p + n + 1), where p and n add up the weights of what was said in favour and
 * against. The one in the divisor keeps a single word from saying everything (add-one smoothing). Null without any word.
 */
export function toneOf(text: string): { tone: number; words: Found[] } | null {
  const words = moodWords(text)
  if (words.length === 0) return null
  const counted = words.map(({ weight, isDenied }) => (isDenied ? -weight / 2 : weight))
  const good = counted.filter((w) => w > 0).reduce((a, b) => a + b, 0)
  const bad = -counted.filter((w) => w < 0).reduce((a, b) => a + b, 0)
  return { tone: (good - bad) / (good + bad + 1), words }
}
