import { afterAll, beforeAll, expect, test } from "vitest"
import { changeIdentity, IdentitySettings } from "#brands"
import { resolveCustomer } from "#customers"
import { type ActionRule, defaultProgramme, plainAction, publishProgramme, saveProgramme } from "#loyalty"
import { enrol } from "#members"
import { plug } from "#kernel/ports"
import { myPagePages } from "#mypage"
import { earnPoints } from "#points"
import { previewForCustomer, installLetter } from "#templates"
import { inTransaction } from "#kernel/context"
import { assemble } from "#kernel/product"
import { type TestContext, testContext } from "#testing/context"
import { letterBox } from "#testing/letter-box"
import { agree, planLetter } from "#testing/letter-scene"
import { myPagePortal } from "../../../../portal/server.ts"
import { capabilities } from "../../../capabilities.ts"
import { readyFlows } from "./ready-flows.ts"

const letters = letterBox()
afterAll(letters.close)
let ctx: TestContext
let member: string

const act = (key: string, title: { ja: string; en: string }, on: ActionRule["on"], points: number) => ({
  ...plainAction,
  key,
  title,
  on,
  points,
})

beforeAll(async () => {
  const product = assemble(capabilities, {
    plugs: [...letters.plugs, plug(myPagePages, myPagePortal)],
    wake: () => {},
  })
  ctx = await testContext({ product, at: "2026-04-01T09:00:00+09:00" })
  const who = {
    legalName: "ひなた株式会社",
    address: "神奈川県鎌倉市小町 1-3-8",
    shopUrl: "https://shop.hinata.example/",
  }
  await inTransaction(ctx, (ctx) => changeIdentity(ctx, IdentitySettings.parse(who), 0))
  const actions = [
    act("join", { ja: "入会する", en: "Join" }, { kind: "sign-up" }, 500),
    act("review", { ja: "口コミを書く", en: "Write a review" }, { kind: "act", act: "review" }, 50),
  ]
  const { revision } = await saveProgramme(ctx, { programme: { ...defaultProgramme, actions }, basedOn: 0 })
  await publishProgramme(ctx, { basedOn: revision })
  const email = "hanako@customer.example"
  const identities = [{ kind: "email" as const, issuer: "", value: email }]
  const profile = { familyName: "佐藤", email, language: "ja" as const }
  member = (await resolveCustomer(ctx, { identities, profile, source: "test", at: ctx.now() })).customerId
  await agree(ctx, [member])
  await enrol(ctx, { customerId: member, by: "shop" })
  await inTransaction(ctx, (ctx) =>
    earnPoints(ctx, [
      {
        customerId: member,
        points: 700,
        origin: "purchase",
        cause: { type: "test", id: ctx.id(), rule: "base", seq: 0 },
        programmeVersion: null,
        reason: { ja: "お買い物", en: "A purchase" },
        effectiveAt: ctx.now(),
        confirmsAt: ctx.now(),
        expiry: { kind: "months", months: 12 },
      },
    ]),
  )
  await ctx.drain()
})

async function install(key: string) {
  const ready = readyFlows.flatMap((flow) => flow.letters).find((letter) => letter.key === key)
  if (!ready) throw new Error(`no letter ${key}`)
  return inTransaction(ctx, (ctx) => installLetter(ctx, { about: ready.name, ...ready }))
}

/** The letter as it leaves when this event has begun its flow, which lays the event's properties beside the facts. */
async function sentFor(key: string, properties: Readonly<Record<string, unknown>>): Promise<string> {
  const event = { name: "Points Earned", at: ctx.now().toISOString(), properties }
  letters.box.length = 0
  await planLetter(ctx, member, { template: await install(key), facts: { ...properties, event } }, key)
  await ctx.drain()
  return letters.box.map(({ subject, text }) => `${subject}\n${text}`).join("\n")
}

const seen = async (key: string, channel: "mail" | "line") => {
  const { templateId } = await install(key)
  const { rendering } = await inTransaction(ctx, (ctx) =>
    previewForCustomer(ctx, { templateId, language: "ja", channel }, member),
  )
  return JSON.stringify(rendering ?? {})
}

test("I27 points that came in are told with the balance, though the event that tells of them has points of its own", async () => {
  const letter = await sentFor("points-arrived", { points: 120, balance: 1_200, cause: "order" })
  expect(letter).toContain("120ptが、使えるようになりました。")
  expect(letter).toMatch(/いま使えるポイント: [\d,]+pt/)
})

test("I18 of points that end it is told how many, until when and how many there are, by mail and LINE", async () => {
  const letter = await sentFor("points-ending", { points: 700, in_days: 30, expires_at: "2027-04-01T15:00:00.000Z" })
  const [subject = ""] = letter.split("\n")
  expect(subject).toMatch(/\d+日.*までのポイントがあります/)
  for (const said of [letter, await seen("points-ending", "line")]) {
    expect(said).toMatch(/[\d,]+ptは、.*\d+日.*までです/)
    expect(said).toMatch(/期限の近いポイント: [\d,]+pt/)
  }
})

test("I07 whoever has joined is not told what joining earns", async () => {
  for (const channel of ["mail", "line"] as const) {
    const hello = await seen("member-hello", channel)
    expect(hello).toContain("口コミを書く")
    expect(hello).not.toContain("入会する")
  }
})

test("I15 J05 a review that is rewarded is asked for with its label, and with what it earns by the rules of that moment", async () => {
  for (const channel of ["mail", "line"] as const) {
    const wish = await seen("review-wish", channel)
    expect(wish).toContain("PR・特典付き")
    expect(wish).toContain("50pt")
  }
  const { revision } = await saveProgramme(ctx, { programme: { ...defaultProgramme, actions: [] }, basedOn: 0 })
  await publishProgramme(ctx, { basedOn: revision })
  ctx.pass(60_000)
  expect(await seen("review-wish", "mail")).not.toContain("お礼に")
})
