import type { Context } from "#kernel/context"
import type { InboxRow, Place } from "./projection-rules.ts"

/** The facts of one transaction, as the inbox holds them, numbered without a gap. */
export type HandedOver = {
  readonly xid: string
  readonly first: number
  readonly last: number
  readonly rows: readonly InboxRow[]
}

/** What of one transaction lies in a range: its numbers and how many. */
export type Run = { readonly xid: string; readonly first: number; readonly last: number; readonly count: number }

/** Beyond so many the oldest are let go: they are read from the inbox like everything that came by another process. */
const mostRows = 40_000

// The signing keys are one object per installation, transactions and brands included.
const memories = new WeakMap<object, Map<string, HandedOver>>()

const memoryOf = (ctx: Context): Map<string, HandedOver> => {
  const known = memories.get(ctx.keys) ?? new Map<string, HandedOver>()
  memories.set(ctx.keys, known)
  return known
}

/**
 * Keeps at hand what this process has just committed to the inbox: to read it back would cost as much as to write it to
 * ClickHouse. The inbox remains the truth: what lies there is asked by its numbers.
 */
export function handOver(ctx: Context, facts: HandedOver): void {
  const memory = memoryOf(ctx)
  memory.set(facts.xid, facts)
  let held = [...memory.values()].reduce((sum, { rows }) => sum + rows.length, 0)
  for (const [xid, { rows }] of memory) {
    if (held <= mostRows) return
    memory.delete(xid)
    held -= rows.length
  }
}

/** The facts of a run, if they are at hand and none of them was removed from the inbox since (F96). */
export function handedOver(ctx: Context, run: Run): readonly InboxRow[] | undefined {
  const facts = memoryOf(ctx).get(run.xid)
  const isWhole = facts?.first === run.first && facts.last === run.last && facts.rows.length === run.count
  return isWhole ? facts.rows : undefined
}

/** What has been copied is let go, with the rest of a transaction that was cut in two: that is none of its own. */
export function letGo(ctx: Context, upTo: Place): void {
  const memory = memoryOf(ctx)
  for (const xid of memory.keys()) if (BigInt(xid) <= BigInt(upTo.xid)) memory.delete(xid)
}
