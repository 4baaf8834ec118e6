import { timingSafeEqual } from "node:crypto"
import { z } from "zod"
import { type Context, inBrand, inTransaction } from "#kernel/context"
import { readJson } from "#kernel/edge"
import { enqueueAll } from "#kernel/effects"
import { KernelError } from "#kernel/errors"
import { page, type PageReply, type PageRequest } from "#kernel/page"
import { applyDmEvent } from "./apply-event.ts"
import { DmError } from "./errors.ts"
import { type AccountRow, markHeard, selectAccountById } from "./storage.ts"
import { isSigned, readDelivery } from "./webhook-rules.ts"

/**
 * Where Meta tells what people write. The signature is checked over the very bytes that came; each message is committed to
 * the queue once, by its id, before it is answered.
 */
export const receiveDmEvents = page("POST /webhooks/dm/:accountId", receive, { maxBytes: 1_000_000, perMinute: 60_000 })

/** Meta asks once whether the address is ours: it must hear its own challenge back (S33). Nothing is changed by it. */
export const proveDmDoor = page("GET /webhooks/dm/:accountId", prove, { perMinute: 60 })

async function accountOf(platform: Context, { path: { accountId = "" } }: PageRequest): Promise<AccountRow> {
  if (!z.uuid().safeParse(accountId).success) throw KernelError.NotFound()
  const account = await inTransaction(platform, (ctx) => selectAccountById(ctx, accountId))
  if (!account) throw KernelError.NotFound()
  return account
}

async function prove(platform: Context, request: PageRequest): Promise<PageReply> {
  const { verifyToken } = await accountOf(platform, request)
  const [given, right] = [Buffer.from(request.query.get("hub.verify_token") ?? ""), Buffer.from(verifyToken)]
  const isRight = given.length === right.length && timingSafeEqual(given, right)
  const challenge = request.query.get("hub.challenge") ?? ""
  if (request.query.get("hub.mode") !== "subscribe" || !isRight || !/^[\w-]{1,200}$/.test(challenge))
    return { status: 403, body: "" }
  return { status: 200, headers: { "content-type": "text/plain; charset=utf-8" }, body: challenge }
}

async function receive(platform: Context, request: PageRequest): Promise<PageReply> {
  const account = await accountOf(platform, request)
  const { accountId } = account
  const ctx: Context = { ...inBrand(platform, account.brandId), cause: `dm:${accountId}` }
  if (!isSigned(request.rawBody, request.headers["x-hub-signature-256"], ctx.keys.open(account.appSecret)))
    throw DmError.BadSignature()
  const events = readDelivery(readJson(request.body))
  if (!events) throw KernelError.InvalidRequest({ field: "object" })
  await inTransaction(ctx, async (ctx) => {
    await enqueueAll(
      ctx,
      applyDmEvent,
      events.map((event) => ({ payload: { accountId, event }, key: `${accountId}:${event.kind}:${event.mid}` })),
    )
    await markHeard(ctx)
  })
  return { status: 200, headers: { "content-type": "text/plain" }, body: "EVENT_RECEIVED" }
}
