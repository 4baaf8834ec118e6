import { sql } from "kysely"
import type { Context } from "#kernel/context"

export type Pause = {
  readonly pauseId: string
  readonly why: "complaints" | "bounces"
  readonly rateBp: number
  readonly pausedAt: Date
  readonly resumedAt: Date | null
  readonly resumedBy: string | null
}

const columns =
  sql.raw(`pause_id as "pauseId", why, rate_bp as "rateBp", paused_at as "pausedAt", resumed_at as "resumedAt",
  resumed_by as "resumedBy"`)

/** The pause that stands; undefined while letters go. */
export async function selectPause(ctx: Context): Promise<Pause | undefined> {
  const { rows } = await sql<Pause>`select ${columns} from deliverability.pauses
    where brand_id = ${ctx.brandId} and resumed_at is null`.execute(ctx.db)
  return rows[0]
}

export async function selectLastPause(ctx: Context): Promise<Pause | undefined> {
  const { rows } = await sql<Pause>`select ${columns} from deliverability.pauses where brand_id = ${ctx.brandId}
    order by paused_at desc limit 1`.execute(ctx.db)
  return rows[0]
}

export async function insertPause(ctx: Context, pause: Pick<Pause, "pauseId" | "why" | "rateBp">): Promise<void> {
  await sql`insert into deliverability.pauses (brand_id, pause_id, why, rate_bp, paused_at)
    values (${ctx.brandId}, ${pause.pauseId}, ${pause.why}, ${pause.rateBp}, ${ctx.now()})
    on conflict (brand_id) where resumed_at is null do nothing`.execute(ctx.db)
}

export async function resumePause(ctx: Context, by: string): Promise<boolean> {
  const { numAffectedRows } = await sql`update deliverability.pauses set resumed_at = ${ctx.now()}, resumed_by = ${by}
    where brand_id = ${ctx.brandId} and resumed_at is null`.execute(ctx.db)
  return numAffectedRows === 1n
}
