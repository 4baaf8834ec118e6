import { sql } from "kysely"
import { afterAll, beforeAll, expect, test } from "vitest"
import { inTransaction } from "#kernel/context"
import { draftFor, ends, launched, segmentOf } from "#testing/campaign-scene"
import type { FakeLine } from "#testing/fake-line"
import { type LetterContext, template } from "#testing/letter-scene"
import { lineLetters } from "#testing/line"
import { manyFriends, narrowcastsOf, useNarrowcasts } from "#testing/line-friends"
import { checkCampaign } from "./check-campaign.ts"

let line: FakeLine
let ctx: LetterContext
let account = ""
let close: () => Promise<void>
beforeAll(async () => {
  ;({ line, ctx, account, close } = await lineLetters())
  await useNarrowcasts(ctx)
})
afterAll(() => close())

const minutes = (n: number) => n * 60_000
// A tenth is kept apart by lot: of so many there is always somebody, and always the fifty left that LINE asks for.
const friends = 120
const alike = { ...template, templateId: "0190b8a0-0000-7000-8000-00000000aaab" }

const undelivered = async () => {
  const { rows } = await inTransaction(ctx, (ctx) =>
    sql<{ count: number }>`select count(distinct customer_id)::int as count from events.inbox
      where brand_id = ${ctx.brandId} and name = 'Message Undelivered'`.execute(ctx.db),
  )
  return rows[0]?.count
}

test("M42 T08 a narrowcast goes to who is not kept apart, its end is told of its campaign, and who got nothing has it in her history", async () => {
  ctx.write(alike.templateId, {
    version: 1,
    words: { ja: { blocks: [{ kind: "text", text: "生地が届きました" }], line: { altText: "新しい生地" } } },
  })
  const segmentId = await segmentOf(ctx, await manyFriends(ctx, account, friends))
  const variants = [{ key: "a", templateId: alike.templateId, templateVersion: 1 }]
  const first = await draftFor(ctx, segmentId, { channels: ["line"], holdoutBp: 1_000, variants })
  await launched(ctx, first.campaignId)
  await ctx.drain()
  ctx.pass(minutes(1))
  await line.control({ passMs: minutes(1) })
  await ctx.drain()
  const told = await ends(ctx, first.campaignId)
  const { accepted = 0, "skipped: holdout": kept = 0 } = told
  expect({ ...told, sum: accepted + kept }).toEqual({ accepted, "skipped: holdout": kept, sum: friends })
  expect(kept).toBeGreaterThan(0)
  expect(await narrowcastsOf(ctx, first.campaignId)).toMatchObject([
    { state: "sent", people: accepted, successCount: accepted },
  ])

  // The same words in another campaign: LINE can't be reached for a day.
  const second = await draftFor(ctx, segmentId, { channels: ["line"], variants })
  await line.control({ faults: [{ path: "/v2/bot/audienceGroup", does: "status", status: 503, times: 10_000 }] })
  ctx.pass(minutes(60 * 24 * 8))
  await launched(ctx, second.campaignId)
  await ctx.drain()
  for (const hours of [1, 25]) {
    ctx.pass(minutes(60 * hours))
    await ctx.drain()
  }
  expect(await narrowcastsOf(ctx, second.campaignId)).toMatchObject([
    { state: "failed", people: friends, ends: { failed: friends } },
  ])
  expect(await undelivered()).toBe(friends)
  expect(await narrowcastsOf(ctx, first.campaignId)).toHaveLength(1)
}, 180_000)

test("M42 words that name their reader are said one by one, and that is said before they go", async () => {
  const segmentId = await segmentOf(ctx, await manyFriends(ctx, account, 3))
  const draft = await draftFor(ctx, segmentId, { channels: ["line"] })
  expect((await checkCampaign(ctx, draft.campaignId)).findings.map(({ code }) => code)).toContain("channel-remark")
  await line.control({ faults: [] })
  await launched(ctx, draft.campaignId)
  await ctx.drain()
  expect(await ends(ctx, draft.campaignId)).toEqual({ accepted: 3 })
  expect(await narrowcastsOf(ctx, draft.campaignId)).toEqual([])
  expect(
    line
      .received()
      .slice(-3)
      .map(({ way }) => way),
  ).toEqual(["push", "push", "push"])
})
