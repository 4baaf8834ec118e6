import { afterAll, beforeAll, expect, test } from "vitest"
import type { Caller } from "#kernel/doors"
import { type TestContext, testContext } from "#testing/context"
import { serve } from "#testing/http"
import { resolveCustomer } from "./index.ts"

let ctx: TestContext
let origin: string
let stop: () => Promise<void>
let rights: string[] = []

const everything = ["customers:read", "customers:write", "customers:personal", "export"]

beforeAll(async () => {
  ctx = await testContext()
  const caller = (): Caller => ({
    actor: { kind: "staff", staffId: ctx.id() },
    brandId: ctx.brandId,
    rights: new Set(rights),
    ambient: false,
    fresh: true,
  })
  const served = await serve({ platform: ctx.platform, identify: async () => caller() })
  origin = served.origin
  stop = served.stop
})
afterAll(() => stop())

async function call(method: string, path: string, body?: object) {
  const response = await fetch(`${origin}/api/v1${path}`, {
    method,
    ...(body ? { body: JSON.stringify(body), headers: { "content-type": "application/json" } } : {}),
  })
  return { status: response.status, body: JSON.parse(await response.text()) }
}

const aya = {
  familyName: "渡邉",
  givenName: "綾",
  email: "aya@example.jp",
  phone: "090-1234-5678",
  bornOn: "1990-02-28",
  address: { country: "JP", postalCode: "150-0001", prefecture: "東京都", city: "渋谷区", street: "神宮前1-2-3" },
}

/** All names in a reply, however deep, to be compared with what was agreed. */
const keysIn = (value: unknown): string[] =>
  Array.isArray(value)
    ? value.flatMap(keysIn)
    : typeof value === "object" && value !== null
      ? Object.entries(value).flatMap(([key, inner]) => [key, ...keysIn(inner)])
      : []

test("A15 a property that was just added can be filled, is checked and is shown", async () => {
  rights = everything
  const skin = {
    key: "skin_type",
    type: "choice",
    label: { ja: "肌質", en: "Skin type" },
    choices: [{ value: "dry", label: { ja: "乾燥肌", en: "Dry" } }],
  }
  expect(await call("POST", "/customer-properties", skin)).toMatchObject({
    status: 200,
    body: { key: "skin_type", personal: false },
  })
  expect(await call("POST", "/customer-properties", skin)).toMatchObject({
    status: 409,
    body: { error: { code: "customers.PropertyExists" } },
  })
  const made = await call("POST", "/customers", { ...aya, properties: { skin_type: "dry" } })
  expect(made).toMatchObject({
    status: 200,
    body: { displayName: "渡邉 綾", properties: { skin_type: "dry" }, known: true },
  })
  const id = made.body.customerId
  expect(await call("PATCH", `/customers/${id}`, { properties: { skin_type: "oily" } })).toMatchObject({
    status: 422,
    body: { error: { code: "customers.WrongValue", field: "properties.skin_type" } },
  })
  expect(await call("PATCH", `/customers/${id}`, { properties: { shoe: 24 } })).toMatchObject({
    status: 422,
    body: { error: { code: "customers.UnknownProperty", field: "properties.shoe" } },
  })
  expect(await call("PATCH", `/customers/${id}`, { properties: { skin_type: null } })).toMatchObject({
    status: 200,
    body: { properties: {} },
  })
  expect(await call("PATCH", "/customer-properties/skin_type", { isArchived: true })).toMatchObject({
    status: 200,
    body: { isArchived: true },
  })
})

test("S03 nobody sets what is not theirs to set", async () => {
  rights = everything
  const { customerId } = (await call("POST", "/customers", { familyName: "森", email: "s03@example.jp" })).body
  for (const field of [
    "brand_id",
    "brandId",
    "points",
    "tier",
    "role",
    "consent_at",
    "known",
    "mergedInto",
    "customer_id",
    "firstSeenAt",
    "own",
    "traits",
  ]) {
    const answer = await call("PATCH", `/customers/${customerId}`, { [field]: "x" })
    expect([field, answer.status, answer.body.error.field]).toEqual([field, 422, field])
  }
  expect(
    await call("POST", `/customers/${customerId}/consents`, {
      channel: "email",
      purpose: "marketing",
      state: "given",
      source: "shop",
    }),
  ).toMatchObject({ status: 422 })
})

test("S02 without the right to personal data only hints are shown, and never by another name", async () => {
  rights = everything
  const email = "masked@example.jp"
  const { customerId } = (await call("POST", "/customers", { ...aya, email })).body
  await call("POST", "/customer-properties", {
    key: "worry",
    type: "text",
    label: { ja: "悩み", en: "Worry" },
    personal: true,
  })
  await call("PATCH", `/customers/${customerId}`, { properties: { worry: "乾燥小じわ" } })
  await call("POST", `/customers/${customerId}/consents`, {
    channel: "email",
    purpose: "marketing",
    state: "given",
    evidence: { screen: "x" },
  })
  const whole = await call("GET", `/customers/${customerId}`)
  expect(whole.body.customer).toMatchObject({ isMasked: false, email, properties: { worry: "乾燥小じわ" } })
  rights = ["customers:read"]
  const masked = await call("GET", `/customers/${customerId}`)
  expect(masked.body.customer).toMatchObject({
    displayName: "渡＊ 綾＊",
    email: "m…@example.jp",
    phone: "…5678",
    bornOn: null,
    address: { country: "JP", prefecture: "東京都", city: null, street: null, postalCode: null },
    properties: {},
    isMasked: true,
  })
  const texts = [
    masked,
    await call("GET", `/customers?query=渡邉`),
    await call("GET", `/customers/${customerId}/consents`),
  ].map((r) => JSON.stringify(r.body))
  for (const secret of ["渡邉", "masked@", "090-1234", "09012345678", "神宮前", "1990", "乾燥小じわ", "screen"])
    for (const text of texts) expect(text).not.toContain(secret)
  expect([...new Set(keysIn(whole.body))].sort()).toMatchInlineSnapshot(`
    [
      "address",
      "bornOn",
      "building",
      "channel",
      "city",
      "company",
      "consents",
      "country",
      "customer",
      "customerId",
      "displayName",
      "email",
      "familyKana",
      "familyName",
      "firstSeenAt",
      "givenKana",
      "givenName",
      "identities",
      "ids",
      "isErased",
      "isMasked",
      "issuer",
      "kind",
      "known",
      "language",
      "phone",
      "postalCode",
      "prefecture",
      "properties",
      "purpose",
      "since",
      "source",
      "state",
      "street",
      "sure",
      "value",
      "worry",
      "zone",
    ]
  `)
  expect([...new Set(keysIn(masked.body))].filter((key) => !keysIn(whole.body).includes(key))).toEqual([])
  expect((await call("GET", `/customers/${customerId}/merge-preview?intoId=${customerId}`)).status).toBe(403)
  expect((await call("GET", `/customers/${customerId}/export`)).status).toBe(403)
  rights = ["customers:read", "export"]
  expect(await call("GET", `/customers/${customerId}/export`)).toMatchObject({
    status: 403,
    body: { error: { details: { right: "customers:personal" } } },
  })
})

test("S02 names of many come in one answer, to those who may see them", async () => {
  rights = everything
  const { customerId } = await resolveCustomer(ctx, {
    identities: [{ kind: "email", issuer: "", value: "names@example.jp" }],
    profile: { familyName: "斎藤", givenName: "由美" },
    source: "staff",
    at: ctx.now(),
  })
  const path = `/customer-names?customerIds=${customerId},${ctx.id()},nobody`
  expect((await call("GET", path)).body).toEqual({ items: [{ customerId, name: "斎藤 由美" }] })
  rights = ["customers:read"]
  expect((await call("GET", path)).status).toBe(403)
})

test("A07 a mail that is another's is refused with the way out; a new one is recognised from then on", async () => {
  rights = everything
  const one = (await call("POST", "/customers", { email: "one@example.jp" })).body.customerId
  const two = (await call("POST", "/customers", { email: "two@example.jp" })).body.customerId
  expect(await call("POST", "/customers", { email: "ONE@example.jp" })).toMatchObject({
    status: 409,
    body: { error: { code: "customers.AddressTaken" } },
  })
  expect(await call("PATCH", `/customers/${one}`, { email: "two@example.jp" })).toMatchObject({ status: 409 })
  expect(await call("PATCH", `/customers/${one}`, { email: "uno@example.jp", givenName: "一" })).toMatchObject({
    status: 200,
    body: { email: "uno@example.jp" },
  })
  const again = await resolveCustomer(ctx, {
    identities: [{ kind: "email", issuer: "", value: "Uno@example.jp" }],
    source: "shop",
    at: ctx.now(),
  })
  expect(again).toEqual({ customerId: one, created: false })
  expect(await call("PATCH", `/customers/${one}`, { familyName: "森" })).toMatchObject({
    body: { familyName: "森", givenName: "一" },
  })
  expect(
    await call("POST", `/customers/${two}/identities/remove`, { kind: "email", issuer: "", value: "two@example.jp" }),
  ).toMatchObject({ status: 409 })
  expect(
    await call("POST", `/customers/${two}/identities`, { kind: "pos", issuer: "ginza", value: "M-77" }),
  ).toMatchObject({ status: 200 })
  const removed = await call("POST", `/customers/${two}/identities/remove`, {
    kind: "email",
    issuer: "",
    value: "two@example.jp",
  })
  expect(removed.body.identities).toMatchObject([{ kind: "pos", value: "M-77", sure: true }])
  expect(await call("PATCH", `/customers/${one}`, { email: "no mail" })).toMatchObject({
    status: 422,
    body: { error: { field: "email" } },
  })
  expect(await call("PATCH", `/customers/${one}`, { phone: "000-0000-0000" })).toMatchObject({
    status: 422,
    body: { error: { field: "phone" } },
  })
  expect(await call("PATCH", `/customers/${one}`, { zone: "Mars/Base" })).toMatchObject({
    status: 422,
    body: { error: { field: "zone" } },
  })
})

test("X11 merge and un-merge over the API, and the pair's history", async () => {
  rights = everything
  const a = (await call("POST", "/customers", { email: "x11a@example.jp", familyName: "林" })).body.customerId
  const b = (await call("POST", "/customers", { email: "x11b@example.jp", familyName: "森" })).body.customerId
  expect(await call("GET", `/customers/${b}/merge-preview?intoId=${a}`)).toMatchObject({
    status: 200,
    body: { profiles: 2, identities: [{ value: "x11b@example.jp" }] },
  })
  expect(await call("POST", `/customers/${b}/merge`, { intoId: a })).toMatchObject({
    status: 200,
    body: { customerId: a },
  })
  expect(await call("GET", `/customers/${b}`)).toMatchObject({ body: { customer: { customerId: a }, ids: [a, b] } })
  expect(await call("POST", `/customers/${b}/unmerge`, {})).toMatchObject({ status: 200 })
  expect(await call("GET", `/customers/${b}`)).toMatchObject({
    body: { customer: { customerId: b, familyName: "森" }, ids: [b] },
  })
  expect(await call("GET", `/customers/${a}/merges`)).toMatchObject({
    body: { items: [{ rule: "staff", fromId: b, intoId: a, undoneAt: expect.any(String) }] },
  })
})

test("S01 another brand's customers are not found by any door", async () => {
  rights = everything
  const other = await testContext()
  const { customerId } = await resolveCustomer(other, {
    identities: [{ kind: "email", issuer: "", value: "x@example.jp" }],
    source: "shop",
    at,
  })
  const mine = (await call("POST", "/customers", { email: "mine@example.jp" })).body.customerId
  const doors: [string, string, object?][] = [
    ["GET", ""],
    ["PATCH", "", { givenName: "x" }],
    ["POST", "/identities", { kind: "pos", issuer: "x", value: "1" }],
    ["POST", "/identities/remove", { kind: "pos", issuer: "x", value: "1" }],
    ["GET", "/consents"],
    ["POST", "/consents", { channel: "email", purpose: "marketing", state: "given" }],
    ["GET", "/suppressions"],
    ["GET", `/merge-preview?intoId=${mine}`],
    ["POST", "/merge", { intoId: mine }],
    ["POST", "/unmerge", {}],
    ["GET", "/export"],
    ["POST", "/erase", { reason: "x" }],
  ]
  for (const [method, path, body] of doors)
    expect([path, (await call(method, `/customers/${customerId}${path}`, body)).status]).toEqual([path, 404])
  expect((await call("POST", `/customers/${mine}/merge`, { intoId: customerId })).status).toBe(404)
  expect((await call("GET", `/customers/${customerId}/merges`)).body.items ?? []).toEqual([])
})

const at = new Date("2026-03-01T00:00:00Z")
