import { sql } from "kysely"
import { expect, test } from "vitest"
import { knownArmsOf } from "#experiments"
import { type Context, inTransaction } from "#kernel/context"
import { draftFor, ends, enterSegment, launched, planFor, segmentOf, state } from "#testing/campaign-scene"
import { type LetterContext, letterContext, readers } from "#testing/letter-scene"
import { approveCampaign, askApproval, sendBack } from "./approve-campaign.ts"
import { showCalendar } from "./calendar.ts"
import { checkCampaign } from "./check-campaign.ts"
import { countPeople } from "./count-audience.ts"
import { binCampaign, changeCampaign, createCampaign, duplicateCampaign, restoreCampaign } from "./edit-campaign.ts"
import { launchCampaign } from "./launch-campaign.ts"
import { changeCampaignSettings } from "./settings.ts"
import { showCampaign, showCampaigns } from "./show-campaigns.ts"
import { showNumbers, showPeople } from "./show-numbers.ts"

const at = "2026-04-01T10:00:00+09:00"

/** Somebody of the staff, who may do everything. */
const as = (ctx: LetterContext, staffId: string): Context => ({ ...ctx, actor: { kind: "staff", staffId } })

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

test("C29 D35 a letter is one of the segment that its reader belongs to, the first of the audience that she is in", async () => {
  const ctx = await letterContext({ at })
  const people = await readers(ctx, ["uma", "vivi", "wako"])
  const [first, second] = [await segmentOf(ctx, people.slice(0, 2)), await segmentOf(ctx, people.slice(1))]
  const { campaignId } = await draftFor(ctx, first, { audience: { include: [first, second] } })
  await launched(ctx, campaignId)
  await ctx.drain()
  const { rows } = await inTransaction(ctx, (ctx) =>
    sql<{ customerId: string; segmentId: string }>`select customer_id as "customerId", segment_id as "segmentId"
      from messages.messages where origin_id = ${campaignId}::uuid`.execute(ctx.db),
  )
  const of = new Map(rows.map(({ customerId, segmentId }) => [customerId, segmentId]))
  expect(people.map((id) => of.get(id))).toEqual([first, first, second])
})

test("F80 a letter that LINE or SMS can't say is found before it goes, on the channels that it may take", async () => {
  const ctx = await letterContext({ at })
  const segmentId = await segmentOf(ctx, await readers(ctx, ["yuri"]))
  const template = "0190b8a0-0000-7000-8000-0000000000f8"
  ctx.write(template, {
    version: 1,
    words: {
      ja: {
        blocks: [{ kind: "text", text: "春です" }, { kind: "footer" }],
        mail: { subject: "春です", preheader: "春です" },
        sms: { text: "{{ order.number }}" },
      },
    },
  })
  const variants = [{ key: "a", templateId: template, templateVersion: 1 }]
  const codes = async (channels: ("email" | "sms")[]) => {
    const { campaignId } = await draftFor(ctx, segmentId, { variants, channels })
    const { findings } = await checkCampaign(ctx, campaignId)
    return findings.flatMap(({ code, level, say }) => (level === "stop" ? [`${code}: ${say.ja}`] : []))
  }
  expect(await codes(["email"])).toEqual([])
  expect(await codes(["email", "sms"])).toEqual([expect.stringMatching(/^not-rendered: SMS：「order/)])
})
