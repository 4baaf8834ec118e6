import { expect, test } from "vitest"
import { eraseCustomer } from "#customers"
import { knownArmsOf } from "#experiments"
import { letterEnds } from "#messages"
import { type Context, inTransaction } from "#kernel/context"
import { draftFor, enterSegment, planFor, segmentOf } from "#testing/campaign-scene"
import { type LetterContext, letterContext, readers } from "#testing/letter-scene"
import { approveCampaign, askApproval, sendBack } from "./approve-campaign.ts"
import { showCalendar } from "./calendar.ts"
import { checkCampaign } from "./check-campaign.ts"
import { countPeople } from "./count-audience.ts"
import { binCampaign, changeCampaign, createCampaign, duplicateCampaign, restoreCampaign } from "./edit-campaign.ts"
import { launchCampaign } from "./launch-campaign.ts"
import { changeCampaignSettings } from "./settings.ts"
import { showCampaign, showCampaigns } from "./show-campaigns.ts"
import { updateChecked } from "./storage.ts"
import { showNumbers, showPeople } from "./show-numbers.ts"
import { moveCampaign, pauseCampaign, resumeCampaign, stopCampaign } from "./steer-campaign.ts"
import { watchCampaigns } from "./watch-campaigns.ts"

const minute = 60_000
const hour = 60 * minute
const at = "2026-04-01T10:00:00+09:00"

/** Somebody of the staff, who may do everything. */
const as = (ctx: LetterContext, staffId: string): Context => ({ ...ctx, actor: { kind: "staff", staffId } })

async function launched(ctx: LetterContext, campaignId: string) {
  const { revision, estimate, findings } = await checkCampaign(ctx, campaignId)
  expect(findings.filter(({ level }) => level === "stop")).toEqual([])
  return launchCampaign(ctx, { campaignId, revision, confirmed: estimate.audience })
}

/** How many letters stand at each end. */
const ends = (ctx: Context, campaignId: string) =>
  inTransaction(ctx, async (ctx) => {
    const counts: Record<string, number> = {}
    for (const { state, reason, count } of await letterEnds(ctx, { id: campaignId })) {
      const key = reason === null ? state : `${state}: ${reason}`
      counts[key] = (counts[key] ?? 0) + count
    }
    return counts
  })

const state = async (ctx: Context, campaignId: string) => (await showCampaign(ctx, campaignId)).state

test("G3 R2 F04 a campaign goes to its segment minus another, once each, and its numbers add up", async () => {
  const ctx = await letterContext({ at })
  const people = await readers(ctx, ["aya", "ken", "mio", "ren", "sho"])
  const [all, buyers] = [await segmentOf(ctx, people), await segmentOf(ctx, people.slice(0, 2))]
  const { campaignId } = await draftFor(ctx, all, { audience: { include: [all], exclude: [buyers] } })
  expect(await state(ctx, campaignId)).toBe("draft")
  expect(await countPeople(ctx, { include: [all], exclude: [buyers] })).toMatchObject({
    count: 3,
    before: 5,
    reach: null,
  })
  const check = await checkCampaign(ctx, campaignId)
  expect(check.estimate).toMatchObject({
    audience: 3,
    ofSample: 3,
    channels: [{ key: "email", count: 3 }],
    skipped: [],
  })
  expect(check.estimate.sample.map(({ displayName }) => displayName).length).toBe(3)
  await launched(ctx, campaignId)
  await ctx.drain()
  expect(await ends(ctx, campaignId)).toEqual({ accepted: 3 })
  expect(await state(ctx, campaignId)).toBe("finished")
  const numbers = await showNumbers(ctx, campaignId)
  expect(numbers).toMatchObject({
    planned: 3,
    open: 0,
    variants: [{ key: "a", planned: 3, accepted: 3 }],
    comparison: null,
  })
  const { items } = await showPeople(ctx, { campaignId, state: "accepted", limit: 2 })
  expect(items.map(({ customerId }) => people.slice(2).includes(customerId))).toEqual([true, true])
  // Launching it once more sends nothing more.
  const { revision } = await showCampaign(ctx, campaignId)
  await launchCampaign(ctx, { campaignId, revision })
  await ctx.drain()
  expect(await ends(ctx, campaignId)).toEqual({ accepted: 3 })
})

test("M25 T08 who is kept apart is assigned before anything is decided and counted as skipped", async () => {
  const ctx = await letterContext({ at })
  const people = await readers(
    ctx,
    Array.from({ length: 24 }, (_, i) => `held${i}`),
  )
  const segmentId = await segmentOf(ctx, people)
  const variants = ["a", "b"].map((key) => ({ ...planFor(segmentId).variants[0], key }))
  const { campaignId } = await draftFor(ctx, segmentId, { holdoutBp: 4_000, variants: variants as never })
  await launched(ctx, campaignId)
  await ctx.drain()
  const arms = await knownArmsOf(ctx, { kind: "campaign", id: campaignId }, people)
  const count = (arm: string) => [...arms.values()].filter((one) => one === arm).length
  expect(arms.size).toBe(24)
  expect(count("holdout")).toBeGreaterThan(0)
  expect(await ends(ctx, campaignId)).toEqual({ accepted: 24 - count("holdout"), "skipped: holdout": count("holdout") })
  const numbers = await showNumbers(ctx, campaignId)
  expect(numbers.planned).toBe(24)
  expect(numbers.variants.map(({ accepted }) => accepted)).toEqual([count("a"), count("b")])
  expect(numbers.comparison).toMatchObject({ verdict: "not-yet" })
})

test("R3 an audience that has become empty is finished with zero at once", async () => {
  const ctx = await letterContext({ at })
  const [one = ""] = await readers(ctx, ["solo"])
  const [segmentId, gone] = [await segmentOf(ctx, [one]), await segmentOf(ctx, [])]
  const when = { kind: "at" as const, day: "2026-04-02", time: "10:00" as const }
  const { campaignId } = await draftFor(ctx, segmentId, { audience: { include: [segmentId], exclude: [gone] }, when })
  await launched(ctx, campaignId)
  await enterSegment(ctx, gone, [one])
  ctx.moveTo("2026-04-02T10:00:00+09:00")
  await ctx.drain()
  expect(await showCampaign(ctx, campaignId)).toMatchObject({
    state: "finished",
    occurrences: [{ letters: 0, open: 0 }],
  })
})

test("G25 who buys after a first-order offer was planned for her gets it no more", async () => {
  const ctx = await letterContext({ at })
  const people = await readers(ctx, ["first", "second"])
  const [news, buyers] = [await segmentOf(ctx, people), await segmentOf(ctx, [])]
  const when = { kind: "own-time" as const, day: "2026-04-02", time: "12:00" as const }
  const plan = {
    audience: { include: [news], exclude: [buyers] },
    when,
    intent: "discount" as const,
    discountBp: 1_000,
  }
  const { campaignId } = await draftFor(ctx, news, plan)
  await launched(ctx, campaignId)
  ctx.moveTo("2026-04-02T08:00:00+09:00")
  await ctx.drain()
  expect(await state(ctx, campaignId)).toBe("sending")
  await enterSegment(ctx, buyers, people.slice(0, 1))
  ctx.moveTo("2026-04-02T12:00:00+09:00")
  await ctx.drain()
  expect(await ends(ctx, campaignId)).toEqual({ accepted: 1, "skipped: excluded-since": 1 })
})

test("R1 paused, nothing leaves; resumed, everybody gets it once; nobody is left over", async () => {
  const ctx = await letterContext({ at })
  const segmentId = await segmentOf(ctx, await readers(ctx, ["p1", "p2", "p3"]))
  const { campaignId } = await draftFor(ctx, segmentId)
  await launched(ctx, campaignId)
  await pauseCampaign(ctx, campaignId)
  await ctx.drain()
  expect(await showCampaign(ctx, campaignId)).toMatchObject({ state: "paused", occurrences: [{ letters: 0 }] })
  await resumeCampaign(ctx, campaignId)
  // Planned, but not yet sent: the worker that plans is one of many.
  const planned = await drainOnly(ctx, "campaigns.plan")
  expect(planned).toBe(1)
  await pauseCampaign(ctx, campaignId)
  await ctx.drain()
  expect(await ends(ctx, campaignId)).toEqual({ "deferred: campaign-paused": 3 })
  await resumeCampaign(ctx, campaignId)
  ctx.pass(6 * minute)
  await ctx.drain()
  expect(await ends(ctx, campaignId)).toEqual({ accepted: 3 })
  expect(await state(ctx, campaignId)).toBe("finished")
})

test("R2 stopped, what has not begun ends as skipped and planned stays the sum of ends", async () => {
  const ctx = await letterContext({ at })
  const segmentId = await segmentOf(ctx, await readers(ctx, ["s1", "s2"]))
  const { campaignId } = await draftFor(ctx, segmentId, {
    when: { kind: "own-time", day: "2026-04-01", time: "19:00" },
  })
  await launched(ctx, campaignId)
  await ctx.drain()
  expect(await state(ctx, campaignId)).toBe("sending")
  await stopCampaign(ctx, campaignId)
  ctx.pass(12 * hour)
  await ctx.drain()
  expect(await ends(ctx, campaignId)).toEqual({ "skipped: stopped": 2 })
  expect(await state(ctx, campaignId)).toBe("stopped")
  await expect(resumeCampaign(ctx, campaignId)).rejects.toMatchObject({ code: "campaigns.NotNow" })
})

test("F65 F45 what was missed for longer than its window is said to be missed; nothing is sent after it", async () => {
  const ctx = await letterContext({ at })
  const segmentId = await segmentOf(ctx, await readers(ctx, ["late"]))
  const when = { kind: "at" as const, day: "2026-04-02", time: "10:00" as const }
  const { campaignId } = await draftFor(ctx, segmentId, { when, withinHours: 24 })
  await launched(ctx, campaignId)
  await ctx.drain()
  expect(await state(ctx, campaignId)).toBe("scheduled")
  ctx.moveTo("2026-04-05T10:00:00+09:00")
  await ctx.drain()
  expect(await showCampaign(ctx, campaignId)).toMatchObject({
    state: "finished",
    occurrences: [{ state: "missed", letters: 0 }],
  })
})

test("F64 a campaign that was moved goes at its new time, once", async () => {
  const ctx = await letterContext({ at })
  const segmentId = await segmentOf(ctx, await readers(ctx, ["moved"]))
  const when = { kind: "at" as const, day: "2026-04-02", time: "10:00" as const }
  const { campaignId } = await draftFor(ctx, segmentId, { when })
  await launched(ctx, campaignId)
  const before = new Date("2026-04-01T00:00:00Z")
  await expect(moveCampaign(ctx, { campaignId, occurrence: 1, dueAt: before })).rejects.toMatchObject({
    code: "campaigns.BadMoment",
  })
  await moveCampaign(ctx, { campaignId, occurrence: 1, dueAt: new Date("2026-04-03T11:30:00+09:00") })
  expect((await showCampaign(ctx, campaignId)).plan.when).toEqual({ kind: "at", day: "2026-04-03", time: "11:30" })
  ctx.moveTo("2026-04-02T10:00:00+09:00")
  await ctx.drain()
  expect(await ends(ctx, campaignId)).toEqual({})
  ctx.moveTo("2026-04-03T11:30:00+09:00")
  await ctx.drain()
  expect(await ends(ctx, campaignId)).toEqual({ accepted: 1 })
})

test("I01 I02 I04 a series goes on by itself: new words each time, whoever has come in is left out, then nothing new", async () => {
  const ctx = await letterContext({ at })
  const people = await readers(ctx, ["q1", "q2"])
  const [wanted, enrolled] = [await segmentOf(ctx, people), await segmentOf(ctx, [])]
  const [first] = planFor(wanted).variants
  const other = "0190b8a0-0000-7000-8000-00000000bbbb"
  ctx.write(other, (await import("#testing/letter-scene")).news)
  const { campaignId } = await draftFor(ctx, wanted, {
    audience: { include: [wanted], exclude: [enrolled] },
    variants: [first, { ...first, key: "b", templateId: other }] as never,
    repeat: { everyMonths: 3, times: 3 },
  })
  await launched(ctx, campaignId)
  await ctx.drain()
  expect((await showCampaign(ctx, campaignId)).state).toBe("scheduled")
  await enterSegment(ctx, enrolled, people.slice(0, 1))
  ctx.moveTo("2026-07-01T10:00:00+09:00")
  await ctx.drain()
  ctx.moveTo("2026-10-01T10:00:00+09:00")
  await ctx.drain()
  const all = await inTransaction(ctx, (ctx) => letterEnds(ctx, { id: campaignId }))
  expect(all.map(({ version, step, state, count }) => [version, step, state, count])).toEqual([
    [1, "a", "accepted", 2],
    [2, "b", "accepted", 1],
  ])
  const numbers = await showNumbers(ctx, campaignId)
  expect(numbers.passedOver).toEqual([{ occurrence: 3, reason: "nothing-new", count: 1 }])
  expect(
    (await showPeople(ctx, { campaignId, state: "passed-over", limit: 10 })).items.map((p) => p.customerId),
  ).toEqual([people[1]])
  expect(await state(ctx, campaignId)).toBe("finished")
  await eraseCustomer(ctx, people[1] ?? "", "asked")
  expect((await showNumbers(ctx, campaignId)).passedOver).toEqual([])
})

test("F80 too many letters that can't be filled in rest the campaign; it is not resumed as it is", async () => {
  const ctx = await letterContext({ at })
  const segmentId = await segmentOf(
    ctx,
    await readers(
      ctx,
      Array.from({ length: 22 }, (_, i) => `bad${i}`),
    ),
  )
  const broken = "0190b8a0-0000-7000-8000-00000000dddd"
  ctx.write(broken, {
    version: 1,
    words: {
      ja: {
        blocks: [{ kind: "text", text: "{{ order.number }}" }, { kind: "footer" }],
        mail: { subject: "ご案内", preheader: "ご案内" },
      },
    },
  })
  const variants = [{ key: "a", templateId: broken, templateVersion: 1 }]
  const { campaignId, revision } = await draftFor(ctx, segmentId, { variants })
  // The check fills it in for some of them and says so; here somebody's data has changed since.
  expect((await checkCampaign(ctx, campaignId)).findings.map(({ code }) => code)).toContain("not-rendered")
  const checked = { revision, at: ctx.now().toISOString(), audience: 22, stops: [] }
  await inTransaction(ctx, (ctx) => updateChecked(ctx, campaignId, checked))
  await launchCampaign(ctx, { campaignId, revision })
  await drainOnly(ctx, "campaigns.plan")
  await drainOnly(ctx, "messages.send-marketing", 20)
  await drainOnly(ctx, "messages.send-aside", 20)
  await watchCampaigns(ctx)
  expect(await showCampaign(ctx, campaignId)).toMatchObject({ state: "paused", pauseReason: "render-failures" })
  await expect(resumeCampaign(ctx, campaignId)).rejects.toMatchObject({ code: "campaigns.Failing" })
})

test("R3 a sending that stands still is said to be stalled, and no longer once it moves", async () => {
  const ctx = await letterContext({ at })
  const segmentId = await segmentOf(ctx, await readers(ctx, ["still"]))
  const { campaignId } = await draftFor(ctx, segmentId)
  await launched(ctx, campaignId)
  await drainOnly(ctx, "campaigns.plan")
  await watchCampaigns(ctx)
  ctx.pass(4 * minute)
  await watchCampaigns(ctx)
  expect(await state(ctx, campaignId)).toBe("sending")
  ctx.pass(2 * minute)
  await watchCampaigns(ctx)
  expect(await state(ctx, campaignId)).toBe("stalled")
  await ctx.drain()
  await watchCampaigns(ctx)
  expect(await state(ctx, campaignId)).toBe("finished")
})

test("approval: a large one is approved by somebody else, and its number is typed", async () => {
  const ctx = await letterContext({ at })
  const settings = { approveFrom: 2, typeFrom: 2, payday: 25 }
  await changeCampaignSettings(ctx, settings)
  const segmentId = await segmentOf(ctx, await readers(ctx, ["ap1", "ap2"]))
  const [author, boss] = [
    as(ctx, "0190b8a0-0000-7000-8000-000000000001"),
    as(ctx, "0190b8a0-0000-7000-8000-000000000002"),
  ]
  const { campaignId, revision } = await draftFor(author, segmentId)
  await expect(launchCampaign(author, { campaignId, revision })).rejects.toMatchObject({ code: "campaigns.NotChecked" })
  expect((await checkCampaign(author, campaignId)).approval).toEqual({ isNeeded: true, isTyped: true, isGiven: false })
  await expect(launchCampaign(author, { campaignId, revision, confirmed: 2 })).rejects.toMatchObject({
    code: "campaigns.NotApproved",
  })
  await askApproval(author, campaignId)
  await expect(approveCampaign(author, { campaignId, revision })).rejects.toMatchObject({ code: "campaigns.OwnWork" })
  await sendBack(boss, campaignId)
  await askApproval(author, campaignId)
  await approveCampaign(boss, { campaignId, revision })
  await expect(launchCampaign(author, { campaignId, revision, confirmed: 3 })).rejects.toMatchObject({
    code: "campaigns.CountDiffers",
  })
  expect((await launchCampaign(author, { campaignId, revision, confirmed: 2 })).approvedBy).toBe(
    "staff:0190b8a0-0000-7000-8000-000000000002",
  )
  // What was approved is what goes: a change asks anew.
  const { campaignId: other } = await draftFor(author, segmentId)
  await checkCampaign(author, other)
  await askApproval(author, other)
  await approveCampaign(boss, { campaignId: other, revision: 1 })
  const changed = await changeCampaign(author, {
    campaignId: other,
    revision: 1,
    name: "別の名前",
    plan: planFor(segmentId),
  })
  expect(changed).toMatchObject({ revision: 2, approvedAt: null, checked: null })
  await expect(launchCampaign(author, { campaignId: other, revision: 2 })).rejects.toMatchObject({
    code: "campaigns.NotChecked",
  })
})

test("drafts: made once under an id of the caller's, changed by revision, duplicated, into the bin and back", async () => {
  const ctx = await letterContext({ at })
  const segmentId = await segmentOf(ctx, [])
  const campaignId = "0190b8a0-0000-7000-8000-00000000eeee"
  const plan = planFor(segmentId)
  await createCampaign(ctx, { campaignId, name: "一度だけ", plan })
  await createCampaign(ctx, { campaignId, name: "一度だけ", plan })
  expect((await showCampaigns(ctx, { state: "all" })).length).toBe(1)
  await changeCampaign(ctx, { campaignId, revision: 1, name: "直した", plan })
  await expect(changeCampaign(ctx, { campaignId, revision: 1, name: "古い", plan })).rejects.toMatchObject({
    code: "campaigns.Changed",
  })
  const gone = planFor("0190b8a0-0000-7000-8000-00000000ffff")
  await expect(createCampaign(ctx, { name: "x", plan: gone })).rejects.toMatchObject({
    code: "campaigns.UnknownSegment",
  })
  const copy = await duplicateCampaign(ctx, { campaignId })
  expect(copy).toMatchObject({ name: "直した", revision: 1, launchedAt: null })
  await binCampaign(ctx, copy.campaignId)
  expect((await showCampaigns(ctx, { state: "binned" })).map((c) => c.campaignId)).toEqual([copy.campaignId])
  await restoreCampaign(ctx, copy.campaignId)
  expect((await showCampaigns(ctx, { state: "draft", query: "直" })).length).toBe(2)
  await expect(launchCampaign(ctx, { campaignId, revision: 2 })).rejects.toMatchObject({ code: "campaigns.NotChecked" })
  expect((await checkCampaign(ctx, campaignId)).findings.map(({ code }) => code)).toContain("empty-audience")
  await expect(launchCampaign(ctx, { campaignId, revision: 2 })).rejects.toMatchObject({
    code: "campaigns.StoppedByCheck",
  })
})

test("G41 the calendar shows campaigns and holidays day by day, of one segment only where asked", async () => {
  const ctx = await letterContext({ at })
  const [one, other] = [await segmentOf(ctx, await readers(ctx, ["cal"])), await segmentOf(ctx, [])]
  const when = { kind: "at" as const, day: "2026-04-29", time: "10:00" as const }
  const { campaignId } = await draftFor(ctx, one, { when })
  const check = await checkCampaign(ctx, campaignId)
  expect(check.findings.map(({ code }) => code)).toContain("holiday")
  await launched(ctx, campaignId)
  const days = await showCalendar(ctx, { from: "2026-04-27", until: "2026-05-03" })
  expect(days.map(({ campaigns }) => campaigns.length)).toEqual([0, 0, 1, 0, 0, 0, 0])
  expect(days[2]).toMatchObject({
    holiday: { ja: "昭和の日" },
    campaigns: [{ campaignId, people: 1, isMovable: true }],
  })
  const others = await showCalendar(ctx, { from: "2026-04-27", until: "2026-05-03", segmentId: other })
  expect(others.every(({ campaigns }) => campaigns.length === 0)).toBe(true)
  const { campaignId: next } = await draftFor(ctx, one, { when })
  expect((await checkCampaign(ctx, next)).findings.map(({ code }) => code)).toContain("clash")
})

/** Works off one kind only, `most` at most. */
async function drainOnly(ctx: LetterContext, kind: string, most = 100): Promise<number> {
  const { carryOutAll, claim } = await import("#kernel/worker")
  const effect = ctx.assembled.effects.find((one) => one.kind === kind)
  if (!effect) throw new Error(`no effect ${kind}`)
  const rows = await claim(ctx, effect, "test", most)
  for (const row of rows) await carryOutAll(ctx, effect, [row])
  return rows.length
}
