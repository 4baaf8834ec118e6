import { sql } from "kysely"
import type { Context } from "./context.ts"

/** What a person may have to see to: given up, honestly unknown, or failing and waiting for its next attempt. */
export const stuckStates = ["failed", "unknown", "dead", "retrying"] as const
export type StuckState = (typeof stuckStates)[number]

export type Stuck = {
  readonly id: string
  readonly kind: string
  readonly key: string
  readonly payload: unknown
  readonly state: StuckState
  readonly reason: string | null
  readonly attempts: number
  readonly crashes: number
  readonly createdAt: Date
  /** When it ended, or its next attempt is due. */
  readonly at: Date
}

const shownState = sql.raw(`case when state = 'ready' then 'retrying' else state end`)
const shownAt = sql.raw(`case when state = 'ready' then next_at else coalesce(finished_at, next_at) end`)
const columns = sql`id, kind, key, payload, ${shownState} as state, reason, attempts, crashes, created_at as "createdAt",
  ${shownAt} as at`
const isStuck = sql.raw(`(state in ('failed', 'unknown', 'dead') or (state = 'ready' and reason is not null))`)

export type StuckFilter = { readonly state?: StuckState | undefined; readonly kind?: string | undefined }

/** A page of the brand's stuck effects, the latest first. `after` is time and id of the last one seen. */
export async function selectStuck(
  ctx: Context,
  { state, kind }: StuckFilter,
  after: readonly [Date, string] | undefined,
  limit: number,
): Promise<Stuck[]> {
  const { rows } = await sql<Stuck>`select ${columns} from kernel.outbox where brand_id = ${ctx.brandId} and ${isStuck}
      ${state ? sql`and ${shownState} = ${state}` : sql``} ${kind ? sql`and kind = ${kind}` : sql``}
      ${after ? sql`and (${shownAt}, id) < (${after[0]}, ${after[1]}::uuid)` : sql``}
    order by ${shownAt} desc, id desc limit ${limit}`.execute(ctx.db)
  return rows
}

export async function countStuck(ctx: Context): Promise<{ kind: string; state: StuckState; count: number }[]> {
  const { rows } = await sql<{ kind: string; state: StuckState; count: number }>`
    select kind, ${shownState} as state, count(*)::int as count from kernel.outbox
    where brand_id = ${ctx.brandId} and ${isStuck} group by 1, 2 order by 1, 2`.execute(ctx.db)
  return rows
}

/** One of them, locked until the transaction ends. */
export async function lockStuck(ctx: Context, id: string): Promise<Stuck | undefined> {
  const { rows } = await sql<Stuck>`select ${columns} from kernel.outbox
    where brand_id = ${ctx.brandId} and id = ${id} and ${isStuck} for update`.execute(ctx.db)
  return rows[0]
}

/** It is due now, as if it had never been tried. */
export async function reopenStuck(ctx: Context, id: string): Promise<void> {
  await sql`update kernel.outbox set state = 'ready', attempts = 0, crashes = 0, next_at = ${ctx.now()}, reason = null,
      finished_at = null, expires_at = null
    where brand_id = ${ctx.brandId} and id = ${id}`.execute(ctx.db)
}

/** Nothing more comes of it. Its key stays, so that it is not asked for again; its payload goes. */
export async function closeStuck(ctx: Context, id: string, reason: string): Promise<void> {
  await sql`update kernel.outbox set state = 'done', reason = ${reason}, payload = '{}'::jsonb, finished_at = ${ctx.now()}
    where brand_id = ${ctx.brandId} and id = ${id}`.execute(ctx.db)
}

/** The same by kind and key, for whoever has dealt with it elsewhere. */
export async function closeStuckByKey(
  ctx: Context,
  kinds: readonly string[],
  key: string,
  reason: string,
): Promise<void> {
  await sql`update kernel.outbox set state = 'done', reason = ${reason}, payload = '{}'::jsonb, finished_at = ${ctx.now()}
    where brand_id = ${ctx.brandId} and kind = any(${[...kinds]}) and key = ${key}
      and state in ('failed', 'unknown', 'dead', 'expired')`.execute(ctx.db)
}
