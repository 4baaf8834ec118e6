import { audit } from "#brands"
import { clusterOf, customerById } from "#customers"
import { recordEvents } from "#events"
import { v5 } from "uuid"
import { type Context, inTransaction } from "#kernel/context"
import { ProfileError } from "./errors.ts"
import type { Conversation } from "./model.ts"
import { insertConversations, removeConversation } from "./storage-conversations.ts"
import { look } from "./walk.ts"

const aheadMs = 10 * 60_000

/**
 * Writes down that somebody talked with a customer, how she seemed, and what was said; it stands on her timeline (A02).
 * `conversationId` given makes it safe to repeat. Throws `profiles.UnknownCustomer`, `InFuture`.
 */
export async function recordConversation(
  ctx: Context,
  customerId: string,
  said: Pick<Conversation, "channel"> & {
    [K in "text" | "mood" | "at" | "conversationId"]?: Conversation[K] | undefined
  },
): Promise<Conversation> {
  return inTransaction(ctx, async (ctx) => {
    const customer = await customerById(ctx, customerId)
    if (!customer || customer.erasedAt) throw ProfileError.UnknownCustomer({ field: "customerId" })
    const at = said.at ?? ctx.now()
    if (at.getTime() > ctx.now().getTime() + aheadMs) throw ProfileError.InFuture({ field: "at" })
    const conversation: Conversation = {
      conversationId: said.conversationId ?? ctx.id(),
      channel: said.channel,
      at,
      text: said.text?.trim() || null,
      mood: said.mood ?? null,
      staffId: ctx.actor.kind === "staff" ? ctx.actor.staffId : null,
    }
    await insertConversations(ctx, [{ ...conversation, customerId: customer.customerId }])
    await recordEvents(ctx, [heldEvent({ ...conversation, customerId: customer.customerId })])
    await look(ctx, [customer.customerId])
    return conversation
  })
}

/** Takes a record away that was made by mistake. Throws `profiles.UnknownConversation`. */
export async function dropConversation(ctx: Context, customerId: string, conversationId: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const owner = await removeConversation(ctx, conversationId)
    if (!owner || !(await clusterOf(ctx, customerId)).includes(owner))
      throw ProfileError.UnknownConversation({ field: "conversationId" })
    await audit(ctx, { action: "profiles.conversation-removed", subject: `customer:${owner}` })
    await look(ctx, [owner])
  })
}

/** A conversation of the past; its name tells it from others of the brand, so that it is kept once. */
export type PastConversation = Pick<Conversation, "channel" | "at" | "text" | "mood"> & {
  readonly customerId: string
  readonly name: string
}

/** Keeps conversations of the past, each once, in the caller's transaction. The night's walk reads their moods. */
export async function keepPastConversations(ctx: Context, past: readonly PastConversation[]): Promise<void> {
  const named = past.map(({ name, ...talk }) => ({ ...talk, staffId: null, conversationId: v5(name, ctx.brandId) }))
  await insertConversations(ctx, named)
  await recordEvents(ctx, named.map(heldEvent))
}

// The words stay with the conversation: the timeline tells that and how, and what was said can be taken away in one place.
const heldEvent = ({ conversationId, customerId, at, channel }: Conversation & { customerId: string }) => ({
  customerId,
  name: "Conversation Held",
  occurredAt: at,
  source: "staff",
  externalId: `conversation:${conversationId}`,
  channel,
})
