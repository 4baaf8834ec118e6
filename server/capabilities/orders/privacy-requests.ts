import { z } from "zod"
import { customerById, eraseCustomer, peekIdentities } from "#customers"
import type { Context } from "#kernel/context"
import { appliedEffect, enqueue } from "#kernel/effects"
import { applyMilestone, given } from "./apply-order.ts"
import type { PrivacyRequest } from "./shop-port.ts"
import { insertPrivacyRequest, noteRedacted, selectUnredacted } from "./storage-privacy.ts"
import { type ShopConnection } from "./storage-shops.ts"

const Redaction = z.object({
  connectionId: z.uuid(),
  source: z.string(),
  requestKey: z.string(),
  /** Outside ids of orders; null means every order of the shop. */
  orders: z.array(z.string()).nullable(),
  step: z.int(),
})
const perStep = 200
const dayMs = 86_400_000

/** Makes orders anonymous, a few hundred at a time: the books keep goods and money, nobody can say whose they were. */
export const redactOrders = appliedEffect({
  kind: "orders.redact",
  title: { ja: "注文の個人情報の消去", en: "Erasing personal data of orders" },
  payload: Redaction,
  concurrency: 1,
  leaseMs: 120_000,
  apply: async (ctx, redaction) => {
    const { source, orders, step } = redaction
    const next = await selectUnredacted(ctx, source, orders, perStep)
    for (const externalId of next) await applyMilestone(ctx, { source, externalId }, "redactedAt", ctx.now())
    const isLast = next.length < perStep
    await noteRedacted(ctx, redaction, isLast)
    if (!isLast) await ask({ ...redaction, step: step + 1 }, ctx)
  },
})

const ask = (redaction: z.infer<typeof Redaction>, ctx: Context) =>
  enqueue(ctx, redactOrders, redaction, { key: `${redaction.connectionId}:${redaction.requestKey}:${redaction.step}` })

/**
 * Takes in what the law makes a shop ask of us, once. The person is erased and the orders are made anonymous at once; a
 * copy of someone's data is for a member of staff to check and to give.
 */
export async function takePrivacyRequest(
  ctx: Context,
  connection: ShopConnection,
  request: PrivacyRequest,
): Promise<void> {
  const { connectionId, vendor } = connection
  const source = `${vendor}:${connectionId}`
  const dueAt = new Date(ctx.now().getTime() + 30 * dayMs)
  const isNew = await insertPrivacyRequest(ctx, { connectionId, request, dueAt })
  if (!isNew || request.kind === "data-request") return
  if (request.kind === "redact-customer") await forget(ctx, request)
  const orders = request.kind === "redact-shop" ? null : [...request.orders]
  await ask({ connectionId, source, requestKey: request.key, orders, step: 0 }, ctx)
}

/**
 * The person whom the shop knows by this account. Only the shop's own id is believed: an e-mail address alone could be
 * shared by two people, and forgetting can't be undone.
 */
async function forget(ctx: Context, { customer }: PrivacyRequest): Promise<void> {
  const accounts = customer.identities.filter(({ kind }) => kind === "shop").map(given)
  for (const { customerId } of await peekIdentities(ctx, accounts)) {
    const person = await customerById(ctx, customerId)
    if (person && !person.erasedAt) await eraseCustomer(ctx, customerId, "customers/redact")
  }
}
