import { afterAll, beforeAll, expect, test } from "vitest"
import { localIn } from "#kernel/zones"
import { checkAccount } from "#line"
import { draftFor, ends, launched, segmentOf } from "#testing/campaign-scene"
import type { FakeLine } from "#testing/fake-line"
import type { LetterContext } from "#testing/letter-scene"
import { lineLetters } from "#testing/line"
import { aFriend } from "#testing/line-friends"
import { checkCampaign } from "./check-campaign.ts"
import { launchCampaign } from "./launch-campaign.ts"
import { showCampaign } from "./show-campaigns.ts"
import { resumeCampaign } from "./steer-campaign.ts"

let line: FakeLine
let ctx: LetterContext
let account = ""
let close: () => Promise<void>
beforeAll(async () => void ({ line, ctx, account, close } = await lineLetters()))
afterAll(() => close())

const minutes = (n: number) => n * 60_000

test("M46 F47 what the month does not hold does not begin, unless up to what is left was chosen", async () => {
  const people = []
  for (let i = 0; i < 3; i++) people.push((await aFriend(ctx, account)).customerId)
  const segmentId = await segmentOf(ctx, people)
  await line.control({ limit: 5, used: 3 })
  const all = await draftFor(ctx, segmentId, { channels: ["line"] })
  expect((await checkCampaign(ctx, all.campaignId)).findings).toMatchObject([
    { code: "quota", level: "stop" },
    { code: "no-holdout" },
  ])
  await expect(launchCampaign(ctx, { ...all, confirmed: 3 })).rejects.toMatchObject({
    code: "campaigns.StoppedByCheck",
  })

  const some = await draftFor(ctx, segmentId, { channels: ["line"], quota: "up-to-left" })
  await launched(ctx, some.campaignId)
  await ctx.drain()
  expect(await ends(ctx, some.campaignId)).toEqual({ accepted: 2, "deferred: monthly-limit": 1 })

  // There was room when it was checked, and none when it was to begin.
  await line.control({ limit: 100, used: 0 })
  await checkAccount(ctx)
  const { customerId } = await aFriend(ctx, account)
  const tomorrow = localIn("Asia/Tokyo", new Date(ctx.now().getTime() + minutes(24 * 60))).day
  const later = await draftFor(ctx, await segmentOf(ctx, [customerId]), {
    channels: ["line"],
    when: { kind: "at", day: tomorrow, time: "12:00" },
  })
  await launched(ctx, later.campaignId)
  await line.control({ limit: 100, used: 100 })
  await checkAccount(ctx)
  ctx.pass(minutes(60 * 50))
  await ctx.drain()
  expect(await showCampaign(ctx, later.campaignId)).toMatchObject({ state: "paused", pauseReason: "quota" })
  expect(await ends(ctx, later.campaignId)).toEqual({})
  await line.control({ used: 0 })
  await checkAccount(ctx)
  await resumeCampaign(ctx, later.campaignId)
  await ctx.drain()
  expect(await ends(ctx, later.campaignId)).toEqual({ accepted: 1 })
})
