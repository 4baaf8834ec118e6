import { afterAll, beforeAll, expect, test } from "vitest"
import { changeIdentity, IdentitySettings } from "#brands"
import { resolveCustomer } from "#customers"
import { defaultProgramme, plainAction, publishProgramme, saveProgramme } from "#loyalty"
import { enrol, publishRanks, RanksDocument, saveRanks } from "#members"
import { changeLetterSettings, defaultLetterSettings } from "#messages"
import { earnPoints } from "#points"
import { createShared, createTemplate, previewForCustomer, readyShared } from "#templates"
import { type Context, inTransaction } from "#kernel/context"
import { type TestContext, testContext } from "#testing/context"
import { testMail } from "#testing/mail"
import { makeReward, publishReward } from "./edit-rewards.ts"
import { RewardDocument } from "./model.ts"

const mail = testMail({ keepOpen: true })
let ctx: TestContext
let hanako: string
let stranger: string
afterAll(mail.close)

const inTx = <T>(work: (ctx: Context) => Promise<T>) => inTransaction(ctx, work)
const person = async (email: string, givenName: string, language: "ja" | "en") => {
  const identities = [{ kind: "email" as const, issuer: "", value: email }]
  const profile = { familyName: "佐藤", givenName, language }
  return (await resolveCustomer(ctx, { identities, profile, source: "test", at: ctx.now() })).customerId
}

beforeAll(async () => {
  ctx = await testContext({ plugs: mail.plugs, at: "2026-04-01T09:00:00+09:00" })
  mail.catchInto(ctx.platform)
  const who = { legalName: "ひなた株式会社", address: "神奈川県鎌倉市小町 1-3-8", shopUrl: "https://shop.example/" }
  await inTx((ctx) => changeIdentity(ctx, IdentitySettings.parse(who), 0))
  const review = {
    ...plainAction,
    key: "review",
    title: { ja: "口コミを書く", en: "Write a review" },
    points: 50,
    on: { kind: "act" as const, act: "review" as const },
  }
  const { revision } = await saveProgramme(ctx, { programme: { ...defaultProgramme, actions: [review] }, basedOn: 0 })
  await publishProgramme(ctx, { basedOn: revision })
  const ranks = RanksDocument.parse({
    metric: "spend",
    window: { kind: "rolling", months: 12 },
    judged: { every: "month" },
    ranks: [{ key: "r", name: { ja: "常連", en: "Regular" }, needs: 0, benefits: [{ kind: "free-shipping" }] }],
  })
  await publishRanks(ctx, (await saveRanks(ctx, ranks, "", 0)).revision)
  const wrap = { name: { ja: "ギフト包装", en: "Gift wrap" }, gives: { kind: "gift-wrap", days: 3 }, points: 1_500 }
  await publishReward(ctx, (await makeReward(ctx, RewardDocument.parse(wrap))).rewardId)
  hanako = await person("hanako@example.jp", "花子", "ja")
  stranger = await person("neu@example.jp", "新", "ja")
  await enrol(ctx, { customerId: hanako, by: "page" })
  await inTx((ctx) => earn(ctx, hanako, 1_240))
})

const earn = (ctx: Context, customerId: string, points: number) =>
  earnPoints(ctx, [
    {
      customerId,
      points,
      origin: "purchase",
      cause: { type: "test", id: ctx.id(), rule: "base", seq: 0 },
      programmeVersion: null,
      reason: { ja: "お買い物", en: "A purchase" },
      effectiveAt: ctx.now(),
      confirmsAt: ctx.now(),
      expiry: null,
    },
  ])

/** A letter about something else altogether, in which ready-made pieces ride along. */
async function soupLetter(keys: readonly string[]): Promise<string> {
  const places: unknown[] = []
  for (const { name, blocks } of readyShared.filter((one) => keys.includes(one.key))) {
    const { sharedId } = await inTx((ctx) => createShared(ctx, `${name.ja} ${ctx.id()}`, blocks))
    places.push({ kind: "shared", sharedId })
  }
  const words = (subject: string, title: string) => ({
    mail: { subject, preheader: "A soup for cold mornings." },
    line: { altText: subject },
    blocks: [{ kind: "heading", text: title }, ...places, { kind: "support" }, { kind: "footer" }],
  })
  const document = { version: 1, words: { ja: words("寒い朝のスープ", "スープの話"), en: words("Soup", "On soup") } }
  const name = { ja: "スープ", en: "Soup" }
  return (await inTx((ctx) => createTemplate(ctx, { name, purpose: "marketing", intent: "value", document })))
    .templateId
}

const reads = async (templateId: string, who: string, language: "ja" | "en" = "ja") => {
  const wanted = (channel: "mail" | "line") => ({ templateId, language, channel })
  const byMail = (await inTx((ctx) => previewForCustomer(ctx, wanted("mail"), who))).rendering?.mail
  const byLine = (await inTx((ctx) => previewForCustomer(ctx, wanted("line"), who))).rendering?.line
  return { html: byMail?.html ?? "", text: byMail?.text ?? "", line: JSON.stringify(byLine?.messages ?? []) }
}

test("I23 I24 I25 I28 H05 H14 a piece about points, rank and the next reward rides on any letter, by mail and LINE, live", async () => {
  const templateId = await soupLetter(["points-line", "next-reward", "rank-benefits"])
  for (const said of Object.values(await reads(templateId, hanako))) {
    expect(said).toContain("1,240pt")
    expect(said).toContain("100円につき1ポイント、口コミを書く（PR・特典付き） +50")
    expect(said).toContain("ギフト包装まで、あと260pt")
    expect(said).toContain("送料無料")
  }
  const emma = await person("emma@example.jp", "Emma", "en")
  await enrol(ctx, { customerId: emma, by: "line" })
  await inTx((ctx) => earn(ctx, emma, 1_250))
  const { text } = await reads(templateId, emma, "en")
  for (const said of ["1,250pt", "250pt to go to Gift wrap", "Free shipping"]) expect(text).toContain(said)
  for (const said of Object.values(await reads(templateId, stranger)))
    for (const word of ["いま使える", "ギフト包装", "送料無料"]) expect(said).not.toContain(word)
})

test("I29 where the brand wants it, every letter ends with its reader's balance and how points come about", async () => {
  const templateId = await soupLetter([])
  expect((await reads(templateId, hanako)).text).not.toContain("使えるポイント")
  await changeLetterSettings(ctx, { ...defaultLetterSettings, balanceInFooter: true }, 0)
  const { html, text, line } = await reads(templateId, hanako)
  for (const said of [html, text, line]) expect(said).toContain("使えるポイント 1,240ポイント・100円につき1ポイント")
  expect(text).toMatch(/\/s\/[\w-]+\/my\/open\//)
  expect((await reads(templateId, stranger)).text).toContain("100円につき1ポイント")
})

test("I34 a letter knows the rank, since when she is a member and the day it comes round", async () => {
  const text = "{{ member.rank }}・{{ member.years }}年{% if member.anniversary %}・記念日{% endif %}"
  const words = {
    mail: { subject: "ありがとうございます", preheader: "いつもありがとうございます。" },
    blocks: [{ kind: "text", text }, { kind: "support" }, { kind: "footer" }],
  }
  const document = { version: 1, words: { ja: words } }
  const name = { ja: "記念日", en: "Anniversary" }
  const { templateId } = await inTx((ctx) =>
    createTemplate(ctx, { name, purpose: "marketing", intent: "value", document }),
  )
  const said = async () => (await reads(templateId, hanako)).text
  expect(await said()).toContain("常連・0年")
  ctx.moveTo(new Date("2028-04-01T12:00:00+09:00"))
  expect(await said()).toContain("常連・2年・記念日")
  ctx.moveTo(new Date("2029-03-31T12:00:00+09:00"))
  expect(await said()).toMatch(/常連・2年(?!・)/)
})
