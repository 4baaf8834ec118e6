import { afterAll, beforeAll, expect, test } from "vitest"
import { eraseCustomer, mergeCustomers, recordConsent, suppressionsOf } from "#customers"
import { noteBounce, noteComplaint, ratesBySegment } from "#engagement"
import { recordEvents, timelineOf } from "#events"
import { browseMessages, planLetters, type SendOutcome } from "#messages"
import { type Context, inTransaction } from "#kernel/context"
import { agreeAgain, letterBox } from "#testing/letter-box"
import { letterContext, origin, readers, template } from "#testing/letter-scene"
import { closedForMs, isWave } from "./breaker-rules.ts"
import { openDomain } from "./breaker.ts"
import { hygiene, retire, retireByItself } from "./hygiene.ts"
import { defaultSettings, type DeliverabilitySettings } from "./model-settings.ts"
import { alarmOf } from "./pauses-rules.ts"
import { alarm, pauseIfTooHigh, resumeLetters } from "./pauses.ts"
import { allowedOn, goalOn } from "./ramp-rules.ts"
import { keepDays, report } from "./report.ts"
import { changeRest, restOf, restsOf, wakeWhoSigned } from "./rests.ts"
import { changeSettings } from "./settings.ts"
import { selectRestsAfter } from "./storage-rests.ts"

let refuse: (address: string) => boolean = () => false
const unknown: SendOutcome = {
  kind: "failed",
  reason: "unknown-recipient",
  phase: "rcpt",
  code: 550,
  enhanced: "5.1.1",
  response: "550 5.1.1 no",
}
const letters = letterBox((mail) => (refuse(mail.to.address) ? unknown : undefined))
afterAll(() => letters.close())
beforeAll(() => void (refuse = () => false))

const scene = () => letterContext({ plugs: letters.plugs })
type Scene = Awaited<ReturnType<typeof scene>>

const names = (count: number, prefix = "p") => Array.from({ length: count }, (_, i) => `${prefix}${i}`)
async function send(ctx: Scene, people: readonly string[], round = "1", more: { segmentId?: string } = {}) {
  const planned = people.map((customerId) => ({
    customerId,
    key: `${customerId}:${round}`,
    template,
    origin,
    channels: ["email" as const],
    intent: "value" as const,
    facts: {},
    ...more,
  }))
  await inTransaction(ctx, (ctx) => planLetters(ctx, planned))
  await ctx.drain()
}
const states = async (ctx: Context) => {
  const { items } = await inTransaction(ctx, (ctx) => browseMessages(ctx, {}, { limit: 200 }))
  const counts: Record<string, number> = {}
  for (const { state, reason } of items)
    counts[`${state}${reason ? ` ${reason}` : ""}`] = (counts[`${state}${reason ? ` ${reason}` : ""}`] ?? 0) + 1
  return counts
}
const set = (ctx: Context, change: Partial<DeliverabilitySettings>) =>
  inTransaction(ctx, async (ctx) => {
    const { version } = await (await import("./settings.ts")).shownSettings(ctx)
    return changeSettings(ctx, { ...defaultSettings, ...change }, version)
  })
const blocked = (ctx: Context, addresses: string[]) =>
  inTransaction(ctx, async (ctx) => (await suppressionsOf(ctx, "email", addresses)).size)

test("M33 a wave of refusals at one domain closes it, suppresses nobody, and others go on; somebody may open it again", async () => {
  expect([
    isWave({ tried: 20, refused: 4 }),
    isWave({ tried: 20, refused: 5 }),
    isWave({ tried: 19, refused: 19 }),
  ]).toEqual([false, true, false])
  expect([closedForMs(1), closedForMs(2), closedForMs(9)].map((ms) => ms / 60_000)).toEqual([30, 60, 240])
  const ctx = await scene()
  const people = await readers(ctx, names(24))
  refuse = (address) => address.endsWith("@customer.example") && Number(address.slice(1).split("@")[0]) % 2 === 0
  await send(ctx, people.slice(0, 22))
  const addresses = names(22).map((name) => `${name}@customer.example`)
  const { closed } = await inTransaction(ctx, report)
  expect(closed).toMatchObject([{ domain: "customer.example", closings: 1 }])
  expect(closed[0]?.refused).toBeGreaterThan(4)
  // What was given up before the wave was seen is taken back.
  expect(await blocked(ctx, addresses)).toBe(0)
  refuse = () => false
  await send(ctx, people.slice(22))
  const waiting = Object.entries(await states(ctx)).filter(([state]) => state.includes("domain-closed"))
  expect(waiting.reduce((sum, [, count]) => sum + count, 0)).toBeGreaterThanOrEqual(2)
  await inTransaction(ctx, (ctx) => openDomain(ctx, "customer.example", "staff"))
  ctx.pass(31 * 60_000)
  await ctx.drain()
  expect(Object.keys(await states(ctx)).some((state) => state.includes("domain-closed"))).toBe(false)
  await expect(inTransaction(ctx, (ctx) => openDomain(ctx, "customer.example", "staff"))).rejects.toThrow(
    "deliverability.NotClosed",
  )
})

test("M04 complaints from 0.3 % and bounces from 5 % of seven days stop letters; what is told before is a warning", () => {
  const of = (sent: number, bounced: number, complained: number) =>
    alarmOf({ sent, delivered: sent - bounced, bounced, complained })
  expect(of(10_000, 0, 9).level).toBe("calm")
  expect(of(10_000, 0, 10)).toEqual({ level: "warn", why: "complaints", rateBp: 10 })
  expect(of(10_000, 0, 29).level).toBe("warn")
  expect(of(10_000, 0, 30)).toEqual({ level: "stop", why: "complaints", rateBp: 30 })
  // Of few mails a single complaint is no rate.
  expect(of(100, 0, 2).level).toBe("calm")
  expect(of(400, 19, 0).level).toBe("calm")
  expect(of(400, 20, 0)).toEqual({ level: "stop", why: "bounces", rateBp: 500 })
  expect(of(0, 0, 0).level).toBe("calm")
})

test("M04 C28 letters are paused by complaints and wait, receipts go; after somebody has resumed only what is new counts", async () => {
  const ctx = await scene()
  const people = await readers(ctx, names(4))
  await send(ctx, people.slice(0, 3))
  const { items } = await inTransaction(ctx, (ctx) => browseMessages(ctx, {}, { limit: 10 }))
  await inTransaction(ctx, async (ctx) => {
    for (const { messageId } of items) await noteComplaint(ctx, { messageId, at: ctx.now() })
    expect(await alarm(ctx)).toMatchObject({ level: "stop", why: "complaints", rateBp: 10_000 })
    await pauseIfTooHigh(ctx)
    await pauseIfTooHigh(ctx)
  })
  await send(ctx, people.slice(3), "2")
  expect(await states(ctx)).toMatchObject({ accepted: 3, "deferred reputation-paused": 1 })
  ctx.pass(1_000)
  await inTransaction(ctx, (ctx) => resumeLetters(ctx, "staff"))
  ctx.pass(3_600_000)
  await ctx.drain()
  expect(await states(ctx)).toEqual({ accepted: 4 })
  expect(await inTransaction(ctx, alarm)).toMatchObject({ level: "calm" })
  await expect(inTransaction(ctx, (ctx) => resumeLetters(ctx, "staff"))).rejects.toThrow("deliverability.NotPaused")
})

test("M04 a warm-up lets a day's share go and no more; what is left goes the next day", async () => {
  const ramp = { startedOn: "2026-04-01", firstDay: 10, goal: 1_000 }
  expect(["2026-03-01", "2026-04-01", "2026-04-03", "2026-04-05"].map((day) => allowedOn(ramp, day))).toEqual([
    10, 10, 20, 40,
  ])
  expect(goalOn(ramp)).toBe("2026-04-15")
  const ctx = await scene()
  await set(ctx, { ramp })
  const people = await readers(ctx, names(11))
  for (const part of [people.slice(0, 9), people.slice(9)]) await send(ctx, part)
  expect(await states(ctx)).toEqual({ accepted: 10, "deferred warming-up": 1 })
  expect((await inTransaction(ctx, report)).warmUp).toMatchObject({ allowed: 10, gone: 10, goal: 1_000 })
  ctx.pass(24 * 3_600_000)
  await ctx.drain()
  expect(await states(ctx)).toEqual({ accepted: 11 })
})

test("M04 letters wait for a domain that nobody has looked at where the brand wants them to", async () => {
  const ctx = await scene()
  await set(ctx, { hold: "always" })
  const [person = ""] = await readers(ctx, ["a"])
  await send(ctx, [person])
  expect(await states(ctx)).toEqual({ "deferred domain-not-ready": 1 })
  await set(ctx, { hold: "auto" })
  ctx.pass(3_600_000)
  await ctx.drain()
  expect(await states(ctx)).toEqual({ accepted: 1 })
})

test("C19 C26 who reacts to nothing gets one letter now and then, is let rest by a click or by rule, and comes back by her own yes or a sign of hers", async () => {
  const ctx = await scene()
  const people = await readers(ctx, ["asleep", "awake"])
  const [asleep = "", awake = ""] = people
  // That they agreed is a sign, too, and must be long ago.
  ctx.pass(100 * 86_400_000)
  await set(ctx, {
    throttle: { letters: 5, withinDays: 90, oneInDays: 30 },
    sunset: { letters: 5, withinDays: 90, byItself: false },
  })
  for (let round = 1; round <= 5; round++) {
    await send(ctx, people, `${round}`)
    ctx.pass(8 * 86_400_000)
  }
  expect(await states(ctx)).toEqual({ accepted: 10 })
  await inTransaction(ctx, (ctx) =>
    recordEvents(ctx, [
      { customerId: awake, name: "Message Clicked", occurredAt: ctx.now(), source: "maido", externalId: "c1" },
    ]),
  )
  await send(ctx, people, "6")
  expect(Object.keys(await states(ctx)).filter((state) => state.startsWith("skipped"))).toEqual([
    "skipped low-engagement",
  ])
  expect(await inTransaction(ctx, hygiene)).toMatchObject({ asleep: 1, sample: [asleep], isMore: false })
  await inTransaction(ctx, (ctx) => retireByItself(ctx, ctx.now()))
  await ctx.drain()
  const resting = async () => [...(await inTransaction(ctx, (ctx) => restsOf(ctx, people))).keys()]
  expect(await resting()).toEqual([])
  await inTransaction(ctx, retire)
  await ctx.drain()
  expect(await resting()).toEqual([asleep])
  expect(await inTransaction(ctx, hygiene)).toMatchObject({ asleep: 0, resting: 1 })
  await expect(inTransaction(ctx, retire)).rejects.toThrow("deliverability.NothingToRetire")
  ctx.pass(31 * 86_400_000)
  await send(ctx, people, "7")
  expect(Object.keys(await states(ctx))).toContain("skipped sunset")
  await inTransaction(ctx, (ctx) =>
    agreeAgain(
      ctx,
      { customerId: asleep, channel: "email", purpose: "marketing", source: "sign-up" },
      "asleep@customer.example",
    ),
  )
  expect(await resting()).toEqual([])

  // A receipt's picture fetched by who knows whom ends no rest; what only she can do does, at once.
  const does = (name: string) =>
    inTransaction(ctx, (ctx) =>
      recordEvents(ctx, [
        { customerId: asleep, name, occurredAt: ctx.now(), source: "maido", externalId: `${name}:${ctx.now()}` },
      ]),
    )
  await inTransaction(ctx, (ctx) => changeRest(ctx, asleep, true))
  ctx.pass(8 * 86_400_000)
  await does("Message Maybe Opened")
  await inTransaction(ctx, wakeWhoSigned)
  await send(ctx, [asleep], "8")
  expect(Object.keys(await states(ctx))).toContain("skipped letters-rest")
  await does("Order Placed")
  const before = (await states(ctx)).accepted ?? 0
  await send(ctx, [asleep], "9")
  expect((await states(ctx)).accepted).toBe(before + 1)
  await inTransaction(ctx, wakeWhoSigned)
  const told = (await timelineOf(ctx, asleep, { limit: 50 })).items.map(({ name }) => name)
  expect(told.filter((name) => name === "Letters Rested")).toHaveLength(2)
  expect(told.filter((name) => name === "Letters Resumed")).toHaveLength(2)
})

test("C26 A07 F96 rest follows its person through a merge and is forgotten with her", async () => {
  const ctx = await scene()
  const [hanako = "", yuki = ""] = await readers(ctx, ["hanako", "yuki"])
  await inTransaction(ctx, (ctx) => changeRest(ctx, hanako, true))
  await mergeCustomers(ctx, hanako, yuki)
  expect((await inTransaction(ctx, (ctx) => restOf(ctx, hanako)))?.customerId).toBe(yuki)
  await eraseCustomer(ctx, yuki, "asked")
  expect(await inTransaction(ctx, (ctx) => selectRestsAfter(ctx, "00000000-0000-0000-0000-000000000000", 10))).toEqual(
    [],
  )
})

test("C15 C16 the report names what is risky, and each day's numbers are kept", async () => {
  const ctx = await scene()
  const people = await readers(ctx, names(20))
  await send(ctx, people)
  const { items } = await inTransaction(ctx, (ctx) => browseMessages(ctx, {}, { limit: 50 }))
  await inTransaction(ctx, async (ctx) => {
    for (const { messageId } of items.slice(0, 1)) await noteBounce(ctx, { messageId, at: ctx.now() }, "hard")
    await recordConsent(ctx, {
      customerId: people[5] ?? "",
      channel: "email",
      purpose: "marketing",
      state: "withdrawn",
      source: "one-click",
      at: ctx.now(),
    })
  })
  const { risky, total } = await inTransaction(ctx, report)
  expect(total).toMatchObject({ sent: 20, delivered: 19, left: 1 })
  expect(risky).toMatchObject([{ originId: origin.id, originStep: origin.step, bounced: { hard: 1 } }])
  ctx.pass(86_400_000)
  await inTransaction(ctx, keepDays)
  await inTransaction(ctx, keepDays)
  expect((await inTransaction(ctx, report)).trend).toMatchObject([
    { day: "2026-04-01", sent: 20, delivered: 19, hard: 1, unsubbed: 1 },
  ])
})

test("C29 whether those leave more who got what was not meant for them is seen by segment", async () => {
  const ctx = await scene()
  const [meant = "", ...everybody] = await readers(ctx, names(3))
  const segmentId = ctx.id()
  await send(ctx, [meant], "1", { segmentId })
  await send(ctx, everybody)
  ctx.pass(60_000)
  await inTransaction(ctx, (ctx) =>
    recordConsent(ctx, {
      customerId: everybody[0] ?? "",
      channel: "email",
      purpose: "marketing",
      state: "withdrawn",
      source: "one-click",
      at: ctx.now(),
    }),
  )
  const rates = await ratesBySegment(ctx, {})
  expect(rates.map((of) => [of.segmentId, of.sent, of.rates.left])).toEqual([
    [null, 2, 5_000],
    [segmentId, 1, 0],
  ])
})
