import { createVerify } from "node:crypto"
import { afterAll, beforeAll, expect, test } from "vitest"
import { consentState, eraseCustomer, mergeCustomers } from "#customers"
import { type Context, inTransaction } from "#kernel/context"
import { plug } from "#kernel/ports"
import { type FakePush, startFakePush } from "#testing/fake-push"
import { serve } from "#testing/http"
import {
  type LetterContext,
  letterContext,
  messagesById,
  news,
  planLetter,
  readers,
  template,
} from "#testing/letter-scene"
import { pushBrowser } from "#testing/push-browser"
import { webPushPost } from "../../adapters/web-push/web-push.ts"
import { pushPortal } from "../../../portal/server.ts"
import { pushLink } from "./ask-page.ts"
import { keysOf } from "./keys.ts"
import { pushPages, pushPost } from "./push-port.ts"
import { selectCaught, selectSubscriptions } from "./storage.ts"

let service: FakePush
beforeAll(async () => void (service = await startFakePush()))
afterAll(() => service.stop())

const inTx = <T>(ctx: Context, work: (ctx: Context) => Promise<T>) => inTransaction(ctx, work)
// A stand-in on this very machine is reached; live, only public https addresses are.
const post = webPushPost({ mayReach: () => true, mayUse: () => true })

async function scene(brand: { testOf?: string } = {}) {
  const ctx = await letterContext({ plugs: [plug(pushPost, post), plug(pushPages, pushPortal)], brand })
  ctx.write(template.templateId, {
    version: 1,
    words: {
      ja: {
        ...news.words.ja,
        push: {
          title: "春の新作",
          text: "{{ customer.name | name }}へ、新しい生地です",
          to: "https://shop.example.jp/new",
        },
      },
    },
  })
  const [hanako = "", yuki = ""] = await readers(ctx, ["hanako", "yuki"])
  const door = await serve({ platform: ctx.platform })
  const linkTo = async (customerId: string) => {
    const url = await inTx(ctx, (ctx) => pushLink(ctx, customerId))
    return door.origin + new URL(url).pathname
  }
  const ask = async (customerId: string, said: object) =>
    (await fetch(await linkTo(customerId), { method: "POST", body: JSON.stringify(said) })).status
  return { ctx, hanako, yuki, linkTo, ask, door }
}

const sent = async (ctx: LetterContext, customerId: string, round = "1") => {
  const id = await planLetter(ctx, customerId, { channels: ["push"] }, round)
  await ctx.drain()
  return { id, ended: (await messagesById(ctx, [id]))[0] }
}

test("M51 a reader asks a browser for notices: one page, one button, the consent says what was read; the notice arrives encrypted for that browser", async () => {
  const { ctx, hanako, linkTo, ask, door } = await scene()
  const page = await fetch(await linkTo(hanako))
  expect(page.headers.get("content-security-policy")).toContain("script-src 'self'")
  const html = await page.text()
  expect(html).toContain(keysOf(ctx).publicKey)
  expect(await inTx(ctx, (ctx) => consentState(ctx, hanako, "push", "marketing"))).not.toBe("given")

  const browser = pushBrowser(`${service.origin}/ok/1`)
  expect(await ask(hanako, { subscription: browser.subscription, on: true })).toBe(200)
  expect(await inTx(ctx, (ctx) => consentState(ctx, hanako, "push", "marketing"))).toBe("given")
  const { ended, id } = await sent(ctx, hanako)
  expect(ended).toMatchObject({ state: "accepted", channel: "push" })
  const [got] = service.received().filter(({ path }) => path === "/ok/1")
  expect(got).toMatchObject({ ttl: "86400", encoding: "aes128gcm" })
  const notice = browser.read(Buffer.from(got?.body ?? "", "base64"))
  expect(notice).toMatchObject({ id, title: "春の新作", text: "佐藤 hanako 様へ、新しい生地です" })
  expect(String(notice.to)).toMatch(/\/l\//)
  expect(signedBy(got?.authorization ?? "")).toMatchObject({
    aud: service.origin,
    sub: expect.stringMatching(/^mailto:/),
  })

  expect(await ask(hanako, { subscription: browser.subscription, on: false })).toBe(200)
  ctx.pass(8 * 86_400_000)
  expect((await sent(ctx, hanako, "2")).ended).toMatchObject({ state: "skipped" })
  expect(await ask(hanako, { subscription: { endpoint: "nowhere" } })).toBe(422)
  await door.stop()
})

/** The claims of a VAPID token, once its signature was checked with the key that stands beside it (RFC 8292). */
function signedBy(authorization: string): Record<string, unknown> {
  const [, token = "", key = ""] = /^vapid t=([^,]+), k=(.+)$/.exec(authorization) ?? []
  const [head = "", claims = "", signature = ""] = token.split(".")
  const raw = Buffer.from(key, "base64url")
  const jwk = {
    kty: "EC",
    crv: "P-256",
    x: raw.subarray(1, 33).toString("base64url"),
    y: raw.subarray(33).toString("base64url"),
  }
  const verify = createVerify("sha256").update(`${head}.${claims}`)
  const right = verify.verify(
    { key: jwk, format: "jwk", dsaEncoding: "ieee-p1363" },
    Buffer.from(signature, "base64url"),
  )
  expect(right).toBe(true)
  return JSON.parse(Buffer.from(claims, "base64url").toString("utf8"))
}

test("M51 410 ends a subscription; 429 waits as long as it is told; what is too large is refused; one browser of several is enough", async () => {
  const { ctx, hanako, yuki, ask, door } = await scene()
  const at = (kind: string) => pushBrowser(`${service.origin}/${kind}/${ctx.brandId}`).subscription
  await ask(hanako, { subscription: at("gone"), on: true })
  expect((await sent(ctx, hanako)).ended).toMatchObject({ state: "failed", reason: "unsubscribed-browser" })
  expect(await inTx(ctx, (ctx) => selectSubscriptions(ctx, [hanako]))).toEqual([])
  await ask(yuki, { subscription: at("busy"), on: true })
  const busy = await sent(ctx, yuki)
  expect(busy.ended).toMatchObject({ state: "retrying", reason: "rate-limit" })
  ctx.pass(60_000)
  await ctx.drain()
  expect((await messagesById(ctx, [busy.id]))[0]).toMatchObject({ state: "accepted" })
  await ask(hanako, { subscription: at("large"), on: true })
  expect((await sent(ctx, hanako, "2")).ended).toMatchObject({ state: "failed", reason: "refused" })
  await ask(hanako, { subscription: at("ok"), on: true })
  await ask(hanako, { subscription: at("gone"), on: true })
  expect((await sent(ctx, hanako, "3")).ended).toMatchObject({ state: "accepted" })
  await door.stop()
})

test("S35 an address within our own walls is no push service", async () => {
  const answer = await webPushPost()({
    subscription: pushBrowser("https://127.0.0.1/ok").subscription,
    notice: { id: "1", title: "t", text: "t", to: "https://shop.example.jp" },
    keys: keysOf((await scene()).ctx),
    contact: "mailto:shop@example.jp",
    ttlSeconds: 60,
  })
  expect(answer).toMatchObject({ status: 410 })
})

test("A07 F96 S31 a browser follows its owner through merges and renewals, is forgotten with her, and a test brand's notices are caught", async () => {
  const { ctx, hanako, yuki, ask, door } = await scene()
  const browser = pushBrowser(`${service.origin}/ok/old`)
  await ask(hanako, { subscription: browser.subscription, on: true })
  await mergeCustomers(ctx, hanako, yuki)
  const next = pushBrowser(`${service.origin}/ok/new-${ctx.brandId}`)
  const renewed = await fetch(`${door.origin}/push/renew`, {
    method: "POST",
    body: JSON.stringify({ before: browser.subscription.endpoint, subscription: next.subscription }),
  })
  expect(await renewed.json()).toEqual({ renewed: true })
  expect((await sent(ctx, yuki)).ended).toMatchObject({ state: "accepted" })
  expect(service.received().some(({ path }) => path === `/ok/new-${ctx.brandId}`)).toBe(true)
  await eraseCustomer(ctx, yuki, "asked")
  expect(await inTx(ctx, (ctx) => selectSubscriptions(ctx, [hanako, yuki]))).toEqual([])
  await door.stop()

  const twin = await scene({ testOf: ctx.brandId })
  await twin.ask(twin.hanako, { subscription: pushBrowser(`${service.origin}/ok/twin`).subscription, on: true })
  expect((await sent(twin.ctx, twin.hanako)).ended).toMatchObject({ state: "accepted" })
  expect(service.received().some(({ path }) => path === "/ok/twin")).toBe(false)
  expect(await inTx(twin.ctx, (ctx) => selectCaught(ctx, 5))).toMatchObject([{ notice: { title: "春の新作" } }])
  await twin.door.stop()
})
