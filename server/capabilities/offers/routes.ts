import { route } from "#kernel/capability"
import {
  getCodesFile,
  getOffer,
  getOfferSettings,
  listCodes,
  listOfferShops,
  listOffers,
  listRedemptions,
  patchOffer,
  postCart,
  postCheck,
  postCode,
  postOffer,
  postOfferShops,
  postRedemption,
  putOfferSettings,
  putOfferState,
  voidOfferCode,
} from "./contract.ts"
import { cartLink } from "./cart-link.ts"
import { changeOffer, makeOffer, setOfferState } from "./edit-offers.ts"
import { issueCode } from "./issue-codes.ts"
import { checkCode, redeem } from "./redeem.ts"
import { changeOfferSettings, versionedOfferSettings } from "./settings.ts"
import { codesFile, shopsOf } from "./show-shops.ts"
import { tellAgain } from "./tell-shops.ts"
import { codesOf, listAll, redemptionsOf, showOffer, voidOne } from "./show-offers.ts"

const done = { done: true } as const

export const routes = [
  route(listOffers, listAll),
  route(getOffer, (ctx, { offerId, days }) => showOffer(ctx, offerId, days)),
  route(postOffer, makeOffer),
  route(patchOffer, (ctx, { offerId, basedOn, ...change }) => changeOffer(ctx, offerId, change, basedOn)),
  route(putOfferState, async (ctx, { offerId, state }) => {
    await setOfferState(ctx, offerId, state)
    return done
  }),
  route(postCode, (ctx, { validUntil, ...wanted }) =>
    issueCode(ctx, { ...wanted, ...(validUntil ? { validUntil } : {}) }),
  ),
  route(listCodes, (ctx, { offerId, ...page }) => codesOf(ctx, offerId, page)),
  route(voidOfferCode, async (ctx, { codeId }) => {
    await voidOne(ctx, codeId)
    return done
  }),
  route(listOfferShops, (ctx, { offerId }) => shopsOf(ctx, offerId)),
  route(postOfferShops, async (ctx, { offerId }) => {
    await tellAgain(ctx, offerId)
    return done
  }),
  route(getCodesFile, (ctx, { offerId }) => codesFile(ctx, offerId)),
  route(listRedemptions, (ctx, { offerId, ...page }) => redemptionsOf(ctx, offerId, page)),
  route(postCheck, async (ctx, asked) => {
    const checked = await checkCode(ctx, asked)
    if (!checked.accepted)
      return { accepted: false, reason: checked.reason, discount: null, offerId: null, benefit: null }
    const { offerId, terms } = checked.offer
    return { accepted: true, reason: null, discount: checked.discount, offerId, benefit: terms.benefit }
  }),
  route(postRedemption, async (ctx, { order, ...asked }) => {
    const outcome = await redeem(ctx, { ...asked, key: `${order.source}:${order.externalId}` })
    if (!outcome.redeemed) return { redeemed: false, reason: outcome.reason, redemptionId: null, discount: null }
    const { redemptionId, discount } = outcome.redemption
    return { redeemed: true, reason: null, redemptionId, discount }
  }),
  route(postCart, async (ctx, wanted) => ({ url: await cartLink(ctx, wanted) })),
  route(getOfferSettings, versionedOfferSettings),
  route(putOfferSettings, (ctx, { settings, basedOn }) => changeOfferSettings(ctx, settings, basedOn)),
]
