import type { Text } from "#kernel/text"

export const problemCodes = [
  "Unreadable",
  "TooLarge",
  "BadText",
  "BadEmail",
  "BadPhone",
  "UnknownPerson",
  "UnknownMetric",
  "TooManyLists",
] as const
export type ProblemCode = (typeof problemCodes)[number]

/** What was wrong, and what became of it. */
export const problemWords: Readonly<Record<ProblemCode, Text>> = {
  Unreadable: {
    ja: "読めない形でした。取り込んでいません",
    en: "It is not in a form that can be read, and was left out",
  },
  TooLarge: {
    ja: "大きすぎます（64 KB まで）。取り込んでいません",
    en: "It is too large (64 kB at most), and was left out",
  },
  BadText: {
    ja: "保存できない文字が入っています。取り込んでいません",
    en: "It holds characters that can't be kept, and was left out",
  },
  BadEmail: {
    ja: "メールアドレスが正しくありません。アドレスなしで取り込みました",
    en: "The e-mail address is not valid; the person was taken in without it",
  },
  BadPhone: {
    ja: "電話番号が正しくありません。番号なしで取り込みました",
    en: "The phone number is not valid; the person was taken in without it",
  },
  UnknownPerson: {
    ja: "このプロフィールは取り込まれていません。もう一度取り込むと、後から増えた方も入ります",
    en: "This profile was not taken in; another import brings in those who came later",
  },
  UnknownMetric: {
    ja: "何の出来事か分かりません。取り込んでいません",
    en: "It does not say what happened, and was left out",
  },
  TooManyLists: {
    ja: "リストが多すぎます（200 まで）。このリストの所属は取り込んでいません",
    en: "There are more than 200 lists; who is on this one was left out",
  },
}
