import { publicUrl } from "#brands"
import { rootIdsOf } from "#customers"
import { makeCode } from "#offers"
import { brandAtHand } from "#tracking"
import { type Context, inTransaction } from "#kernel/context"
import { ReferralError } from "./errors.ts"
import type { Link, ShareChannel } from "./model.ts"
import { insertLinks, type LinkName, selectLinksNamed, selectOrigin } from "./storage-links.ts"

export type PersonalLink = { readonly linkId: string; readonly token: string; readonly url: string }

export type LinkWish = { readonly channel?: ShareChannel; readonly content?: string | null }

/**
 * Somebody's own link for a channel and a content (J04, J09, J12): made when it is first asked for, the same ever after.
 * Who came by a link herself passes it on as its child, so that generations can be told. Its token can be typed as a code,
 * too. Throws `referrals.UnknownCustomer`.
 */
export async function linkOf(ctx: Context, customerId: string, wish: LinkWish = {}): Promise<PersonalLink> {
  const found = (await linksOf(ctx, [customerId], wish)).get(customerId)
  if (!found) throw ReferralError.UnknownCustomer({ field: "customerId" })
  return found
}

/** The same for many people, by the ids as given; strangers are missing. */
export const linksOf = (
  ctx: Context,
  customerIds: readonly string[],
  { channel = "copy", content = null }: LinkWish = {},
): Promise<ReadonlyMap<string, PersonalLink>> =>
  inTransaction(ctx, async (ctx) => {
    const roots = await rootIdsOf(ctx, customerIds)
    const people = [...new Set(roots.values())]
    const links = await namedLinks(
      ctx,
      people.map((customerId) => ({ sharer: `c:${customerId}`, channel, contentId: content, customerId })),
    )
    const slug = (await brandAtHand(ctx)).brand.slug
    const byPerson = new Map<string, PersonalLink>()
    for (const { customerId, linkId, token } of links)
      if (customerId) byPerson.set(customerId, { linkId, token, url: await publicUrl(ctx, pathOf(slug, token)) })
    return new Map(
      [...roots].flatMap(([id, root]) => {
        const link = byPerson.get(root)
        return link ? [[id, link] as const] : []
      }),
    )
  })

export const pathOf = (slug: string, token: string): `/${string}` => `/s/${slug}/r/${token}`

export type Sharer = LinkName & {
  readonly customerId?: string | null
  readonly partnerId?: string | null
  readonly visitor?: string | null
}

/** The links of these sharers, made where they are missing. */
export async function namedLinks(ctx: Context, wanted: readonly Sharer[]): Promise<(Link & { sharer: string })[]> {
  const known = await selectLinksNamed(ctx, wanted)
  const has = new Set(known.map(nameOf))
  const missing = wanted.filter((one) => !has.has(nameOf(one)))
  if (missing.length === 0) return known
  const fresh = []
  for (const { sharer, channel, contentId, customerId = null, partnerId = null, visitor = null } of missing) {
    const origin = partnerId ? undefined : await selectOrigin(ctx, { customerId, visitor, contentId })
    fresh.push({
      linkId: ctx.id(),
      token: makeCode("", ctx.bytes),
      sharer,
      customerId,
      partnerId,
      channel,
      contentId,
      parentId: origin?.linkId ?? null,
      generation: origin ? origin.generation + 1 : 0,
    })
  }
  await insertLinks(ctx, fresh)
  return selectLinksNamed(ctx, wanted)
}

const nameOf = ({ sharer, channel, contentId }: LinkName) => `${sharer} ${channel} ${contentId}`
