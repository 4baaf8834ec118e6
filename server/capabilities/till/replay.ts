import { type Context, inTransaction } from "#kernel/context"
import { ExpectedError } from "#kernel/errors"
import { release } from "./holds.ts"
import type { Operation } from "./model.ts"
import { inOrder } from "./sale-rules.ts"
import { refundSale, sell, voidSale } from "./sell.ts"
import { apart } from "./storage.ts"

export type Replayed = {
  readonly id: string
  readonly done: boolean
  /** What kept it from being done: it stays in the till's outbox, or a person looks at it. */
  readonly error: { readonly code: string; readonly ja: string; readonly en: string } | null
}

/**
 * What a till noted while it was offline, in any order and any number of times: the same ledger comes of it (O17). What
 * can't be done is told by itself and keeps nothing else from being done. Answers in the order given.
 */
export const replay = (ctx: Context, operations: readonly Operation[]): Promise<Replayed[]> =>
  inTransaction(ctx, async (ctx) => {
    const ends = new Map<Operation, Replayed>()
    for (const operation of inOrder(operations)) ends.set(operation, await one(ctx, operation))
    return operations.flatMap((operation) => ends.get(operation) ?? [])
  })

async function one(ctx: Context, operation: Operation): Promise<Replayed> {
  try {
    await apart(ctx, () => carryOut(ctx, operation))
    return { id: operation.id, done: true, error: null }
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error
    return { id: operation.id, done: false, error: { code: error.code, ...error.sentence } }
  }
}

function carryOut(ctx: Context, operation: Operation): Promise<unknown> {
  switch (operation.kind) {
    case "sale":
      return sell(ctx, operation.sale)
    case "refund":
      return refundSale(ctx, operation.refund)
    case "void":
      return voidSale(ctx, operation.void)
    case "release":
      return release(ctx, operation.hold)
  }
}
