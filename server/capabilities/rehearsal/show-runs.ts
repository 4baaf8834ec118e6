import { brandById } from "#brands"
import { currentRanks } from "#members"
import { type Context, inTransaction } from "#kernel/context"
import { RehearsalError } from "./errors.ts"
import type { ChangeKind } from "./model.ts"
import { rankChange } from "./rank-change-rules.ts"
import { knownRun, plansOf } from "./rehearse.ts"
import { type Run, selectRuns } from "./storage.ts"
import { selectPlayed } from "./storage-people.ts"

type Page = { readonly cursor?: string | undefined; readonly limit: number }

/** Lists go by id: a cursor is the last id shown. Throws `rehearsal.Unknown` for what is none. */
function placeOf(cursor: string | undefined): string | null {
  if (cursor !== undefined && !/^[0-9a-f-]{36}$/.test(cursor)) throw RehearsalError.Unknown({ field: "cursor" })
  return cursor ?? null
}

export const rowOf = ({ runId, name, state, people, peopleOf, orders, ...run }: Run) => ({
  runId,
  name,
  state,
  people,
  peopleOf,
  orders,
  starts: run.starts,
  until: run.until,
  createdAt: run.createdAt,
  endedAt: run.endedAt,
  publishedVersion: run.publishedVersion,
  publishedAt: run.publishedAt,
})

export const listAll = (ctx: Context, { cursor, limit }: Page) =>
  inTransaction(ctx, async (ctx) => {
    const runs = await selectRuns(ctx, placeOf(cursor), limit)
    return { items: runs.map(rowOf), cursor: runs.length === limit ? (runs.at(-1)?.runId ?? null) : null }
  })

/** One rehearsal with all that it found. Throws `rehearsal.Unknown`. */
export const showRun = (ctx: Context, runId: string) =>
  inTransaction(ctx, async (ctx) => {
    const run = await knownRun(ctx, runId)
    const { draft, live } = plansOf(run)
    const names = new Map(
      [...(live?.ranks?.ranks ?? []), ...(draft.ranks?.ranks ?? [])].map(({ key, name }) => [key, name]),
    )
    return {
      run: rowOf(run),
      assumptions: run.assumptions,
      result: run.result,
      numbers: draft.numbers,
      ranks: [...names].map(([key, name]) => ({ key, name })),
      isOutOfReach: run.result !== null && run.result.draft.people > 0 && run.result.draft.medianDays.value === null,
      rankChange: rankChange((await currentRanks(ctx))?.document, draft.ranks ?? null),
      canPublish: run.state === "done" && run.publishedVersion === null,
      currency: (await brandById(ctx, ctx.brandId))?.currency ?? "JPY",
    }
  })

/** Whom it changes something for; everybody where there was nothing before. Throws `rehearsal.Unknown`. */
export const peopleOf = (
  ctx: Context,
  runId: string,
  { cursor, limit, kind }: Page & { kind?: ChangeKind | undefined },
) =>
  inTransaction(ctx, async (ctx) => {
    const run = await knownRun(ctx, runId)
    const isChange = run.live !== null
    const asked = { after: placeOf(cursor), limit, kind, ...(isChange ? { changed: true as const } : {}) }
    const people = await selectPlayed(ctx, runId, asked)
    const items = people.map(({ changes, ...person }) => ({ ...person, changes: [...changes] }))
    return { items, cursor: people.length === limit ? (people.at(-1)?.customerId ?? null) : null }
  })
