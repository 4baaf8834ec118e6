import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { ChainedEntry } from "./audit-rules.ts"

const columns =
  sql.raw(`brand_id as "brandId", seq, at, actor, action, subject, before::text as before, after::text as after,
  cause, ip, previous_hash as "previousHash", hash`)

export async function selectLastAudit(ctx: Context): Promise<{ seq: number; hash: Buffer } | undefined> {
  const { rows } = await sql<{ seq: number; hash: Buffer }>`select seq, hash from brands.audit
    where brand_id = ${ctx.brandId} order by seq desc limit 1`.execute(ctx.db)
  return rows[0]
}

export async function insertAudit(ctx: Context, e: ChainedEntry): Promise<void> {
  await sql`insert into brands.audit (brand_id, seq, at, actor, action, subject, before, after, cause, ip, previous_hash, hash)
    values (${e.brandId}, ${e.seq}, ${e.at}, ${e.actor}, ${e.action}, ${e.subject}, ${e.before}::json, ${e.after}::json,
      ${e.cause}, ${e.ip}, ${e.previousHash}, ${e.hash})`.execute(ctx.db)
}

/** Entries after `seq` in order, at most `count`. */
export async function selectAuditAfter(ctx: Context, seq: number, count: number): Promise<ChainedEntry[]> {
  const { rows } = await sql<ChainedEntry>`select ${columns} from brands.audit
    where brand_id = ${ctx.brandId} and seq > ${seq} order by seq limit ${count}`.execute(ctx.db)
  return rows
}

export type AuditFilter = {
  readonly before: number | null
  readonly action: string | null
  readonly subject: string | null
}

/** The latest entries first, below `before`. An action matches with all that begins with it: `keys` finds `keys.created`. */
export async function selectAudit(ctx: Context, filter: AuditFilter, limit: number): Promise<ChainedEntry[]> {
  const { rows } = await sql<ChainedEntry>`select ${columns} from brands.audit
    where brand_id = ${ctx.brandId}
      and (${filter.before}::bigint is null or seq < ${filter.before}::bigint)
      and (${filter.action}::text is null or starts_with(action, ${filter.action}::text))
      and (${filter.subject}::text is null or subject = ${filter.subject}::text)
    order by seq desc limit ${limit}`.execute(ctx.db)
  return rows
}
