import { readFileSync } from "node:fs"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { z } from "zod"
import { changeSetting, createApiKey, type Sender, senderOf } from "#brands"
import { resolveCustomer, resolveCustomers } from "#customers"
import { acceptMessages, recordEvents } from "#events"
import { type Context, inTransaction } from "#kernel/context"
import { applyOrder, type OrderSnapshot } from "#orders"
import { type Analytics, analytics } from "#testing/analytics"
import { type TestContext, testContext } from "#testing/context"
import { until } from "#testing/maido-process"
import { anOrder } from "#testing/orders"
import { projectAll } from "#testing/project-all"
import { startInOtherProcess } from "../../adapters/clickhouse/in-other-process.ts"
import { createSegment, publishSegment } from "./edit-segments.ts"
import { insertStandings } from "./facts-people.ts"
import { keepBrand, keepSegments } from "./keep-segments.ts"
import { Condition, type ConditionInput } from "./model.ts"
import { selectMembers, selectMoves } from "./storage-members.ts"
import { nextVersion, wantPass } from "./storage-standings.ts"
import { insertTouched } from "./storage-touched.ts"
import { whySegment } from "./why.ts"

// What goes wrong around them while segments are kept: late at most, never wrong.
let engine: Analytics
let ctx: TestContext
beforeAll(async () => {
  engine = await analytics()
  ctx = await testContext({ at: "2026-01-30T09:00:00+09:00", facts: engine.facts })
})
afterAll(() => engine.stop())

const settle = async () => {
  await projectAll(ctx)
  while (await keepBrand(ctx));
}
/** The engine runs again and all is kept. */
const recovered = () =>
  until(
    "the engine to run again",
    () =>
      settle().then(
        () => true as const,
        () => undefined,
      ),
    45_000,
  )
const pass = async (at: string) => {
  ctx.moveTo(at)
  await inTransaction(ctx, (ctx) => wantPass(ctx, ctx.now()))
  await settle()
}

async function segment(who: ConditionInput): Promise<string> {
  const document = { format: 1 as const, who: Condition.parse(who) }
  const draft = { name: { ja: "試し", en: "Trial" }, intent: "to be seen", document, note: "" }
  const { segmentId } = await createSegment(ctx, draft)
  await publishSegment(ctx, segmentId)
  return segmentId
}
const did = (name: string, more: object = {}): ConditionInput => ({
  kind: "event",
  names: [name],
  range: { atLeast: 1 },
  ...more,
})

let n = 0
const some = (count: number, profile: { bornOn?: string } = {}) =>
  inTransaction(ctx, async (ctx) => {
    const facts = Array.from({ length: count }, () => ({
      identities: [{ kind: "email" as const, issuer: "", value: `unharmed-${++n}@example.jp` }],
      profile,
      source: "test",
      at: ctx.now(),
    }))
    return (await resolveCustomers(ctx, facts)).map(({ customerId }) => customerId)
  })
const record = (name: string, customerIds: readonly string[], more: object = {}) =>
  inTransaction(ctx, (ctx) =>
    recordEvents(
      ctx,
      customerIds.map((customerId) => ({
        customerId,
        name,
        occurredAt: ctx.now(),
        source: "test",
        externalId: `u-${++n}`,
        ...more,
      })),
    ),
  )
const members = async (segmentId: string) =>
  inTransaction(ctx, async (ctx) => (await selectMembers(ctx, segmentId, undefined, 1_000)).map((m) => m.customerId))
const holds = (segmentId: string, customerId: string) =>
  inTransaction(ctx, async (ctx) => (await whySegment(ctx, segmentId, customerId)).holds)

test("F21 ClickHouse killed again and again while segments are kept: everybody ends where they belong, each move told once", async () => {
  const segmentId = await segment(did("Seen F21"))
  await settle()
  const all: string[] = []
  for (let round = 0; round < 2; round++) {
    await recovered()
    const ids = await some(20)
    all.push(...ids)
    await record("Seen F21", ids)
    const keeping = settle().catch(() => {})
    // Another moment each time: while facts are copied, while people are asked about, after it.
    for (let step = 0; step < round * 5; step++) await new Promise((resolve) => setImmediate(resolve))
    const held = readFileSync(join(engine.home, "clickhouse", "data", "status"), "utf8")
    process.kill(Number(/^PID: (\d+)/m.exec(held)?.[1]), "SIGKILL")
    await keeping
    for (const id of await members(segmentId)) expect(all, "nobody is in it who should not be").toContain(id)
  }
  await recovered()
  expect((await members(segmentId)).sort()).toEqual([...all].sort())
  const told = await inTransaction(ctx, (ctx) => selectMoves(ctx, segmentId, undefined, 1_000))
  expect(told.map((move) => `${move.customerId} ${move.move}`).sort()).toEqual(all.map((id) => `${id} entered`).sort())
}, 150_000)

test("F22 a second process of ours opens the same folder while segments are kept: it is given the engine that runs, and both go on", async () => {
  const segmentId = await segment(did("Seen F22"))
  const ids = await some(2)
  await record("Seen F22", ids.slice(0, 1))
  const other = startInOtherProcess(engine.home)
  const [second] = await Promise.all([other.started, settle()])
  expect(second).toMatchObject({ url: engine.endpoint.url })
  expect(await members(segmentId)).toEqual(ids.slice(0, 1))
  await other.stop()
  await record("Seen F22", ids.slice(1))
  await settle()
  expect((await members(segmentId)).sort()).toEqual([...ids].sort())
})

test("F25 people touched one by one are written together: their moves leave few parts behind", async () => {
  await segment(did("Seen F25"))
  const ids = await some(60)
  await record("Seen F25", ids)
  await settle()
  let inserts = 0
  const insert: Context["facts"]["insert"] = (...given) => {
    inserts++
    return engine.facts.insert(...given)
  }
  const own: Context = { ...ctx, facts: { ...engine.facts, insert } }
  for (const id of ids) {
    await inTransaction(ctx, (ctx) => insertTouched(ctx, [id], true))
    ctx.pass(10)
    while (await keepSegments(own));
  }
  ctx.pass(1_000)
  while (await keepSegments(own));
  expect(inserts, "sixty people within 600 ms").toBeGreaterThan(0)
  expect(inserts, "each alone would be sixty").toBeLessThanOrEqual(6)
})

const send = async (sender: Sender, messages: readonly object[]) => {
  await acceptMessages(ctx, { shape: "batch", body: { batch: messages }, bytes: undefined, sender })
  const apply = ctx.assembled.loops.find(({ name }) => name === "events.apply")
  while (await apply?.turn(ctx));
}
const anySender = async () => {
  const { secret } = await createApiKey(ctx, { name: "shop", scopes: ["events:write"] })
  return senderOf(ctx.platform, secret, undefined)
}
const customerOf = (userId: string) =>
  inTransaction(ctx, async (ctx) => {
    const identities = [{ kind: "external" as const, issuer: "", value: userId }]
    return (await resolveCustomer(ctx, { identities, source: "test", at: ctx.now() })).customerId
  })

test("F50 duplicates, the wrong order, 40 days late, two days ahead, one id with two bodies: everybody is where they would be without", async () => {
  const range = { atLeast: 2, atMost: 2 }
  const seen = await segment(did("Seen F50", { window: { kind: "last", n: 30, unit: "day" }, range }))
  const spent = await segment({ kind: "orders", measure: "spent", range: { atLeast: 1, atMost: 1_000 } })
  const sender = await anySender()
  const after = (days: number) => new Date(ctx.now().getTime() + days * 86_400_000).toISOString()
  const told = (userId: string) => {
    const message = (messageId: string, days: number, event = "Seen F50") => ({
      type: "track",
      event,
      userId,
      messageId: `${userId}-${messageId}`,
      timestamp: after(days),
    })
    return {
      late: message("late", -40),
      now: message("now", -1),
      ahead: message("ahead", 2),
      other: message("now", -1, "Other"),
    }
  }
  const [tidy, wild] = [told("tidy"), told("wild")]
  await send(sender, [tidy.late, tidy.now, tidy.ahead])
  await send(sender, [wild.ahead, wild.now])
  await send(sender, [wild.other, wild.late, ...Array.from({ length: 40 }, () => wild.now)])

  const order = (userId: string, minutes: number, more: Partial<OrderSnapshot> = {}) =>
    anOrder({
      source: "test",
      externalId: `o-${userId}`,
      number: `#${userId}`,
      placedAt: ctx.now(),
      updatedAt: new Date(ctx.now().getTime() + minutes * 60_000),
      customer: { identities: [{ kind: "external", issuer: "", value: userId }], profile: {} },
      lines: [{ externalId: "l1", title: "茶", quantity: 1, unitPrice: 3_000, productExternalId: "tea" }],
      totals: { goods: 3_000, paid: 3_000 },
      ...more,
    })
  const lines = [{ lineExternalId: "l1", quantity: 0, amount: 2_500 }]
  const refunded = { refunds: [{ externalId: "r", at: ctx.now(), amount: 2_500, lines }] }
  const snapshots = [
    [order("tidy", 0), order("tidy", 5, refunded)],
    [order("wild", 5, refunded), order("wild", 0), order("wild", 5, refunded)],
  ].flat()
  for (const snapshot of snapshots) await inTransaction(ctx, (ctx) => applyOrder(ctx, snapshot))
  await settle()
  const both = [await customerOf("tidy"), await customerOf("wild")].sort()
  expect((await members(seen)).sort()).toEqual(both)
  expect((await members(spent)).sort()).toEqual(both)
})

test("F85 what comes under names beyond the quota moves nobody, in none of the three readings; under kept names all goes on", async () => {
  await changeSetting(ctx, "events.limits", z.object({ properties: z.int() }), { properties: 100 })
  const above = { range: { atLeast: 1 } }
  const kept = await segment(
    did("Seen F85", { filters: [{ field: "properties.size", test: { is: ["L"] } }], ...above }),
  )
  const beyond = await segment(
    did("Seen F85", { filters: [{ field: "properties.extra", test: { is: ["L"] } }], ...above }),
  )
  const [one = "", two = ""] = await some(2)
  const flood = Object.fromEntries(Array.from({ length: 99 }, (_, i) => [`price_${i}`, i]))
  await record("Seen F85", [one], { source: "api", properties: { size: "L", ...flood } })
  await projectAll(ctx)
  await record("Seen F85", [two], { source: "api", properties: { size: "L", extra: "L" } })
  await settle()
  expect((await members(kept)).sort()).toEqual([one, two].sort())
  expect(await members(beyond)).toEqual([])
  expect([await holds(kept, two), await holds(beyond, two)]).toEqual([true, false])
})

test("D32 where somebody's rows are many and not merged yet, the newest counts, in whatever order they were written", async () => {
  const segmentId = await segment(did("Seen unmerged"))
  const [her = "", him = ""] = await some(2)
  await settle()
  await ctx.facts.command("system stop merges segment_standing")
  try {
    await record("Seen unmerged", [her])
    await settle()
    expect(await members(segmentId)).toEqual([her])
    const { words } = (await held(her)).at(-1) ?? { words: [] }
    // What an earlier process wrote of both arrives last: older versions, each a part of its own.
    for (const version of [2, 3])
      await insertStandings(
        ctx,
        [
          { customerId: her, words: words.map(() => "0") },
          { customerId: him, words },
        ],
        version,
      )
    const newest = await inTransaction(ctx, nextVersion)
    await insertStandings(ctx, [{ customerId: him, words: words.map(() => "0") }], newest)
    expect((await held(her)).length).toBeGreaterThan(2)
    await inTransaction(ctx, (ctx) => insertTouched(ctx, [her, him], false))
    await settle()
    expect(await members(segmentId), "nobody is moved for what is no longer so").toEqual([her])
    await record("Seen unmerged", [him])
    await settle()
    expect((await members(segmentId)).sort()).toEqual([her, him].sort())
    const told = await inTransaction(ctx, (ctx) => selectMoves(ctx, segmentId, undefined, 10))
    expect(told.map(({ move }) => move)).toEqual(["entered", "entered"])
  } finally {
    await ctx.facts.command("system start merges segment_standing")
  }
})

/** Every row that ClickHouse has of what somebody belongs to, oldest version first. */
const held = (customerId: string) =>
  ctx.facts.rows<{ words: string[] }>(
    ctx.brandId,
    "select words from segment_standing where brand_id = {brand:UUID} and customer_id = {customerId:UUID} order by version",
    { customerId },
  )

test("F61 F63 the day turns at midnight in Japan, to the millisecond; a month is never longer than its days; 29 February has its day", async () => {
  const today = await segment(did("Seen F61", { window: { kind: "last", n: 1, unit: "day" } }))
  const month = await segment(did("Seen F63", { window: { kind: "last", n: 1, unit: "month" } }))
  const birthday = await segment({ kind: "attribute", field: "birthday", test: { withinDays: 0 } })
  const [leap = ""] = await some(1, { bornOn: "2000-02-29" })
  const [january = "", march = ""] = await some(2)
  ctx.moveTo("2026-01-31T12:00:00+09:00")
  await record("Seen F63", [january])
  await pass("2026-02-28T12:00:00+09:00")
  expect([await members(month), await members(birthday)]).toEqual([[january], [leap]])
  await pass("2026-03-01T00:00:00.000+09:00")
  expect([await members(month), await members(birthday)]).toEqual([[], []])
  await record("Seen F63", [march])
  await pass("2026-03-31T23:59:59.999+09:00")
  await record("Seen F61", [march])
  await settle()
  expect([await members(month), await members(today)], "a month back from 31 March begins after 28 February").toEqual([
    [march],
    [march],
  ])
  await pass("2026-04-01T00:00:00.000+09:00")
  expect([await members(month), await members(today)]).toEqual([[], []])
  expect([await holds(month, march), await holds(today, march)]).toEqual([false, false])
})
