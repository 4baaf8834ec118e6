import type { Text } from "#kernel/text"
import type { Problem, ProblemCode } from "./model.ts"
import { safeCell } from "./cell-rules.ts"

type Words = Text & {
  /** A note: the line was taken in all the same, or is rightly left out. */
  readonly isNote?: true
}

/** What each finding means and what to do about it. */
export const problemWords: Readonly<Record<ProblemCode, Words>> = {
  Missing: { ja: "値がありません。入力してください。", en: "The value is missing. Fill it in." },
  NotADate: {
    ja: "日付として読めません。2026-04-01 や 2026/4/1 9:00 のように書いてください。",
    en: "This is no date. Write it like 2026-04-01 or 2026/4/1 9:00.",
  },
  NotATime: {
    ja: "時刻として読めません。9:00 のように書いてください。",
    en: "This is no time of day. Write it like 9:00.",
  },
  NotAnAmount: {
    ja: "この通貨の金額として読めません。1,234 のように書いてください（円に小数はありません）。",
    en: "This is no amount in this currency. Write it like 1,234 (yen have no decimals).",
  },
  NotACount: { ja: "数として読めません。整数を書いてください。", en: "This is no whole number. Write one." },
  NotARate: {
    ja: "税率として読めません。10% や 0.08 のように書いてください。",
    en: "This is no rate. Write it like 10% or 0.08.",
  },
  NotAFlag: {
    ja: "はい・いいえのどちらか読めません。1／0 や はい／いいえ で書いてください。",
    en: "This is neither yes nor no. Write 1 or 0, yes or no.",
  },
  NotACurrency: {
    ja: "通貨コードではありません。JPY のように書いてください。",
    en: "This is no currency code. Write it like JPY.",
  },
  UnknownCountry: {
    ja: "国名がわからないので、国なしで取り込みました。JP のような 2 文字のコードなら確実です。",
    en: "We do not know this country, so it was left empty. A two-letter code such as JP is certain.",
    isNote: true,
  },
  OddCharacter: {
    ja: "読めない文字があります。文字コード（UTF-8・Shift_JIS）の設定を確かめてください。",
    en: "It holds a character that cannot be read. Check the encoding (UTF-8 or Shift_JIS).",
  },
  TooLong: { ja: "長すぎます。短くしてください。", en: "This is too long. Shorten it." },
  TooManyLines: {
    ja: "ひとつの注文の明細が 1,000 行を超えています。注文番号の列が正しいか確かめてください。",
    en: "One order has more than 1,000 lines. Check the column with the order number.",
  },
  NobodyNamed: {
    ja: "会員番号・メール・電話のどれもないため、だれかわかりません。ひとつ入力してください。",
    en: "There is no number, e-mail or phone to tell who this is. Fill one in.",
  },
  NotAnAddress: {
    ja: "アドレスの形ではないので、使いませんでした。",
    en: "This does not look like an address, so it was not used.",
    isNote: true,
  },
  WrongValue: {
    ja: "この項目に入れられる値ではありません。設定 → お客様の項目 で選べる値を確かめてください。",
    en: "This value does not fit the property. See Settings → Customer properties for what does.",
  },
  LineRefused: {
    ja: "同じ注文の別の行に誤りがあるため、この注文は取り込みませんでした。",
    en: "Another line of the same order is wrong, so the order was not taken in.",
  },
  Repeated: {
    ja: "まったく同じ行がもう一度あったので、数えませんでした。",
    en: "This very line came a second time and was not counted.",
    isNote: true,
  },
  NotASale: {
    ja: "金額も購入者もないので、在庫の修正とみなし、注文にはしませんでした。",
    en: "No money and nobody who bought: a correction of stock, not an order.",
    isNote: true,
  },
  RefundUnknown: {
    ja: "一部を返金したとありますが、返金額の列がないので、返金を引かずに取り込みました。返金額の列を加えて、もう一度取り込んでください。",
    en: "A part was refunded, but no column says how much, so nothing was taken off. Add a column with the amount and bring the file in again.",
    isNote: true,
  },
  ReturnOfUnknown: {
    ja: "どの注文の返品か決められないため、返金だけの記録にしました。",
    en: "The order that this came back from could not be determined; the refund was kept by itself.",
    isNote: true,
  },
  NotAccepted: {
    ja: "注文として受け取れない値があります。この行の値を確かめてください。",
    en: "An order cannot hold this value. Check the line.",
  },
}

export const isNote = (code: ProblemCode): boolean => problemWords[code].isNote === true

/** The report as CSV with a byte order mark, as spreadsheets want it; no cell can be run as a formula (S45). */
export function reportHead(): string {
  return `\ufeff${csvLine(["file", "row", "column", "value", "code", "内容", "what"])}`
}

export type ReportLine = Problem & { readonly file: string; readonly rowInFile: number; readonly column: string }

export function reportLines(lines: readonly ReportLine[]): string {
  return lines
    .map((l) =>
      csvLine([
        l.file,
        String(l.rowInFile),
        l.column,
        l.value,
        l.code,
        problemWords[l.code].ja,
        problemWords[l.code].en,
      ]),
    )
    .join("")
}

const csvLine = (cells: readonly string[]): string =>
  `${cells.map((cell) => `"${safeCell(cell).replaceAll('"', '""')}"`).join(",")}\r\n`
