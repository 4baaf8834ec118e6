import { safeCell } from "#imports"
import type { AccountSettings } from "./model-settings.ts"
import type { MoveKind } from "./roll-rules.ts"

/** What happened to points of one class on one day of the brand, summed up. */
export type DayMove = {
  readonly day: string
  readonly kind: MoveKind
  readonly origin: string
  readonly points: number
}

export type JournalLine = {
  readonly day: string
  readonly kind: MoveKind
  readonly origin: string
  readonly debit: string
  readonly credit: string
  /** Minor units, never less than 0. */
  readonly amount: number
  readonly points: number
  readonly note: string
}

const notes: Readonly<Record<MoveKind, string>> = {
  issued: "ポイント発行",
  carried: "ポイント引き継ぎ",
  redeemed: "ポイント利用",
  returned: "ポイント利用の取消",
  expired: "ポイント失効",
  revoked: "ポイント取消",
  adjusted: "ポイント調整",
}
const classes: Readonly<Record<string, string>> = {
  purchase: "購入",
  action: "行動",
  goodwill: "お詫び",
  paid: "有償",
  opening: "引き継ぎ",
}

/**
 * Movements as entries of a journal with the accounts of the brand. What members hold more credits the liability, what they
 * hold less debits it; so each entry changes the liability by exactly what the roll-forward says.
 */
export function journalOf(moves: readonly DayMove[], { accounts, yenPerPoint }: AccountSettings): JournalLine[] {
  return moves
    .filter(({ points }) => points !== 0)
    .map(({ day, kind, origin, points }) => {
      const other = otherAccount(kind, origin, accounts)
      const liability = origin === "paid" ? accounts.paidLiability : accounts.liability
      const [debit, credit] = points > 0 ? [other, liability] : [liability, other]
      const note = `${notes[kind]}（${classes[origin] ?? origin}）`
      return {
        day,
        kind,
        origin,
        debit,
        credit,
        amount: Math.abs(points) * yenPerPoint,
        points: Math.abs(points),
        note,
      }
    })
    .toSorted((a, b) => compare(`${a.day}${a.kind}${a.origin}`, `${b.day}${b.kind}${b.origin}`))
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

function otherAccount(kind: MoveKind, origin: string, accounts: AccountSettings["accounts"]): string {
  if (kind === "redeemed" || kind === "returned") return accounts.revenue
  if (kind === "expired") return accounts.breakage
  if (kind === "adjusted") return accounts.adjustment
  if (kind === "carried") return accounts.carried
  if (origin === "paid") return accounts.cash
  return origin === "purchase" ? accounts.salesReduction : accounts.promotion
}

/** As any software reads it: UTF-8 with a byte order mark, CRLF. */
export function plainCsv(lines: readonly JournalLine[]): string {
  const rows = lines.map((l) => [l.day, l.debit, l.credit, l.amount, l.points, l.origin, l.kind, l.note])
  return `\uFEFF${csv([["date", "debit", "credit", "amount", "points", "origin", "kind", "note"], ...rows])}`
}

/** The form that 弥生会計 imports: 25 columns, no head; to be written in Shift_JIS. */
export function yayoiCsv(lines: readonly JournalLine[]): string {
  return csv(
    lines.map((l) => [
      "2000",
      "",
      "",
      l.day.replaceAll("-", "/"),
      l.debit,
      "",
      "",
      "対象外",
      l.amount,
      "",
      l.credit,
      "",
      "",
      "対象外",
      l.amount,
      "",
      l.note,
      "",
      "",
      "0",
      "",
      "",
      "0",
      "0",
      "no",
    ]),
  )
}

const freeeHead = [
  "日付",
  "伝票番号",
  "借方勘定科目",
  "借方税区分",
  "借方金額",
  "貸方勘定科目",
  "貸方税区分",
  "貸方金額",
  "摘要",
]

/**
 * The form in which freee会計 takes entries of other software (freee ヘルプセンター「その他の会計ソフトから仕訳データを移行する」):
 * a head, one entry a line, each with a number of its own, since lines of one day and number become one entry.
 */
export function freeeCsv(lines: readonly JournalLine[]): string {
  const rows = lines.map((l, index) => {
    const [debit, credit] = [l.debit, l.credit].map((account) => [account, "対象外", l.amount] as const)
    return [l.day.replaceAll("-", "/"), index + 1, ...(debit ?? []), ...(credit ?? []), l.note]
  })
  return `\uFEFF${csv([freeeHead, ...rows])}`
}

export const csv = (rows: readonly (readonly (string | number)[])[]): string =>
  rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("")

function cell(value: string | number): string {
  if (typeof value === "number") return String(value)
  const safe = safeCell(value)
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
