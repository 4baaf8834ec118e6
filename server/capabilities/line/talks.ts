import type { Context } from "#kernel/context"
import { readCursor, writeCursor } from "./cursor.ts"
import { LineError } from "./errors.ts"
import { connected } from "./line-calls.ts"
import { replyTokenMs } from "./model.ts"
import { selectFriend } from "./storage-friends.ts"
import { markRead, selectCaught, selectTalk, selectTalks } from "./storage-messages.ts"

type Asked = { readonly cursor?: string | undefined; readonly limit: number }

/** A page of talks, the newest first. Throws `line.NotConnected`. */
export async function browseTalks(ctx: Context, asked: Asked & { unreadOnly: boolean }) {
  const { accountId } = await connected(ctx)
  const { unreadOnly, limit } = asked
  const rows = await selectTalks(ctx, accountId, { unreadOnly, after: readCursor(asked.cursor), limit })
  const last = rows.length === limit ? rows.at(-1) : undefined
  const items = rows.map(({ personId, lastKind, lastText, lastDirection, ...talk }) => ({
    ...talk,
    customerId: personId,
    last: lastKind && lastDirection ? { kind: lastKind, text: lastText, direction: lastDirection } : null,
  }))
  return { items, cursor: last ? writeCursor(last.lastAt, last.userId) : null }
}

/** One friend and what was said, newest first. Throws `line.NotConnected`, `line.UnknownFriend`. */
export async function readTalk(ctx: Context, asked: Asked & { userId: string }) {
  const { accountId } = await connected(ctx)
  const { limit } = asked
  const found = await selectFriend(ctx, accountId, asked.userId)
  if (!found) throw LineError.UnknownFriend({ field: "userId" })
  const rows = await selectTalk(ctx, accountId, asked.userId, readCursor(asked.cursor), limit)
  const last = rows.length === limit ? rows.at(-1) : undefined
  const { userId, personId: customerId, displayName, pictureUrl, state, linkedAt, replyToken, replyTokenAt } = found
  const freeUntilMs = (replyTokenAt?.getTime() ?? 0) + replyTokenMs
  const isFree = replyToken !== null && freeUntilMs > ctx.now().getTime()
  const freeUntil = isFree ? new Date(freeUntilMs) : null
  return {
    friend: { userId, customerId, displayName, pictureUrl, state, linkedAt, freeUntil },
    items: rows.map(({ lineId: _lineId, writtenBy, ...bubble }) => ({ ...bubble, writtenBy: writerOf(writtenBy) })),
    cursor: last ? writeCursor(last.at, last.messageId) : null,
  }
}

function writerOf(actor: unknown): { kind: string; staffId?: string } | null {
  if (typeof actor !== "object" || actor === null || !("kind" in actor)) return null
  const staffId = "staffId" in actor && typeof actor.staffId === "string" ? { staffId: actor.staffId } : {}
  return { kind: String(actor.kind), ...staffId }
}

/** Throws `line.NotConnected`. */
export async function readAll(ctx: Context, userId: string): Promise<void> {
  const { accountId } = await connected(ctx)
  await markRead(ctx, accountId, userId, ctx.now())
}

/** A page of what a test brand would have sent, newest first. */
export async function browseCaught(ctx: Context, { cursor, limit }: Asked) {
  const items = await selectCaught(ctx, readCursor(cursor), limit)
  const last = items.length === limit ? items.at(-1) : undefined
  return { items, cursor: last ? writeCursor(last.caughtAt, last.caughtId) : null }
}
