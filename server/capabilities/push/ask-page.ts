import { createHash } from "node:crypto"
import { publicUrl } from "#brands"
import { customerById, recordConsent } from "#customers"
import { type Context, inBrand, inTransaction } from "#kernel/context"
import { ExpectedError, KernelError } from "#kernel/errors"
import { page, type PageReply, type PageRequest } from "#kernel/page"
import type { Text } from "#kernel/text"
import { issueToken, readToken } from "#kernel/tokens"
import { brandAtHand, brandOf, htmlReply, languageFor, shopLook } from "#tracking"
import { keysOf } from "./keys.ts"
import { Subscription } from "./model.ts"
import { pushPages } from "./push-port.ts"
import { deleteSubscriptions, selectByEndpoint, upsertSubscription } from "./storage.ts"

/** What is agreed to; its version stands with every consent (M20). */
const consent: Text = {
  ja: "このブラウザで、お店からのお知らせを受け取ることに同意します。いつでも、この画面かブラウザの設定で止められます。",
  en: "I agree to get notices from this shop in this browser. I can stop them here or in the browser's settings at any time.",
}
const wording = "push-1"

/** Where a person asks a browser for notices: good for a year, opens nothing else (S-LINK1). */
export async function pushLink(ctx: Context, customerId: string): Promise<string> {
  const { slug } = (await brandAtHand(ctx)).brand
  return publicUrl(ctx, `/s/${slug}/push/${issueToken(ctx, "preferences", { subject: customerId, resource: "push" })}`)
}

export const pushDoors = [
  page("GET /s/:slug/push/:token", showAsking),
  page("POST /s/:slug/push/:token", keepAnswer, { maxBytes: 10_000, perMinute: 20 }),
  page("POST /push/renew", renew, { maxBytes: 10_000, perMinute: 60 }),
]

/** `GET`: the page with its one button. Reads only (S-LINK2). */
async function showAsking(platform: Context, request: PageRequest): Promise<PageReply> {
  const { ctx, language } = await reader(platform, request)
  const { look, brand } = await brandAtHand(ctx)
  const { publicKey } = keysOf(ctx)
  const action = `/s/${brand.slug}/push/${request.path.token ?? ""}`
  const view = { language, look: shopLook(look, language, null, null), action, publicKey, consent: consent[language] }
  const reply = htmlReply(200, ctx.product.use(pushPages).ask(view))
  const policy = String(reply.headers?.["content-security-policy"] ?? "")
  // Asking a browser needs a script, and the worker that shows notices.
  const headers = { ...reply.headers, "content-security-policy": `${policy}; script-src 'self'; worker-src 'self'` }
  return { ...reply, headers }
}

/** `POST`: a browser says yes, or no again. */
async function keepAnswer(platform: Context, request: PageRequest): Promise<PageReply> {
  const { ctx, language, customerId } = await reader(platform, request)
  const said = readJson(request.body)
  const found = Subscription.safeParse(said.subscription)
  if (!found.success) throw KernelError.InvalidRequest({ field: "subscription" })
  const { endpoint, keys } = found.data
  const on = said.on !== false
  await inTransaction(ctx, async (ctx) => {
    if (on)
      await upsertSubscription(ctx, { subscriptionId: ctx.id(), customerId, endpoint, hash: hashOf(endpoint), ...keys })
    else {
      const mine = (await selectByEndpoint(ctx, hashOf(endpoint))).filter((row) => row.brandId === ctx.brandId)
      await deleteSubscriptions(
        ctx,
        mine.map(({ subscriptionId }) => subscriptionId),
      )
    }
    await recordConsent(ctx, {
      customerId,
      channel: "push",
      purpose: "marketing",
      state: on ? "given" : "withdrawn",
      source: "push-page",
      at: ctx.now(),
      wording,
      wordingHash: createHash("sha256").update(consent[language]).digest("hex"),
      locale: language,
      ip: request.ip,
      evidence: { endpoint: hashOf(endpoint) },
    })
  })
  return json(200, { on })
}

/** A browser has changed its subscription by itself: who it belongs to stays. What isn't known changes nothing. */
async function renew(platform: Context, request: PageRequest): Promise<PageReply> {
  const said = readJson(request.body)
  const found = Subscription.safeParse(said.subscription)
  if (!found.success || typeof said.before !== "string") throw KernelError.InvalidRequest({ field: "subscription" })
  const { endpoint, keys } = found.data
  const before = hashOf(said.before)
  const known = await inTransaction(platform, (ctx) => selectByEndpoint(ctx, before))
  for (const { brandId, subscriptionId, customerId } of known)
    await inTransaction(inBrand(platform, brandId), async (ctx) => {
      await deleteSubscriptions(ctx, [subscriptionId])
      await upsertSubscription(ctx, { subscriptionId: ctx.id(), customerId, endpoint, hash: hashOf(endpoint), ...keys })
    })
  return json(200, { renewed: known.length > 0 })
}

async function reader(platform: Context, request: PageRequest) {
  const brand = await brandOf(platform, request)
  const ctx = inBrand(platform, brand.brandId)
  const link = readToken(ctx, "preferences", request.path.token ?? "")
  if (link.brandId !== brand.brandId || link.resource !== "push") throw KernelError.BadLink()
  const customer = await inTransaction(ctx, (ctx) => customerById(ctx, link.subject))
  if (!customer || customer.erasedAt) throw KernelError.BadLink()
  const language = request.query.has("lang") ? languageFor(request, brand) : customer.language
  return { ctx: { ...ctx, cause: "push-page" }, language, customerId: customer.customerId }
}

function readJson(body: Buffer): Readonly<Record<string, unknown>> {
  try {
    const said: unknown = JSON.parse(body.toString("utf8"))
    return typeof said === "object" && said !== null ? { ...said } : {}
  } catch (error) {
    if (error instanceof ExpectedError) throw error
    throw KernelError.InvalidRequest({ field: "body" })
  }
}

const hashOf = (endpoint: string): string => createHash("sha256").update(endpoint).digest("hex")
const json = (status: number, body: object): PageReply => ({
  status,
  headers: { "content-type": "application/json", "cache-control": "no-store" },
  body: JSON.stringify(body),
})
