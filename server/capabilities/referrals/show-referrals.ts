import { type Context, inTransaction } from "#kernel/context"
import { KernelError } from "#kernel/errors"
import { clusterOf, customerById, rootIdsOf } from "#customers"
import { typedCode } from "#offers"
import { insertClaim } from "./storage-claims.ts"
import { ReferralError } from "./errors.ts"
import type { Referral, ReferralState } from "./model.ts"
import { standingOf } from "./standing-rules.ts"
import { selectLink } from "./storage-links.ts"
import {
  type ReferralFilter,
  type RingMember,
  selectOfInviter,
  selectReferrals,
  selectRing,
} from "./storage-referrals.ts"

type Asked = Omit<ReferralFilter, "states" | "after"> & {
  readonly state?: ReferralState | undefined
  readonly cursor?: string | undefined
}

/** Who brought whom, the newest first; a code that somebody could use is not shown. */
export const listReferralsBy = (ctx: Context, { state, cursor, ...filter }: Asked) =>
  inTransaction(ctx, async (ctx) => {
    const rows = await selectReferrals(ctx, {
      ...filter,
      states: state ? [state] : undefined,
      after: readCursor(cursor),
    })
    const last = rows.length === filter.limit ? rows.at(-1) : undefined
    const items = []
    for (const row of rows)
      items.push({
        ...row,
        doubts: [...row.doubts],
        ring: await ringAround(ctx, row),
        toInviter: shown(row.toInviter),
        toFriend: shown(row.toFriend),
      })
    return {
      items,
      cursor: last ? Buffer.from(`${last.madeAt.toISOString()} ${last.referralId}`).toString("base64url") : null,
    }
  })

/** The other referrals of its ring, those already rewarded, too: whoever decides on one sees them all (S60). */
const ringAround = async (ctx: Context, { doubts, friendId, inviterId }: Referral): Promise<RingMember[]> =>
  doubts.includes("ring") && inviterId !== null ? selectRing(ctx, friendId, inviterId) : []

const shown = (given: Referral["toInviter"]) =>
  given?.kind === "coupon" ? { kind: given.kind, offerId: given.offerId } : given

function readCursor(cursor: string | undefined): [Date, string] | undefined {
  if (cursor === undefined) return undefined
  const found = /^(\d{4}-\d\d-\d\dT[\d:.]+Z) ([0-9a-f-]{36})$/.exec(Buffer.from(cursor, "base64url").toString())
  if (!found?.[1] || !found[2]) throw KernelError.InvalidRequest({ field: "cursor" })
  return [new Date(found[1]), found[2]]
}

/** How somebody's friends stand, as she may see it (J07). */
export const showOwn = (ctx: Context, customerId: string) =>
  inTransaction(ctx, async (ctx) => {
    const referrals = await selectOfInviter(ctx, await clusterOf(ctx, customerId))
    return {
      brought: referrals.filter(({ state }) => state === "held" || state === "waiting" || state === "rewarded").length,
      rewarded: referrals.filter(({ state }) => state === "rewarded").length,
      standings: referrals.map(standingOf),
    }
  })

/** A shop says that somebody came by a link. Said again it changes nothing. Throws `referrals.UnknownLink`, `UnknownCustomer`, `Paused`. */
export const noteClaim = (
  ctx: Context,
  said: { readonly customerId: string; readonly token: string; readonly at?: Date | undefined },
): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const link = await selectLink(ctx, { token: typedCode(said.token) })
    if (!link) throw ReferralError.UnknownLink({ field: "token" })
    if (link.isPaused) throw ReferralError.Paused({ field: "token" })
    const customerId = (await rootIdsOf(ctx, [said.customerId])).get(said.customerId)
    const customer = customerId && (await customerById(ctx, customerId))
    if (!customerId || !customer) throw ReferralError.UnknownCustomer({ field: "customerId" })
    const at = said.at && said.at < ctx.now() ? said.at : ctx.now()
    await insertClaim(ctx, {
      claimId: ctx.id(),
      linkId: link.linkId,
      customerId,
      claimedAt: at,
      wasKnown: customer.known && customer.firstSeenAt < at,
      visitor: null,
      network: null,
      code: null,
    })
  })
