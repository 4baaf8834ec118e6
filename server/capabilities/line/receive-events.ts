import { z } from "zod"
import { type Context, inBrand } from "#kernel/context"
import { readJson, valueLimits } from "#kernel/edge"
import { enqueueAll } from "#kernel/effects"
import { ExpectedError, KernelError } from "#kernel/errors"
import { inSharedTransaction } from "#kernel/gather"
import { type PageReply, type PageRequest, page } from "#kernel/page"
import { applyLineEvent } from "./apply-event.ts"
import { LineError } from "./errors.ts"
import { type AccountRow, countBadSignature, selectAccountById, updateAccount } from "./storage.ts"
import { isSigned, readEvents } from "./webhook-rules.ts"

/** A broadcast is answered by many at once: the limit is not meant for LINE. Addresses are not looked at (S33). */
const limits = { maxBytes: 2_000_000, perMinute: 200_000 }

/** From this many refused deliveries in one minute on, somebody should look. */
export const alarmPerMinute = 5

// A person may write 5,000 characters, which are up to 20,000 bytes.
const eventLimits = { ...valueLimits, textBytes: 32 * 1024 }

/**
 * Where LINE tells what happens. The signature is checked over the very bytes that came, before anything is read (S32);
 * events are committed to the queue, each webhookEventId once, before it is answered (M43). The empty delivery by which
 * LINE verifies the address is answered like any other (S33).
 */
export const receiveLineEvents = page("POST /webhooks/line/:accountId", receive, limits)

async function receive(platform: Context, request: PageRequest): Promise<PageReply> {
  // Deliveries that come at the same moment are looked at in one transaction; one that is refused must not undo the others.
  const heard = await inSharedTransaction(platform, "line.receive-events", async (platform) => {
    try {
      return { reply: await hear(platform, request) }
    } catch (error) {
      if (error instanceof ExpectedError) return { error }
      throw error
    }
  })
  if ("error" in heard) throw heard.error
  return heard.reply
}

async function hear(platform: Context, request: PageRequest): Promise<PageReply> {
  const { accountId = "" } = request.path
  if (!z.uuid().safeParse(accountId).success) throw KernelError.NotFound()
  const account = await selectAccountById(platform, accountId)
  if (!account || account.state !== "active") throw KernelError.NotFound()
  const ctx = inBrand(platform, account.brandId)
  if (!isSigned(request.rawBody, request.headers["x-line-signature"], secretsOf(ctx, account)))
    return refuse(ctx, account)
  const read = readEvents(readJson(request.body, eventLimits))
  if (!read) throw KernelError.InvalidRequest({ field: "events" })
  const { events, unreadable } = read
  if (unreadable > 0) ctx.log.warn({ accountId, unreadable }, "LINE told something that can't be read")
  await enqueueAll(
    ctx,
    applyLineEvent,
    events.map((event) => ({
      payload: { accountId, event, receivedAt: ctx.now() },
      key: `${accountId}:${event.webhookEventId}`,
    })),
  )
  if (isSilentFor(account.lastEventAt, ctx.now(), 60_000))
    await updateAccount(ctx, accountId, { lastEventAt: ctx.now() })
  return { status: 200, headers: { "content-type": "text/plain" }, body: "" }
}

/** The secrets that are believed now: while one is being changed, the old one too (F53). */
function secretsOf(ctx: Context, { channelSecret, previousSecret, previousUntil }: AccountRow): string[] {
  const isOldBelieved = previousSecret !== null && previousUntil !== null && previousUntil > ctx.now()
  return [channelSecret, ...(isOldBelieved ? [previousSecret] : [])].map((sealed) => ctx.keys.open(sealed))
}

/** Nothing of it is kept: only that there was one. Answered rather than thrown, so that the count is committed. */
async function refuse(ctx: Context, { accountId }: AccountRow): Promise<PageReply> {
  const count = await countBadSignature(ctx, accountId)
  if (count === alarmPerMinute) ctx.log.error({ accountId, count }, "LINE's events are being refused: wrong signatures")
  const { code, sentence } = LineError.BadSignature()
  return {
    status: 401,
    headers: { "content-type": "application/json; charset=utf-8" },
    body: JSON.stringify({ error: { code, message: sentence, field: null, details: {}, request_id: ctx.cause } }),
  }
}

const isSilentFor = (last: Date | null, now: Date, ms: number) => last === null || now.getTime() - last.getTime() > ms
