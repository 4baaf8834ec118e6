import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { Link, ShareChannel } from "./model.ts"

const columns =
  sql.raw(`l.link_id as "linkId", l.token, l.customer_id as "customerId", l.partner_id as "partnerId", l.channel,
  l.content_id as "contentId", l.parent_id as "parentId", l.generation, l.paused_at as "pausedAt"`)

export type NewLink = {
  readonly linkId: string
  readonly token: string
  readonly sharer: string
  readonly customerId: string | null
  readonly partnerId: string | null
  readonly channel: ShareChannel
  readonly contentId: string | null
  readonly parentId: string | null
  readonly generation: number
}

/** Those that are not there yet; the others stay as they are. */
export async function insertLinks(ctx: Context, links: readonly NewLink[]): Promise<void> {
  if (links.length === 0) return
  const json = links.map((link) => ({
    link_id: link.linkId,
    token: link.token,
    sharer: link.sharer,
    customer_id: link.customerId,
    partner_id: link.partnerId,
    channel: link.channel,
    content_id: link.contentId,
    parent_id: link.parentId,
    generation: link.generation,
  }))
  await sql`insert into referrals.links
      (brand_id, link_id, token, sharer, customer_id, partner_id, channel, content_id, parent_id, generation, created_at)
    select ${ctx.brandId}, link_id, token, sharer, customer_id, partner_id, channel, content_id, parent_id, generation, ${ctx.now()}
    from jsonb_to_recordset(${JSON.stringify(json)}::jsonb) as t(link_id uuid, token text, sharer text, customer_id uuid,
      partner_id uuid, channel text, content_id uuid, parent_id uuid, generation int)
    on conflict do nothing`.execute(ctx.db)
}

export type LinkName = { readonly sharer: string; readonly channel: ShareChannel; readonly contentId: string | null }

export async function selectLinksNamed(
  ctx: Context,
  names: readonly LinkName[],
): Promise<(Link & { sharer: string })[]> {
  if (names.length === 0) return []
  const json = names.map(({ sharer, channel, contentId }) => ({ sharer, channel, content_id: contentId }))
  const { rows } = await sql<Link & { sharer: string }>`select ${columns}, l.sharer from referrals.links l
    join jsonb_to_recordset(${JSON.stringify(json)}::jsonb) as n(sharer text, channel text, content_id uuid)
      on l.sharer = n.sharer and l.channel = n.channel and l.content_id is not distinct from n.content_id
    where l.brand_id = ${ctx.brandId} and not l.is_spare`.execute(ctx.db)
  return rows
}

/** A link and whether anything about it is paused: itself, its content, its partner. */
export type LinkAtDoor = Link & { readonly sharer: string; readonly isPaused: boolean }

export async function selectLink(
  ctx: Context,
  by: { token: string } | { linkId: string },
): Promise<LinkAtDoor | undefined> {
  const which = "token" in by ? sql`l.token = ${by.token}` : sql`l.link_id = ${by.linkId}`
  const { rows } = await sql<LinkAtDoor>`select ${columns}, l.sharer,
      (l.paused_at is not null or c.paused_at is not null or p.paused_at is not null) as "isPaused"
    from referrals.links l
    left join referrals.contents c on c.brand_id = l.brand_id and c.content_id = l.content_id
    left join referrals.partners p on p.brand_id = l.brand_id and p.partner_id = l.partner_id
    where l.brand_id = ${ctx.brandId} and ${which}`.execute(ctx.db)
  return rows[0]
}

export async function selectLinksOf(ctx: Context, customerIds: readonly string[]): Promise<Link[]> {
  const { rows } = await sql<Link>`select ${columns} from referrals.links l
    where l.brand_id = ${ctx.brandId} and l.customer_id = any(${customerIds}::uuid[]) order by l.created_at, l.link_id`.execute(
    ctx.db,
  )
  return rows
}

/** By which link somebody came first, for whatever she passes on herself. */
export async function selectOrigin(
  ctx: Context,
  of: { customerId: string | null; visitor: string | null; contentId: string | null },
): Promise<{ linkId: string; generation: number } | undefined> {
  const { rows } = await sql<{ linkId: string; generation: number }>`
    select l.link_id as "linkId", l.generation from referrals.links l
    join (select link_id, min(at) as at from (
        select link_id, claimed_at as at from referrals.claims
          where brand_id = ${ctx.brandId} and customer_id = ${of.customerId}
        union all select link_id, visited_at from referrals.visits
          where brand_id = ${ctx.brandId} and visitor = ${of.visitor} and not is_machine) seen group by link_id) came using (link_id)
    where l.brand_id = ${ctx.brandId}
    order by (l.content_id is not distinct from ${of.contentId}) desc, came.at, l.link_id limit 1`.execute(ctx.db)
  return rows[0]
}

export async function countShare(ctx: Context, linkId: string): Promise<void> {
  await sql`update referrals.links set shares = shares + 1, shared_at = coalesce(shared_at, ${ctx.now()})
    where brand_id = ${ctx.brandId} and link_id = ${linkId}`.execute(ctx.db)
}

export async function writeLinkPause(ctx: Context, linkId: string, isPaused: boolean): Promise<boolean> {
  const { numAffectedRows } = await sql`update referrals.links set paused_at = ${isPaused ? ctx.now() : null}
    where brand_id = ${ctx.brandId} and link_id = ${linkId}`.execute(ctx.db)
  return numAffectedRows === 1n
}

/** What one person shared is the other's from now on; where both have a link for the same place, the newer one is spare. */
export async function moveLinks(ctx: Context, from: string, into: string): Promise<void> {
  await sql`update referrals.links l set is_spare = true
    where brand_id = ${ctx.brandId} and customer_id = ${from} and exists (select from referrals.links o
      where o.brand_id = l.brand_id and o.customer_id = ${into} and o.channel = l.channel
        and o.content_id is not distinct from l.content_id and not o.is_spare)`.execute(ctx.db)
  await sql`update referrals.links set customer_id = ${into}, sharer = ${`c:${into}`}
    where brand_id = ${ctx.brandId} and customer_id = ${from}`.execute(ctx.db)
}

/** The links of erased people lead on, but to nobody. */
export async function forgetLinks(ctx: Context, customerIds: readonly string[]): Promise<void> {
  await sql`update referrals.links set customer_id = null, sharer = 'e:' || link_id, paused_at = coalesce(paused_at, ${ctx.now()})
    where brand_id = ${ctx.brandId} and customer_id = any(${customerIds}::uuid[])`.execute(ctx.db)
}
