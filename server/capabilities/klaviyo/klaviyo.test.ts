import { ApiKeySession, EventsApi, ProfilesApi, RetryWithExponentialBackoff } from "klaviyo-api"
import { afterAll, beforeAll, expect, test } from "vitest"
import { createApiKey, createWriteKey } from "#brands"
import { consentsHeld, customerById, peekIdentities } from "#customers"
import { latestEvents } from "#events"
import { inTransaction } from "#kernel/context"
import { type TestContext, testContext } from "#testing/context"
import { serve } from "#testing/http"

let ctx: TestContext
let origin: string
let stop: () => Promise<void>
let secret = ""
let events: EventsApi
let profiles: ProfilesApi

beforeAll(async () => {
  ctx = await testContext()
  ;({ origin, stop } = await serve({ platform: ctx.platform }))
  const scopes = ["events:write", "customers:write", "customers:personal"]
  secret = (await createApiKey(ctx, { name: "shop", scopes })).secret
  const session = new ApiKeySession(secret, new RetryWithExponentialBackoff({ numRetries: 0 }))
  ;[events, profiles] = [new EventsApi(session), new ProfilesApi(session)]
  events.basePath = origin
  profiles.basePath = origin
})
afterAll(() => stop())

const held = (customerId: string) => inTransaction(ctx, (ctx) => consentsHeld(ctx, customerId))
const whose = (email: string) =>
  inTransaction(
    ctx,
    async (ctx) => (await peekIdentities(ctx, [{ kind: "email", issuer: "", value: email }]))[0]?.customerId,
  )

test("Klaviyo's own SDK writes profiles by its base path alone: created, found again, corrected", async () => {
  const attributes = {
    email: "hanako@example.jp",
    firstName: "花子",
    lastName: "渡邉",
    location: { country: "Japan", region: "東京都", city: "渋谷区", address1: "神宮前1-2-3", timezone: "Asia/Tokyo" },
    properties: { skin: "dry" },
  }
  const { body, response } = await profiles.createProfile({ data: { type: "profile", attributes } })
  const id = body.data.id ?? ""
  expect(response.status).toBe(201)
  expect(body.data.attributes).toMatchObject({ email: "hanako@example.jp", firstName: "花子" })
  const again = await profiles.createProfile({ data: { type: "profile", attributes } }).catch((error) => error.response)
  expect(again).toMatchObject({
    status: 409,
    data: { errors: [{ code: "duplicate_profile", meta: { duplicate_profile_id: id } }] },
  })
  ctx.pass(1_000)
  await profiles.updateProfile(id, { data: { type: "profile", id, attributes: { lastName: "佐藤" } } })
  const imported = await profiles.createOrUpdateProfile({
    data: { type: "profile", attributes: { email: "Hanako@example.jp", externalId: "u-7" } },
  })
  expect([imported.response.status, imported.body.data.id]).toEqual([200, id])
  expect(await inTransaction(ctx, (ctx) => customerById(ctx, id))).toMatchObject({
    familyName: "佐藤",
    givenName: "花子",
    address: { country: "JP", prefecture: "東京都", city: "渋谷区" },
  })
})

test("G8 Klaviyo's own SDK writes events: each unique_id once, in our names, with exact money", async () => {
  const event = (name: string, uniqueId: string, value?: number) =>
    events.createEvent({
      data: {
        type: "event",
        attributes: {
          properties: { ProductID: "p1", ProductName: "クリーム", Categories: ["スキンケア"] },
          ...(value === undefined ? {} : { value, valueCurrency: "USD" }),
          uniqueId,
          metric: { data: { type: "metric", attributes: { name } } },
          profile: { data: { type: "profile", attributes: { email: "e@example.jp" } } },
        },
      },
    })
  expect((await event("Viewed Product", "1")).response.status).toBe(202)
  await event("Viewed Product", "1")
  await event("Loyalty Joined", "1", 19.99)
  const found = await latestEvents(ctx)
  expect(found.map(({ name }) => name).sort()).toEqual(["Loyalty Joined", "Product Viewed"])
  expect(found.find(({ name }) => name === "Loyalty Joined")).toMatchObject({ value: 1999, currency: "USD" })
  expect(found.find(({ name }) => name === "Product Viewed")).toMatchObject({
    productId: "p1",
    properties: { category: "スキンケア", name: "クリーム" },
  })
})

test("M20 Klaviyo's own SDK subscribes: told as it happens it counts; of the past and unproven it does not", async () => {
  const job = (email: string, historicalImport: boolean) =>
    profiles.bulkSubscribeProfiles({
      data: {
        type: "profile-subscription-bulk-create-job",
        attributes: {
          customSource: "checkout",
          historicalImport,
          profiles: {
            data: [
              {
                type: "profile",
                attributes: {
                  email,
                  subscriptions: {
                    email: {
                      marketing: {
                        consent: "SUBSCRIBED",
                        ...(historicalImport ? { consentedAt: new Date("2025-01-01") } : {}),
                      },
                    },
                  },
                },
              },
            ],
          },
        },
        relationships: { list: { data: { type: "list", id: "L1" } } },
      },
    })
  expect((await job("now@example.jp", false)).response.status).toBe(202)
  await job("past@example.jp", true)
  const state = async (email: string) => (await held((await whose(email)) ?? ""))[0]?.state
  expect([await state("now@example.jp"), await state("past@example.jp")]).toEqual(["given", "imported_unverified"])
})

test("S30 a key without the right, a browser's key and a broken body are refused in JSON:API", async () => {
  const post = (path: string, authorization: string, body: unknown, more: Record<string, string> = {}) =>
    fetch(`${origin}${path}`, {
      method: "POST",
      headers: { authorization, "content-type": "application/json", revision: "2025-04-15", ...more },
      body: JSON.stringify(body),
    })
  const weak = await createApiKey(ctx, { name: "weak", scopes: ["events:write"] })
  const browser = await createWriteKey(ctx, { name: "site", origins: ["https://shop.example.jp"] })
  const profile = { data: { type: "profile", attributes: { email: "z@example.jp" } } }
  expect((await post("/api/profiles", "", profile)).status).toBe(401)
  expect((await post("/api/profiles", `Klaviyo-API-Key ${weak.secret}`, profile)).status).toBe(403)
  expect((await post("/api/events", `Klaviyo-API-Key ${browser.secret}`, {})).status).toBeGreaterThanOrEqual(401)
  const broken = await post("/api/profiles", `Klaviyo-API-Key ${secret}`, {
    data: { type: "profile", attributes: { email: 1 } },
  })
  expect([broken.status, await broken.json()]).toMatchObject([
    400,
    { errors: [{ source: { pointer: "/data/attributes/email" } }] },
  ])
  expect(await whose("z@example.jp")).toBeUndefined()
})

test("S30 a browser's events come by company_id, from the key's own sites only, and claim nobody known", async () => {
  const { secret: companyId } = await createWriteKey(ctx, { name: "site", origins: ["https://shop.example.jp"] })
  const send = (site: string, name: string, email: string | null) =>
    fetch(`${origin}/client/events?company_id=${companyId}`, {
      method: "POST",
      headers: { origin: site, "content-type": "application/json", revision: "2025-04-15" },
      body: JSON.stringify({
        data: {
          type: "event",
          attributes: {
            properties: {},
            unique_id: `${name}${email}`,
            metric: { data: { type: "metric", attributes: { name } } },
            profile: { data: { type: "profile", attributes: { anonymous_id: "browser-1", email } } },
          },
        },
      }),
    })
  expect((await send("https://elsewhere.example", "Active on Site", null)).status).toBe(403)
  const taken = await send("https://shop.example.jp", "Active on Site", null)
  expect([taken.status, taken.headers.get("access-control-allow-origin")]).toEqual([202, "https://shop.example.jp"])
  expect((await send("https://shop.example.jp", "Viewed Product", "hanako@example.jp")).status).toBe(202)
  expect((await send("https://shop.example.jp", "Order Placed", null)).status).toBeGreaterThanOrEqual(400)
  await ctx.drain()
  const found = (await latestEvents(ctx)).filter(({ source }) => source === "web")
  expect(found.map(({ name }) => name).sort()).toEqual(["Page Viewed", "Product Viewed"])
  const known = await whose("hanako@example.jp")
  for (const { customerId } of found) expect(customerId).not.toBe(known)
})
