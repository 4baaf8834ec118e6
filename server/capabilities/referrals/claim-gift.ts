import { brandById, publicUrl } from "#brands"
import { clusterOf, peekIdentities, resolveCustomer } from "#customers"
import { planMessage, readMailAddress } from "#messages"
import { cartLink, typedCode } from "#offers"
import { standingOrders } from "#orders"
import { brandAtHand } from "#tracking"
import { type Context, inTransaction, lock } from "#kernel/context"
import type { Language } from "#kernel/text"
import { couponFor } from "./give-coupon.ts"
import { ReferralError } from "./errors.ts"
import { alreadyMail } from "./messages/already.ts"
import { welcomeMail } from "./messages/welcome.ts"
import type { Content, Programme } from "./model.ts"
import { insertClaim, selectClaims } from "./storage-claims.ts"
import type { LinkAtDoor } from "./storage-links.ts"
import { giftsOf } from "./tell-gift.ts"

export type Claiming = {
  readonly link: LinkAtDoor
  readonly programme: Programme
  readonly content: Content | null
  readonly address: string
  readonly language: Language
  readonly visitor: string | null
  readonly network: string | null
}

/** An address gets no more than so many of these mails a day, whoever types it. */
const mailsPerDay = 3

/**
 * A friend enters her address. What follows is the same to see for every address (S-LINK6): the present goes to its
 * mailbox, once for each link; who has bought before is told there that it is for newcomers. Her having come by this
 * link lasts as long as the programme says (J19). Throws `referrals.BadAddress`.
 */
export async function claimGift(ctx: Context, claiming: Claiming): Promise<void> {
  const mail = readMailAddress(claiming.address)
  if ("problem" in mail) throw ReferralError.BadAddress({ field: "email" })
  const { link, programme } = claiming
  await inTransaction(ctx, async (ctx) => {
    const identity = { kind: "email" as const, issuer: "", value: mail.address, verified: false }
    const wasKnown = (await peekIdentities(ctx, [identity])).some((one) => one.known)
    // Merely typed: it tells who it may be, and joins nobody to anybody.
    const { customerId } = await resolveCustomer(ctx, { identities: [identity], source: "referral", at: ctx.now() })
    await lock(ctx, `referrals:friend:${customerId}`)
    const before = await selectClaims(ctx, [customerId])
    const today = before.filter((one) => ctx.now().getTime() - one.claimedAt.getTime() < 86_400_000)
    if (before.some((one) => one.linkId === link.linkId) || today.length >= mailsPerDay) return
    const ids = await clusterOf(ctx, customerId)
    const isBuyer = (await standingOrders(ctx, ids)).length > 0
    const { friend } = programme
    // One coupon for each friend, by however many links she comes.
    const wish = friend.kind === "coupon" && { offerId: friend.offerId, customerId, cause: "referral:friend" }
    const code = isBuyer || !wish ? null : await couponFor(ctx, wish)
    await insertClaim(ctx, {
      claimId: ctx.id(),
      linkId: link.linkId,
      customerId,
      claimedAt: ctx.now(),
      wasKnown,
      visitor: claiming.visitor,
      network: claiming.network,
      code: code && typedCode(code),
    })
    await send(ctx, claiming, { customerId, address: mail.address, isBuyer, code })
  })
}

type Friend = {
  readonly customerId: string
  readonly address: string
  readonly isBuyer: boolean
  readonly code: string | null
}

async function send(ctx: Context, { link, programme, content, language }: Claiming, friend: Friend): Promise<void> {
  const brand = await brandById(ctx, ctx.brandId)
  if (!brand) return
  const gifts = await giftsOf(ctx, programme)
  const shop = await shopFor(ctx, content, friend)
  const whom = { customerId: friend.customerId, language, to: { address: friend.address } }
  const key = `referral:${link.linkId}:${friend.customerId}`
  const isForNobody = gifts.friend === null || (programme.friend.kind === "coupon" && friend.code === null)
  if (friend.isBuyer || isForNobody) {
    await planMessage(ctx, { ...whom, kind: alreadyMail, facts: { brand: brand.name, links: { shop } }, key })
    return
  }
  await planMessage(ctx, {
    ...whom,
    kind: welcomeMail,
    facts: {
      brand: brand.name,
      gift: gifts.friend?.[language] ?? "",
      terms: gifts.terms.map((text) => text[language]).join("\n"),
      ...(friend.code ? { code: friend.code } : {}),
      links: { shop },
    },
    key,
  })
}

/** The content's goods in a cart with the code in it; else the shop with the code; else the shop. */
async function shopFor(ctx: Context, content: Content | null, { customerId, code }: Friend): Promise<string> {
  const items = (content?.skus ?? []).map((sku) => ({ sku, quantity: 1 }))
  if (items.length > 0 || code) return cartLink(ctx, { customerId, items, ...(code ? { offerCode: code } : {}) })
  const { look, brand } = await brandAtHand(ctx)
  return content?.url || look.shopUrl || (await publicUrl(ctx, `/s/${brand.slug}/orders`))
}
