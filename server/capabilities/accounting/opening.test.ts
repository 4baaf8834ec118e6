import { beforeAll, expect, test } from "vitest"
import { resolveCustomer } from "#customers"
import { enrol } from "#members"
import { balancesOf, lotsOf, spendPoints, verifyLedger } from "#points"
import { inTransaction } from "#kernel/context"
import { dayIn } from "#kernel/zones"
import { type TestContext, testContext } from "#testing/context"
import { journalLines } from "./files.ts"
import { bringAlong } from "./opening.ts"
import { isBalanced } from "./roll-rules.ts"
import { monthReport } from "./roll-forward.ts"

let ctx: TestContext
const ids: Record<string, string> = {}
let card: string

beforeAll(async () => {
  ctx = await testContext()
  for (const name of ["hanako", "taro", "yuki"]) {
    const identities = [{ kind: "email" as const, issuer: "", value: `${name}@example.jp` }]
    const facts = { identities, profile: {}, source: "test", at: ctx.now() }
    ids[name] = (await resolveCustomer(ctx, facts)).customerId
  }
  card = (await enrol(ctx, { customerId: ids["yuki"] ?? "", by: "shop" })).card
})

const year = () => ctx.now().getUTCFullYear() + 1
const file = () =>
  [
    "会員,ポイント,期限,種別",
    `Hanako@Example.jp,1000,${year()}-03-31,`,
    `hanako@example.jp,250,,有償`,
    `${card},300,${year()}-12-31,無償`,
    `${ids["taro"]},40,,`,
    "nobody@example.jp,10,,",
    "taro@example.jp,0,,",
  ].join("\r\n")
const bring = (csv: string, dryRun = false) => bringAlong(ctx, { name: "前の会員システム", csv, firstRow: 2, dryRun })
const available = async (name: string) => (await balancesOf(ctx, [ids[name] ?? ""])).get(ids[name] ?? "")?.available
const verdict = async () => (await verifyLedger(ctx))[0]?.intact

test("L03 L30 balances brought along: looked at first, written once, told line by line what could not be taken", async () => {
  const dry = await bring(file(), true)
  expect(dry).toMatchObject({ rows: 6, fresh: 4, known: 0, people: 3, freePoints: 1_340, paidPoints: 250 })
  expect(dry.problems.map(({ row }) => row)).toEqual([6, 7])
  expect(await available("hanako")).toBe(0)

  expect(await bring(file())).toMatchObject({ fresh: 4, known: 0, problemCount: 2 })
  expect(await bring(file())).toMatchObject({ fresh: 0, known: 4, problemCount: 2 })
  expect([await available("hanako"), await available("taro"), await available("yuki")]).toEqual([1_250, 40, 300])
  expect(await verdict()).toBe(true)
})

test("L03 the same line with other points changes nothing and says so; another name brings more", async () => {
  const line = `会員,ポイント\n${ids["taro"]},41\n`
  expect(await bring(line)).toMatchObject({ fresh: 0, problemCount: 1 })
  expect(await available("taro")).toBe(40)
})

test("L18 INV20 each has its own end, paid ones stay paid, and they are used like any other", async () => {
  const lots = await lotsOf(ctx, ids["hanako"] ?? "")
  expect(lots.map(({ origin, qty, expiresAt }) => [origin, qty, expiresAt?.toISOString() ?? null])).toEqual([
    ["opening", 1_000, `${year()}-03-31T15:00:00.000Z`],
    ["paid", 250, null],
  ])
  const cause = { type: "order", id: "o-1", rule: "", seq: 0 }
  const reason = { ja: "お買い物", en: "A purchase" }
  await inTransaction(ctx, (ctx) =>
    spendPoints(ctx, { customerId: ids["hanako"] ?? "", points: 1_100, cause, purpose: "order", reason }),
  )
  expect((await lotsOf(ctx, ids["hanako"] ?? "")).map(({ origin, available }) => [origin, available])).toEqual([
    ["paid", 150],
  ])
  expect(await verdict()).toBe(true)
})

test("INV15 L30 L32 the month carries them as an origin of its own: no cost, no money taken, and everything ties", async () => {
  const month = dayIn("Asia/Tokyo", ctx.now()).slice(0, 7)
  const { report } = await inTransaction(ctx, (ctx) => monthReport(ctx, month))
  const { lines, total } = JSON.parse(report)
  expect(lines.every(isBalanced)).toBe(true)
  expect([total.issued, total.redeemed, total.closing]).toEqual([1_590, 1_100, 490])
  const opened = lines.filter((line: { origin: string }) => line.origin === "opening")
  // What can be used to 31 March ends in March, though it is gone from the first instant of April on.
  const ends = opened.map(({ expiryMonth }: { expiryMonth: string | null }) => expiryMonth)
  expect(ends.toSorted()).toEqual([`${year()}-03`, `${year()}-12`, null])
  const carried = (await journalLines(ctx, month)).filter(({ kind }) => kind === "carried")
  expect(carried.map(({ origin, debit, credit, amount }) => [origin, debit, credit, amount])).toEqual([
    ["opening", "契約負債（旧ポイント）", "契約負債", 1_340],
    ["paid", "契約負債（旧ポイント）", "前受金", 250],
  ])
})

test("L03 the same member, end and kind further down in a file that comes in pieces is one too many, whatever the pieces", async () => {
  const name = "二度"
  for (const [dryRun, run] of [
    [true, ctx.id()],
    [false, ctx.id()],
  ] as const) {
    const piece = (line: string, firstRow: number) =>
      bringAlong(ctx, { name, csv: `member,points,ends\n${line}\n`, firstRow, dryRun, run })
    expect(await piece("taro@example.jp,5,", 2)).toMatchObject({ fresh: 1, problemCount: 0 })
    // Other points, or the same once more, or the name in other letters: each is told, and none of them is taken for the first.
    for (const [n, line] of ["taro@example.jp,6,", "taro@example.jp,5,", "Taro@Example.jp,5,"].entries())
      expect(await piece(line, 2_002 + n)).toMatchObject({ fresh: 0, known: 0, problems: [{ row: 2_002 + n }] })
    expect(await piece(`taro@example.jp,5,${year()}-01-01`, 4_002)).toMatchObject({ fresh: 1, problemCount: 0 })
    // A piece whose answer was lost comes again and says the same.
    expect(await piece("taro@example.jp,5,", 2)).toMatchObject({ fresh: dryRun ? 1 : 0, problemCount: 0 })
  }
})

test("L30 a file without its columns is refused in words", async () => {
  await expect(bring("名前,残り\nx,1\n")).rejects.toMatchObject({ code: "accounting.UnreadableOpening" })
})
