import { createHash } from "node:crypto"
import { type Context, inTransaction } from "#kernel/context"
import { enqueue } from "#kernel/effects"
import type { Delivered, Delivery } from "./deliver.ts"
import { gatherMs } from "./narrowcast-rules.ts"
import { sendNarrowcast } from "./send-narrowcast.ts"
import { deliverTogether } from "./send-together.ts"
import { selectAccount } from "./storage.ts"
import { selectFollowing } from "./storage-batches.ts"
import { joinNarrowcast, openNarrowcast, selectJoined, wasTried } from "./storage-narrowcasts.ts"

type Joining = Delivery & { readonly messageId: string; readonly originId: string | null }

/**
 * Puts one reader into the audience of the narrowcast that says these words; the first calls for it to leave. Who is in it was
 * allowed in her own letter, one by one; from here on she is handed over, and LINE will tell nothing of her in particular
 * (M42). A letter that was tried by another way before stays with that way.
 */
export async function deliverByNarrowcast(ctx: Context, delivery: Joining): Promise<Delivered> {
  const joined = await inTransaction(ctx, (ctx) => join(ctx, delivery))
  return joined === "tried" ? deliverTogether(ctx, delivery) : joined
}

async function join(
  ctx: Context,
  { retryKey, messageId, originId, userId, messages }: Joining,
): Promise<Delivered | "tried"> {
  const earlier = await selectJoined(ctx, retryKey)
  if (earlier !== undefined) return handedOver(earlier, true)
  if (await wasTried(ctx, retryKey)) return "tried"
  const account = await selectAccount(ctx)
  if (!account) return { kind: "closed", reason: "not-connected" }
  const { accountId } = account
  if (!(await selectFollowing(ctx, accountId, [userId])).has(userId)) return { kind: "failed", reason: "blocked" }
  // Two campaigns that say the same are told of apart.
  const words = createHash("sha256")
    .update(JSON.stringify([originId, messages]))
    .digest("base64url")
  const open = await openNarrowcast(ctx, { narrowcastId: ctx.id(), accountId, originId, words, messages })
  if (!open) return { kind: "retry", reason: "narrowcast-closing", afterMs: null, code: null }
  const { narrowcastId, isNew } = open
  await joinNarrowcast(ctx, narrowcastId, { retryKey, messageId, userId })
  if (isNew) {
    const notBefore = new Date(ctx.now().getTime() + gatherMs)
    await enqueue(ctx, sendNarrowcast, { narrowcastId }, { key: narrowcastId, notBefore })
  }
  return handedOver(narrowcastId, false)
}

const handedOver = (narrowcastId: string, isRepeated: boolean): Delivered => ({
  kind: "accepted",
  way: "narrowcast",
  reference: narrowcastId,
  isRepeated,
})
