import { audit, publicUrl } from "#brands"
import { safeCell } from "#imports"
import { brandAtHand } from "#tracking"
import { type Context, inTransaction, lock } from "#kernel/context"
import { dayIn } from "#kernel/zones"
import { ReferralError } from "./errors.ts"
import { namedLinks, pathOf, type PersonalLink } from "./links.ts"
import type { Partner, ShareChannel } from "./model.ts"
import { actorOf } from "./programme.ts"
import { selectContent } from "./storage-contents.ts"
import {
  type CommissionSums,
  insertPartner,
  insertPayout,
  selectCommissions,
  selectPartner,
  selectPartners,
  selectPayouts,
  selectSums,
  type StoredPartner,
  updatePartner,
  writePartnerPause,
} from "./storage-partners.ts"

export const makePartner = (ctx: Context, document: Partner): Promise<{ partnerId: string }> =>
  inTransaction(ctx, async (ctx) => {
    const partnerId = ctx.id()
    await insertPartner(ctx, partnerId, document)
    await audit(ctx, {
      action: "referrals.partner-added",
      subject: `referral-partner:${partnerId}`,
      after: document.commission,
    })
    return { partnerId }
  })

/** New terms hold for orders from now on: each commission keeps its own. Throws `referrals.UnknownPartner`, `referrals.Moved`. */
export const changePartner = (ctx: Context, partnerId: string, document: Partner, basedOn: number): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const before = await knownPartner(ctx, partnerId)
    if (!(await updatePartner(ctx, partnerId, document, basedOn))) throw ReferralError.Moved({ field: "basedOn" })
    await audit(ctx, {
      action: "referrals.partner-changed",
      subject: `referral-partner:${partnerId}`,
      before: before.document.commission,
      after: document.commission,
    })
  })

/** Throws `referrals.UnknownPartner`. */
export const pausePartner = (ctx: Context, partnerId: string, isPaused: boolean): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    if (!(await writePartnerPause(ctx, partnerId, isPaused))) throw ReferralError.UnknownPartner({ field: "partnerId" })
    await audit(ctx, {
      action: isPaused ? "referrals.partner-paused" : "referrals.partner-resumed",
      subject: `referral-partner:${partnerId}`,
    })
  })

async function knownPartner(ctx: Context, partnerId: string): Promise<StoredPartner> {
  const partner = await selectPartner(ctx, partnerId)
  if (!partner) throw ReferralError.UnknownPartner({ field: "partnerId" })
  return partner
}

/** A partner's own link for a channel and a content (J06). Throws `referrals.UnknownPartner`, `referrals.UnknownContent`. */
export const partnerLink = (
  ctx: Context,
  partnerId: string,
  { channel, contentId }: { readonly channel: ShareChannel; readonly contentId: string | null },
): Promise<PersonalLink> =>
  inTransaction(ctx, async (ctx) => {
    await knownPartner(ctx, partnerId)
    if (contentId && !(await selectContent(ctx, contentId))) throw ReferralError.UnknownContent({ field: "contentId" })
    const [link] = await namedLinks(ctx, [{ sharer: `p:${partnerId}`, channel, contentId, partnerId }])
    if (!link) throw ReferralError.UnknownLink()
    const { slug } = (await brandAtHand(ctx)).brand
    return { linkId: link.linkId, token: link.token, url: await publicUrl(ctx, pathOf(slug, link.token)) }
  })

const nothing = (partnerId: string): CommissionSums => ({
  partnerId,
  orders: 0,
  people: 0,
  sales: 0,
  pending: 0,
  payable: 0,
  paid: 0,
})

export const listPartners = (ctx: Context) =>
  inTransaction(ctx, async (ctx) => {
    const sums = new Map((await selectSums(ctx, null)).map((one) => [one.partnerId, one]))
    const items = (await selectPartners(ctx)).map((one) => ({
      ...one,
      sums: sums.get(one.partnerId) ?? nothing(one.partnerId),
    }))
    return { items, currency: (await brandAtHand(ctx)).brand.currency }
  })

/** One partner: orders, commissions and payouts. Throws `referrals.UnknownPartner`. */
export const showPartner = (ctx: Context, partnerId: string) =>
  inTransaction(ctx, async (ctx) => {
    const partner = await knownPartner(ctx, partnerId)
    const [sums] = await selectSums(ctx, partnerId)
    return {
      ...partner,
      sums: sums ?? nothing(partnerId),
      currency: (await brandAtHand(ctx)).brand.currency,
      commissions: await selectCommissions(ctx, partnerId, 200),
      payouts: await selectPayouts(ctx, partnerId),
    }
  })

/**
 * Books a payout of all that is past the return window, less what came back after it was paid: one at a time per partner,
 * so that nothing is paid twice. The money itself goes by the brand's bank. Throws `referrals.NothingToPay`.
 */
export const payOut = (ctx: Context, partnerId: string): Promise<{ payoutId: string; amount: number }> =>
  inTransaction(ctx, async (ctx) => {
    await lock(ctx, `referrals:payout:${partnerId}`)
    await knownPartner(ctx, partnerId)
    const [sums] = await selectSums(ctx, partnerId)
    if (!sums || sums.payable <= 0) throw ReferralError.NothingToPay({ field: "partnerId" })
    const { currency } = (await brandAtHand(ctx)).brand
    const payout = { payoutId: ctx.id(), partnerId, amount: sums.payable, currency, madeBy: actorOf(ctx) }
    await insertPayout(ctx, payout)
    await audit(ctx, {
      action: "referrals.paid-out",
      subject: `referral-partner:${partnerId}`,
      after: { amount: payout.amount, currency },
    })
    return { payoutId: payout.payoutId, amount: payout.amount }
  })

/** All payouts as a table for the books: RFC 4180, UTF-8. */
export const payoutsCsv = (ctx: Context): Promise<{ name: string; csv: string }> =>
  inTransaction(ctx, async (ctx) => {
    const { zone } = (await brandAtHand(ctx)).brand
    const names = new Map((await selectPartners(ctx)).map((one) => [one.partnerId, one.document.name]))
    const rows = (await selectPayouts(ctx, null)).map((one) =>
      [
        one.payoutId,
        dayIn(zone, one.madeAt),
        names.get(one.partnerId) ?? "",
        one.partnerId,
        String(one.orders),
        String(one.amount),
        one.currency,
      ]
        .map(cell)
        .join(","),
    )
    const head = "payout_id,paid_on,partner,partner_id,orders,amount,currency"
    return { name: `payouts-${dayIn(zone, ctx.now())}.csv`, csv: [head, ...rows, ""].join("\r\n") }
  })

function cell(text: string): string {
  const safe = safeCell(text)
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
