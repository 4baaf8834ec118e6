import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { Attempt, Award } from "./model.ts"

const columns =
  sql.raw(`award_id as "awardId", quest_id as "questId", version, customer_id as "customerId", round, points,
  awarded_at as "awardedAt", revoked_at as "revokedAt"`)

export type NewAward = Pick<Award, "awardId" | "questId" | "version" | "round" | "points"> & {
  readonly customerId: string
}

/**
 * Writes an award once for each person and round: of many at the same moment one wins. One that was taken back is given
 * again. Returns the award and how often it was given; undefined when she has it.
 */
export async function insertAward(
  ctx: Context,
  one: NewAward,
): Promise<{ awardId: string; given: number } | undefined> {
  const { rows } = await sql<{ awardId: string; given: number }>`
    insert into quests.awards as a (brand_id, award_id, quest_id, version, customer_id, came_as, round, own_round, points, awarded_at)
    values (${ctx.brandId}, ${one.awardId}, ${one.questId}, ${one.version}, ${one.customerId}, ${one.customerId}, ${one.round},
      ${one.round}, ${one.points}, ${ctx.now()})
    on conflict (brand_id, quest_id, customer_id, round) do update
      set revoked_at = null, given = a.given + 1, points = excluded.points, version = excluded.version, awarded_at = excluded.awarded_at
      where a.revoked_at is not null
    returning award_id as "awardId", given`.execute(ctx.db)
  return rows[0]
}

/** False when it was taken back already. */
export async function revokeAward(ctx: Context, awardId: string): Promise<boolean> {
  const { numAffectedRows } = await sql`update quests.awards set revoked_at = ${ctx.now()}
    where brand_id = ${ctx.brandId} and award_id = ${awardId} and revoked_at is null`.execute(ctx.db)
  return numAffectedRows === 1n
}

/** What these people have got, the ones that were taken back as well; the first rounds first. */
export async function selectAwards(
  ctx: Context,
  customerIds: readonly string[],
): Promise<(Award & { given: number })[]> {
  const { rows } = await sql<Award & { given: number }>`select ${columns}, given from quests.awards
    where brand_id = ${ctx.brandId} and customer_id = any(${[...customerIds]}::uuid[])
    order by round, awarded_at, award_id`.execute(ctx.db)
  return rows
}

export async function selectAwardsOf(
  ctx: Context,
  questId: string,
  { after, limit }: { after?: readonly [Date, string] | undefined; limit: number },
): Promise<Award[]> {
  const { rows } = await sql<Award>`select ${columns} from quests.awards
    where brand_id = ${ctx.brandId} and quest_id = ${questId}
      ${after ? sql`and (awarded_at, award_id) < (${after[0]}, ${after[1]}::uuid)` : sql``}
    order by awarded_at desc, award_id desc limit ${limit}`.execute(ctx.db)
  return rows
}

export type QuestCounts = {
  readonly questId: string
  readonly completed: number
  readonly people: number
  readonly points: number
  /** Quizzes: people who have tried. */
  readonly tried: number
}

export async function selectCounts(ctx: Context): Promise<Map<string, QuestCounts>> {
  const { rows } = await sql<QuestCounts>`
    select q.quest_id as "questId", coalesce(a.completed, 0)::int as completed, coalesce(a.people, 0)::int as people,
      coalesce(a.points, 0)::float8 as points, coalesce(t.tried, 0)::int as tried
    from quests.quests q
    left join (select quest_id, count(*) as completed, count(distinct customer_id) as people, sum(points) as points
      from quests.awards where brand_id = ${ctx.brandId} and revoked_at is null group by 1) a using (quest_id)
    left join (select quest_id, count(distinct customer_id) as tried
      from quests.attempts where brand_id = ${ctx.brandId} group by 1) t using (quest_id)
    where q.brand_id = ${ctx.brandId}`.execute(ctx.db)
  return new Map(rows.map((row) => [row.questId, row]))
}

export type NewAttempt = Omit<Attempt, "at"> & {
  readonly questId: string
  readonly version: number
  readonly customerId: string
  readonly key: string
  readonly chosen: readonly string[]
}

export async function insertAttempt(ctx: Context, one: NewAttempt): Promise<void> {
  await sql`insert into quests.attempts (brand_id, attempt_id, quest_id, version, customer_id, came_as, key, round, chosen, right_count,
      has_passed, at)
    values (${ctx.brandId}, ${one.attemptId}, ${one.questId}, ${one.version}, ${one.customerId}, ${one.customerId}, ${one.key},
      ${one.round}, ${[...one.chosen]}::text[], ${one.right}, ${one.hasPassed}, ${ctx.now()})`.execute(ctx.db)
}

/** All attempts of these people by quest, oldest first. */
export async function selectAttempts(
  ctx: Context,
  customerIds: readonly string[],
): Promise<(Attempt & { questId: string; customerId: string; key: string })[]> {
  const { rows } = await sql<Attempt & { questId: string; customerId: string; key: string }>`
    select attempt_id as "attemptId", quest_id as "questId", customer_id as "customerId", key, round, right_count as right,
      has_passed as "hasPassed", at
    from quests.attempts where brand_id = ${ctx.brandId} and customer_id = any(${[...customerIds]}::uuid[])
    order by at, attempt_id`.execute(ctx.db)
  return rows
}

/** For each question of the newest version, how often each choice was taken. */
export async function selectChosen(
  ctx: Context,
  questId: string,
  version: number,
): Promise<{ question: number; choice: string; count: number }[]> {
  const { rows } = await sql<{ question: number; choice: string; count: number }>`
    select (place - 1)::int as question, choice, count(*)::int as count
    from quests.attempts, unnest(chosen) with ordinality as c(choice, place)
    where brand_id = ${ctx.brandId} and quest_id = ${questId} and version = ${version} and choice <> ''
    group by 1, 2 order by 1, 2`.execute(ctx.db)
  return rows
}
