import { AxeBuilder } from "@axe-core/playwright"
import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll, expect, test } from "vitest"
import { changeIdentity, changeLook, IdentitySettings, LookSettings } from "#brands"
import { describeProduct, productsByExternal, upsertProducts } from "#catalog"
import { inTransaction } from "#kernel/context"
import { plug } from "#kernel/ports"
import { applyMilestone, applyOrder, applyRefund, type OrderSnapshot } from "#orders"
import { applyShipment, recordCarrierEvent } from "#shipments"
import { type TestContext, testContext } from "#testing/context"
import { serve } from "#testing/http"
import { trackingLink, trackingPages } from "#tracking"
import { trackingPortal } from "../../server.ts"
import { openChromium, pictureOf } from "../../../e2e/chromium.ts"

// Every state that an order's page can be in, opened in Chromium without JavaScript: by axe's rules, without anything
// wider than the screen, and as pictures to be looked at (`test-results/page-*.png`).

const at = (text: string) => new Date(`2026-11-${text}+09:00`)
const picture = (colour: string) =>
  `data:image/svg+xml;utf8,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" width="96" height="120"><rect width="96" height="120" fill="${colour}"/></svg>`)}`

let ctx: TestContext
let origin = ""
let stop = async () => {}
let browser: Browser
const paths: Record<string, string> = {}

const order = (id: string, changes: Partial<OrderSnapshot> = {}): OrderSnapshot => ({
  source: "test",
  externalId: id,
  number: `H-${id}`,
  placedAt: at("19T21:14"),
  updatedAt: at("19T21:14"),
  channel: "online",
  customer: {
    identities: [{ kind: "email", value: "misaki@example.jp" }],
    profile: { familyName: "佐藤", givenName: "美咲", email: "misaki@example.jp", phone: "090-1234-5678" },
  },
  currency: "JPY",
  refunds: [],
  lines: [
    {
      externalId: "l1",
      title: "うるおい乳液 100mL",
      quantity: 1,
      unitPrice: 3080,
      productExternalId: "milk",
      imageUrl: picture("#e9e2d2"),
    },
    {
      externalId: "l2",
      title: "米ぬか洗顔 80g",
      quantity: 2,
      unitPrice: 1980,
      productExternalId: "soap",
      imageUrl: picture("#e3d9c4"),
    },
  ],
  totals: { goods: 7040, discount: 300, shipping: 0, tax: 612, total: 6740 },
  shippingAddress: {
    name: "佐藤 美咲",
    postalCode: "248-0006",
    prefecture: "神奈川県",
    city: "鎌倉市",
    street: "小町2-14-6",
  },
  paymentApprovedAt: at("19T21:14"),
  ...changes,
})

let numbers = 0
type Parcel = { lines?: { orderLineExternalId: string; quantity: number }[]; store?: boolean }
async function parcel(id: string, reports: [string, string, string?][], { lines = [], store = false }: Parcel = {}) {
  const base = 44102837556n + BigInt(numbers++)
  const trackingNumber = `${base}${base % 7n}`
  await applyShipment(ctx, {
    source: "wms",
    externalId: `p-${id}-${numbers}`,
    orderSource: "test",
    orderExternalId: id,
    carrier: store ? null : "yamato",
    trackingNumber: store ? null : trackingNumber,
    origin: store ? { kind: "store", name: "鎌倉店" } : { kind: "dc", name: "近江の蔵" },
    lines,
    shippedAt: at("20T16:05"),
    updatedAt: at("20T16:05"),
    isCancelled: false,
  })
  if (store)
    await recordCarrierEvent(ctx, {
      source: "wms",
      externalId: `ready-${id}`,
      carrier: null,
      trackingNumber: null,
      shipment: { source: "wms", externalId: `p-${id}-${numbers}` },
      rawText: "ready_for_pickup",
      occurredAt: at("21T06:50"),
      place: null,
    })
  for (const [rawText, when, place] of reports)
    await recordCarrierEvent(ctx, {
      source: "yamato",
      externalId: `${trackingNumber} ${rawText} ${when}`,
      carrier: "yamato",
      trackingNumber,
      shipment: null,
      rawText,
      occurredAt: at(when),
      place: place ?? null,
    })
}

const road: [string, string, string?][] = [
  ["荷物受付", "20T16:05", "近江八幡営業所"],
  ["作業店通過", "21T06:32", "神奈川ベース店"],
]

async function make(name: string, id: string, changes: Partial<OrderSnapshot> = {}, then = async () => {}) {
  const { orderId } = await applyOrder(ctx, order(id, changes), { quiet: true })
  await then()
  paths[name] = trackingLink(ctx, ctx.brand.slug, orderId)
  if (name === "gift") paths.recipient = trackingLink(ctx, ctx.brand.slug, orderId, "recipient")
}

async function dressBrand() {
  await inTransaction(ctx, async (ctx) => {
    await changeLook(ctx, LookSettings.parse({}))
    await changeIdentity(
      ctx,
      IdentitySettings.parse({
        legalName: "ひなた株式会社",
        address: "神奈川県鎌倉市小町 1-3-8",
        phone: "0120-00-1187",
        lineUrl: "https://line.example/hinata",
        shopUrl: "https://hinata.example",
        senderAddress: "hello@hinata.example",
        policies: {
          privacy: "https://hinata.example/privacy",
          terms: "",
          returns: "https://hinata.example/returns",
          shipping: "https://hinata.example/shipping",
          legal: "https://hinata.example/legal",
        },
      }),
    )
  })
  const product = (externalId: string, title: string) => ({
    source: "test",
    externalId,
    updatedAt: at("01T00:00"),
    title,
  })
  await upsertProducts(ctx, [product("milk", "うるおい乳液 100mL"), product("soap", "米ぬか洗顔 80g")])
  const [milk] = await inTransaction(ctx, (ctx) => productsByExternal(ctx, "test", ["milk"]))
  await describeProduct(ctx, milk?.productId ?? "", {
    pieces: [
      {
        kind: "how-to",
        stage: "any",
        title: { ja: "使い方（1分）", en: "How to use it (1 min)" },
        body: {
          ja: "化粧水のあと、手のひらで10秒あたためる\nほお、額、あごの順に押さえる\n目のまわりは残った分だけで",
          en: "After lotion, warm it in your palms for 10 seconds\nPress onto cheeks, forehead, chin\nAround the eyes only what is left",
        },
      },
      {
        kind: "ingredients",
        stage: "any",
        title: { ja: "成分", en: "Ingredients" },
        body: { ja: "水、グリセリン、コメヌカ油", en: "Water, glycerin, rice bran oil" },
      },
    ],
    passport: {
      originCountry: "JP",
      originPlace: { ja: "滋賀県近江八幡市", en: "Omihachiman, Shiga" },
      materials: [],
      certificates: [],
    },
  })
}

beforeAll(async () => {
  ctx = await testContext({ at: "2026-11-21T07:00:00+09:00", plugs: [plug(trackingPages, trackingPortal)] })
  await dressBrand()
  await make("received", "10001", { paymentApprovedAt: null })
  await make("confirmed", "10002", { stockAllocatedAt: at("20T09:20") })
  await make("on-its-way", "10003", {}, () => parcel("10003", road))
  await make("partly-sent", "10004", {}, () =>
    parcel("10004", road, { lines: [{ orderLineExternalId: "l1", quantity: 1 }] }),
  )
  await make("two-parcels", "10005", {}, async () => {
    await parcel("10005", [...road, ["配達完了", "21T06:50"]], { lines: [{ orderLineExternalId: "l1", quantity: 1 }] })
    await parcel("10005", road, { lines: [{ orderLineExternalId: "l2", quantity: 2 }] })
  })
  await make("out-for-delivery", "10006", {}, () => parcel("10006", [...road, ["配達中", "21T06:58", "鎌倉営業所"]]))
  await make("delivered", "10007", {}, () => parcel("10007", [...road, ["配達完了（宅配ボックス）", "21T06:59"]]))
  await make("returned", "10008", {}, () =>
    parcel("10008", [...road, ["持戻（ご不在）", "21T06:40"], ["返品", "21T06:58", "近江八幡営業所"]]),
  )
  await make("cancelled", "10009", {}, async () => {
    await applyMilestone(ctx, { source: "test", externalId: "10009" }, "cancelledAt", at("20T10:00"))
    await applyRefund(
      ctx,
      { source: "test", externalId: "10009" },
      { externalId: "r1", at: at("20T10:05"), amount: 6740, lines: [] },
    )
  })
  await make("partly-refunded", "10010", {}, async () => {
    await parcel("10010", [...road, ["配達完了", "21T06:59"]])
    await applyRefund(
      ctx,
      { source: "test", externalId: "10010" },
      {
        externalId: "r2",
        at: at("21T06:59"),
        amount: 1980,
        lines: [{ lineExternalId: "l2", quantity: 1, amount: 1980 }],
      },
    )
  })
  await make("gift", "10011", { gift: { isGift: true } }, () => parcel("10011", road))
  const { shippingAddress: _none, ...inStore } = order("10012", { channel: "store", storeId: "鎌倉店" })
  const bought = await applyOrder(ctx, inStore, { quiet: true })
  paths["in-store"] = trackingLink(ctx, ctx.brand.slug, bought.orderId)
  await make("pick-up", "10013", {}, () => parcel("10013", [], { store: true }))
  await make("unknown-wording", "10014", {}, () => parcel("10014", [...road, ["引継中（Ｂ線）", "21T06:55"]]))
  await make("absent", "10015", {}, () => parcel("10015", [...road, ["持戻（ご不在）", "21T06:58", "鎌倉営業所"]]))
  await make(
    "late",
    "10016",
    { placedAt: at("15T21:14"), updatedAt: at("15T21:14"), paymentApprovedAt: at("15T21:14") },
    async () => {
      await applyShipment(ctx, {
        source: "wms",
        externalId: "p-late",
        orderSource: "test",
        orderExternalId: "10016",
        carrier: "yamato",
        trackingNumber: "999100000005",
        origin: { kind: "dc", name: "近江の蔵" },
        lines: [],
        shippedAt: at("17T16:05"),
        updatedAt: at("17T16:05"),
        isCancelled: false,
      })
      await recordCarrierEvent(ctx, {
        source: "yamato",
        externalId: "late-1",
        carrier: "yamato",
        trackingNumber: "999100000005",
        shipment: null,
        rawText: "作業店通過",
        occurredAt: at("18T06:00"),
        place: "岐阜ベース店",
      })
      await watch()
    },
  )
  paths.forged = `${paths.received?.slice(0, -4)}AAAA`
  paths["look-up"] = `/s/${ctx.brand.slug}/track`
  const served = await serve({ platform: ctx.platform })
  origin = served.origin
  stop = served.stop
  browser = await openChromium()
})
const watch = () =>
  inTransaction(ctx, async (ctx_) => {
    await ctx.assembled.routines.find((r) => r.name === "shipments.watch-promises")?.apply(ctx_, ctx_.now())
  })
afterAll(async () => {
  await browser?.close()
  await stop()
})

type Look = { readonly width: number; readonly dark: boolean; readonly language: "ja" | "en" }
const looks: readonly Look[] = [
  { width: 390, dark: false, language: "ja" },
  { width: 390, dark: true, language: "en" },
  ...(process.env.PICTURES ? [{ width: 1280, dark: false, language: "ja" } as const] : []),
]

/** What every page must hold whatever it says: axe, nothing wider than the screen, one headline, targets one can hit. */
async function faultsOf(page: Page) {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
    .analyze()
  const measured = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth > innerWidth,
    headlines: document.querySelectorAll("h1").length,
    scripts: document.querySelectorAll("script").length,
    small: [...document.querySelectorAll("a, button, summary, input")]
      .filter((el) => el.closest(".fine, footer p, p") === null)
      .map((el) => ({ text: el.textContent, height: el.getBoundingClientRect().height }))
      .filter(({ height }) => height > 0 && height < 44)
      .map(({ text, height }) => `${text} ${height}`),
  }))
  return { violations: violations.map((v) => `${v.id}: ${v.nodes[0]?.html}`), ...measured }
}
const none = { violations: [], wide: false, headlines: 1, scripts: 0, small: [] }

test("E10 E11 E19 every state of an order's page in both languages, light and dark, by WCAG 2.2 AA", async () => {
  const faults: Record<string, unknown> = {}
  for (const [turn, look] of looks.entries()) {
    const context = await browser.newContext({
      viewport: { width: look.width, height: 844 },
      colorScheme: look.dark ? "dark" : "light",
    })
    const page = await context.newPage()
    for (const [index, [name, path]] of Object.entries(paths).entries()) {
      // Each state once, in the one look or the other; for pictures in all of them.
      if (!process.env.PICTURES && index % 2 !== turn) continue
      await page.goto(`${origin}${path}?lang=${look.language}`)
      const of = `${name}-${look.width}-${look.language}${look.dark ? "-dark" : ""}`
      const found = await faultsOf(page)
      if (JSON.stringify(found) !== JSON.stringify(none)) faults[of] = found
      if (process.env.PICTURES) await page.screenshot({ path: pictureOf(`page-${of}`), fullPage: true })
    }
    await context.close()
  }
  expect(faults).toEqual({})
}, 300_000)
