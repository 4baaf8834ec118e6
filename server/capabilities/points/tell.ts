import { recordEvents } from "#events"
import { touchCustomers } from "#segments"
import type { Context } from "#kernel/context"
import { announce } from "#kernel/events"
import type { Step, Transaction } from "./desk-rules.ts"
import { type Moved, pointsMoved } from "./events.ts"
import { type Book, liveBook, type PostingKind } from "./model.ts"

const shownAs: Partial<Record<PostingKind, Moved["kind"]>> = {
  earned: "earned",
  confirmed: "confirmed",
  spent: "spent",
  captured: "spent",
  held: "held",
  released: "released",
  expired: "expired",
  revoked: "revoked",
  returned: "returned",
  adjusted: "adjusted",
}

const factNames: Partial<Record<Moved["kind"], string>> = {
  confirmed: "Points Earned",
  spent: "Points Spent",
  expired: "Points Expired",
  revoked: "Points Revoked",
  returned: "Points Returned",
  adjusted: "Points Adjusted",
}

type Steps = readonly Pick<Step, "from" | "to" | "points">[]

/** What a transaction is about, for the member: signed, without what it repaid. */
export function pointsOf(kind: PostingKind, steps: Steps): number {
  const sum = (fits: (step: Steps[number]) => boolean) =>
    steps.filter(fits).reduce((total, step) => total + step.points, 0)
  if (kind === "captured") return -sum((step) => step.to === "redeemed")
  if (kind === "spent" || kind === "expired" || kind === "revoked" || kind === "held") return -sum(() => true)
  if (kind === "adjusted") return sum((s) => s.from === "adjustment") - sum((s) => s.to === "adjustment")
  if (kind === "returned") return sum((s) => s.to === "available")
  if (kind === "merged" || kind === "unmerged")
    return (
      sum((s) => s.to === "available" && s.from === "moved") - sum((s) => s.from === "available" && s.to === "moved")
    )
  return sum((s) => s.to !== "debt")
}

/**
 * Tells of everything that moved together: those who listen, segments, and each person's timeline. Points that wait to be
 * confirmed are told to those who listen alone: on the timeline they stand when they become usable.
 */
export async function tellMoved(
  ctx: Context,
  book: Book,
  transactions: readonly Transaction[],
  ids: ReadonlyMap<Transaction, string>,
): Promise<void> {
  const told = transactions.flatMap((t) => {
    const kind = shownAs[t.kind]
    const [first] = t.steps
    if (!kind || !first) return []
    const { customerId } = first
    const points = pointsOf(t.kind, t.steps)
    const posting: Moved = {
      customerId,
      book,
      kind,
      points,
      cause: t.cause,
      at: t.effectiveAt,
      balance: t.balance.get(customerId) ?? 0,
    }
    return [{ posting, transaction: t }]
  })
  await tellPostings(
    ctx,
    book,
    told.map(({ posting, transaction }) => ({
      posting,
      isUsable: transaction.steps.some((step) => step.to === "available"),
      transactionId: ids.get(transaction) ?? "",
      orderId: transaction.orderId,
    })),
  )
}

export type Told = {
  readonly posting: Moved
  readonly isUsable: boolean
  readonly transactionId: string
  readonly orderId: string | null
}

export async function tellPostings(ctx: Context, book: Book, told: readonly Told[]): Promise<void> {
  if (told.length === 0) return
  if (book === liveBook) {
    await recordEvents(ctx, told.flatMap(factOf))
    await touchCustomers(ctx, [...new Set(told.map(({ posting }) => posting.customerId))])
  }
  await announce(ctx, pointsMoved, { postings: told.map(({ posting }) => posting) })
}

function factOf({ posting, isUsable, transactionId, orderId }: Told) {
  const name = posting.kind === "earned" && isUsable ? "Points Earned" : factNames[posting.kind]
  if (!name) return []
  const { customerId, at, points, balance, cause } = posting
  return [
    {
      customerId,
      name,
      occurredAt: at,
      source: "maido",
      externalId: `points:${transactionId}`,
      orderId,
      properties: { points: Math.abs(points), balance, cause: cause.type },
    },
  ]
}
