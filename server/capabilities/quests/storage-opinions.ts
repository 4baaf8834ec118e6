import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { DecisionState } from "./model.ts"

type Decision = {
  readonly questId: string
  readonly version: number
  readonly question: number
  readonly state: DecisionState
  readonly note: string
}

export async function selectDecisions(ctx: Context): Promise<(Decision & { readonly decidedAt: Date })[]> {
  const { rows } = await sql<Decision & { decidedAt: Date }>`
    select quest_id as "questId", version, question, state, note, decided_at as "decidedAt" from quests.decisions
    where brand_id = ${ctx.brandId}`.execute(ctx.db)
  return rows
}

export async function upsertDecision(ctx: Context, one: Decision): Promise<void> {
  await sql`
    insert into quests.decisions (brand_id, quest_id, version, question, state, note, decided_at)
    values (${ctx.brandId}, ${one.questId}, ${one.version}, ${one.question}, ${one.state}, ${one.note}, ${ctx.now()})
    on conflict (brand_id, quest_id, version, question)
    do update set state = excluded.state, note = excluded.note, decided_at = excluded.decided_at`.execute(ctx.db)
}
