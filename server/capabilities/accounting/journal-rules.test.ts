import { expect, test } from "vitest"
import { type DayMove, freeeCsv, journalOf, plainCsv, yayoiCsv } from "./journal-rules.ts"
import { AccountSettings } from "./model-settings.ts"

const settings = AccountSettings.parse({})
const moves: DayMove[] = [
  { day: "2026-04-02", kind: "redeemed", origin: "purchase", points: -300 },
  { day: "2026-04-01", kind: "issued", origin: "purchase", points: 500 },
  { day: "2026-04-01", kind: "issued", origin: "action", points: 100 },
  { day: "2026-04-03", kind: "expired", origin: "action", points: -40 },
  { day: "2026-04-03", kind: "returned", origin: "purchase", points: 20 },
  { day: "2026-04-04", kind: "revoked", origin: "purchase", points: -10 },
  { day: "2026-04-04", kind: "issued", origin: "paid", points: 1_000 },
  { day: "2026-04-05", kind: "adjusted", origin: "goodwill", points: 0 },
]

test("X04 each movement is an entry between the liability and the account that the brand has named", () => {
  const lines = journalOf(moves, settings)
  expect(lines.map(({ day, debit, credit, amount }) => [day, debit, credit, amount])).toEqual([
    ["2026-04-01", "販売促進費", "契約負債", 100],
    ["2026-04-01", "売上高（ポイント付与）", "契約負債", 500],
    ["2026-04-02", "契約負債", "売上高", 300],
    ["2026-04-03", "契約負債", "雑収入", 40],
    ["2026-04-03", "売上高", "契約負債", 20],
    ["2026-04-04", "現金預金", "前受金", 1_000],
    ["2026-04-04", "契約負債", "売上高（ポイント付与）", 10],
  ])
})

test("L30 L32 the entries change the liabilities by what happened, paid points apart", () => {
  const change = (account: string) =>
    journalOf(moves, settings).reduce(
      (sum, l) => sum + (l.credit === account ? l.amount : l.debit === account ? -l.amount : 0),
      0,
    )
  expect(change("契約負債")).toBe(500 + 100 - 300 - 40 + 20 - 10)
  expect(change("前受金")).toBe(1_000)
})

test("X04 files: a head and CRLF for any software, 25 columns for 弥生, nothing that a spreadsheet would run (S45)", () => {
  const lines = journalOf(moves, AccountSettings.parse({ accounts: { promotion: "=cmd|x, y" } }))
  const plain = plainCsv(lines).split("\r\n")
  expect(plain[0]).toBe("\uFEFFdate,debit,credit,amount,points,origin,kind,note")
  expect(plain[1]).toContain(`"'=cmd|x, y"`)
  expect(plain).toHaveLength(9)
  for (const row of yayoiCsv(journalOf(moves, settings)).trim().split("\r\n")) expect(row.split(",")).toHaveLength(25)
})

test("X04 the form for freee: a head, each entry a line with a number of its own, both sides the same amount", () => {
  const [head, first, ...rest] = freeeCsv(journalOf(moves, settings)).trimEnd().split("\r\n")
  expect(head).toBe("\uFEFF日付,伝票番号,借方勘定科目,借方税区分,借方金額,貸方勘定科目,貸方税区分,貸方金額,摘要")
  expect(first).toBe("2026/04/01,1,販売促進費,対象外,100,契約負債,対象外,100,ポイント発行（行動）")
  expect(rest.map((row) => row.split(",")[1])).toEqual(["2", "3", "4", "5", "6", "7"])
})

test("L30 L32 what was brought along is no cost and no money taken: what was owed before is owed here", () => {
  const carried: DayMove[] = [
    { day: "2026-04-01", kind: "carried", origin: "opening", points: 800 },
    { day: "2026-04-01", kind: "carried", origin: "paid", points: 200 },
  ]
  expect(journalOf(carried, settings).map(({ debit, credit, amount }) => [debit, credit, amount])).toEqual([
    ["契約負債（旧ポイント）", "契約負債", 800],
    ["契約負債（旧ポイント）", "前受金", 200],
  ])
})
