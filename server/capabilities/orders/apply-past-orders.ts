import { hasIdentity, type IdentityFact, resolveCustomers } from "#customers"
import { recordEvents } from "#events"
import { type Context, inTransaction } from "#kernel/context"
import { announce } from "#kernel/events"
import { earlier, given, isSame, isSameGoods, toldBefore, written } from "./apply-order.ts"
import { pastOrdersApplied } from "./events-past.ts"
import type { OrderBody, OrderFacts, OrderState, Refund } from "./model.ts"
import { OrderSnapshot } from "./model.ts"
import { fold, unknownOrder } from "./order-rules.ts"
import { hashOf } from "./snapshot-hash.ts"
import {
  insertOrders,
  lockOrders,
  nameKey,
  type OrderName,
  type OrderRow,
  updateOrders,
  type WrittenOrder,
} from "./storage.ts"
import { recordOf } from "./tell-order.ts"

/** What became of one of the orders. `field`: it is no snapshot of an order, and this is what is wrong with it. */
export type PastOrder =
  | {
      readonly orderId: string
      readonly customerId: string | null
      readonly outcome: "created" | "changed" | "unchanged"
    }
  | { readonly field: string }

/**
 * Takes in many orders of the past in a few statements, with the same result as `applyOrder` with `quiet` for each: they
 * fold with what is known, everything counts as late, no message goes out. Answers in the order given; what is no
 * snapshot is refused by itself. What is said of a buyer holds from the day of the order on. Announces
 * `orders.past-applied` once. A snapshot that differs from the known one in nothing but its time changes nothing.
 */
export async function applyPastOrders(ctx: Context, snapshots: readonly OrderSnapshot[]): Promise<PastOrder[]> {
  const parsed = snapshots.map((snapshot) => OrderSnapshot.safeParse(snapshot))
  const heard = parsed.flatMap(({ data: body }) =>
    body ? [{ name: body, facts: { snapshot: { body, hash: hashOf(body) } } }] : [],
  )
  const results = await hearAll(ctx, heard)
  return parsed.map(
    ({ data, error }): PastOrder =>
      (data && results.get(nameKey(data))) || { field: error?.issues[0]?.path.join(".") || "(body)" },
  )
}

/** Takes in many refunds of the past, each told by itself, as `applyRefund` with `quiet` does. */
export async function applyPastRefunds(
  ctx: Context,
  refunds: readonly { readonly order: OrderName; readonly refund: Refund }[],
): Promise<void> {
  await hearAll(
    ctx,
    refunds.map(({ order, refund }) => ({ name: order, facts: { refunds: [refund] } })),
  )
}

type Heard = { readonly name: OrderName; readonly facts: OrderFacts }
type Draft = {
  readonly name: OrderName
  readonly before: OrderRow | undefined
  readonly state: OrderState
  /** The newest snapshot, when it is one of those given now. */
  readonly body: OrderBody | undefined
}
type Taken = Exclude<PastOrder, { field: string }>

async function hearAll(ctx: Context, heard: readonly Heard[]): Promise<Map<string, Taken>> {
  const results = new Map<string, Taken>()
  await inTransaction(ctx, async (ctx) => {
    let open = [...Map.groupBy(heard, ({ name }) => nameKey(name)).values()]
    // Another round only for orders that somebody else wrote for the first time at the same moment.
    for (let round = 1; open.length > 0; round++) {
      if (round > 20) throw new Error("orders keep changing under our hands")
      await hearRound(ctx, open, results)
      open = open.filter(([first]) => first && !results.has(nameKey(first.name)))
    }
  })
  return results
}

async function hearRound(ctx: Context, open: readonly Heard[][], results: Map<string, Taken>): Promise<void> {
  const names = open.flatMap(([first]) => (first ? [first.name] : []))
  const known = await lockOrders(ctx, names)
  const drafts = open.map((about) => draftOf(about, known))
  for (const { name, before, state } of drafts)
    if (before && isSame(before.state, state))
      results.set(nameKey(name), { orderId: before.orderId, customerId: before.customerId, outcome: "unchanged" })
  const changed = drafts.filter(({ name }) => !results.has(nameKey(name)))
  const buyers = await buyersOf(ctx, changed)
  const orders = changed.map((draft, index) => {
    const { source, externalId } = draft.name
    const orderId = draft.before?.orderId ?? ctx.id()
    const buyer = buyers[index] ?? { customerId: null, buyerHash: null }
    const order = written(
      ctx,
      { orderId, source, externalId, ...buyer, state: draft.state },
      { quiet: true },
      !draft.before?.state.snapshot,
    )
    return { order, before: draft.before }
  })
  const mine = await insertOrders(
    ctx,
    orders.filter(({ before }) => !before).map(({ order }) => order),
  )
  await updateOrders(
    ctx,
    orders.flatMap(({ order, before }) =>
      before ? [{ order, linesToo: !isSameGoods(before.state, order.state) }] : [],
    ),
  )
  const done = orders.filter(({ order, before }) => before || mine.has(order.orderId))
  await tellAll(ctx, done)
  for (const { order, before } of done)
    results.set(nameKey(order), {
      orderId: order.orderId,
      customerId: order.customerId,
      outcome: before?.state.snapshot ? "changed" : "created",
    })
}

function draftOf(about: readonly Heard[], known: ReadonlyMap<string, OrderRow>): Draft {
  const name = about[0]?.name ?? { source: "", externalId: "" }
  const before = known.get(nameKey(name))
  const facts = about.map(({ facts }) => (isAnotherTelling(before, facts) ? {} : facts))
  const state = facts.reduce(fold, before?.state ?? unknownOrder)
  const newest = facts.find(({ snapshot }) => snapshot !== undefined && snapshot.hash === state.snapshot?.hash)
  return { name, before, state, body: newest?.snapshot?.body }
}

/** The known snapshot again, told at another time. */
function isAnotherTelling(before: OrderRow | undefined, { snapshot }: OrderFacts): boolean {
  const known = before?.state.snapshot
  return (
    known !== undefined &&
    known !== null &&
    snapshot !== undefined &&
    hashOf({ ...snapshot.body, updatedAt: known.body.updatedAt }) === known.hash
  )
}

type Bought = Pick<WrittenOrder, "customerId" | "buyerHash">

/** Whose orders these are; looked up only where the buyer is told otherwise than before. */
async function buyersOf(ctx: Context, drafts: readonly Draft[]): Promise<Bought[]> {
  const bought = drafts.map(({ before, body, state }): Bought & { fact?: IdentityFact } => {
    const known = { customerId: before?.customerId ?? null, buyerHash: before?.buyerHash ?? null }
    if (state.redactedAt) return { customerId: null, buyerHash: null }
    if (!body) return known
    const buyerHash = hashOf(body.customer)
    if (buyerHash === known.buyerHash) return known
    const identities = body.customer.identities.map(given)
    if (!hasIdentity(identities)) return { customerId: null, buyerHash }
    const source = body.source.split(":")[0] ?? body.source
    return {
      customerId: null,
      buyerHash,
      fact: { identities, profile: given(body.customer.profile), source, at: earlier(body.placedAt, ctx.now()) },
    }
  })
  const resolved = await resolveCustomers(
    ctx,
    bought.flatMap(({ fact }) => (fact ? [fact] : [])),
  )
  let next = 0
  return bought.map(({ fact, customerId, buyerHash }) => ({
    customerId: fact ? (resolved[next++]?.customerId ?? null) : customerId,
    buyerHash,
  }))
}

async function tellAll(
  ctx: Context,
  done: readonly { order: WrittenOrder; before: OrderRow | undefined }[],
): Promise<void> {
  const records = done.flatMap(({ order, before }) => {
    const body = order.state.snapshot?.body
    if (!body) return []
    const isSale = body.lines.length === 0 || body.lines.some((line) => line.quantity > 0)
    const told = toldBefore(before)
    return order.news
      .filter((news) => !told.includes(news.fact) && (isSale || news.refund))
      .flatMap((news) => recordOf(order, body, news))
  })
  await recordEvents(ctx, records)
  const seen = done.filter(({ order }) => order.state.snapshot)
  if (seen.length === 0) return
  await announce(ctx, pastOrdersApplied, {
    orders: seen.map(({ order, before }) => ({
      orderId: order.orderId,
      customerId: order.customerId,
      source: order.source,
      externalId: order.externalId,
      isNew: !before?.state.snapshot,
    })),
  })
}
