import type { Text } from "#kernel/text"

/** Words that Japanese law judges (J07): who uses them must be able to prove them, or may not use them at all. */
type Claim = { readonly code: string; readonly pattern: RegExp; readonly say: Text }

const claims: readonly Claim[] = [
  {
    code: "superlative",
    pattern: /(No\.?\s?1|ナンバーワン|日本一|世界一|業界初|最安|最高級|唯一|best in the world|number one|#1\b)/i,
    say: {
      ja: "「いちばん」をうたう言葉です。調査の名前・時期・範囲を添えられないときは外してください（景品表示法）。",
      en: "It claims to be the best. Name the survey, its date and its range, or take it out (Act against Unjustifiable Premiums).",
    },
  },
  {
    code: "certainty",
    pattern: /(必ず|絶対に?|100%|確実に|永久に).{0,12}(効|治|痩|消え|改善|若返|きれい)|guaranteed (results|to work)/i,
    say: {
      ja: "結果を言い切っています。「感じ方には個人差があります」と添えるか、言い切らない形にしてください（景品表示法）。",
      en: "It promises a result. Say that it differs from person to person, or promise less.",
    },
  },
  {
    code: "medical",
    pattern:
      /(効く|効き目|治る|治す|治り|治療|予防|完治|アンチエイジング|若返|シミが消え|シワが消え|cures?\b|heals?\b|treats? (acne|disease)|anti-?aging)/i,
    say: {
      ja: "化粧品や食品では使えない効能の言葉です。認められた表現に直してください（薬機法）。",
      en: "Cosmetics and food may not claim this effect. Use the wording that is allowed (Pharmaceuticals Act).",
    },
  },
  {
    code: "double-price",
    pattern: /(通常価格|定価|メーカー希望小売価格).{0,20}(円|¥)/,
    say: {
      ja: "比べる値段を書いています。その値段で最近まで売っていた期間が要ります（景品表示法の二重価格表示）。",
      en: "It compares with another price: that must have been a real one, for long enough, until lately.",
    },
  },
]

/** What a text claims that somebody should look at again. Liquid is taken out before. */
export const claimsIn = (text: string): readonly { readonly code: string; readonly say: Text }[] =>
  claims.filter(({ pattern }) => pattern.test(text.replace(/\{\{.*?\}\}|\{%.*?%\}/gs, "")))
