import { hash } from "node:crypto"
import type { Context } from "#kernel/context"
import { mustBeInTransaction } from "#kernel/context"
import { gather } from "#kernel/gather"
import type { Language } from "#kernel/text"
import { dressOf } from "./dress.ts"
import { withWaysOut } from "./letters.ts"
import { mailAddressKey } from "./mail-address-rules.ts"
import { factsOf, type MessageKind } from "./message-kind.ts"
import type { MailDocument } from "./model-blocks.ts"
import { askToSend } from "./send-effect.ts"
import { insertMessages, type NewMessage, selectIdByKey } from "./storage.ts"

export type PlannedMessage<F> = {
  readonly kind: MessageKind<F>
  readonly customerId: string | null
  readonly language: Language
  /** `address` null when none is known: the message is then kept as skipped, for everyone to see. */
  readonly to: { readonly name?: string | null; readonly address: string | null }
  readonly facts: F
  /** Why it is sent, in one name, unique in the brand: `order-received:<orderId>`. Planning it again plans nothing. */
  readonly key: string
  /** Nothing is begun at or after this instant; the message then ends as expired. */
  readonly expiresAt?: Date
}

export type Plan = { readonly messageId: string; readonly isNew: boolean }

/**
 * Plans one message in the caller's transaction: the row and the wish to send it stand or fall with what caused them.
 * Never throws because of a customer's data: what cannot be sent becomes a message that failed or was skipped, with
 * its reason.
 */
export const planMessage = <F>(ctx: Context, wanted: PlannedMessage<F>): Promise<Plan> => plan(ctx, wanted, null)

/** Plans a message that says `draft` instead of what is published, and says that it is a test. */
export const planTest = (ctx: Context, wanted: PlannedMessage<unknown>, draft: MailDocument): Promise<Plan> =>
  plan(ctx, wanted, draft)

async function plan<F>(ctx: Context, wanted: PlannedMessage<F>, draft: MailDocument | null): Promise<Plan> {
  mustBeInTransaction(ctx)
  const { kind, to } = wanted
  const facts = kind.facts.safeParse(wanted.facts)
  const address = to.address?.trim() ? to.address.trim() : null
  const toKey = address === null ? null : (mailAddressKey(address) ?? null)
  const wrongFact = facts.success ? undefined : (facts.error.issues[0]?.path.join(".") ?? "")
  const problem = endBefore(address, toKey, wrongFact)
  const messageId = ctx.id()
  const isNew = await insertMessage(ctx, {
    messageId,
    cause: ctx.cause,
    customerId: wanted.customerId,
    key: wanted.key,
    kind: kind.name,
    purpose: kind.purpose,
    language: wanted.language,
    toName: to.name?.trim() || null,
    toAddress: address,
    toKey,
    facts: facts.success
      ? await withWaysOut(ctx, { ...kind, customerId: wanted.customerId }, factsOf(kind, facts.data))
      : null,
    draft,
    mailId: mailIdOf(ctx, wanted.key, (await dressOf(ctx)).from.address),
    expiresAt: wanted.expiresAt ?? null,
    ...(problem ?? { state: "planned", reason: null }),
  })
  if (!isNew) return { messageId: (await selectIdByKey(ctx, wanted.key)) ?? messageId, isNew }
  const { expiresAt } = wanted
  if (!problem)
    await askToSend(ctx, { messageId, round: 1, purpose: kind.purpose, ...(expiresAt ? { expiresAt } : {}) })
  return { messageId, isNew }
}

/** False when its key was there already. */
const insertMessage = (ctx: Context, message: NewMessage): Promise<boolean> =>
  gather(ctx, "messages.insert", message, async (ctx, messages) => {
    const written = await insertMessages(ctx, messages)
    return messages.map(({ messageId }) => written.has(messageId))
  })

function endBefore(address: string | null, toKey: string | null, wrongFact: string | undefined) {
  if (address === null) return { state: "skipped", reason: "no_address" } as const
  if (toKey === null) return { state: "failed", reason: "address-not-sendable" } as const
  if (wrongFact !== undefined) return { state: "failed", reason: `render: ${wrongFact}` } as const
  return undefined
}

/** The same for the same key, and unguessable: nobody can claim to answer a mail they have not seen. */
export const mailIdOf = (ctx: Context, key: string, from: string): string =>
  `${mailIdsOf(ctx)(key)}@${mailDomainOf(from)}`

/** The part before the `@` for each of many keys: what only we can know goes in once for all of them. */
export function mailIdsOf(ctx: Context): (key: string) => string {
  const secret = ctx.keys.fingerprint(`mail:${ctx.brandId}`)
  return (key) => hash("sha256", `${secret}:${key}`, "hex").slice(0, 40)
}

export const mailDomainOf = (address: string): string => address.slice(address.lastIndexOf("@") + 1).toLowerCase()
