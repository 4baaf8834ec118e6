import { spawn } from "node:child_process"
import { fileURLToPath } from "node:url"
import { sql } from "kysely"
import { afterAll, beforeAll, expect, inject, test } from "vitest"
import { resolveCustomer } from "#customers"
import { recordEvents, wantMerged } from "#events"
import { inTransaction } from "#kernel/context"
import { allCrashpoints } from "#kernel/crashpoint"
import { projectAll } from "#testing/project-all"
import { type Analytics, analytics } from "#testing/analytics"
import { type TestContext, testContext } from "#testing/context"
import { segments } from "./capability.ts"
import { mendCopy } from "./check-copy.ts"
import { forgetPeople, insertPeople } from "./facts-people.ts"
import { keepBrand } from "./keep-segments.ts"
import { Condition, type ConditionInput } from "./model.ts"
import { nobody, peopleRow } from "./people-rules.ts"
import { selectBuilds, wantPass } from "./storage-standings.ts"
import { countMembers, selectMembers, selectMoves } from "./storage-members.ts"
import { insertSegment, publishDraft, saveDraft, updateSegment } from "./storage.ts"

// Kills a real process that keeps segments at each of its crash points; another one goes on, and everything is as if
// nothing had happened: who belongs, that each move is told once, and that ClickHouse's copy says the same.
let engine: Analytics
beforeAll(async () => void (engine = await analytics()))
afterAll(() => engine.stop())

const program = fileURLToPath(new URL("../../testing/segments-process.ts", import.meta.url))

function keepElsewhere(ctx: TestContext, crash: string, ...options: string[]): Promise<string | number | null> {
  const { url, username = "", password = "" } = engine.endpoint
  const given = { database: inject("appUrl"), url, brand: ctx.brandId, now: ctx.now().toISOString(), crash }
  const flags = Object.entries({ ...given, ...(username && { username }), ...(password && { password }) })
  const child = spawn(process.execPath, [...options, program, ...flags.map(([name, value]) => `--${name}=${value}`)], {
    stdio: ["ignore", "inherit", "inherit"],
    // Whatever zone the machine lies in, days are the brand's.
    env: { ...process.env, TZ: "America/New_York" },
  })
  return new Promise((resolve) => child.once("exit", (code, signal) => resolve(signal ?? code)))
}

const settle = async (ctx: TestContext) => {
  await projectAll(ctx)
  while (await keepBrand(ctx));
}

async function segment(ctx: TestContext, who: ConditionInput): Promise<string> {
  const segmentId = ctx.id()
  await inTransaction(ctx, async (ctx) => {
    await insertSegment(ctx, { segmentId, key: null, nameJa: "試し", nameEn: "Trial", intent: "to be seen" })
    await saveDraft(ctx, segmentId, { format: 1, who: Condition.parse(who) }, "")
    await updateSegment(ctx, segmentId, { liveVersion: (await publishDraft(ctx, segmentId, "test")) ?? 0 })
    await wantPass(ctx, ctx.now())
  })
  return segmentId
}

const someone = (ctx: TestContext, name: string) =>
  inTransaction(ctx, async (ctx) => {
    const identities = [{ kind: "email" as const, issuer: "", value: `${name}@example.jp` }]
    return (await resolveCustomer(ctx, { identities, source: "test", at: ctx.now() })).customerId
  })

const viewed = (ctx: TestContext, customerId: string, externalId: string) =>
  inTransaction(ctx, (ctx) =>
    recordEvents(ctx, [
      { customerId, name: "Product Viewed", occurredAt: ctx.now(), source: "test", externalId, properties: {} },
    ]),
  )

async function whatIs(ctx: TestContext, segmentId: string) {
  const { members, moves, number } = await inTransaction(ctx, async (ctx) => ({
    members: (await selectMembers(ctx, segmentId, undefined, 100)).map((m) => m.customerId).sort(),
    moves: (await selectMoves(ctx, segmentId, undefined, 100))
      .map((m) => `${m.customerId} ${m.move} ${m.cause}`)
      .sort(),
    number: (
      await sql<{ number: number }>`select number from segments.segments where segment_id = ${segmentId}`.execute(
        ctx.db,
      )
    ).rows[0]?.number,
  }))
  const copy = await ctx.facts.rows<{ id: string }>(
    ctx.brandId,
    `select toString(customer_id) as id from segment_standing final
     where brand_id = {brand:UUID} and bitTest(words[1], {number:UInt8}) order by id`,
    { number },
  )
  return { members, moves, copy: copy.map((row) => row.id) }
}

/** Where it dies and what is under way then. */
const points: [point: string, during: "filling" | "pass" | "facts"][] = [
  ["segments.after_people_filled", "filling"],
  ["segments.after_pass_begun", "pass"],
  ["segments.after_moves_written", "pass"],
  ["segments.after_standing_written", "pass"],
  ["segments.after_touched_moved", "facts"],
]

test("every crash point of segments is among those killed at", () => {
  const known = allCrashpoints().filter((name) => name.startsWith("segments."))
  expect(points.map(([point]) => point).sort()).toEqual(known)
})

test.each(points)(
  "F01 F04 F61 killed at %s on a machine in another zone, everybody ends where they belong, told once",
  async (point, during) => {
    const ctx = await testContext({ at: "2026-03-01T09:00:00+09:00", facts: engine.facts })
    const [stays, leaves, comes] = [
      await someone(ctx, "stays"),
      await someone(ctx, "leaves"),
      await someone(ctx, "comes"),
    ]
    const segmentId = await segment(ctx, {
      kind: "event",
      names: ["Product Viewed"],
      window: { kind: "last", n: 7, unit: "day" },
      range: { atLeast: 1 },
    })
    await viewed(ctx, leaves, "1")
    await projectAll(ctx)
    if (during === "filling") expect(await keepElsewhere(ctx, point)).toBe("SIGKILL")
    await inTransaction(ctx, freeLease)
    await settle(ctx)
    expect((await whatIs(ctx, segmentId)).members).toEqual([leaves])

    ctx.moveTo("2026-03-09T09:00:00+09:00")
    await viewed(ctx, stays, "2")
    await viewed(ctx, comes, "3")
    await projectAll(ctx)
    if (during === "pass") await inTransaction(ctx, (ctx) => wantPass(ctx, ctx.now()))
    if (during !== "filling") {
      await inTransaction(ctx, freeLease)
      expect(await keepElsewhere(ctx, point)).toBe("SIGKILL")
    }
    await inTransaction(ctx, freeLease)
    await inTransaction(ctx, (ctx) => wantPass(ctx, ctx.now()))
    await settle(ctx)
    const { members, moves, copy } = await whatIs(ctx, segmentId)
    expect(members).toEqual([stays, comes].sort())
    expect(copy, "ClickHouse's copy says the same").toEqual(members)
    expect(moves.map((move) => move.replace(/ (time|facts|definition)$/, ""))).toEqual(
      [`${stays} entered`, `${comes} entered`, `${leaves} left`].sort(),
    )
  },
)

test("F04 killed before ClickHouse heard who moved, the next pass of the same day looks at everybody and tells it", async () => {
  const ctx = await testContext({ at: "2026-03-01T09:00:00+09:00", facts: engine.facts })
  const segmentId = await segment(ctx, { kind: "event", names: ["Product Viewed"], range: { atLeast: 1 } })
  const her = await someone(ctx, "her")
  await settle(ctx)
  await viewed(ctx, her, "f04-1")
  await projectAll(ctx)
  await inTransaction(ctx, freeLease)
  expect(await keepElsewhere(ctx, "segments.after_touched_moved")).toBe("SIGKILL")
  expect(await whatIs(ctx, segmentId)).toMatchObject({ members: [her], copy: [] })
  await inTransaction(ctx, freeLease)
  await inTransaction(ctx, (ctx) => wantPass(ctx, ctx.now()))
  await settle(ctx)
  expect(await whatIs(ctx, segmentId)).toMatchObject({ members: [her], copy: [her] })
  const asked = async () => (await inTransaction(ctx, (ctx) => selectBuilds(ctx, 1)))[0]?.asked
  expect(await asked(), "everybody").toBeGreaterThan(0)
  ctx.pass(300_000)
  await inTransaction(ctx, (ctx) => wantPass(ctx, ctx.now()))
  await settle(ctx)
  expect(await asked(), "then nobody is asked about in vain").toBe(0)
})

test("F23 F24 what ClickHouse lost or has wrong of who belongs is found by night and copied anew; who no longer fits leaves", async () => {
  const ctx = await testContext({ at: "2026-03-01T09:00:00+09:00", facts: engine.facts })
  const window = { kind: "last", n: 7, unit: "day" } as const
  const segmentId = await segment(ctx, { kind: "event", names: ["Product Viewed"], range: { atLeast: 1 }, window })
  const [her, him] = [await someone(ctx, "her"), await someone(ctx, "him")]
  await viewed(ctx, her, "f23-1")
  await viewed(ctx, him, "f23-2")
  await settle(ctx)
  expect((await whatIs(ctx, segmentId)).members).toEqual([her, him].sort())
  expect(await mendCopy(ctx), "all is well").toBe("equal")

  // A part of the table is gone.
  await ctx.facts.command(
    "alter table segment_standing delete where brand_id = {brand:UUID} and customer_id = {her:UUID} settings mutations_sync = 1",
    { brand: ctx.brandId, her },
  )
  expect(await mendCopy(ctx)).toBe("differs")
  await settle(ctx)
  expect(await whatIs(ctx, segmentId)).toMatchObject({ members: [her, him].sort(), copy: [her, him].sort() })
  expect(await mendCopy(ctx)).toBe("equal")

  // All of it is gone while time passes: nobody stays for want of a copy to compare with.
  await forgetPeople(ctx)
  ctx.pass(10 * 86_400_000)
  await inTransaction(ctx, (ctx) => wantPass(ctx, ctx.now()))
  await settle(ctx)
  const { members, moves, copy } = await whatIs(ctx, segmentId)
  expect({ members, copy }).toEqual({ members: [], copy: [] })
  expect(moves.filter((move) => move.endsWith(" left time"))).toHaveLength(2)
})

test("D32 what a day has written in pieces lies in one place after the night, and everybody belongs where they did", async () => {
  const ctx = await testContext({ at: "2026-03-01T09:00:00+09:00", facts: engine.facts })
  const window = { kind: "last", n: 7, unit: "day" } as const
  const segmentId = await segment(ctx, { kind: "event", names: ["Product Viewed"], range: { atLeast: 3 }, window })
  const [her, him] = [await someone(ctx, "her"), await someone(ctx, "him")]
  for (const [i, who] of [her, her, him, her].entries()) {
    await viewed(ctx, who, `pieces-${i}`)
    await settle(ctx)
    ctx.pass(60_000)
  }
  const tables = ["customer_history", "segment_people", "segment_standing"]
  const pieces = async () => {
    const counted = await ctx.facts.rows<{ table: string; parts: string }>(
      ctx.brandId,
      "select table, count() as parts from system.parts where active and {brand:UUID} is not null group by table",
    )
    return tables.map((table) => Number(counted.find((row) => row.table === table)?.parts))
  }
  expect(Math.max(...(await pieces()))).toBeGreaterThan(1)
  await inTransaction(ctx, async (ctx) => {
    await wantMerged(ctx, ["customer_history"], ctx.now())
    await segments.routines?.find(({ name }) => name === "segments.check-copy")?.apply(ctx, ctx.now())
  })
  await ctx.drain()
  expect(await pieces()).toEqual([1, 1, 1])
  await settle(ctx)
  expect(await whatIs(ctx, segmentId)).toMatchObject({ members: [her], copy: [her] })
  await viewed(ctx, him, "pieces-4")
  await viewed(ctx, him, "pieces-5")
  await settle(ctx)
  expect(await whatIs(ctx, segmentId), "what comes later is read beside it").toMatchObject({
    members: [her, him].sort(),
    copy: [her, him].sort(),
  })
})

test("F33 a full pass over many people needs no more than a heap of 256 MB", async () => {
  const ctx = await testContext({ at: "2026-03-01T09:00:00+09:00", facts: engine.facts })
  const segmentId = await segment(ctx, { kind: "all", of: [] })
  await settle(ctx)
  const [pieces, piece] = [3, 20_000]
  for (let from = 0; from < pieces; from++) {
    const rows = Array.from({ length: piece }, () => peopleRow(ctx.brandId, nobody(ctx.id()), 1, true))
    await insertPeople(ctx, rows, 1_000_000 + from)
  }
  await inTransaction(ctx, async (ctx) => {
    await wantPass(ctx, ctx.now(), { ofEverybody: true })
    await freeLease(ctx)
  })
  expect(await keepElsewhere(ctx, "nowhere", "--max-old-space-size=256"), "it ends by itself").toBe(0)
  const counts = await inTransaction(ctx, countMembers)
  expect(counts.get(segmentId)).toBe(pieces * piece)
})

/** The dead process had the brand for a while yet. */
const freeLease = (ctx: Parameters<typeof selectMembers>[0]) =>
  sql`update segments.standings set leased_until = null where brand_id = ${ctx.brandId}`.execute(ctx.db)
