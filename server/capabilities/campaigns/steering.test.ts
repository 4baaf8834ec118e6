import { expect, test } from "vitest"
import { eraseCustomer } from "#customers"
import { letterEnds } from "#messages"
import { inTransaction } from "#kernel/context"
import { draftFor, drainOnly, ends, enterSegment, launched, planFor, segmentOf, state } from "#testing/campaign-scene"
import { letterContext, readers } from "#testing/letter-scene"
import { checkCampaign } from "./check-campaign.ts"
import { launchCampaign } from "./launch-campaign.ts"
import { showCampaign } from "./show-campaigns.ts"
import { updateChecked } from "./storage.ts"
import { showNumbers, showPeople } from "./show-numbers.ts"
import { moveCampaign, pauseCampaign, resumeCampaign, stopCampaign } from "./steer-campaign.ts"
import { watchCampaigns } from "./watch-campaigns.ts"

const minute = 60_000
const hour = 60 * minute
const at = "2026-04-01T10:00:00+09:00"

/** Somebody of the staff, who may do everything. */

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
  // They are woken, and don't wait for their next look.
  await resumeCampaign(ctx, campaignId)
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
  await drainOnly(ctx, "messages.queue-letters")
  await drainOnly(ctx, "messages.send-marketing", 20)
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
