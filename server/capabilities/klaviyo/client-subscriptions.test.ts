import { beforeEach, expect, test } from "vitest"
import { createWriteKey } from "#brands"
import { consentState, peekIdentities } from "#customers"
import { inTransaction } from "#kernel/context"
import { aBrand, agreed, box, pathIn, personAt } from "#testing/signups"

let brand: Awaited<ReturnType<typeof aBrand>>
let companyId = ""
const site = "https://shop.example.jp"

beforeEach(async () => {
  brand = await aBrand()
  companyId = (await createWriteKey(brand.ctx, { name: "site", origins: [site] })).secret
  return () => brand.stop()
})

const join = (attributes: object, { from = site, key = companyId } = {}) =>
  brand.page(`/client/subscriptions?company_id=${key}`, {
    method: "POST",
    headers: { origin: from, referer: `${site}/items/1`, "content-type": "application/json", revision: "2026-07-15" },
    body: JSON.stringify({
      data: {
        type: "subscription",
        attributes: { custom_source: "Footer", profile: { data: { type: "profile", attributes } } },
        relationships: { list: { data: { type: "list", id: "L1" } } },
      },
    }),
  })
const email = { email: { marketing: { consent: "SUBSCRIBED" } } }

test("B02 M20 S30 a shop's own code calls /client/subscriptions: the owner is asked, and only her answer counts", async () => {
  const { ctx, post, page } = brand
  const sent = await join({ email: "misaki@example.jp", locale: "en-US", subscriptions: email })
  expect([sent.status, sent.text, sent.headers.get("access-control-allow-origin")]).toEqual([202, "", site])
  expect(await personAt(ctx, "misaki@example.jp")).toMatchObject({ state: "pending", known: false })
  await ctx.drain()
  expect(box).toHaveLength(1)
  const link = pathIn(box[0], "confirm")
  expect((await page(link)).status).toBe(200)
  ctx.pass(60_000)
  expect((await post(link, {})).text).toMatch(/Thank you|ありがとう/)
  const { state, ledger } = await personAt(ctx, "misaki@example.jp")
  expect(state).toBe("given")
  expect(ledger.find((line) => line.state === "given")).toMatchObject({
    source: "sign-up-api",
    evidence: {
      formId: null,
      pageUrl: `${site}/items/1`,
      shown: { door: "klaviyo-client", source: "Footer", list: "L1" },
    },
  })
})

test("S-LINK6 B12 the answer tells nothing: known, unknown, refused before; nobody's no is taken back by typing", async () => {
  const { ctx } = brand
  await agreed(ctx, "kenji@example.jp")
  await agreed(ctx, "no@example.jp", "withdrawn")
  const replies = await Promise.all(
    ["kenji@example.jp", "no@example.jp", "new@example.jp"].map((address) =>
      join({ email: address, subscriptions: email }),
    ),
  )
  expect(replies.map(({ status, text }) => [status, text])).toEqual([
    [202, ""],
    [202, ""],
    [202, ""],
  ])
  expect((await personAt(ctx, "kenji@example.jp")).state).toBe("given")
  expect((await personAt(ctx, "no@example.jp")).state).not.toBe("given")
  await ctx.drain()
  await join({ email: "new@example.jp", subscriptions: email })
  await ctx.drain()
  expect(box.filter((mail) => mail.to.address === "new@example.jp")).toHaveLength(1)
  // From a site that the key is not for, with a key that is none, or without anybody: nothing is noted.
  const refused = await Promise.all([
    join({ email: "x@example.jp" }, { from: "https://elsewhere.example" }),
    join({ email: "x@example.jp" }, { key: "wk_none" }),
    join({}),
    join({ email: "no address" }),
  ])
  for (const { status } of refused) expect(status).toBeGreaterThanOrEqual(400)
  expect((await personAt(ctx, "x@example.jp")).state).toBe("none")
})

test("M20 a number that a browser gave waits as pending: nobody can answer for it yet", async () => {
  const { ctx } = brand
  const said = { phone_number: "+819012345678", subscriptions: { sms: { marketing: { consent: "SUBSCRIBED" } } } }
  expect((await join(said)).status).toBe(202)
  const state = await inTransaction(ctx, async (ctx) => {
    const [found] = await peekIdentities(ctx, [{ kind: "phone", issuer: "", value: "+819012345678" }])
    return consentState(ctx, found?.customerId ?? "", "sms", "marketing")
  })
  expect(state).toBe("pending")
  expect((await join({ ...said, phone_number: "12" })).status).toBe(400)
})
