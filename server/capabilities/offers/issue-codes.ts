import { erasedAt, identitiesOf, rootIdsOf } from "#customers"
import { recordEvents } from "#events"
import { standingOrders } from "#orders"
import { type Context, inTransaction } from "#kernel/context"
import { cartLink } from "./cart-link.ts"
import { makeCode, shownCode } from "./code-rules.ts"
import { knownOffer } from "./edit-offers.ts"
import { OfferError } from "./errors.ts"
import type { Code, IssuedCode, Offer } from "./model.ts"
import { validUntilOf } from "./offer-rules.ts"
import { insertCodes, selectGiven } from "./storage-codes.ts"
import { askToTellShops } from "./tell-shops.ts"

export type Wanted = {
  readonly customerId: string
  /** What it is given for. The same person gets the same code for the same reason, however often it is asked for. */
  readonly cause: string
  readonly validUntil?: Date
}
/** `first-orders-only`: she has bought before (G25); `unknown`: the brand has no such customer. */
export type Issued =
  | ({ readonly customerId: string } & IssuedCode)
  | { readonly customerId: string; readonly refused: "first-orders-only" | "unknown" }

/**
 * A code of her own for one person (G11), unguessable and good for her alone. The same again for the same offer, person
 * and cause. `url` is a page of ours that leads on to the shop. Throws `offers.UnknownOffer`, `offers.NotLive`,
 * `offers.NotForBuyers`, `offers.UnknownCustomer`.
 */
export async function issueCode(ctx: Context, wanted: Wanted & { readonly offerId: string }): Promise<IssuedCode> {
  const [issued] = await issueCodes(ctx, wanted.offerId, [wanted])
  if (!issued || ("refused" in issued && issued.refused === "unknown")) throw OfferError.UnknownCustomer()
  if ("refused" in issued) throw OfferError.NotForBuyers()
  const { code, url, validUntil } = issued
  return { code, url, validUntil }
}

/** The same for thousands, in their order; who can't have one is told apart instead of stopping the others. */
export const issueCodes = (ctx: Context, offerId: string, wanted: readonly Wanted[]): Promise<readonly Issued[]> =>
  inTransaction(ctx, async (ctx) => {
    const offer = await knownOffer(ctx, offerId)
    const isOver = offer.terms.endsAt !== null && offer.terms.endsAt <= ctx.now()
    if (offer.state !== "live" || isOver) throw OfferError.NotLive()
    const roots = await rootIdsOf(
      ctx,
      wanted.map((w) => w.customerId),
    )
    const buyers = offer.terms.isFirstOrderOnly ? await buyersAmong(ctx, [...new Set(roots.values())]) : new Set()
    const asked = wanted.flatMap((w) => {
      const customerId = roots.get(w.customerId)
      return customerId === undefined || buyers.has(customerId) ? [] : [{ ...w, customerId }]
    })
    const codes = await given(ctx, offer, asked)
    return Promise.all(
      wanted.map(async ({ customerId, cause }): Promise<Issued> => {
        const root = roots.get(customerId)
        if (root === undefined) return { customerId, refused: "unknown" }
        const code = codes.get(`${root} ${cause}`)
        if (!code) return { customerId, refused: "first-orders-only" }
        const url = await cartLink(ctx, { customerId: root, items: [], offerCode: code.code })
        return { customerId, code: shownCode(code.code), url, validUntil: code.validUntil }
      }),
    )
  })

/** Who came back under an address that was erased less than a year ago is no stranger (S62). */
const rememberedMs = 365 * 86_400_000

async function buyersAmong(ctx: Context, customerIds: readonly string[]): Promise<Set<string>> {
  const found = new Set((await standingOrders(ctx, customerIds)).map((order) => order.customerId))
  for (const id of customerIds) {
    const erased = found.has(id) ? null : await erasedAt(ctx, await identitiesOf(ctx, id))
    if (erased && ctx.now().getTime() - erased.getTime() < rememberedMs) found.add(id)
  }
  return found
}

type Asked = Wanted & { readonly customerId: string }

/** The codes for these people and causes: those that were there and new ones, by person and cause. */
async function given(ctx: Context, offer: Offer, asked: readonly Asked[]): Promise<Map<string, Code>> {
  if (asked.length === 0) return new Map()
  const known = byName(await selectGiven(ctx, offer.offerId, asked))
  const open = [...new Map(asked.map((a) => [nameOf(a), a])).values()].filter((a) => !known.has(nameOf(a)))
  if (open.length === 0) return known
  const { prefix, usesPerCode } = offer.terms
  const made = open.map(({ customerId, cause, validUntil: wished }) => {
    const validUntil = validUntilOf(offer.terms, ctx.now(), wished)
    return { codeId: ctx.id(), code: makeCode(prefix, ctx.bytes), customerId, cause, validUntil }
  })
  const fresh = await insertCodes(ctx, offer.offerId, usesPerCode, made)
  if (fresh.size > 0) await askToTellShops(ctx, offer.offerId)
  await recordEvents(
    ctx,
    made
      .filter(({ codeId }) => fresh.has(codeId))
      .map(({ codeId, customerId }) => ({
        customerId,
        name: "Coupon Received",
        occurredAt: ctx.now(),
        source: "maido",
        externalId: `offers:${codeId}:received`,
        properties: { offer_id: offer.offerId, offer: offer.name },
      })),
  )
  return byName(await selectGiven(ctx, offer.offerId, asked))
}

const nameOf = ({ customerId, cause }: { customerId: string | null; cause: string }) => `${customerId} ${cause}`
const byName = (codes: readonly Code[]) => new Map(codes.map((code) => [nameOf(code), code]))
