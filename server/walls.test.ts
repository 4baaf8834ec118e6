import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { allRights } from "#brands"
import { upsertProducts } from "#catalog"
import { recordConsent, resolveCustomer } from "#customers"
import { recordEvents } from "#events"
import { readConfig } from "#kernel/config"
import { inTransaction } from "#kernel/context"
import type { Caller } from "#kernel/doors"
import type { Endpoint } from "#kernel/endpoint"
import { applyOrder } from "#orders"
import { applyShipment, recordCarrierEvent } from "#shipments"
import { type TestContext, testContext } from "#testing/context"
import { serve } from "#testing/http"
import { anOrder } from "#testing/orders"
import { capabilities } from "./capabilities.ts"
import { type Outside, plugsFor } from "./plugs.ts"

// Every endpoint and raw door that the product has, taken from its own list: a new one is tested here by itself.
const endpoints = capabilities.flatMap((capability) => (capability.routes ?? []).map((route) => route.endpoint))
const pages = capabilities.flatMap((capability) => capability.pages ?? [])
const nameOf = ({ method, path }: Pick<Endpoint, "method" | "path">) => `${method} ${path}`

/** What anyone may ask without being anybody. Whoever adds to this list says why. */
const publicEndpoints = [
  // Whether the first account is still to be made; asked by the page that makes it.
  "GET /api/v1/first-run",
]

const home = mkdtempSync(join(tmpdir(), "maido-walls-"))
let outside: Outside
let [tokyo, kyoto]: TestContext[] = []
let caller: Caller | undefined
let doors: Awaited<ReturnType<typeof serve>>
beforeAll(async () => {
  outside = plugsFor(readConfig({ MAIDO_HOME: home }), () => brandOf(tokyo).platform)
  tokyo = await testContext({ plugs: outside.plugs })
  kyoto = await testContext({ plugs: outside.plugs })
  doors = await serve({ platform: tokyo.platform, identify: async () => caller })
})
afterAll(async () => {
  await doors.stop()
  await outside.stop()
  rmSync(home, { recursive: true, force: true })
})

function brandOf(ctx: TestContext | undefined): TestContext {
  if (!ctx) throw new Error("made before the tests")
  return ctx
}

type Who = Partial<Pick<Caller, "ambient" | "fresh">> & { readonly rights?: readonly string[] }

const callerOf = (ctx: TestContext, { rights = allRights, ambient = false, fresh = true }: Who = {}): Caller => ({
  actor: { kind: "staff", staffId: ctx.brandId },
  brandId: ctx.brandId,
  rights: new Set(rights),
  ambient,
  fresh,
})

const nobodysId = "00000000-0000-7000-8000-000000000000"

async function ask(endpoint: Pick<Endpoint, "method" | "path">, as?: Caller, params: Record<string, string> = {}) {
  caller = as
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? nobodysId))
  const rest = Object.entries(params).filter(([name]) => !endpoint.path.includes(`:${name}`))
  const query = endpoint.method === "GET" && rest.length > 0 ? `?${new URLSearchParams(rest)}` : ""
  const hasBody = !["GET", "DELETE"].includes(endpoint.method)
  const response = await fetch(`${doors.origin}${path}${query}`, {
    method: endpoint.method,
    ...(hasBody && { body: "{}", headers: { "content-type": "application/json" } }),
  })
  const text = await response.text()
  // safe: an error of the product has this form
  const code = response.ok ? "" : ((JSON.parse(text) as { error?: { code?: string } }).error?.code ?? "")
  return { status: response.status, code, text }
}

test("S01 every endpoint refuses who is nobody, unless it is declared public", async () => {
  const open = endpoints.filter(({ right }) => right === null).map(nameOf)
  expect(open).toEqual(publicEndpoints)
  const letIn: string[] = []
  for (const endpoint of endpoints.filter(({ right }) => right !== null)) {
    const { status, code } = await ask(endpoint)
    if (status !== 401 || code !== "kernel.SignInNeeded") letIn.push(`${nameOf(endpoint)}: ${status} ${code}`)
  }
  expect(letIn).toEqual([])
})

test("S01 every endpoint refuses who has all rights but the one it asks for", async () => {
  const letIn: string[] = []
  for (const endpoint of endpoints.filter(({ right }) => right)) {
    const others = allRights.filter((right) => right !== endpoint.right)
    const { status, code } = await ask(endpoint, callerOf(brandOf(tokyo), { rights: others }))
    if (status !== 403 || code !== "kernel.NotAllowed") letIn.push(`${nameOf(endpoint)}: ${status} ${code}`)
  }
  expect(letIn).toEqual([])
})

test("S01 the rights that endpoints ask for are rights that somebody can have", () => {
  const known: readonly string[] = allRights
  const asked = [...new Set(endpoints.flatMap(({ right }) => right || []))]
  expect(asked.filter((right) => !known.includes(right))).toEqual([])
})

test("S07 S10 a foreign page changes nothing anywhere, and what needs a fresh sign-in says so", async () => {
  const letIn: string[] = []
  const look = async (endpoint: Endpoint, as: Caller, wanted: string) => {
    const { status, code } = await ask(endpoint, as)
    if (status !== 403 || code !== wanted) letIn.push(`${nameOf(endpoint)}: ${status} ${code}`)
  }
  for (const endpoint of endpoints) {
    if (endpoint.method !== "GET")
      await look(endpoint, callerOf(brandOf(tokyo), { ambient: true }), "kernel.ForeignOrigin")
    if (endpoint.freshSignIn)
      await look(endpoint, callerOf(brandOf(tokyo), { fresh: false }), "kernel.FreshSignInNeeded")
  }
  expect(letIn).toEqual([])
})

test("S01 a raw door that changes something lets nobody in without a key, a signature or a token", async () => {
  const letIn: string[] = []
  for (const page of pages.filter(({ method }) => !["GET", "OPTIONS"].includes(method))) {
    caller = undefined
    const path = page.path.replace(/:\w+/g, nobodysId)
    const response = await fetch(`${doors.origin}${path}`, { method: page.method, body: "{}" })
    await response.body?.cancel()
    if (response.ok) letIn.push(`${page.method} ${page.path}: ${response.status}`)
  }
  expect(letIn).toEqual(openDoors)
})

/** What takes anything from anybody, since it keeps nothing of it. */
const openDoors = ["POST /v1/m: 200"]

const jst = (text: string) => new Date(`2026-04-${text}+09:00`)

/** One of each noun, under ids that every brand uses alike; `word` stands in everything that has words. */
async function furnish(ctx: TestContext, word: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const { customerId } = await resolveCustomer(ctx, {
      identities: [{ kind: "email", issuer: "", value: `${word}@example.jp` }],
      profile: { familyName: word, givenName: word },
      source: "test",
      at: ctx.now(),
    })
    const consent = { channel: "email", purpose: "marketing", state: "given", source: word, at: ctx.now() } as const
    await recordConsent(ctx, { customerId, ...consent })
    await upsertProducts(ctx, [
      {
        source: "shopify:test",
        externalId: "p1",
        updatedAt: ctx.now(),
        title: word,
        variants: [{ externalId: "v1", title: word, sku: "CREAM-50" }],
      },
    ])
    const buyer = { familyName: word, givenName: word, email: `${word}@example.jp`, language: "ja" as const }
    const order = anOrder({
      customer: { identities: [{ kind: "email", issuer: "", value: `${word}@example.jp` }], profile: buyer },
      note: word,
      lines: anOrder().lines.map((line) => ({ ...line, title: word })),
      shippingAddress: { name: word, country: "JP", street: word },
      paymentApprovedAt: jst("01T08:55:00"),
    })
    await applyOrder(ctx, order)
    await applyShipment(ctx, {
      source: "wms",
      externalId: "P-1",
      orderSource: order.source,
      orderExternalId: order.externalId,
      carrier: "ヤマト運輸",
      trackingNumber: "4410-2837-5561",
      origin: { kind: "dc", name: word },
      lines: [{ orderLineExternalId: "l1", quantity: 2 }],
      shippedAt: jst("01T08:58:00"),
      updatedAt: jst("01T08:58:00"),
      isCancelled: false,
    })
    await recordCarrierEvent(ctx, {
      source: "wms",
      externalId: "e1",
      carrier: "yamato",
      trackingNumber: "441028375561",
      shipment: null,
      rawText: word,
      occurredAt: jst("01T08:59:00"),
      place: word,
    })
    await recordEvents(ctx, [
      { customerId, name: word, occurredAt: ctx.now(), source: "test", externalId: "e1", properties: { word } },
    ])
  })
  await ctx.drain()
}

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

/** Ids in a reply by the names under which they stand. */
function collect(value: unknown, found: Map<string, string>): void {
  if (Array.isArray(value)) for (const item of value) collect(item, found)
  else if (typeof value === "object" && value !== null)
    for (const [name, held] of Object.entries(value)) {
      if (typeof held === "string" && name.endsWith("Id") && held.match(uuid)?.[0] === held)
        found.set(name, found.get(name) ?? held)
      else collect(held, found)
    }
}

test("S23 two brands that use the same ids never see each other, at any endpoint that reads", async () => {
  const word = "kinmokusei"
  await furnish(brandOf(tokyo), word)
  await furnish(brandOf(kyoto), "jinchoge")
  const reads = endpoints.filter(({ method }) => method === "GET")
  const fixed = { source: "shopify:test", externalId: "5001", kind: "order-received", language: "ja", version: "1" }
  const theirs = new Map<string, string>()
  for (const endpoint of reads.filter(({ path }) => !path.includes(":"))) {
    const { status, text } = await ask(endpoint, callerOf(brandOf(tokyo)))
    if (status === 200) collect(JSON.parse(text), theirs)
  }
  const params = { ...fixed, area: "tracking", ...Object.fromEntries(theirs) }
  const named = (endpoint: Endpoint) =>
    Object.fromEntries(Object.entries(params).filter(([name]) => name in endpoint.params.shape))
  const secrets = new Set<string>()
  const answered: string[] = []
  for (const endpoint of reads) {
    const { status, text } = await ask(endpoint, callerOf(brandOf(tokyo)), named(endpoint))
    if (status !== 200) continue
    answered.push(nameOf(endpoint))
    for (const id of text.match(uuid) ?? []) secrets.add(id)
  }
  // Examples in the documentation of the API are the same for everybody: a brand without anything reads them too.
  const empty = await testContext({ plugs: outside.plugs })
  for (const endpoint of reads.filter(({ path }) => !path.includes(":")))
    for (const id of (await ask(endpoint, callerOf(empty))).text.match(uuid) ?? []) secrets.delete(id)
  // Enough was there to be seen, or the second half would prove nothing.
  expect(answered.length).toBeGreaterThan(reads.length * 0.6)
  expect([...theirs.keys()]).toEqual(
    expect.arrayContaining(["customerId", "orderId", "productId", "shipmentId", "messageId", "caughtId"]),
  )
  for (const noun of ["customers", "products", "shipments", "events/latest", "caught-mails"])
    expect((await ask({ method: "GET", path: `/api/v1/${noun}` }, callerOf(brandOf(tokyo)))).text).toContain(word)
  expect(secrets).toContain(theirs.get("orderId"))

  const seen: string[] = []
  for (const endpoint of reads) {
    for (const given of [{}, named(endpoint)]) {
      const { text } = await ask(endpoint, callerOf(brandOf(kyoto)), given)
      const leaked = [word, ...secrets].filter((secret) => text.includes(secret))
      if (leaked.length > 0) seen.push(`${nameOf(endpoint)} ${JSON.stringify(given)}: ${leaked}`)
    }
  }
  expect(seen).toEqual([])
})

test("S23 S24 no endpoint changes what is another brand's", async () => {
  const [mine, other] = [brandOf(tokyo), brandOf(kyoto)]
  const reads = endpoints.filter(({ method, path }) => method === "GET" && !path.includes(":"))
  const picture = async () => {
    const found = new Map<string, string>()
    for (const endpoint of reads) {
      const { status, text } = await ask(endpoint, callerOf(mine))
      if (status === 200) found.set(nameOf(endpoint), text)
    }
    return found
  }
  const before = await picture()
  const ids = new Map<string, string>()
  for (const text of before.values()) collect(JSON.parse(text), ids)
  const letIn: string[] = []
  for (const endpoint of endpoints.filter(({ method, path }) => method !== "GET" && /:\w+Id\b/.test(path))) {
    const { status } = await ask(endpoint, callerOf(other), Object.fromEntries(ids))
    // What was never there to be taken away may be answered with "done".
    if (status >= 500) letIn.push(`${nameOf(endpoint)}: ${status}`)
  }
  expect(letIn).toEqual([])
  const after = await picture()
  expect([...before].filter(([name, text]) => after.get(name) !== text).map(([name]) => name)).toEqual([])
})
