import { recordEvents } from "#events"
import { rootIdsOf } from "#customers"
import { type Context, inTransaction } from "#kernel/context"
import { ReferralError } from "./errors.ts"
import { linkOf, type PersonalLink } from "./links.ts"
import type { ShareChannel } from "./model.ts"
import { selectContent } from "./storage-contents.ts"
import { countShare } from "./storage-links.ts"

type Wish = {
  readonly customerId: string
  readonly channel: ShareChannel
  readonly contentId: string | null
  readonly shared: boolean
}

/**
 * The link behind a share button of the shop's own pages (J09). When she pressed it, that is a fact of hers, which an earn
 * rule may reward (J10). Throws `referrals.UnknownCustomer`, `referrals.UnknownContent`.
 */
export const shareLink = (ctx: Context, { customerId, channel, contentId, shared }: Wish): Promise<PersonalLink> =>
  inTransaction(ctx, async (ctx) => {
    const content = contentId === null ? null : await selectContent(ctx, contentId)
    if (contentId !== null && !content) throw ReferralError.UnknownContent({ field: "contentId" })
    const link = await linkOf(ctx, customerId, { channel, content: contentId })
    if (!shared) return link
    await countShare(ctx, link.linkId)
    await recordEvents(ctx, [
      {
        customerId: (await rootIdsOf(ctx, [customerId])).get(customerId) ?? null,
        name: "Link Shared",
        occurredAt: ctx.now(),
        source: "maido",
        // Once a minute: whoever presses twice shared once.
        externalId: `referrals:shared:${link.linkId}:${Math.floor(ctx.now().getTime() / 60_000)}`,
        channel: "web",
        properties: { place: channel, content: content?.document.title ?? null, content_id: contentId },
      },
    ])
    return link
  })
