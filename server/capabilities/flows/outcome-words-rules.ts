import type { Text } from "#kernel/text"

const outcomes: Readonly<Record<string, Text>> = {
  waited: { ja: "待ち終えた", en: "The wait was over" },
  "no-date": {
    ja: "日付が分からないか過ぎていたので、待たずに進んだ",
    en: "There was no such date, or it was over: she went on at once",
  },
  happened: { ja: "できごとが起きた", en: "It happened" },
  timeout: { ja: "待つあいだに起きなかった", en: "It did not happen in time" },
  branched: { ja: "条件で分かれた", en: "The conditions decided" },
  split: { ja: "くじで決まった", en: "Chance decided, once and for good" },
  repeats: { ja: "繰り返しに入った", en: "The repeat began" },
  draft: { ja: "下書きなので何も送らなかった", en: "The message is a draft: nothing was sent" },
  "no-template": { ja: "テンプレートがないので送らなかった", en: "No template was chosen: nothing was sent" },
  planned: { ja: "送ることにした", en: "The message was planned" },
  instead: { ja: "代わりのものを送ることにした", en: "Another message was planned instead" },
  held: { ja: "送らずにとってある", en: "The message is held" },
  missing: { ja: "必要な情報がなかった", en: "Something that the text needs was missing" },
  "out-of-stock": { ja: "品切れだった", en: "It was out of stock" },
  unreachable: { ja: "届く手段がなかった", en: "No channel reaches her" },
  done: { ja: "済んだ", en: "Done" },
  refused: { ja: "できなかった", en: "It could not be done" },
  stop: { ja: "ここで抜けた", en: "She left here" },
  goal: { ja: "目標に届いた", en: "The goal was reached" },
  exit: { ja: "抜ける条件にあてはまった", en: "A condition to leave was met" },
}

/** What came of a step, in words. */
export const outcomeWords = (outcome: string): Text => outcomes[outcome] ?? { ja: outcome, en: outcome }

const entries: Readonly<Record<string, Text>> = {
  entered: { ja: "入った", en: "She came in" },
  "not-live": { ja: "フローが止まっている", en: "The flow is not live" },
  nobody: { ja: "お客様として分かっていないか、消去されている", en: "She is not known as a person, or was erased" },
  late: { ja: "知ったときには古すぎた", en: "It was too long ago when we learned of it" },
  "in-circles": { ja: "フローが互いに始め合っている", en: "Flows start one another in circles" },
  inside: { ja: "すでに中にいる", en: "She is in it already" },
  once: { ja: "一度通ったことがある", en: "She has been through it once" },
  "too-soon": { ja: "前に入ってから日が浅い", en: "She came in too short a time ago" },
  audience: { ja: "対象の条件にあてはまらない", en: "She does not fit the audience" },
  exclusion: { ja: "除く条件にあてはまる", en: "She is among those who are left out" },
  holdout: { ja: "比べるために送らずにおく方", en: "She is kept apart, to compare" },
}

/** Why somebody came in, or did not. */
export const entryWords = (outcome: string): Text => entries[outcome] ?? { ja: outcome, en: outcome }

const met: Readonly<Record<string, Text>> = {
  "not-live": { ja: "フローは動いている", en: "The flow is live" },
  nobody: { ja: "お客様として分かっている", en: "She is known" },
  late: { ja: "間に合っている", en: "It is recent enough" },
  "in-circles": { ja: "フローの連なりは短い", en: "Few flows have started one another" },
  inside: { ja: "いまは中にいない", en: "She is not in it now" },
  once: { ja: "まだ通っていない", en: "She has never been through it" },
  "too-soon": { ja: "前に入ってから十分に日がたっている", en: "It is long enough since she came in" },
  audience: { ja: "対象の条件にあてはまる", en: "She fits the audience" },
  exclusion: { ja: "除く条件にあてはまらない", en: "She is not among those who are left out" },
  holdout: { ja: "送る側の方", en: "She is among those who are written to" },
}

export const reasonWords = (code: string, isMet: boolean): Text =>
  isMet ? (met[code] ?? { ja: code, en: code }) : entryWords(code)
