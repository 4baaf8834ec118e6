import { spawn } from "node:child_process"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { sql } from "kysely"
import { expect, inject, test } from "vitest"
import { inTransaction } from "#kernel/context"
import { allCrashpoints } from "#kernel/crashpoint"
import type { TestContext } from "#testing/context"
import {
  agrees,
  entriesOf,
  flowsContext,
  happens,
  launched,
  letterStep,
  lettersOf,
  pathOf,
  readAll,
  runsOf,
  settle,
  someone,
} from "#testing/flows"
import { advanceBrand } from "./advance.ts"
import { enterBrand } from "./enter.ts"
import { planOf } from "./plan-rules.ts"

// Kills a real process that lets flows go on at each of its crash points; another one goes on, and everything is as if
// nothing had happened: everybody comes in once, takes each step once, and each letter is planned once.
const program = fileURLToPath(new URL("../../testing/flows-process.ts", import.meta.url))

// Reading the whole product takes seconds; those after the first have it from here.
const compiledOnce = { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), "maido-compiled-tests") }

function goOnElsewhere(ctx: TestContext, crash: string): Promise<string | number | null> {
  const given = { database: inject("appUrl"), brand: ctx.brandId, now: ctx.now().toISOString(), crash }
  const flags = Object.entries(given).map(([name, value]) => `--${name}=${value}`)
  const child = spawn(process.execPath, [program, ...flags], {
    stdio: ["ignore", "inherit", "inherit"],
    env: compiledOnce,
  })
  return new Promise((resolve) => child.once("exit", (code, signal) => resolve(signal ?? code)))
}

/** The lease of a reader that died runs out. */
const freeLease = (ctx: TestContext) =>
  inTransaction(ctx, (ctx) =>
    sql`update flows.cursors set leased_until = clock_timestamp() - interval '1 second' where brand_id = ${ctx.brandId}`.execute(
      ctx.db,
    ),
  )

const points = ["flows.after_facts_told", "flows.entering", "flows.before_commit", "flows.after_commit"]

test("every crash point of flows is among those killed at", () => {
  expect([...points].sort()).toEqual(allCrashpoints().filter((name) => name.startsWith("flows.")))
})

test("F01 F02 F04 killed at every point, one after the other: each comes in once, goes each step once, gets each letter once", async () => {
  const ctx = await flowsContext()
  const flowId = await launched(ctx, {
    format: 1,
    trigger: { kind: "event", event: { names: ["Began"] } },
    entry: { reentry: { kind: "each" } },
    first: "task",
    steps: [
      { kind: "task", id: "task", title: { ja: "頼む", en: "Do it" }, next: "one" },
      letterStep("one", "two"),
      letterStep("two", null),
    ],
  })
  const people: string[] = []
  for (const point of points) {
    const her = await someone(ctx, point.replace(/\W/g, "-"))
    people.push(her)
    await happens(ctx, her, "Began")
    await freeLease(ctx)
    expect(await goOnElsewhere(ctx, point), `it must die at ${point}`).toBe("SIGKILL")
    await freeLease(ctx)
    await settle(ctx)
    await settle(ctx)
    expect((await pathOf(ctx, flowId, her)).map(({ step }) => step)).toEqual(["task", "one", "two"])
    expect(await runsOf(ctx, flowId, her)).toMatchObject([{ state: "ended", end: "end" }])
  }
  const letters = await lettersOf(ctx, flowId)
  expect(letters).toHaveLength(2 * people.length)
  expect(new Set(letters.map(({ key }) => key)).size).toBe(letters.length)
  expect(await entriesOf(ctx, flowId)).toHaveLength(people.length)
}, 120_000)

test("F07 three at once over the same people take each step once", async () => {
  const ctx = await flowsContext()
  const flowId = await launched(ctx, {
    format: 1,
    trigger: { kind: "event", event: { names: ["Began"] } },
    first: "wait",
    steps: [
      { kind: "wait", id: "wait", until: { kind: "span", span: { n: 1, unit: "hours" } }, next: "mail" },
      letterStep("mail", null),
    ],
  })
  const people: string[] = []
  for (let i = 0; i < 30; i++) people.push(await someone(ctx, `three-${i}`))
  for (const her of people) await happens(ctx, her, "Began")
  await settle(ctx)
  ctx.pass(3_600_000)
  const work = async () => {
    let all = 0
    for (let n = await advanceBrand(ctx, 4); n > 0; n = await advanceBrand(ctx, 4)) all += n
    return all
  }
  const done = await Promise.all([work(), work(), work()])
  expect(done.reduce((a, b) => a + b, 0)).toBe(people.length)
  expect(await lettersOf(ctx, flowId)).toHaveLength(people.length)
})

test("F08 whose step fails is parked with the reason, the others go on", async () => {
  const ctx = await flowsContext()
  const flowId = await launched(ctx, {
    format: 1,
    trigger: { kind: "event", event: { names: ["Began"] } },
    first: "mail",
    steps: [letterStep("mail", null)],
  })
  const [good, bad] = [await someone(ctx, "good"), await someone(ctx, "bad")]
  await happens(ctx, good, "Began")
  // Her next visit has a number that the column can't hold.
  await happens(ctx, bad, "Began")
  await readAll(ctx)
  await enterBrand(ctx)
  await inTransaction(ctx, (ctx) =>
    sql`update flows.runs set visit = 2147483647
      where brand_id = ${ctx.brandId} and customer_id = ${bad}`.execute(ctx.db),
  )
  await settle(ctx)
  expect(await runsOf(ctx, flowId, good)).toMatchObject([{ state: "ended" }])
  expect((await runsOf(ctx, flowId, bad))[0]).toMatchObject({ state: "parked", step: "mail" })
  expect((await runsOf(ctx, flowId, bad))[0]?.reason).toMatch(/^error: ERR_OUT_OF_RANGE/)
})

test("F52 B12 who agreed a year ago and is brought in today is welcomed by nobody; who agrees today is", async () => {
  const ctx = await flowsContext()
  const flowId = await launched(ctx, {
    format: 1,
    trigger: { kind: "event", event: { names: ["Consent Given"] } },
    first: "mail",
    steps: [letterStep("mail", null)],
  })
  const [before, now] = [await someone(ctx, "before"), await someone(ctx, "now")]
  await agrees(ctx, before, new Date(ctx.now().getTime() - 365 * 86_400_000))
  await agrees(ctx, now)
  await settle(ctx)
  expect(await runsOf(ctx, flowId, before)).toEqual([])
  expect(await runsOf(ctx, flowId, now)).toHaveLength(1)
})

test("plans listen to what their waits, goals and exits name", () => {
  const plan = planOf({
    format: 1,
    trigger: { kind: "call" },
    entry: { audience: null, exclusion: null, reentry: { kind: "once" }, maxAge: { n: 24, unit: "hours" } },
    goal: {
      name: { ja: "", en: "" },
      reached: { kind: "event", event: { names: ["Goal"], filters: [] } },
      withinDays: 3,
      ends: true,
    },
    exits: [{ id: "gone", when: { kind: "event", event: { names: ["Exit"], filters: [] } } }],
    holdoutBp: 0,
    first: "w",
    steps: [
      {
        kind: "wait-for-event",
        id: "w",
        event: { names: ["Wait"], filters: [] },
        since: "step",
        timeout: { n: 1, unit: "days" },
        next: null,
        otherwise: null,
      },
    ],
    canvas: { positions: {}, notes: [] },
  })
  expect([...plan.wakes].sort()).toEqual(["Exit", "Goal", "Wait"])
})
