import { z } from "zod"
import { audit, brandById } from "#brands"
import { buyersAfter, type PastPurchase, pastPurchases, pastShape } from "#orders"
import { type Context, inTransaction } from "#kernel/context"
import { crashpoints } from "#kernel/crashpoint"
import { anyEffect, appliedEffect, enqueue } from "#kernel/effects"
import { changesOf } from "./change-rules.ts"
import { RehearsalError } from "./errors.ts"
import { estimator, type Money } from "./estimate-rules.ts"
import { type Assumptions, type ChangeKind, changeKinds, type Migration, type Result } from "./model.ts"
import { Plan, rankKeys, rulesOf } from "./plan-rules.ts"
import { type Played, playPerson, type Rules } from "./play-rules.ts"
import { endRun, insertRun, moveRun, type Run, selectRun } from "./storage.ts"
import { deleteRunPeople, insertPlayed, type PlayedPerson, selectPlayed } from "./storage-people.ts"

/** So many people are played in one transaction, and so many are held at once: memory stays small however many there are. */
const peopleAPiece = 2_000
const peopleAtOnce = 500
const dayMs = 86_400_000
const crash = crashpoints("rehearsal.piece.played", "rehearsal.piece.moved")

export type Wanted = {
  readonly name: string
  readonly draft: Plan
  /** What it is compared with; null before the first programme. */
  readonly live: Plan | null
  readonly assumptions: Assumptions
  readonly days: number
}

/**
 * Plays a programme over the brand's purchases of the last `days` days, beside what is live (X05). The work goes on in the
 * background, piece by piece; `selectRun` tells how far it is. Nothing is sent and nothing is earned by it.
 */
export const beginRehearsal = (
  ctx: Context,
  { name, draft, live, assumptions, days }: Wanted,
): Promise<{ runId: string }> =>
  inTransaction(ctx, async (ctx) => {
    const runId = ctx.id()
    const until = ctx.now()
    const starts = new Date(until.getTime() - days * dayMs)
    const { buyers } = await pastShape(ctx, { from: starts, until, currency: await currencyOf(ctx) })
    const seed = Math.floor(ctx.random() * 2 ** 31)
    await insertRun(ctx, { runId, name, draft, live, assumptions, starts, until, seed, peopleOf: buyers })
    await audit(ctx, { action: "rehearsal.begun", subject: `rehearsal:${runId}`, after: { name, days } })
    await enqueue(ctx, playPiece, { runId, piece: 0 }, { key: `${runId}:0` })
    return { runId }
  })

const currencyOf = async (ctx: Context) => (await brandById(ctx, ctx.brandId))?.currency ?? "JPY"

/** Ends a rehearsal before it has come to anything. Throws `rehearsal.Unknown`. */
export const cancelRehearsal = (ctx: Context, runId: string): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const run = await knownRun(ctx, runId, true)
    if (run.state !== "running") return
    await endRun(ctx, runId, "cancelled", null)
    await deleteRunPeople(ctx, [runId])
    await audit(ctx, { action: "rehearsal.cancelled", subject: `rehearsal:${runId}` })
  })

/** Throws `rehearsal.Unknown`. */
export async function knownRun(ctx: Context, runId: string, hold = false): Promise<Run> {
  const run = await selectRun(ctx, runId, hold)
  if (!run) throw RehearsalError.Unknown({ field: "runId" })
  return run
}

/** One piece and the wish for the next, in one transaction: killed anywhere, nobody is played twice or missing. */
const playPiece = appliedEffect({
  kind: "rehearsal.piece",
  payload: z.object({ runId: z.uuid(), piece: z.int().min(0) }),
  concurrency: 1,
  leaseMs: 60_000,
  title: { ja: "リハーサル", en: "Rehearsal" },
  subject: ({ runId }) => `rehearsal:${runId}`,
  apply: async (ctx, { runId, piece }) => {
    const run = await selectRun(ctx, runId, true)
    if (!run || run.state !== "running" || run.pieces !== piece) return
    const played = await play(ctx, run)
    crash("rehearsal.piece.played")
    await moveRun(ctx, runId, played)
    crash("rehearsal.piece.moved")
    if (played.people < peopleAPiece) return endRun(ctx, runId, "done", await sumUp(ctx, run))
    await enqueue(ctx, playPiece, { runId, piece: piece + 1 }, { key: `${runId}:${piece + 1}` })
  },
})
export const playPieceEffect = anyEffect(playPiece)

type Piece = { people: number; orders: number; place: string | null }

async function play(ctx: Context, run: Run): Promise<Piece> {
  const brand = await brandById(ctx, ctx.brandId)
  const [zone, currency] = [brand?.zone ?? "Asia/Tokyo", brand?.currency ?? "JPY"]
  const plans = plansOf(run)
  const rules = { draft: rulesOf(plans.draft, zone), live: plans.live && rulesOf(plans.live, zone) }
  const ranks = { draft: rankKeys(plans.draft), live: plans.live ? rankKeys(plans.live) : [] }
  const span = { from: run.starts, until: run.until, currency }
  const piece: Piece = { people: 0, orders: 0, place: run.place }
  while (piece.people < peopleAPiece) {
    const customerIds = await buyersAfter(ctx, { ...span, after: piece.place, limit: peopleAtOnce })
    const pasts = Map.groupBy(await pastPurchases(ctx, { ...span, customerIds }), ({ customerId }) => customerId)
    const people = [...pasts].map(([customerId, past]) => playedPerson(customerId, past, run, rules, ranks))
    await insertPlayed(ctx, run.runId, people)
    piece.people += customerIds.length
    piece.orders += people.reduce((sum, { draft }) => sum + draft.orders, 0)
    piece.place = customerIds.at(-1) ?? piece.place
    if (customerIds.length < peopleAtOnce) break
  }
  return piece
}

type Both<T> = { readonly draft: T; readonly live: T | null }

function playedPerson(
  customerId: string,
  past: readonly PastPurchase[],
  { assumptions, until }: Run,
  rules: Both<Rules<PastPurchase>>,
  ranks: { draft: readonly string[]; live: readonly string[] },
): PlayedPerson {
  const own = past.map(
    (order): Played<PastPurchase> => ({ order, at: order.placedAt, net: order.total - order.refunded }),
  )
  const draft = playPerson(own, rules.draft, assumptions, until)
  const live = rules.live && playPerson(own, rules.live, assumptions, until)
  return { customerId, draft, live, changes: changesOf(live, draft, ranks) }
}

/** Goes through all who were played, a page at a time, and says what they come to. */
async function sumUp(ctx: Context, run: Run): Promise<Result> {
  const plans = plansOf(run)
  const money = (plan: Plan): Money => ({ yenPerPoint: plan.programme.yenPerPoint, marginBp: run.assumptions.marginBp })
  const draft = estimator(run.seed, money(plans.draft))
  const live = plans.live && estimator(run.seed, money(plans.live))
  const moved = new Map<string, Migration>()
  const kinds = new Map<ChangeKind, number>()
  let [people, changed] = [0, 0]
  for (let after: string | null = null; ; ) {
    const page: PlayedPerson[] = await selectPlayed(ctx, run.runId, { after, limit: 2_000 })
    for (const person of page) {
      draft.add(person.draft)
      if (live && person.live) live.add(person.live)
      people++
      if (person.changes.length > 0) changed++
      for (const kind of person.changes) kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
      const [from, to] = [person.live?.rank ?? "", person.draft.rank]
      const known = moved.get(`${from} ${to}`)?.people ?? 0
      moved.set(`${from} ${to}`, { from, to, people: known + 1 })
    }
    after = page.at(-1)?.customerId ?? null
    if (page.length < 2_000) break
  }
  return {
    draft: draft.forecast(),
    live: live ? live.forecast() : null,
    migration: [...moved.values()].toSorted((a, b) => b.people - a.people),
    changed,
    unchanged: people - changed,
    kinds: changeKinds.map((kind) => ({ kind, people: kinds.get(kind) ?? 0 })),
  }
}

export const plansOf = (run: Run): Both<Plan> => ({
  draft: Plan.parse(run.draft),
  live: run.live === null ? null : Plan.parse(run.live),
})
