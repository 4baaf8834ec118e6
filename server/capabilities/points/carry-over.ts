import { touchCustomers } from "#segments"
import { type Context, inTransaction } from "#kernel/context"
import type { Text } from "#kernel/text"
import type { Day } from "#kernel/days"
import { type Cause, liveBook, keyOf } from "./model.ts"
import { openDesks, putDown } from "./open-desks.ts"
import { earn } from "./spend-rules.ts"
import { selectPosted } from "./storage-journal.ts"

/** What somebody had in the system before, with one end. */
export type Carried = {
  readonly customerId: string
  readonly points: number
  readonly isPaid: boolean
  readonly cause: Cause
  readonly earnedAt: Date
  /** The last day on which it can be used; null: never ends. */
  readonly endsOn: Day | null
}
/** `differs`: other points came under this cause before, and those stand. */
export type CarriedAs = "new" | "known" | "differs"

const reason: Text = { ja: "以前のポイントの引き継ぎ", en: "Points brought along" }
const atOnce = 500

/**
 * Writes down what members had in the system before, each cause once, as lots of their own; nobody is told of it, since
 * nothing has happened to them. `dryRun` only says what would become of each. In the order as given.
 */
export const carryOver = (
  ctx: Context,
  all: readonly Carried[],
  { dryRun = false }: { readonly dryRun?: boolean } = {},
): Promise<readonly CarriedAs[]> =>
  inTransaction(ctx, async (ctx) => {
    const told: CarriedAs[] = []
    for (let from = 0; from < all.length; from += atOnce)
      told.push(...(await carrySome(ctx, all.slice(from, from + atOnce), dryRun)))
    return told
  })

async function carrySome(ctx: Context, some: readonly Carried[], dryRun: boolean): Promise<CarriedAs[]> {
  const ids = some.map(({ customerId }) => customerId)
  // Held before it is asked what is there: of two who bring the same, the second finds it.
  const desks = dryRun ? undefined : await openDesks(ctx, liveBook, ids)
  const causes = some.map(({ cause }) => cause)
  const known = new Map((await selectPosted(ctx, liveBook, causes, ["opened"])).map((row) => [keyOf(row), row.points]))
  const outcomes = some.map((one): CarriedAs => {
    const before = known.get(keyOf(one.cause))
    if (before !== undefined) return before === one.points ? "known" : "differs"
    known.set(keyOf(one.cause), one.points)
    return "new"
  })
  if (!desks) return outcomes
  const [now, fresh] = [ctx.now(), some.filter((_, index) => outcomes[index] === "new")]
  for (const { customerId, points: qty, isPaid, cause, earnedAt, endsOn } of fresh) {
    const header = { kind: "opened" as const, cause, reason, effectiveAt: now }
    const expiry = endsOn === null ? null : { kind: "at" as const, on: endsOn }
    const origin = isPaid ? ("paid" as const) : ("opening" as const)
    const lot = { lotId: ctx.id(), origin, qty, earnedAt, confirmsAt: earnedAt, expiry }
    earn(desks.of(customerId), header, lot, "opening", now)
  }
  await putDown(ctx, desks)
  await touchCustomers(ctx, [...new Set(fresh.map(({ customerId }) => customerId))])
  return outcomes
}
