import { sql } from "kysely"
import type { Context } from "#kernel/context"

export type DayRow = {
  readonly day: string
  readonly sent: number
  readonly delivered: number
  readonly hard: number
  readonly soft: number
  readonly complained: number
  readonly unsubbed: number
  readonly opened: number
  readonly clicked: number
}

export async function saveDay(ctx: Context, d: DayRow): Promise<void> {
  await sql`insert into deliverability.days (brand_id, day, sent, delivered, hard, soft, complained, unsubbed, opened, clicked)
    values (${ctx.brandId}, ${d.day}::date, ${d.sent}, ${d.delivered}, ${d.hard}, ${d.soft}, ${d.complained}, ${d.unsubbed},
      ${d.opened}, ${d.clicked})
    on conflict (brand_id, day) do update set sent = excluded.sent, delivered = excluded.delivered, hard = excluded.hard,
      soft = excluded.soft, complained = excluded.complained, unsubbed = excluded.unsubbed, opened = excluded.opened,
      clicked = excluded.clicked`.execute(ctx.db)
}

/** Oldest first. */
export async function selectDays(ctx: Context, from: string): Promise<DayRow[]> {
  const { rows } =
    await sql<DayRow>`select to_char(day, 'YYYY-MM-DD') as day, sent, delivered, hard, soft, complained, unsubbed,
      opened, clicked
    from deliverability.days where brand_id = ${ctx.brandId} and day >= ${from}::date order by day`.execute(ctx.db)
  return rows
}
