import { createHash } from "node:crypto"
import { z } from "zod"
import { type Context, inBrand } from "#kernel/context"
import { crashpoints } from "#kernel/crashpoint"
import { enqueue } from "#kernel/effects"
import { readJson, valueLimits } from "#kernel/edge"
import { ExpectedError, KernelError } from "#kernel/errors"
import { inSharedTransaction } from "#kernel/gather"
import { type PageReply, type PageRequest, page } from "#kernel/page"
import { applyShopMessage } from "./apply-shop-message.ts"
import { ShopError } from "./errors.ts"
import { shopVendors } from "./shop-port.ts"
import { countBadSignature, noteMessage, selectConnection, type ShopConnection } from "./storage-shops.ts"

const crash = crashpoints("shop_message.before_commit", "shop_message.after_commit")

/** A storm of a shop's webhooks must not be turned away by a limit meant for people (F51). */
const limits = { maxBytes: 5_000_000, perMinute: 200_000 }

/** From this many refused messages in one minute on, somebody should look (F53). */
export const alarmPerMinute = 5

// Product descriptions are long texts; everything else of the edge's limits holds.
const shopLimits = { ...valueLimits, keys: 2_000, textBytes: 512 * 1024 }

/**
 * Where shops send their messages. The signature is checked over the very bytes that came, before anything is read; a
 * message that was signed is committed to the queue before it is answered, and the same event is queued once (S32, F50).
 */
export const receiveShopMessage = page("POST /webhooks/:vendor/:connectionId", receive, limits)

async function receive(platform: Context, request: PageRequest): Promise<PageReply> {
  // Messages that come at the same moment are looked at in one transaction; one that is refused must not undo the others.
  const heard = await inSharedTransaction(platform, "orders.receive-shop-message", async (platform) => {
    try {
      return { reply: await hear(platform, request) }
    } catch (error) {
      if (error instanceof ExpectedError) return { error }
      throw error
    }
  })
  if ("error" in heard) throw heard.error
  if (heard.reply.status === 200) crash("shop_message.after_commit")
  return heard.reply
}

/** Queues one message. What it throws is thrown before anything is written. */
async function hear(platform: Context, request: PageRequest): Promise<PageReply> {
  const { vendor: name = "", connectionId = "" } = request.path
  const vendor = platform.product.use(shopVendors).find((known) => known.vendor === name)
  const label = vendor?.label(request.headers)
  if (!vendor || !z.uuid().safeParse(connectionId).success) throw KernelError.NotFound()
  const connection = await selectConnection(platform, connectionId)
  if (!connection || connection.vendor !== name) throw KernelError.NotFound()
  const ctx = inBrand(platform, connection.brandId)
  const isTheirs = label?.shopDomain == null || label.shopDomain.toLowerCase() === connection.shopDomain
  if (!isTheirs || !vendor.isSigned(request.rawBody, request.headers, secretsOf(ctx, connection)))
    return refuse(ctx, connection)
  if (!label) throw ShopError.NoTopic()
  const body = readJson(request.body, shopLimits)
  const id = label.id ?? connectionId
  // Shops send one event to several subscriptions, and sometimes different bodies under one id: all of them are heard.
  const digest = createHash("sha256").update(request.rawBody).digest("hex").slice(0, 32)
  await enqueue(
    ctx,
    applyShopMessage,
    { connectionId, topic: label.topic, at: readAt(label.at) ?? ctx.now(), body },
    { key: `${connectionId}:${label.topic}:${id}:${digest}` },
  )
  if (isSilentFor(connection.lastMessageAt, ctx.now(), 60_000)) await noteMessage(ctx, connectionId)
  crash("shop_message.before_commit")
  return { status: 200, headers: { "content-type": "text/plain" }, body: "" }
}

/** The secrets that are believed now: while one is being changed, the old one too (F53). */
export function secretsOf(ctx: Context, connection: ShopConnection): string[] {
  const { secret, previousSecret, previousUntil } = connection
  const isOldBelieved = previousSecret !== null && previousUntil !== null && previousUntil > ctx.now()
  return [secret, ...(isOldBelieved ? [previousSecret] : [])].map((sealed) => ctx.keys.open(sealed))
}

/** Nothing of the message is kept: only that there was one. Answered rather than thrown, so that the count is committed. */
async function refuse(ctx: Context, { connectionId }: ShopConnection): Promise<PageReply> {
  const count = await countBadSignature(ctx, connectionId)
  if (count === alarmPerMinute)
    ctx.log.error({ connectionId, count }, "a shop's messages are being refused: wrong signatures")
  const { code, sentence } = ShopError.BadSignature()
  return {
    status: 401,
    headers: { "content-type": "application/json; charset=utf-8" },
    body: JSON.stringify({ error: { code, message: sentence, field: null, details: {}, request_id: ctx.cause } }),
  }
}

const isSilentFor = (last: Date | null, now: Date, ms: number) => last === null || now.getTime() - last.getTime() > ms

function readAt(text: string | null): Date | undefined {
  const at = z.coerce.date().safeParse(text ?? undefined)
  return at.success ? at.data : undefined
}
