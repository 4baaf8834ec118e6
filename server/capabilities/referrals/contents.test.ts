import { expect, test } from "vitest"
import { timelineOf } from "#events"
import { inTransaction } from "#kernel/context"
import { referralScene } from "#testing/referral-scene"
import { defaultProgramme } from "./default-programme-rules.ts"
import { closeAlarm, makeCampaign, makeContent, pauseContent, pauseLink } from "./edit-contents.ts"
import { linkOf } from "./index.ts"
import { Campaign, Content } from "./model.ts"
import { pauseProgramme } from "./programme.ts"
import { listCampaigns, listContents, showResults, showSpread } from "./results.ts"
import { shareLink } from "./share-link.ts"

const { ctx: scene, origin, buy, freshMail, person, open, press } = referralScene()

test("J09 J11 J12 J13 J14 J15 J16 J17 J18 J20 J21 a content spreads from hand to hand, beside one that moves; is felt about, alarms and is paused at once", async () => {
  const ctx = scene()
  const { campaignId } = await makeCampaign(
    ctx,
    Campaign.parse({ name: "春の動画", hashtag: "#ひなた", assets: [{ kind: "music", name: "春の曲" }], cost: 1_000 }),
  )
  const document = Content.parse({
    title: "スープの作り方",
    url: "https://shop.example/soup",
    reason: "practical",
    cost: 2_000,
    campaignId,
  })
  const { contentId } = await makeContent(ctx, document)
  const inviter = await person()
  const link = await linkOf(ctx, inviter, { channel: "line", content: contentId })
  await shareLink(ctx, { customerId: inviter, channel: "line", contentId, shared: true })
  expect((await inTransaction(ctx, (ctx) => timelineOf(ctx, inviter, { limit: 5 }))).items[0]?.name).toBe("Link Shared")
  const first = await open(link.url, { referer: "https://l.instagram.com/" })
  const mark = first.headers.get("set-cookie")?.split(";")[0] ?? ""
  await open(link.url, { "user-agent": "facebookexternalhit/1.1" })
  const shared = await press(link.url, { do: "share", channel: "x" }, { cookie: mark })
  expect(shared.headers.get("location")).toMatch(/^https:\/\/x\.com\/intent\/post\?text=/)
  const text = new URL(shared.headers.get("location") ?? "").searchParams.get("text") ?? ""
  expect(text).toContain(defaultProgramme.disclosure.ja)
  const next = /https?:\/\/\S+\/r\/\w+/.exec(text)?.[0] ?? ""
  await open(next)
  await press(next, { do: "feel", feeling: "useful" })
  const moving = Content.parse({ title: "はじまりの話", url: "https://shop.example/story", reason: "emotional" })
  const told = await linkOf(ctx, inviter, { channel: "line", content: (await makeContent(ctx, moving)).contentId })
  await open(told.url)
  const pasted = await press(link.url, { do: "share", channel: "instagram" }, { cookie: mark })
  expect((await open(origin() + pasted.headers.get("location"), { cookie: mark })).text).toContain("<textarea")

  const taro = freshMail()
  await press(next, { do: "take", email: taro })
  await buy(taro, { total: 6_000 })
  const { tree, hops, spread } = await showSpread(ctx, contentId, 30)
  expect(tree.map(({ depth, channel, newcomers }) => `${depth} ${channel} ${newcomers}`)).toEqual([
    "0 line 0",
    "1 x 1",
    "1 instagram 0",
  ])
  expect(hops.map(({ from, to }) => `${from} ${to}`).sort()).toEqual(["line instagram", "line x"])
  expect(spread).toMatchObject({ reach: 2, newcomers: 1, value: 6_000, sharers: 2, kFactor: 0.5 })
  const whole = await showResults(ctx, 30)
  expect(
    whole.reasons.map(({ reason, contents, spread }) => [reason, contents, spread.reach, spread.newcomers]),
  ).toEqual([
    ["practical", 1, 2, 1],
    ["emotional", 1, 1, 0],
  ])
  const useful = (await listContents(ctx, 30)).items.find((one) => one.contentId === contentId)
  expect(useful).toMatchObject({
    spread: { newcomers: 1 },
    feelings: { useful: 1 },
    money: { value: 6_000, cost: 2_000 },
  })
  expect(whole.carried).toContainEqual({ from: "line", to: "instagram", count: 1 })
  expect(whole.markets.find(({ market }) => market === "東京都")?.newcomers).toBeGreaterThan(0)
  const [campaign] = (await listCampaigns(ctx, 30)).items
  expect(campaign).toMatchObject({ contents: 1, money: { value: 6_000, cost: 3_000, roi: 2 } })
  expect(campaign?.document).toMatchObject({ hashtag: "#ひなた", assets: [{ kind: "music", name: "春の曲" }] })

  for (let n = 0; n < 5; n++) {
    const seen = await open(link.url)
    await press(
      link.url,
      { do: "feel", feeling: "negative" },
      { cookie: seen.headers.get("set-cookie")?.split(";")[0] ?? "" },
    )
  }
  const alarm = (await showResults(ctx, 30)).alarms[0]
  expect(alarm).toMatchObject({ contentId, negative: 5, hasPaused: false })
  await pauseContent(ctx, contentId, true)
  expect((await open(next)).status).toBe(410)
  await closeAlarm(ctx, alarm?.alarmId ?? "")
  expect((await showResults(ctx, 30)).alarms).toEqual([])
  await pauseContent(ctx, contentId, false)
  await pauseLink(ctx, link.linkId, true)
  expect([(await open(link.url)).status, (await open(next)).status]).toEqual([410, 200])
  await pauseProgramme(ctx, "炎上")
  expect((await open(next)).status).toBe(410)
  await pauseProgramme(ctx, null)
  expect((await open(`${origin()}/s/${ctx.brand.slug}/r/NOTTHERE`)).status).toBe(404)
})
