import { sql } from "kysely"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { changeIdentity, IdentitySettings } from "#brands"
import { upsertProducts, setStock, productsByExternal } from "#catalog"
import { recordConsents, resolveCustomers } from "#customers"
import { defineCapability } from "#kernel/capability"
import { type Context, inTransaction } from "#kernel/context"
import { contribute } from "#kernel/contributions"
import { assemble } from "#kernel/product"
import {
  type LetterDocumentDraft,
  letterDocuments,
  lineMessagesOf,
  type MessageChannel,
  messageChannels,
  planLetters,
  templateKey,
} from "#messages"
import { type TestContext, testContext } from "#testing/context"
import { testMail } from "#testing/mail"
import { capabilities } from "../../capabilities.ts"
import { letterAudiences } from "./audiences.ts"
import { checkAudience } from "./check-audience.ts"
import {
  archiveTemplate,
  binTemplate,
  createTemplate,
  discardDraft,
  duplicateTemplate,
  publishTemplate,
  restoreTemplate,
  saveDraft,
} from "./edit-templates.ts"
import { emptyBin } from "./empty-bin.ts"
import type { TemplateUse } from "./model.ts"
import { previewForCustomer, previewTemplate } from "./preview-template.ts"
import { sendChannelTest } from "./send-channel-test.ts"
import { sendTest } from "./send-test.ts"
import { createShared, oneShared, publishShared, putAwayShared } from "./shared-blocks.ts"
import { listTemplates, templateVersion, wholeTemplate } from "./show-templates.ts"
import { templateUses } from "./uses.ts"

/** What campaigns and flows would say of their templates. */
const uses: TemplateUse[] = []
let audience: string[] = []
/** A stand-in of LINE's channel: who is a friend there, and what was said to them. */
const friends = new Set<string>()
const talks: unknown[] = []
const line: MessageChannel = {
  name: "line",
  title: { ja: "LINE", en: "LINE" },
  addressesOf: async (_ctx, ids) =>
    new Map(ids.flatMap((id) => (friends.has(id) ? [[id, { address: `U${id}`, name: null }] as const] : []))),
  stateOf: async () => ({ isOpen: true }),
  priceOf: async () => ({ milliYen: 0, left: null }),
  compose: async (ctx, given) => ({ body: await lineMessagesOf(ctx, given), text: "" }),
  send: async (_ctx, { composed }) => {
    talks.push(composed.body)
    return { kind: "accepted", response: "ok" }
  },
}
const mail = testMail({ keepOpen: true })
afterAll(mail.close)
let ctx: TestContext

beforeAll(async () => {
  const users = defineCapability({
    name: "sample-users",
    contributes: [
      contribute(messageChannels, [line]),
      contribute(letterAudiences, [async () => audience]),
      contribute(templateUses, [async (_ctx, ids) => uses.filter((use) => ids.includes(use.templateId))]),
    ],
  })
  // The channel of this file takes LINE's place.
  const others = capabilities.map((one) => (one.name === "line" ? { ...one, contributes: [] } : one))
  const product = assemble([...others, users], { plugs: mail.plugs, wake: () => {} })
  ctx = await testContext({ product })
  mail.catchInto(ctx.platform)
  const who = IdentitySettings.parse({
    legalName: "ひなた株式会社",
    address: "神奈川県鎌倉市小町 1-3-8",
    shopUrl: "https://shop.hinata.example/",
  })
  await inTx((ctx) => changeIdentity(ctx, who, 0))
})

const inTx = <T>(work: (ctx: Context) => Promise<T>) => inTransaction(ctx, work)
type Blocks = NonNullable<NonNullable<LetterDocumentDraft["words"]["ja"]>["blocks"]>
const sharedAt = (document: ReturnType<typeof letter>, sharedId: string) => {
  const { ja } = document.words
  const blocks = ja.blocks.toSpliced(2, 0, { kind: "shared", sharedId })
  return { ...document, words: { ja: { ...ja, blocks } } }
}
const letter = (text: string, more: Blocks = [], subject = "春のお便りです") => ({
  version: 1,
  words: {
    ja: {
      mail: { subject, preheader: "今月の使い方のこつを、ひとつだけお届けします。" },
      line: { altText: "春のお便りです。" },
      blocks: [
        { kind: "heading", greeting: true, text: "春のお便り" },
        { kind: "text", text },
        ...more,
        { kind: "button", label: "お店を見る", to: "{{ links.shop }}" },
        { kind: "support" },
        { kind: "footer" },
      ] as unknown[],
    },
  },
})
const name = (ja: string) => ({ ja, en: ja })
const create = (document: unknown, title = "春のお便り") =>
  inTx((ctx) => createTemplate(ctx, { name: name(title), purpose: "marketing", intent: "value", document }))
const publish = async (document: unknown, title?: string) => {
  const { templateId } = await create(document, title)
  const { version } = await inTx((ctx) => publishTemplate(ctx, templateId, { revision: 1 }))
  return { templateId, version }
}
const said = async (ref: { templateId: string; version: number }) => {
  const [read] = ctx.product.contributed(letterDocuments)
  const found = await inTx(async (ctx) => read?.(ctx, [ref]))
  return JSON.stringify(found?.get(templateKey(ref))?.words.ja)
}
const caughtSubjects = async () =>
  (await inTx((ctx) => sql<{ subject: string }>`select subject from messages.caught`.execute(ctx.db))).rows.map(
    ({ subject }) => subject,
  )
const reader = async (given: string, email = "aoi@customer.example") => {
  return inTx(async (ctx) => {
    const [person] = await resolveCustomers(ctx, [
      {
        identities: [{ kind: "email", issuer: "", value: email }],
        profile: given === "" ? { email } : { familyName: "鈴木", givenName: given, email },
        source: "test",
        at: ctx.now(),
      },
    ])
    const customerId = person?.customerId ?? ""
    await recordConsents(ctx, [
      {
        customerId,
        channel: "email",
        purpose: "marketing",
        state: "given",
        at: ctx.now(),
        source: "test",
        evidence: {},
      },
    ])
    return customerId
  })
}

describe("a template and its versions", () => {
  test("C17 what is published is what letters say, and the version before stays as it was approved", async () => {
    const first = await publish(letter("はじめの文です。"))
    await inTx((ctx) => saveDraft(ctx, first.templateId, letter("次の文です。"), 0))
    expect((await inTx((ctx) => wholeTemplate(ctx, first.templateId))).template).toMatchObject({
      state: "live",
      hasDraft: true,
      liveVersion: 1,
      channels: ["mail", "line"],
      firstWords: { ja: "春のお便りです", en: null },
    })
    const second = await inTx((ctx) => publishTemplate(ctx, first.templateId, { revision: 1, note: "言いかえ" }))
    expect(second.version).toBe(2)
    expect(await said(first)).toContain("はじめの文です。")
    expect(await said({ ...first, version: 2 })).toContain("次の文です。")
    const whole = await inTx((ctx) => wholeTemplate(ctx, first.templateId))
    expect(whole.versions.map(({ version, note }) => [version, note])).toEqual([
      [2, "言いかえ"],
      [1, ""],
    ])
    expect((await inTx((ctx) => templateVersion(ctx, first.templateId, 1))).document.words.ja?.blocks[1]).toMatchObject(
      {
        text: "はじめの文です。",
      },
    )
    for (const statement of [sql`update templates.versions set note = ''`, sql`delete from templates.versions`])
      await expect(inTx((ctx) => statement.execute(ctx.db))).rejects.toMatchObject({ code: "42501" })
  })

  test("F80 what would fail for a customer is found before it is published, with its place and language", async () => {
    const { templateId } = await create(letter("{{ customer.nickname }}さん"))
    const { findings } = await inTx((ctx) => saveDraft(ctx, templateId, letter("{{ customer.nickname }}さん"), 1))
    const errors = findings.filter(({ level }) => level === "error")
    expect(errors.map(({ code, at, language }) => [code, at, language])).toEqual(
      expect.arrayContaining([
        ["missing-fact", "mail", "ja"],
        ["render-missing-fact", "line", "ja"],
      ]),
    )
    await expect(inTx((ctx) => publishTemplate(ctx, templateId, { revision: 2 }))).rejects.toMatchObject({
      code: "templates.NotPublishable",
    })
    await expect(create({ version: 1, words: { ja: { blocks: [] } } })).rejects.toMatchObject({
      code: "templates.NotADocument",
    })
  })

  test("two who edit the same draft do not overwrite each other", async () => {
    const { templateId } = await create(letter("一"))
    await inTx((ctx) => saveDraft(ctx, templateId, letter("二"), 1))
    await expect(inTx((ctx) => saveDraft(ctx, templateId, letter("三"), 1))).rejects.toMatchObject({
      code: "templates.DraftMoved",
    })
    await expect(inTx((ctx) => publishTemplate(ctx, templateId, { revision: 1 }))).rejects.toMatchObject({
      code: "templates.DraftMoved",
    })
    await expect(inTx((ctx) => discardDraft(ctx, templateId))).rejects.toMatchObject({ code: "templates.NoDraft" })
  })

  test("what a flow sends can't be thrown away; all else lies in the bin for thirty days", async () => {
    const used = await publish(letter("使っている文です。"), "使用中")
    uses.push({ ...used, kind: "flow", id: used.templateId, name: name("お迎えの流れ"), isLive: true })
    await expect(inTx((ctx) => binTemplate(ctx, used.templateId))).rejects.toMatchObject({ code: "templates.InUse" })
    const copy = await inTx((ctx) => duplicateTemplate(ctx, used.templateId, undefined))
    expect(copy).toMatchObject({ state: "draft", name: { ja: "使用中（コピー）" } })
    expect(await inTx((ctx) => archiveTemplate(ctx, copy.templateId))).toMatchObject({ state: "archived" })
    await expect(inTx((ctx) => saveDraft(ctx, copy.templateId, letter("二"), 1))).rejects.toMatchObject({
      code: "templates.NotOpen",
    })
    expect(await inTx((ctx) => restoreTemplate(ctx, copy.templateId))).toMatchObject({ state: "draft" })
    const gone = await publish(letter("もう使わない文です。"), "古い文")
    await inTx((ctx) => binTemplate(ctx, gone.templateId))
    const ids = async (state: "bin" | "open") =>
      (await inTx((ctx) => listTemplates(ctx, { state }))).items.map(({ templateId }) => templateId)
    expect(await ids("open")).not.toContain(gone.templateId)
    ctx.pass(29 * 86_400_000)
    await inTx(emptyBin)
    expect(await ids("bin")).toContain(gone.templateId)
    ctx.pass(2 * 86_400_000)
    await inTx(emptyBin)
    expect(await ids("bin")).not.toContain(gone.templateId)
    // A letter that was sent from it can still be read.
    expect(await said(gone)).toContain("もう使わない文です。")
  })
})

describe("G30 shared blocks", () => {
  const block = (text: string) => ({ ja: [{ kind: "note" as const, title: "返品について", text }], en: [] })

  test("G30 R05 changed in one place: who holds it says the new words under a next version, the approved one stays", async () => {
    const shared = await inTx((ctx) => createShared(ctx, "返品の約束", block("14日以内に承ります。")))
    const held = sharedAt(letter("共有の文です。"), shared.sharedId)
    const ref = await publish(held, "共有あり")
    const draft = await create(held, "共有ありの下書き")
    expect(await said(ref)).toContain("14日以内に承ります。")
    expect((await inTx((ctx) => oneShared(ctx, shared.sharedId))).usedIn).toHaveLength(2)
    const next = { name: "返品の約束", blocks: block("30日以内に承ります。"), version: 1 }
    const { renewed } = await inTx((ctx) => publishShared(ctx, shared.sharedId, next))
    expect(renewed).toMatchObject([{ templateId: ref.templateId, version: 2 }])
    expect(await said(ref)).toContain("14日以内に承ります。")
    expect(await said({ ...ref, version: 2 })).toContain("30日以内に承ります。")
    await expect(inTx((ctx) => publishShared(ctx, shared.sharedId, next))).rejects.toMatchObject({
      code: "templates.SharedMoved",
    })
    await expect(
      inTx((ctx) => publishShared(ctx, shared.sharedId, { ...next, version: 2, blocks: block("{{ nobody.knows }}") })),
    ).rejects.toMatchObject({ code: "templates.SharedNotPublishable" })
    expect((await inTx((ctx) => oneShared(ctx, shared.sharedId))).version).toBe(2)
    await expect(inTx((ctx) => putAwayShared(ctx, shared.sharedId))).rejects.toMatchObject({
      code: "templates.SharedInUse",
    })
    expect(draft.state).toBe("draft")
  })

  test("a finding within a shared block names its place among the blocks as they were written", async () => {
    const shared = await inTx((ctx) =>
      createShared(ctx, "二つの段", {
        ja: [
          { kind: "text", text: "一", tone: "normal" },
          { kind: "text", text: "必ず治ります", tone: "normal" },
        ],
        en: [],
      }),
    )
    const held = sharedAt(letter("前の文です。"), shared.sharedId)
    const { templateId } = await create(held)
    const { findings } = await inTx((ctx) => previewTemplate(ctx, { templateId, language: "ja", channel: "mail" }))
    expect(findings.find(({ code }) => code === "claim-medical")?.at).toBe("2")
  })
})

describe("as its reader gets it", () => {
  test("G29 planned, sent and read: her name, the shop's address, price and stock of the moment; links lead out", async () => {
    const at = ctx.now()
    await inTx((ctx) =>
      upsertProducts(ctx, [
        {
          source: "shop",
          externalId: "p1",
          updatedAt: at,
          title: "ゆず化粧水",
          url: "https://shop.hinata.example/products/yuzu",
          images: [{ url: "https://shop.hinata.example/yuzu.png", alt: "" }],
          variants: [{ externalId: "v1", price: 2420, currency: "JPY" }],
        },
      ]),
    )
    const [product] = await inTx((ctx) => productsByExternal(ctx, "shop", ["p1"]))
    const productId = product?.productId ?? ""
    const ref = await publish(letter("季節の一本です。", [{ kind: "products", from: "chosen", products: [productId] }]))
    const customerId = await reader("葵")
    const preview = () =>
      inTx((ctx) =>
        previewForCustomer(ctx, { templateId: ref.templateId, language: "ja", channel: "mail" }, customerId),
      )
    expect((await preview()).rendering?.mail?.text).toContain("ゆず化粧水 2,420円")
    await inTx((ctx) =>
      setStock(ctx, [{ source: "shop", stockItem: "v1", place: "shop", available: 0, updatedAt: at }]),
    )
    await inTx((ctx) =>
      planLetters(ctx, [
        {
          customerId,
          template: ref,
          origin: { kind: "campaign", id: ref.templateId, version: 1, step: "letter" },
          key: "letter:1",
          channels: ["email"],
          intent: "value",
          facts: {},
        },
      ]),
    )
    await ctx.drain()
    expect(await caughtSubjects()).toContain("春のお便りです")
    expect((await preview()).rendering?.mail?.text).toContain("ゆず化粧水 2,420円 (ただいま品切れです)")
    expect((await preview()).rendering?.mail?.text).toContain("鈴木 葵 様")
    const line = await inTx((ctx) =>
      previewForCustomer(ctx, { templateId: ref.templateId, language: "ja", channel: "line" }, customerId),
    )
    expect(JSON.stringify(line.rendering?.line?.messages)).toContain("ただいま品切れです")
  })

  test("C27 the preview says how a mail looks to filters, each point with its reason", async () => {
    const { templateId } = await create(letter("完全無料！！！ 今すぐクリック http://bit.ly/x"))
    const { spam } = await inTx((ctx) => previewTemplate(ctx, { templateId, language: "ja", channel: "mail" }))
    expect(spam?.points).toBe(5.5)
    expect(spam?.signs.map(({ code }) => code)).toContain("short-link")
    await expect(inTx((ctx) => publishTemplate(ctx, templateId, { revision: 1 }))).rejects.toMatchObject({
      code: "templates.NotPublishable",
    })
  })

  test("a test goes to staff by mail and says that it is one", async () => {
    const { templateId } = await create(letter("試しの文です。", [], "試しの便りです"))
    await inTx((ctx) => sendTest(ctx, { templateId, language: "ja", to: "staff@hinata.example" }))
    await ctx.drain()
    expect(await caughtSubjects()).toContain("【テスト】試しの便りです")
    await expect(
      inTx((ctx) => sendTest(ctx, { templateId, language: "en", to: "staff@hinata.example" })),
    ).rejects.toMatchObject({ code: "templates.NotWritten" })
  })
})

test("a test goes by another channel to somebody who agreed there, marked as one; nobody else can be chosen", async () => {
  const friend = await reader("渚", "nagisa@customer.example")
  const { templateId } = await create(letter("LINEの文です。"))
  const wanted = { templateId, language: "ja", channel: "line", customerId: friend } as const
  await expect(inTx((ctx) => sendChannelTest(ctx, wanted))).rejects.toMatchObject({ code: "templates.NotReached" })
  const at = ctx.now()
  await inTx((ctx) =>
    recordConsents(ctx, [
      { customerId: friend, channel: "line", purpose: "marketing", state: "given", at, source: "test", evidence: {} },
    ]),
  )
  friends.add(friend)
  await inTx((ctx) => sendChannelTest(ctx, wanted))
  await ctx.drain()
  expect(talks).toHaveLength(1)
  expect(JSON.stringify(talks[0])).toContain("【テスト】")
  await expect(inTx((ctx) => sendChannelTest(ctx, { ...wanted, channel: "sms" }))).rejects.toMatchObject({
    code: "templates.NotWritten",
  })
})

test("F80 tried on people of a segment: for how many something is missing, as numbers only", async () => {
  const named = await reader("歩", "ayumi@customer.example")
  const nameless = await reader("", "nobody@customer.example")
  audience = [named, nameless]
  const { templateId } = await create(letter("{{ customer.name.given }}さんへ。"))
  const segmentId = templateId
  expect(await inTx((ctx) => checkAudience(ctx, { templateId, segmentId }))).toEqual({
    people: 2,
    troubles: [
      { channel: "mail", missing: "customer.name.given", people: 1 },
      { channel: "line", missing: "customer.name.given", people: 1 },
    ],
    nameless: 1,
  })
})
