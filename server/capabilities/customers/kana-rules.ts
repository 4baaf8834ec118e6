/** Full-width katakana and half-width kana as hiragana; everything else as NFKC gives it. For comparing, not for storing. */
export function toHiragana(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/[ァ-ヶヽヾ]/g, (kana) => String.fromCodePoint((kana.codePointAt(0) ?? 0) - 0x60))
}

/** Hiragana and half-width kana as full-width katakana: how Japanese forms ask for readings. */
export function toKatakana(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/[ぁ-ゖゝゞ]/g, (kana) => String.fromCodePoint((kana.codePointAt(0) ?? 0) + 0x60))
}

/** True for a text in kana alone; spaces, long marks and middle dots may stand between. */
export const isKana = (text: string): boolean => /^[ぁ-ゖァ-ヺーゝゞヽヾ・\s]+$/.test(text.normalize("NFKC").trim())

/**
 * The sound of a text in Latin letters, for finding: わたなべ, ワタナベ, ﾜﾀﾅﾍﾞ and "Watanabe" give "watanabe". Hepburn and
 * Kunrei spellings fall together (Shinzyo, Shinjo), so do long vowels (Satō, Satou, Satoh, さとう) and n' / m before
 * labials (Shimbashi). Kanji and all else pass unchanged. Different sounds may share a key: it finds, it proves nothing.
 */
export function soundKey(text: string): string {
  const plain = toHiragana(text)
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "") // ō, ô, é; the marks of kana lie elsewhere
    .normalize("NFC")
    .toLowerCase()
  return foldRomaji(romanise(plain))
}

function romanise(text: string): string {
  let latin = ""
  for (let at = 0; at < text.length; ) {
    const pair = pairs[text.slice(at, at + 2)]
    const one = text.slice(at, at + 1)
    latin += pair ?? singles[one] ?? one
    at += pair === undefined ? 1 : 2
  }
  // っ doubles the consonant that follows it; elsewhere it is silent.
  return latin.replace(/~([bcdfghjkmprstvwyz]?)/g, "$1$1")
}

// Kunrei and other spellings → Hepburn, then what Hepburn itself leaves open. Digraphs come before the letters in them.
const spellings: readonly (readonly [RegExp, string])[] = [
  [/l/g, "r"],
  [/n['’]/g, "n"],
  [/m(?=[bpm])/g, "n"],
  [/t(?=ch)/g, "c"],
  [/sy(?=[auo])/g, "sh"],
  [/(?:tt|cc)y(?=[auo])/g, "cch"],
  [/[tc]y(?=[auo])/g, "ch"],
  [/[zjd]y(?=[auo])/g, "j"],
  [/s(?=i)/g, "sh"],
  [/tt(?=i)/g, "cch"],
  [/t(?=i)/g, "ch"],
  [/t(?=u)/g, "ts"],
  [/(?:zz|dd)(?=i)/g, "jj"],
  [/[zd](?=i)/g, "j"],
  [/(?:dz|zz|d)(?=u)/g, "z"],
  [/(?<![sct])h(?=u)/g, "f"],
  [/w(?=o)/g, ""],
  [/o(?:u|o|h(?![aiueo]))+/g, "o"],
  [/u{2,}/g, "u"],
  [/a{2,}/g, "a"],
  [/e{2,}/g, "e"],
  [/(?<=[aiueo])ー+/g, ""],
]
const foldRomaji = (latin: string) =>
  /[a-zー]/.test(latin) ? spellings.reduce((text, [from, to]) => text.replace(from, to), latin) : latin

const rows: readonly (readonly [string, string])[] = [
  ["あいうえお", "a i u e o"],
  ["かきくけこ", "ka ki ku ke ko"],
  ["さしすせそ", "sa shi su se so"],
  ["たちつてと", "ta chi tsu te to"],
  ["なにぬねの", "na ni nu ne no"],
  ["はひふへほ", "ha hi fu he ho"],
  ["まみむめも", "ma mi mu me mo"],
  ["やゆよ", "ya yu yo"],
  ["らりるれろ", "ra ri ru re ro"],
  ["わゐゑを", "wa i e o"],
  ["がぎぐげご", "ga gi gu ge go"],
  ["ざじずぜぞ", "za ji zu ze zo"],
  ["だぢづでど", "da ji zu de do"],
  ["ばびぶべぼ", "ba bi bu be bo"],
  ["ぱぴぷぺぽ", "pa pi pu pe po"],
  ["ぁぃぅぇぉ", "a i u e o"],
  ["ゃゅょゎ", "ya yu yo wa"],
  ["ゔんっ", "vu n ~"],
]
const singles: Record<string, string> = Object.create(null)
for (const [kana, latin] of rows) {
  const sounds = latin.split(" ")
  for (const [i, one] of [...kana].entries()) singles[one] = sounds[i] ?? ""
}

// きゃ, しゅ, ふぁ, てぃ ...: the consonant of the first kana with the vowel of the small second.
const pairs: Record<string, string> = Object.create(null)
const stems: readonly (readonly [string, string, string])[] = [
  ["きぎにひびぴみり", "ky gy ny hy by py my ry", "ゃa ゅu ょo ぇe"],
  ["しじちぢ", "sh j ch j", "ゃa ゅu ょo ぇe"],
  ["ふゔう", "f v w", "ぁa ぃi ぇe ぉo"],
  ["てでとど", "t d t d", "ぃi ぅu ゅu"],
]
for (const [firsts, consonants, seconds] of stems) {
  const sounds = consonants.split(" ")
  for (const [i, first] of [...firsts].entries())
    for (const second of seconds.split(" ")) pairs[first + second.slice(0, 1)] = (sounds[i] ?? "") + second.slice(1)
}
