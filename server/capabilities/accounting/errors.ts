import { defineErrors } from "#kernel/errors"

export const AccountingError = defineErrors("accounting", {
  NotOver: {
    status: 409,
    ja: "{month}はまだ終わっていません。月が変わってから締めてください。",
    en: "{month} is not over yet. Close it when the month has ended.",
  },
  OutOfOrder: {
    status: 409,
    ja: "先に{month}を締めてください。月は古い順に締めます。",
    en: "Close {month} first: months are closed one after the other.",
  },
  DoesNotTie: {
    status: 409,
    ja: "仕訳とロットの合計が{points}ポイント合いません。締める前に、帳簿の照合（maido ledger verify）を確かめてください。",
    en: "Journal and lots differ by {points} points. Look at the ledger (maido ledger verify) before you close.",
  },
  UnreadableOpening: {
    status: 422,
    ja: "このファイルは読めません。1行目に「会員」と「ポイント」の見出しがあるCSVにしてください。",
    en: "The file can't be read. It must be a CSV whose first row names the columns member and points.",
  },
  TooManyRows: {
    status: 413,
    ja: "一度に送れるのは{most}行までです。ファイルを分けて送ってください。",
    en: "At most {most} rows at once: send the file in pieces.",
  },
  UnknownGoal: {
    status: 404,
    ja: "この目標は見つかりません。",
    en: "There is no such goal.",
  },
})
