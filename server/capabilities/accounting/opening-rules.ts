import { CsvError, parse } from "csv-parse/sync"
import { type Day, isDay } from "#kernel/days"
import type { Text } from "#kernel/text"

/** A line of a file of opening balances, as it was meant. */
export type OpeningRow = {
  /** As a spreadsheet counts: the head is row 1. */
  readonly row: number
  /** Customer id, card, mail address or telephone number. */
  readonly member: string
  readonly points: number
  readonly isPaid: boolean
  /** The last day; null: never ends. */
  readonly endsOn: Day | null
  readonly earnedOn: Day | null
}
export type OpeningProblem = { readonly row: number; readonly says: Text }

const columns = {
  member: [
    "会員",
    "会員番号",
    "会員証",
    "お客様",
    "お客様番号",
    "メールアドレス",
    "電話番号",
    "member",
    "customer",
    "email",
  ],
  points: ["ポイント", "ポイント数", "残高", "points", "balance"],
  ends: ["有効期限", "期限", "失効日", "ends", "expires", "expiry"],
  kind: ["種別", "区分", "有償・無償", "kind", "type"],
  earned: ["取得日", "付与日", "earned"],
} as const
type Column = keyof typeof columns

const kinds = new Map([
  ["", false],
  ["無償", false],
  ["free", false],
  ["有償", true],
  ["paid", true],
])

export const says = {
  member: { ja: "会員の欄が空です。", en: "The member is missing." },
  points: { ja: "ポイントは1以上の整数で入れてください。", en: "Points are a whole number of 1 or more." },
  ends: { ja: "期限は 2027-03-31 のように入れてください。", en: "Write the end as 2027-03-31." },
  over: {
    ja: "期限が過ぎています。引き継げるのは、まだ使えるポイントです。",
    en: "It has ended: only what can still be used is brought along.",
  },
  kind: { ja: "種別は「無償」か「有償」で入れてください。", en: "The kind is free or paid." },
  earned: {
    ja: "取得日は今日までの日付で入れてください。",
    en: "The day on which they were earned is today or before.",
  },
  twice: {
    ja: "同じ会員・期限・種別の行がほかにもあります。1行にまとめてください。",
    en: "Another row has the same member, end and kind. Make them one.",
  },
} satisfies Record<string, Text>

/** What the head of the file lacks; undefined when both needed columns are there. */
export type Unreadable = "empty" | "no-member" | "no-points" | "broken"

/**
 * Reads a file of what members had in the system before: a head, then one line for each member, end and kind. `firstRow`: the
 * row of the first line below the head, for a file that comes in pieces. Lines that can't be taken are told, the others stand.
 */
export function readOpening(
  text: string,
  today: Day,
  firstRow = 2,
): { readonly rows: OpeningRow[]; readonly problems: OpeningProblem[] } | Unreadable {
  const lines = parsed(text)
  if (lines === undefined) return "broken"
  const [head, ...body] = lines
  if (!head || body.length === 0) return "empty"
  const place = (column: Column) => head.findIndex((cell) => columns[column].some((name) => name === plain(cell)))
  const places = {
    member: place("member"),
    points: place("points"),
    ends: place("ends"),
    kind: place("kind"),
    earned: place("earned"),
  }
  if (places.member < 0) return "no-member"
  if (places.points < 0) return "no-points"
  const [rows, problems]: [OpeningRow[], OpeningProblem[]] = [[], []]
  const seen = new Set<string>()
  body.forEach((cells, index) => {
    const row = firstRow + index
    const cell = (column: Column) => (places[column] < 0 ? "" : (cells[places[column]] ?? "").normalize("NFKC").trim())
    if (cells.every((one) => one.trim() === "")) return
    const read = readLine(row, cell, today)
    const key = "says" in read ? "" : keyOf(read)
    if ("says" in read) problems.push(read)
    else if (seen.has(key)) problems.push({ row, says: says.twice })
    else rows.push(read)
    seen.add(key)
  })
  return { rows, problems }
}

/** What may stand once in a file, however the name is written. */
export const keyOf = ({ member, endsOn, isPaid }: OpeningRow): string =>
  `${member.toLowerCase()}\n${endsOn ?? "never"}\n${isPaid}`

function readLine(row: number, cell: (column: Column) => string, today: Day): OpeningRow | OpeningProblem {
  const member = cell("member").replace(/^'/, "")
  const count = cell("points")
    .replace(/[\s,]/g, "")
    .replace(/(pt|ポイント|\.0+)$/i, "")
  const isPaid = kinds.get(cell("kind").toLowerCase())
  const [endsOn, earnedOn] = [readDay(cell("ends")), readDay(cell("earned"))]
  if (member === "") return { row, says: says.member }
  if (!/^[1-9]\d{0,8}$/.test(count)) return { row, says: says.points }
  if (isPaid === undefined) return { row, says: says.kind }
  if (endsOn === undefined) return { row, says: says.ends }
  if (endsOn !== null && endsOn < today) return { row, says: says.over }
  if (earnedOn === undefined || (earnedOn !== null && earnedOn > today)) return { row, says: says.earned }
  return { row, member, points: Number(count), isPaid, endsOn, earnedOn }
}

function parsed(text: string): string[][] | undefined {
  try {
    // safe: without `columns` every record is a list of texts
    return parse(text, { bom: true, relax_column_count: true, relax_quotes: true }) as string[][]
  } catch (error) {
    if (error instanceof CsvError) return undefined
    throw error
  }
}

const plain = (cell: string): string => cell.normalize("NFKC").trim().toLowerCase()

/** Null for an empty cell, undefined for no day. */
function readDay(text: string): Day | null | undefined {
  if (text === "") return null
  const [, year = "", month = "", date = ""] =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T].*)?$/.exec(text) ?? []
  const day = `${year}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`
  return isDay(day) ? day : undefined
}
