import { mergedIdsOf } from "#customers"
import { type Context, inTransaction } from "#kernel/context"
import { sumsOf, type Transaction } from "./desk-rules.ts"
import { PointsError } from "./errors.ts"
import { type Book, type Spend, type SpendOutcome, type Spent, keyOf } from "./model.ts"
import { bookOf, type Desks, openDesks, putDown } from "./open-desks.ts"
import { refusal } from "./refuse-spending.ts"
import { take } from "./spend-rules.ts"
import { type Posted, selectPosted } from "./storage-journal.ts"

/**
 * Spends points, first ending first, in the caller's transaction. The same cause again gives what was posted. Throws
 * `points.NotEnoughPoints`, which says how many there are, `points.PointsExpired` where some ended lately, and
 * `points.LedgerConflict`.
 */
export async function spendPoints(ctx: Context, wanted: Spend): Promise<Spent> {
  const [outcome] = await spendMany(ctx, [wanted])
  if (!outcome?.posted) {
    const { customerId } = wanted
    const root = (await mergedIdsOf(ctx, [customerId])).get(customerId) ?? customerId
    throw await refusal(ctx, bookOf(wanted), root, outcome?.available ?? 0)
  }
  return outcome
}

/** The same for many, each for itself: one that is refused keeps nobody else back. */
export const spendMany = (ctx: Context, wanted: readonly Spend[]): Promise<readonly SpendOutcome[]> =>
  inTransaction(ctx, async (ctx) => {
    const outcomes = new Map<Spend, SpendOutcome>()
    for (const [book, ones] of Map.groupBy(wanted, bookOf))
      for (const [one, outcome] of await spendIn(ctx, book, ones)) outcomes.set(one, outcome)
    return wanted.map((one) => outcomes.get(one) ?? { posted: false, reason: "not-enough", available: 0 })
  })

async function spendIn(ctx: Context, book: Book, wanted: readonly Spend[]): Promise<Map<Spend, SpendOutcome>> {
  const desks = await openDesks(
    ctx,
    book,
    wanted.map((one) => one.customerId),
  )
  const causes = wanted.map((one) => one.cause)
  const known = new Map((await selectPosted(ctx, book, causes, ["spent"])).map((before) => [keyOf(before), before]))
  const merged = await mergedIdsOf(ctx, [...new Set([...known.values()].map((before) => before.customerId))])
  const outcomes = new Map<Spend, SpendOutcome>()
  const fresh = new Map<Spend, { parts: Spent["lots"]; transaction: Transaction; available: number }>()
  for (const one of wanted) {
    const desk = desks.of(one.customerId)
    const before = known.get(keyOf(one.cause))
    const available = () => sumsOf(desk).available
    if (before) {
      const isHers = (merged.get(before.customerId) ?? before.customerId) === desk.customerId
      if (before.points !== one.points || !isHers)
        throw PointsError.LedgerConflict({ field: "cause", cause: one.cause })
      outcomes.set(one, { posted: true, ...repeated(before), available: available() })
      continue
    }
    const parts = takeFor(ctx, desks, one)
    const transaction = desk.transactions.at(-1)
    if (!parts || !transaction) outcomes.set(one, { posted: false, reason: "not-enough", available: available() })
    else {
      fresh.set(one, { parts, transaction, available: available() })
      const { customerId } = desk
      const transactionId = ""
      known.set(keyOf(one.cause), { ...one.cause, kind: "spent", transactionId, customerId, points: one.points, parts })
    }
  }
  const ids = await putDown(ctx, desks)
  for (const [one, { parts, transaction, available }] of fresh)
    outcomes.set(one, { posted: true, transactionId: ids.get(transaction) ?? "", isNew: true, lots: parts, available })
  return outcomes
}

const repeated = ({ transactionId, parts }: Posted) => ({ transactionId, isNew: false, lots: parts })

function takeFor(ctx: Context, desks: Desks, { customerId, points, cause, reason, effectiveAt, orderId }: Spend) {
  if (!Number.isSafeInteger(points) || points <= 0) return null
  const header = { kind: "spent" as const, cause, reason, effectiveAt: effectiveAt ?? ctx.now(), orderId }
  return take(desks.of(customerId), header, points, "redeemed")
}
