import { clustersOf } from "#customers"
import { deeds } from "#events"
import { balancesOf } from "#points"
import type { Context } from "#kernel/context"
import { bookOf, type RingReport } from "./model-ring.ts"
import { checksOf, feedbackOf, ringDeedNames } from "./ring-check-rules.ts"
import { type Ring, selectRingPeople } from "./storage-rings.ts"

const dayMs = 86_400_000

/** What the four checks and the ring's own ledger say as of now (U02–U06); a ring that never started has measured nothing. */
export async function measureRing(ctx: Context, ring: Ring): Promise<RingReport> {
  const people = await selectRingPeople(ctx, ring.ringId)
  const ids = people.map(({ customerId }) => customerId)
  const until = ring.endedAt ?? ctx.now()
  const starts = ring.starts ?? until
  const rootOf = new Map<string, string>()
  for (const [root, cluster] of await clustersOf(ctx, ids)) for (const id of cluster) rootOf.set(id, root)
  const found = await deeds(ctx, [...rootOf.keys()], ringDeedNames)
  const told = found.map(({ customerId, name, occurredAt }) => ({
    customerId: rootOf.get(customerId) ?? customerId,
    name,
    at: occurredAt,
  }))
  const balances = [...(await balancesOf(ctx, ids, bookOf(ring.ringId))).values()]
  const sum = (of: (balance: (typeof balances)[number]) => number) =>
    balances.reduce((all, balance) => all + of(balance), 0)
  const open = sum(({ available, pending, held }) => available + pending + held)
  const issued = sum(({ earnedEver, pending }) => earnedEver + pending)
  return {
    measuredAt: ctx.now(),
    days: Math.max(0, Math.floor((until.getTime() - starts.getTime()) / dayMs)),
    people: ids.length,
    checks: checksOf(ids, told, starts, until),
    points: {
      issued,
      used: Math.max(0, issued - open),
      open,
      holders: balances.filter((b) => b.available + b.pending > 0).length,
    },
    feedback: feedbackOf(people.flatMap(({ score }) => (score === null ? [] : [score]))),
  }
}
