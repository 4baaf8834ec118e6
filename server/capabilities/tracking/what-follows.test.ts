import { afterAll, describe, expect, test } from "vitest"
import { upsertProducts } from "#catalog"
import { consentState, recordConsent } from "#customers"
import { inTransaction } from "#kernel/context"
import { createRenderPool, mailRenderer, mailTransports, type OutgoingMail } from "#messages"
import { plug } from "#kernel/ports"
import { applyOrder, applyRefund, type OrderSnapshot, orderById, orderByNumber } from "#orders"
import { applyShipment, recordCarrierEvent } from "#shipments"
import { type TestContext, testContext } from "#testing/context"
import { serve } from "#testing/http"
import { trackingPortal } from "../../../portal/server.ts"
import { TrackingSettings } from "./model-settings.ts"
import { trackingPages } from "./ports.ts"
import { changeTrackingSettings, versionedTrackingSettings } from "./settings.ts"
import { chooseThanks } from "./thanks-rules.ts"

const renderer = createRenderPool()
afterAll(() => renderer.close())
const at = (text: string) => new Date(`2026-04-${text}+09:00`)

/** A brand whose mails are taken by a box in this process, with three goods of which two go together. */
async function aShop() {
  const box: OutgoingMail[] = []
  const way = {
    name: "box",
    send: async (mail: OutgoingMail) => {
      box.push(mail)
      return { kind: "accepted" as const, response: "250 taken" }
    },
  }
  const plugs = [
    plug(mailRenderer, renderer),
    plug(mailTransports, { wayFor: () => way }),
    plug(trackingPages, trackingPortal),
  ]
  const ctx = await testContext({ plugs })
  const product = (externalId: string, title: string, tags: string[]) => ({
    source: "test",
    externalId,
    updatedAt: at("01T00:00"),
    title,
    tags,
    productType: "スキンケア",
    url: `https://hinata.example/products/${externalId}`,
    variants: [{ externalId: `${externalId}-v`, price: 2750, currency: "JPY" }],
  })
  await upsertProducts(ctx, [
    product("milk", "うるおい乳液", ["保湿"]),
    product("lotion", "しっとり化粧水", ["保湿"]),
    product("soap", "米ぬか洗顔", ["洗顔"]),
  ])
  return { ctx, box }
}

const order = (changes: Partial<OrderSnapshot> = {}): OrderSnapshot => ({
  source: "test",
  externalId: "1",
  number: "H-1",
  placedAt: at("01T08:00"),
  updatedAt: at("01T08:00"),
  channel: "online",
  customer: {
    identities: [{ kind: "email", value: "misaki@example.jp" }],
    profile: { familyName: "佐藤", givenName: "美咲", email: "misaki@example.jp", language: "ja" },
  },
  currency: "JPY",
  refunds: [],
  lines: [{ externalId: "l1", title: "うるおい乳液", quantity: 1, unitPrice: 3080, productExternalId: "milk" }],
  totals: { goods: 3080, total: 3080 },
  paymentApprovedAt: at("01T08:00"),
  ...changes,
})

async function deliver(ctx: TestContext, id = "1", number = "441028375561") {
  await applyShipment(ctx, {
    source: "wms",
    externalId: `p${id}`,
    orderSource: "test",
    orderExternalId: id,
    carrier: "yamato",
    trackingNumber: number,
    origin: { kind: "dc", name: "近江の蔵" },
    lines: [],
    shippedAt: at("01T08:30"),
    updatedAt: at("01T08:30"),
    isCancelled: false,
  })
  await report(ctx, "配達完了", at("01T08:50"), number)
}
const report = (ctx: TestContext, rawText: string, occurredAt: Date, trackingNumber = "441028375561") =>
  recordCarrierEvent(ctx, {
    source: "yamato",
    externalId: `${rawText}${occurredAt.toISOString()}${trackingNumber}`,
    carrier: "yamato",
    trackingNumber,
    shipment: null,
    rawText,
    occurredAt,
    place: null,
  })

const set = (ctx: TestContext, changes: Partial<TrackingSettings>) =>
  inTransaction(ctx, async (ctx) => {
    const { settings, version } = await versionedTrackingSettings(ctx)
    await changeTrackingSettings(ctx, TrackingSettings.parse({ ...settings, ...changes }), version)
  })
const agree = async (ctx: TestContext, orderId: string, state: "given" | "withdrawn", when = ctx.now()) => {
  const found = await inTransaction(ctx, (ctx) => orderById(ctx, orderId))
  const customerId = found?.customerId ?? ""
  await recordConsent(ctx, { customerId, channel: "email", purpose: "marketing", state, source: "staff", at: when })
}
const stateOf = (ctx: TestContext) =>
  inTransaction(ctx, async (ctx) => {
    const found = await orderByNumber(ctx, "H-1")
    return { state: await consentState(ctx, found?.customerId ?? "", "email", "marketing") }
  })
const about = (box: readonly OutgoingMail[], subject: RegExp) => box.filter((mail) => subject.test(mail.subject))

test("E20 goods that go with the ordered ones stand in the mail of those who agreed, and nobody else's", async () => {
  const { ctx, box } = await aShop()
  await set(ctx, { related: true })
  const mailOf = async (id: string, state?: "given" | "withdrawn") => {
    const person = {
      identities: [{ kind: "email" as const, value: `p${id}@example.jp` }],
      profile: { email: `p${id}@example.jp` },
    }
    const { orderId } = await applyOrder(ctx, order({ externalId: id, number: `H-${id}`, customer: person }))
    if (state) await agree(ctx, orderId, state)
    await deliver(ctx, id, `44102837556${id}`)
    await ctx.drain()
    return about(box, new RegExp(`お届けしました\\(H-${id}\\)`))[0]
  }
  const agreed = await mailOf("1", "given")
  expect(agreed?.html).toContain("しっとり化粧水")
  expect(agreed?.text).toContain("https://hinata.example/products/lotion")
  expect(agreed?.text.indexOf("しっとり化粧水")).toBeLessThan(agreed?.text.indexOf("米ぬか洗顔") ?? 0)
  for (const other of [await mailOf("2"), await mailOf("3", "withdrawn")]) {
    expect(other?.html).toContain("ありがとうございます")
    expect(other?.html).not.toContain("しっとり化粧水")
    expect(other?.text).not.toContain("hinata.example/products")
  }
})

test("E20 who withdraws between the event and the sending gets the notice without them", async () => {
  const { ctx, box } = await aShop()
  await set(ctx, { related: true })
  const { orderId } = await applyOrder(ctx, order())
  await agree(ctx, orderId, "given")
  await deliver(ctx)
  ctx.pass(1_000)
  await agree(ctx, orderId, "withdrawn")
  await ctx.drain()
  const [mail] = about(box, /お届けしました/)
  expect(mail?.html).toContain("ありがとうございます")
  expect(mail?.html).not.toContain("しっとり化粧水")
})

const dress = (name: string, when: object) => ({
  name,
  when: { products: [], types: [], tags: [], property: null, orders: null, ...when },
  heading: { ja: name, en: name },
  text: { ja: `${name}の文`, en: "" },
  picture: null,
})

test("E15 the thanks are dressed by product, category, rank and order count; the first that fits, else the plain one", () => {
  const all = [
    dress("金", { property: { key: "rank", values: ["gold", "ゴールド"] } }),
    dress("初回", { orders: { from: 1, to: 1 } }),
    dress("乳液", { products: ["milk"] }),
    dress("洗顔の方", { types: ["洗顔"], orders: { from: 2, to: null } }),
    dress("限定", { tags: ["限定"] }),
  ]
  const of = (facts: { products?: string[]; type?: string; tags?: string[]; rank?: unknown; count?: number }) =>
    chooseThanks(all, {
      products: (facts.products ?? ["soap"]).map((externalId) => ({
        externalId,
        type: facts.type ?? null,
        tags: facts.tags ?? [],
      })),
      properties: facts.rank === undefined ? {} : { rank: facts.rank },
      orderCount: facts.count,
    })?.name
  expect(of({ rank: "Ｇold", count: 1 })).toBe("金")
  expect(of({ rank: ["silver", "ゴールド"] })).toBe("金")
  expect(of({ count: 1, products: ["milk"] })).toBe("初回")
  expect(of({ count: 2, products: ["soap", "milk"] })).toBe("乳液")
  expect(of({ count: 3, type: "洗顔" })).toBe("洗顔の方")
  expect(of({ type: "洗顔" })).toBeUndefined()
  expect(of({ tags: ["限定"], count: 5 })).toBe("限定")
  expect(of({ count: 5 })).toBeUndefined()
})

test("E14 E15 the mail that arrives wears the dress: its words, its picture with words beside it, and nothing is asked", async () => {
  const { ctx, box } = await aShop()
  const picture = { url: "https://hinata.example/p/thanks.png", alt: { ja: "白い布の上の乳液", en: "" } }
  await set(ctx, {
    thanks: [
      {
        ...dress("はじめての一本、ありがとうございます。", { products: ["milk"], orders: { from: 1, to: 1 } }),
        picture,
      },
    ],
  })
  await applyOrder(ctx, order())
  await deliver(ctx)
  await applyOrder(ctx, order({ externalId: "2", number: "H-2", placedAt: at("01T08:10") }))
  await deliver(ctx, "2", "441028375572")
  await ctx.drain()
  const [first, second] = about(box, /お届けしました/).toSorted((a, b) => (a.subject < b.subject ? -1 : 1))
  expect(first?.html).toContain("はじめての一本、ありがとうございます。")
  expect(first?.html).toMatch(/<img[^>]+alt="白い布の上の乳液"[^>]+thanks\.png/)
  expect(first?.text).toContain("はじめての一本、ありがとうございます。の文")
  expect(second?.html).toContain("お受け取り、<br>ありがとうございます。")
  expect(second?.html).not.toContain("thanks.png")
})

test("E07 the confirmation carries a next step of use to this order: a gift's own page, or how to begin", async () => {
  const { ctx, box } = await aShop()
  await applyOrder(ctx, order({ gift: { isGift: true } }))
  await ctx.drain()
  const [gift] = about(box, /承りました/)
  expect(gift?.text).toMatch(/贈り先の方のページを開く: http\S+\/orders\/v1\./)
  const [url = ""] = /http\S+\/orders\/v1\.\S+/.exec(gift?.text.slice(gift.text.indexOf("贈り先")) ?? "") ?? []
  const { origin, stop } = await serve({ platform: ctx.platform })
  const page = await (await fetch(origin + new URL(url).pathname)).text()
  await stop()
  expect(page).toContain("うるおい乳液")
  for (const secret of ["3,080", "H-1", "佐藤"]) expect(page).not.toContain(secret)
})

describe("E17 E18", () => {
  const review = { send: true, afterDays: 7, url: "https://hinata.example/reviews?order={order}" }
  const asked = async (prepare: (ctx: TestContext, orderId: string) => Promise<unknown>) => {
    const { ctx, box } = await aShop()
    await set(ctx, { review })
    const { orderId } = await applyOrder(ctx, order())
    await agree(ctx, orderId, "given")
    await deliver(ctx)
    await ctx.drain()
    const thanks = about(box, /お届けしました/)
    expect(about(box, /いかがですか/)).toEqual([])
    await prepare(ctx, orderId)
    ctx.moveTo(at("08T08:49"))
    await ctx.drain()
    expect(about(box, /いかがですか/)).toEqual([])
    ctx.moveTo(at("08T08:51"))
    await ctx.drain()
    return { ctx, thanks, asking: about(box, /いかがですか/) }
  }

  test("E17 E18 delivery starts what follows: thanks at once, asking seven days later, in two mails", async () => {
    const { ctx, thanks, asking } = await asked(async () => {})
    expect(thanks).toHaveLength(1)
    expect(thanks[0]?.text).not.toMatch(/感想|レビュー/)
    expect(asking).toHaveLength(1)
    // Counted on the way, and there is nowhere else to go: the address stands in the link itself.
    const followed = /\/l\/(\S+)/.exec(asking[0]?.text ?? "")?.[1] ?? ""
    expect(Buffer.from(followed, "base64url").toString()).toContain("https://hinata.example/reviews?order=H-1")
    const stop = /http\S+\/letters\/\S+/.exec(asking[0]?.text ?? "")?.[0] ?? ""
    const { origin, stop: close } = await serve({ platform: ctx.platform })
    const where = origin + new URL(stop).pathname
    const page = await (await fetch(where)).text()
    expect(page).toContain("お便りを止める")
    expect((await stateOf(ctx)).state).toBe("given")
    for (let i = 0; i < 2; i++) {
      const reply = await fetch(where, {
        method: "POST",
        body: "List-Unsubscribe=One-Click",
        headers: { "content-type": "application/x-www-form-urlencoded" },
        redirect: "manual",
      })
      expect(reply.status).toBe(200)
    }
    expect((await stateOf(ctx)).state).toBe("withdrawn")
    expect((await fetch(`${where.slice(0, -4)}AAAA`, { method: "POST" })).status).toBe(400)
    await close()
  })

  test("E18 nobody is asked who withdrew, sent something back or whose parcel came back (J26)", async () => {
    const withdrew = await asked((ctx, orderId) => agree(ctx, orderId, "withdrawn", at("02T09:00")))
    expect(withdrew.asking).toEqual([])
    const refunded = await asked((ctx) =>
      applyRefund(
        ctx,
        { source: "test", externalId: "1" },
        { externalId: "r", at: at("03T09:00"), amount: 3080, lines: [] },
      ),
    )
    expect(refunded.asking).toEqual([])
    const returned = await asked((ctx) => {
      ctx.moveTo(at("01T20:00"))
      return report(ctx, "調査中", at("01T19:00"))
    })
    expect(returned.asking).toEqual([])
  })
})
