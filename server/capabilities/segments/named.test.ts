import { afterAll, beforeAll, expect, test } from "vitest"
import { applyOrder } from "#orders"
import { defineCapability } from "#kernel/capability"
import { inTransaction } from "#kernel/context"
import { contribute } from "#kernel/contributions"
import { assemble } from "#kernel/product"
import { projectAll } from "#testing/project-all"
import { type Analytics, analytics } from "#testing/analytics"
import { type TestContext, testContext } from "#testing/context"
import { testMail } from "#testing/mail"
import { anOrder } from "#testing/orders"
import { earnPoints } from "#points"
import { createTemplate, previewForCustomer } from "#templates"
import { capabilities } from "../../capabilities.ts"
import { createSegment, publishSegment } from "./edit-segments.ts"
import { segmentFields } from "./fields.ts"
import { keepBrand } from "./keep-segments.ts"
import { nameInLetters, segmentNamed } from "./letter-words-rules.ts"
import { Condition } from "./model.ts"
import { namedList, renewNamed, setThresholds } from "./named.ts"
import { selectLive } from "./storage.ts"
import { selectMembers } from "./storage-members.ts"
import { wantPass } from "./storage-standings.ts"
import { touchCustomers } from "./touch.ts"

let engine: Analytics
beforeAll(async () => void (engine = await analytics()))
afterAll(() => engine.stop())

const brand = (more: Parameters<typeof testContext>[0] = {}) =>
  testContext({ at: "2026-03-01T09:00:00+09:00", facts: engine.facts, ...more })

async function settle(ctx: TestContext): Promise<void> {
  await projectAll(ctx)
  while (await keepBrand(ctx));
}

async function pass(ctx: TestContext): Promise<void> {
  await inTransaction(ctx, (ctx) => wantPass(ctx, ctx.now()))
  await settle(ctx)
}

const members = (ctx: TestContext, segmentId: string) =>
  inTransaction(ctx, async (ctx) => (await selectMembers(ctx, segmentId, undefined, 100)).map((m) => m.customerId))

let n = 0
async function buys(ctx: TestContext, email: string, placedAt = ctx.now()): Promise<string> {
  const customer = { identities: [{ kind: "email" as const, issuer: "", value: email }], profile: { email } }
  const order = anOrder({ externalId: `n-${++n}`, number: `#${n}`, placedAt, updatedAt: placedAt, customer })
  return (await inTransaction(ctx, (ctx) => applyOrder(ctx, order))).customerId ?? ""
}

test("I04 I30 members, those who are not yet, and VIPs move with what the programme says, at once", async () => {
  // The membership as a part of the product of its own: it knows who belongs, and says when that changes.
  const belongs = new Set<string>()
  const circle = defineCapability({
    name: "circle",
    contributes: [
      contribute(segmentFields, [
        {
          key: "members.is-member",
          label: { ja: "会員である", en: "Is a member" },
          type: "boolean",
          read: async (_, ids) => new Map(ids.flatMap((id) => (belongs.has(id) ? [[id, true] as const] : []))),
        },
      ]),
    ],
  })
  const others = capabilities.filter(({ name }) => name !== "members")
  const ctx = await brand({ product: assemble([...others, circle], { plugs: [], wake: () => {} }) })
  const [her, him] = [await buys(ctx, "member@example.jp"), await buys(ctx, "other@example.jp")]
  await pass(ctx)
  const live = await inTransaction(ctx, selectLive)
  const who = (key: string) => members(ctx, live.find((l) => l.key === key)?.segmentId ?? "")
  expect([await who("members"), (await who("not-yet-members")).sort(), await who("vip")]).toEqual([
    [],
    [her, him].sort(),
    [],
  ])
  belongs.add(her)
  await inTransaction(ctx, (ctx) => touchCustomers(ctx, [her]))
  await settle(ctx)
  expect([await who("members"), await who("not-yet-members"), await who("vip")]).toEqual([[her], [him], [her]])
})

test("D19 D30 thresholds that nobody set follow the brand's own data; conditions of somebody's own stay", async () => {
  const ctx = await brand({ at: "2026-06-15T09:00:00+09:00" })
  await pass(ctx)
  const months = async () => {
    const live = (await inTransaction(ctx, selectLive)).find(({ key }) => key === "seasonal")
    return /"months":(\[[0-9,]+\])/.exec(JSON.stringify(live?.who))?.[1]
  }
  expect(await months(), "an ordinary shop's, as long as nothing was bought").toBe("[11,12]")
  for (let i = 0; i < 60; i++) {
    const placedAt = new Date(`2025-0${i % 3 === 0 ? 1 : 7}-10T09:00:00+09:00`)
    await buys(ctx, `season-${i}@example.jp`, placedAt)
  }
  await settle(ctx)
  await pass(ctx)
  const season = async () => {
    const { thresholds } = (await inTransaction(ctx, namedList)).find(({ key }) => key === "seasonal") ?? {}
    return thresholds?.map(({ value, suggested }) => [value, suggested])
  }
  // July is the busiest; the pair of months that begins with June holds as much, and comes first.
  expect(await season()).toEqual([[6, 6]])
  expect(await months(), "what came in since is learnt from with the pass that sees it").toBe("[6,7]")
  await inTransaction(ctx, (ctx) => setThresholds(ctx, "seasonal", { month: 12 }))
  await inTransaction(ctx, (ctx) => renewNamed(ctx))
  expect(await season(), "what somebody set stays").toEqual([[12, 6]])
})

test("I30 whoever has earned enough is among those with so many points, once what she earned has been copied", async () => {
  const ctx = await brand()
  const [her, him] = [await buys(ctx, "saver@example.jp"), await buys(ctx, "starter@example.jp")]
  const who = Condition.parse({ kind: "field", field: "points.available", test: { atLeast: 100 } })
  const draft = { name: { ja: "100ポイント以上", en: "A hundred points" }, intent: "to spend them", note: "" }
  const { segmentId } = await createSegment(ctx, { ...draft, document: { format: 1, who } })
  await publishSegment(ctx, segmentId)
  await pass(ctx)
  const earns = async (customerId: string, points: number) => {
    const cause = { type: "order", id: ctx.id(), rule: "base", seq: 0 }
    const [reason, at] = [{ ja: "お買い物", en: "A purchase" }, ctx.now()]
    const earn = { customerId, points, origin: "purchase" as const, cause, programmeVersion: null, reason }
    await earnPoints(ctx, [{ ...earn, effectiveAt: at, confirmsAt: at, expiry: null }])
    await settle(ctx)
  }
  await earns(her, 120)
  await earns(him, 40)
  expect(await members(ctx, segmentId)).toEqual([her])
  await earns(him, 60)
  expect((await members(ctx, segmentId)).sort()).toEqual([her, him].sort())
})

const mail = testMail({ keepOpen: true })
afterAll(mail.close)

test("D34 what somebody bought chooses which part of a letter she reads", async () => {
  const ctx = await brand({ plugs: mail.plugs })
  const [regular, newcomer] = [await buys(ctx, "regular@example.jp"), await buys(ctx, "newcomer@example.jp")]
  await buys(ctx, "regular@example.jp")
  const who = Condition.parse({ kind: "orders", measure: "count", range: { atLeast: 2 } })
  const draft = { name: { ja: "二回買った方", en: "Bought twice" }, intent: "to be told a deal", note: "" }
  const { segmentId } = await createSegment(ctx, { ...draft, document: { format: 1, who } })
  await publishSegment(ctx, segmentId)
  await pass(ctx)

  const when = nameInLetters(segmentId)
  expect(segmentNamed(`not ${when}`), "the console reads it back").toEqual({ segmentId, isNot: true })
  const blocks = [
    { kind: "heading", text: "春のお便り" },
    { kind: "text", when, text: "二本目からお得です。" },
    { kind: "text", when: `not ${when}`, text: "はじめての使い方はこちら。" },
    { kind: "footer" },
  ]
  const head = { subject: "春のお便りです", preheader: "今月のこつを、ひとつだけお届けします。" }
  const document = { version: 1, words: { ja: { mail: head, blocks } } }
  const name = { ja: "春のお便り", en: "Spring" }
  const { templateId } = await inTransaction(ctx, (ctx) =>
    createTemplate(ctx, { name, purpose: "marketing", intent: "value", document }),
  )
  const read = async (customerId: string) =>
    inTransaction(ctx, async (ctx) => {
      const wanted = { templateId, language: "ja" as const, channel: "mail" as const }
      const { rendering, findings } = await previewForCustomer(ctx, wanted, customerId)
      expect(findings.map(({ code }) => code)).not.toContain("unknown-fact")
      return rendering?.mail?.text ?? ""
    })
  expect([await read(regular), await read(newcomer)]).toEqual([
    expect.stringContaining("二本目からお得です。"),
    expect.stringContaining("はじめての使い方はこちら。"),
  ])
  expect(await read(newcomer)).not.toContain("お得")
})
