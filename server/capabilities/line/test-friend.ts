import { createHash } from "node:crypto"
import { brandById, isTest } from "#brands"
import { type Context, inTransaction } from "#kernel/context"
import { enqueue } from "#kernel/effects"
import { applyLineEvent } from "./apply-event.ts"
import { LineError } from "./errors.ts"
import { connected } from "./line-calls.ts"

export type TestDeed = {
  readonly userId?: string | undefined
  readonly does: "follow" | "unfollow" | "message"
  readonly text?: string | undefined
}

/**
 * Lets somebody who does not exist be a friend of a test brand: what they do takes the way of real events, behind the door.
 * Throws `line.NotATest`, `line.NotConnected`.
 */
export async function actAsTestFriend(ctx: Context, deed: TestDeed): Promise<{ userId: string }> {
  return inTransaction(ctx, async (ctx) => {
    const brand = await brandById(ctx, ctx.brandId)
    if (!brand || !isTest(brand)) throw LineError.NotATest()
    const { accountId } = await connected(ctx)
    const id = ctx.id()
    const userId = deed.userId ?? `U${createHash("sha256").update(id).digest("hex").slice(0, 32)}`
    const event = {
      type: deed.does,
      mode: "active",
      timestamp: ctx.now().getTime(),
      webhookEventId: id,
      deliveryContext: { isRedelivery: false },
      source: { type: "user", userId },
      ...(deed.does === "unfollow" ? {} : { replyToken: `test:${userId}:${id}` }),
      ...(deed.does === "follow" ? { follow: { isUnblocked: false } } : {}),
      ...(deed.does === "message" ? { message: { id, type: "text", text: deed.text ?? "こんにちは" } } : {}),
    }
    await enqueue(ctx, applyLineEvent, { accountId, event, receivedAt: ctx.now() }, { key: `${accountId}:${id}` })
    return { userId }
  })
}
