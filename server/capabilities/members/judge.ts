import { rootIdsOf } from "#customers"
import { recordEvents } from "#events"
import { touchCustomers } from "#segments"
import { type Context, inTransaction } from "#kernel/context"
import { announce } from "#kernel/events"
import { gather } from "#kernel/gather"
import type { Text } from "#kernel/text"
import { bonusOf } from "./benefits-rules.ts"
import { liveOf, ranksKind } from "./documents.ts"
import { rankChanged } from "./events.ts"
import { giveGifts } from "./gifts.ts"
import type { Benefit } from "./model.ts"
import type { Judgement, RankChange, RanksDocument } from "./model-ranks.ts"
import { type Counting, countingOf } from "./rank-facts.ts"
import { judgeRank } from "./rank-rules.ts"
import { holdMembers, type MemberRow, selectMembers } from "./storage.ts"
import { insertRankChanges, selectDue, writeStandings } from "./storage-ranks.ts"

export type RankThen = {
  readonly key: string
  readonly name: Text
  readonly since: Date
  readonly benefits: readonly Benefit[]
  /** What the rank adds to base points, hundredths of a per cent. */
  readonly bonusBp: number
}

/** The rank of each of these people at an instant, by the ranks that hold now; who was no member then is missing. Ids as given. */
export const rankAt = (
  ctx: Context,
  customerIds: readonly string[],
  at: Date,
): Promise<ReadonlyMap<string, RankThen>> =>
  inTransaction(ctx, (ctx) => gather(ctx, "members.rank-at", { customerIds, at }, ranksThen))

type RankAsked = { readonly customerIds: readonly string[]; readonly at: Date }

/** Each at an instant of its own; what counts is read once for all of them. */
async function ranksThen(ctx: Context, asked: readonly RankAsked[]): Promise<ReadonlyMap<string, RankThen>[]> {
  const live = await liveOf(ctx, ranksKind)
  if (!live) return asked.map(() => new Map())
  const roots = await rootIdsOf(
    ctx,
    asked.flatMap(({ customerIds }) => customerIds),
  )
  const rows = new Map((await selectMembers(ctx, [...new Set(roots.values())])).map((row) => [row.rootId, row]))
  const counting = await countingOf(ctx, [...rows.keys()], live.document.metric)
  return asked.map(
    ({ customerIds, at }) =>
      new Map(
        customerIds.flatMap((id) => {
          const row = rows.get(roots.get(id) ?? "")
          if (!row || row.enrolledAt > at || (row.leftAt !== null && row.leftAt <= at)) return []
          return [[id, rankThen(judgeOne(live.document, row, counting, at))] as const]
        }),
      ),
  )
}

const rankThen = ({ rank, since }: Judgement): RankThen => {
  const { key, name, benefits } = rank
  return { key, name, since, benefits, bonusBp: bonusOf(benefits) }
}

type Judged = Pick<MemberRow, "rootId" | "enrolledAt">

/** Judges these members at one instant. Reads the facts of all of them together. */
export async function judgeAll(
  ctx: Context,
  ranks: RanksDocument,
  members: readonly Judged[],
  at: Date,
): Promise<Map<string, Judgement>> {
  const counting = await countingOf(
    ctx,
    members.map((row) => row.rootId),
    ranks.metric,
  )
  return new Map(members.map((row) => [row.rootId, judgeOne(ranks, row, counting, at)]))
}

function judgeOne(ranks: RanksDocument, { rootId, enrolledAt }: Judged, { zone, facts }: Counting, at: Date) {
  const own = { enrolledAt, zone, facts: facts.get(rootId) ?? [] }
  return judgeRank(own, ranks, at < enrolledAt ? enrolledAt : at)
}

/**
 * Judges these people anew and tells who has another rank: once for each change, whatever is judged how often (L19). Given
 * are the ids that they are known by now; who is no member is passed over. In a transaction.
 */
export async function judgeMembers(ctx: Context, rootIds: readonly string[]): Promise<void> {
  const live = await liveOf(ctx, ranksKind)
  if (!live) return
  const members = (await holdMembers(ctx, rootIds)).filter((row) => row.leftAt === null)
  const judged = await judgeAll(ctx, live.document, members, ctx.now())
  const stood = members.flatMap((row) => {
    const found = judged.get(row.rootId)
    return found ? [{ row, found }] : []
  })
  await writeStandings(
    ctx,
    live.version,
    stood.map(({ row, found }) => ({
      memberId: row.memberId,
      rankKey: found.rank.key,
      since: found.since,
      until: found.until,
      total: found.total,
      nextKey: found.next?.rank.key ?? null,
      missing: found.next?.missing ?? null,
      judgeAt: found.judgeAgainAt,
    })),
  )
  await tell(ctx, live.document, live.version, stood)
  const moved = stood.filter(
    ({ row, found }) => row.rankKey !== found.rank.key || row.missing !== (found.next?.missing ?? null),
  )
  await touchCustomers(
    ctx,
    moved.map(({ row }) => row.rootId),
  )
}

type Stood = { readonly row: MemberRow; readonly found: Judgement }

async function tell(ctx: Context, ranks: RanksDocument, version: number, stood: readonly Stood[]): Promise<void> {
  const changed = stood.flatMap(({ row, found }) =>
    row.rankKey === found.rank.key ? [] : [{ row, change: changeOf(ranks, row, found) }],
  )
  await insertRankChanges(
    ctx,
    version,
    changed.map(({ row, change }) => ({ ...change, changeId: ctx.id(), memberId: row.memberId })),
  )
  // Nobody is told of the first rank, which everybody has, nor of a ring, which may never have been.
  const told = changed.filter(({ row, change }) => row.ring === null && isNews(ranks, change))
  for (const { row, change } of told) {
    const gifts = change.isUp ? await giveGifts(ctx, ranks, row, change) : []
    await recordRank(ctx, ranks, row, change, gifts)
    const { from, to, at, isUp } = change
    await announce(ctx, rankChanged, { customerId: row.rootId, from, to, at, isUp })
  }
}

/** From what is written to what was found: the ranks between are steps of the same change. */
function changeOf(ranks: RanksDocument, row: MemberRow, found: Judgement): RankChange {
  const place = (key: string | null) => ranks.ranks.findIndex((rank) => rank.key === key)
  const isUp = place(found.rank.key) > place(row.rankKey)
  const last = found.changes.at(-1)?.why ?? "judged"
  // What came to light later of the time before she joined is no joining.
  const why = last === "enrolled" && row.rankKey !== null ? (isUp ? "reached" : "judged") : last
  return { at: found.since, from: row.rankKey, to: found.rank.key, isUp, total: found.total, why }
}

const isNews = (ranks: RanksDocument, { from, to }: RankChange) => from !== null || to !== ranks.ranks[0]?.key

async function recordRank(
  ctx: Context,
  ranks: RanksDocument,
  row: MemberRow,
  change: RankChange,
  gifts: readonly unknown[],
): Promise<void> {
  const name = ranks.ranks.find((rank) => rank.key === change.to)?.name
  await recordEvents(ctx, [
    {
      customerId: row.rootId,
      name: change.isUp ? "Rank Reached" : "Rank Lost",
      occurredAt: change.at,
      source: "maido",
      externalId: `rank:${ctx.id()}`,
      properties: { rank: change.to, rankName: name, from: change.from, gifts },
    },
  ])
}

const together = 500

/** Judges whoever's time has come, some hundred at a time, until nobody is left. */
export async function judgeDue(ctx: Context): Promise<void> {
  for (;;) {
    const due = await inTransaction(ctx, async (ctx) => {
      const ids = await selectDue(ctx, together)
      await judgeMembers(ctx, ids)
      return ids
    })
    if (due.length < together) return
  }
}
