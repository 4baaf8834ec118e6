import { brandById } from "#brands"
import { clustersOf, rootIdsOf } from "#customers"
import { deeds, type DeedRow } from "#events"
import { standingOrders, type StandingOrder } from "#orders"
import { type Context, inTransaction, lock } from "#kernel/context"
import { dayIn } from "#kernel/zones"
import { complete, takeBack } from "./complete.ts"
import type { Award, LiveQuest } from "./model.ts"
import { challengeOf, type Counted, isFor, roundsOf, spanOf, stampsOf } from "./quest-rules.ts"
import { selectLive } from "./storage.ts"
import { selectAwards } from "./storage-awards.ts"
import { gatekeepersOf } from "./gatekeepers.ts"

/** Rounds from here on are those of somebody who turned out to be the same person. */
const ofOthers = 1_000_000

export type Known = {
  readonly orders: readonly StandingOrder[]
  readonly deeds: readonly DeedRow[]
  readonly awards: readonly (Award & { given: number })[]
}

/** How far somebody is with what is counted; null for a quiz. */
export function countedOf(
  quest: LiveQuest,
  known: Known,
  { now, zone }: { readonly now: Date; readonly zone: string },
): Counted | null {
  const { task, rounds } = quest.document
  switch (task.kind) {
    case "stamps":
      return roundsOf(stampsOf(task, known.orders, spanOf(quest)), task.needs, rounds)
    case "challenge":
      return challengeOf(task, known.deeds, {
        span: spanOf(quest),
        most: rounds,
        now,
        dayOf: (at) => dayIn(zone, at),
      })
    case "set": {
      const has = new Set(known.awards.filter(({ revokedAt }) => revokedAt === null).map(({ questId }) => questId))
      const got = task.questIds.filter((id) => has.has(id)).length
      return roundsOf(Math.min(got, task.needs), task.needs, 1)
    }
    case "trivia":
      return null
  }
}

/** What is known of these people, as far as these quests ask for it. Ids are those by which they are known now. */
export async function knownOf(
  ctx: Context,
  roots: readonly string[],
  live: readonly LiveQuest[],
): Promise<Map<string, Known>> {
  const clusters = await clustersOf(ctx, roots)
  const whose = new Map([...clusters].flatMap(([root, ids]) => ids.map((id) => [id, root] as const)))
  const ids = [...whose.keys()]
  const names = live.flatMap(({ document: { task } }) => (task.kind === "challenge" ? [task.event] : []))
  const hasStamps = live.some(({ document: { task } }) => task.kind === "stamps")
  const orders = hasStamps ? await standingOrders(ctx, ids) : []
  const done = await deeds(ctx, ids, [...new Set(names)])
  const awards = await selectAwards(ctx, roots)
  return new Map(
    roots.map((root) => [
      root,
      {
        orders: orders.filter(({ customerId }) => whose.get(customerId) === root),
        deeds: done.filter(({ customerId }) => whose.get(customerId) === root),
        awards: awards.filter(({ customerId }) => customerId === root),
      },
    ]),
  )
}

/**
 * Counts again how far these people are, gives what they have reached, and takes back what a return has undone. Everything is
 * counted from what stands, so looking twice gives nothing twice. Returns how many awards were new.
 */
export const lookAt = (ctx: Context, customerIds: readonly string[]): Promise<number> =>
  inTransaction(ctx, async (ctx) => {
    const all = await selectLive(ctx)
    const live = all.filter(({ document: { task } }) => task.kind !== "trivia")
    if (live.length === 0) return 0
    const roots = [...new Set((await rootIdsOf(ctx, customerIds)).values())].sort()
    if (roots.length === 0) return 0
    await lock(ctx, ...roots.map(personLock))
    const gatekeepers = await gatekeepersOf(ctx, roots, live)
    const zone = (await brandById(ctx, ctx.brandId))?.zone ?? "Asia/Tokyo"
    const counted = live.filter(({ document: { task } }) => task.kind !== "set")
    const sets = live.filter(({ document: { task } }) => task.kind === "set")
    let fresh = 0
    // Sets last: what was completed a moment ago may be what they were waiting for.
    for (const quests of [counted, sets]) {
      if (quests.length === 0) continue
      const known = await knownOf(ctx, roots, quests)
      for (const root of roots)
        for (const quest of quests) {
          const person = gatekeepers.get(root)
          const own = known.get(root)
          if (person && own)
            fresh += await settle(ctx, quest, { root, own, isFor: isFor(quest.document, person, ctx.now()) }, zone)
        }
    }
    return fresh
  })

export const personLock = (root: string) => `quests.person.${root}`

type Whose = { readonly root: string; readonly own: Known; readonly isFor: boolean }

async function settle(ctx: Context, quest: LiveQuest, { root, own, isFor }: Whose, zone: string): Promise<number> {
  const counted = countedOf(quest, own, { now: ctx.now(), zone })
  if (!counted) return 0
  const standing = own.awards.filter((award) => award.questId === quest.questId && award.revokedAt === null)
  const ownRounds = standing.filter(({ round }) => round < ofOthers)
  for (const award of ownRounds.slice(counted.rounds).reverse()) await takeBack(ctx, award)
  if (!isFor) return 0
  const taken = new Set(standing.map(({ round }) => round))
  let [fresh, has] = [0, standing.length]
  for (let round = 1; round <= counted.rounds && has < counted.rounds; round++) {
    if (taken.has(round)) continue
    if (await complete(ctx, quest, root, round)) fresh++
    has++
  }
  return fresh
}
