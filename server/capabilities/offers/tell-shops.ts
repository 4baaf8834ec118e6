import { z } from "zod"
import { brandById } from "#brands"
import { exponentOf, variantsBySku } from "#catalog"
import { type CodeShop, codeShops, type ShopDiscount, type ShopDiscounts, ShopTrouble } from "#orders"
import { type Context, inTransaction } from "#kernel/context"
import { backoff, enqueue, type Outcome, performedEffect } from "#kernel/effects"
import { shownCode } from "./code-rules.ts"
import type { Offer } from "./model.ts"
import { shopDiscountOf } from "./shop-discount-rules.ts"
import { selectOffer } from "./storage.ts"
import {
  forgetShopCodes,
  insertShopCodes,
  selectOffersToTell,
  selectShopDiscount,
  selectStale,
  selectUntold,
  settleAsked,
  type ShopDiscountRow,
  writeShopDiscount,
} from "./storage-shops.ts"

const Payload = z.object({ offerId: z.uuid(), connectionId: z.uuid() })
type Payload = z.output<typeof Payload>

/** So many calls are made in one turn; what is left goes on in the next. */
const mostRounds = 10
const jobWaitMs = 3_000
const attempts = 20

/**
 * Brings a shop up to date with one offer: its terms, new codes, and codes that are over. Every step may be repeated: a code is
 * in a shop once, whoever puts it there.
 */
export const tellShop = performedEffect<Payload>({
  kind: "offers.tell-shop",
  title: { ja: "オファーのコードをショップに登録", en: "Putting an offer's codes into a shop" },
  payload: Payload,
  concurrency: 1,
  leaseMs: 240_000,
  maxAttempts: attempts,
  lost: () => "retry",
  subject: ({ offerId }) => `offer:${offerId}`,
  perform: async (ctx, which, attempt) => {
    try {
      return await tell(ctx, which)
    } catch (error) {
      if (!(error instanceof ShopTrouble)) throw error
      return troubled(ctx, which, error, attempt)
    }
  },
  // What came of it stands in its own rows.
  settle: async () => {},
})

/** What is given out within a moment goes to the shop together. */
const momentMs = 5_000

/** Asks that the brand's shops hear of an offer. In the transaction of what changed. */
export async function askToTellShops(ctx: Context, offerId: string): Promise<void> {
  const moment = Math.floor(ctx.now().getTime() / momentMs) + 1
  const notBefore = new Date(moment * momentMs)
  for (const { connectionId, discounts } of await codeShops(ctx)) {
    if (!discounts || (await selectShopDiscount(ctx, offerId, connectionId))?.state === "refused") continue
    await enqueue(ctx, tellShop, { offerId, connectionId }, { key: `${offerId}:${connectionId}:${moment}`, notBefore })
  }
}

/** Tells shops all that they have not heard: what a transaction of that moment brought late, and codes that have ended since. */
export const tellShops = (ctx: Context): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    for (const { connectionId, discounts } of await codeShops(ctx)) {
      if (!discounts) continue
      for (const offerId of await selectOffersToTell(ctx, connectionId))
        await enqueue(
          ctx,
          tellShop,
          { offerId, connectionId },
          { key: `${offerId}:${connectionId}:${ctx.now().toISOString()}` },
        )
    }
  })

/** A person has mended what a shop refused: it is told anew. */
export async function tellAgain(ctx: Context, offerId: string): Promise<void> {
  for (const { connectionId, discounts } of await codeShops(ctx)) {
    const row = await selectShopDiscount(ctx, offerId, connectionId)
    if (row)
      await writeShopDiscount(ctx, offerId, connectionId, { ...row, state: "waiting", reason: null, revision: null })
    if (discounts)
      await enqueue(ctx, tellShop, { offerId, connectionId }, { key: `${offerId}:${connectionId}:${ctx.id()}` })
  }
}

const fresh: ShopDiscountRow = { externalId: null, revision: null, state: "waiting", reason: null, job: null }

type Found = {
  readonly offer: Offer
  readonly api: ShopDiscounts
  readonly discount: ShopDiscount | { readonly cannot: string }
  readonly row: ShopDiscountRow
}

async function tell(ctx: Context, which: Payload): Promise<Outcome> {
  for (let round = 0; round < mostRounds; round++) {
    const found = await inTransaction(ctx, (ctx) => find(ctx, which))
    if (!found) return { kind: "done" }
    const next = await step(ctx, which, found)
    if (next === "done") return { kind: "done" }
    if (next === "wait") return { kind: "retry", reason: "the shop is taking codes in", afterMs: jobWaitMs }
  }
  return { kind: "retry", reason: "more codes wait", afterMs: 0 }
}

async function find(ctx: Context, { offerId, connectionId }: Payload): Promise<Found | undefined> {
  const offer = await selectOffer(ctx, offerId)
  const shop = (await codeShops(ctx)).find((one) => one.connectionId === connectionId)
  if (!offer || !shop?.discounts) return undefined
  const row = (await selectShopDiscount(ctx, offerId, connectionId)) ?? fresh
  return { offer, api: shop.discounts, discount: await inItsWords(ctx, offer, shop), row }
}

async function inItsWords(ctx: Context, offer: Offer, { currency, source }: CodeShop): Promise<Found["discount"]> {
  const brand = (await brandById(ctx, ctx.brandId))?.currency ?? "JPY"
  const places = exponentOf(brand)
  const sold = offer.terms.skus.length === 0 ? new Map() : await variantsBySku(ctx, offer.terms.skus)
  const variants = new Map(
    [...sold].flatMap(([sku, variant]) =>
      variant.source === source ? [[sku, variant.variantExternalId] as const] : [],
    ),
  )
  const decimal = (minor: number) => (minor / 10 ** places).toFixed(places)
  return shopDiscountOf({ offer, currency: { shop: currency, brand }, variants, decimal })
}

/** One thing that the shop does not know yet. */
async function step(ctx: Context, which: Payload, found: Found): Promise<"more" | "wait" | "done"> {
  const { offerId, connectionId } = which
  const { api, row, discount, offer } = found
  const write = (change: Partial<ShopDiscountRow>) =>
    inTransaction(ctx, (ctx) => writeShopDiscount(ctx, offerId, connectionId, { ...row, ...change }))
  if ("cannot" in discount) {
    if (row.externalId === null && !(await hasUntold(ctx, which))) return "done"
    await write({ state: "refused", reason: discount.cannot })
    return "done"
  }
  if (row.job !== null) return askHowFar(ctx, which, api, { ...row, job: row.job })
  const untold = await inTransaction(ctx, (ctx) => selectUntold(ctx, offerId, connectionId, api.most))
  const [first] = untold
  if (row.externalId === null) {
    if (!first || !discount.isActive) return "done"
    const shown = shownCode(first.code)
    const externalId = await api.save(discount, null, shown)
    await inTransaction(ctx, async (ctx) => {
      const made = { ...row, externalId, revision: offer.revision, state: "there", reason: null } as const
      await writeShopDiscount(ctx, offerId, connectionId, made)
      await insertShopCodes(ctx, { ...which, state: "there" }, [{ codeId: first.codeId, shown }])
    })
    return "more"
  }
  if (row.revision !== offer.revision) {
    await api.save(discount, row.externalId, "")
    await write({ revision: offer.revision, state: "there", reason: null })
    return "more"
  }
  if (first) return addCodes(ctx, which, api, { ...row, externalId: row.externalId }, untold)
  return takeOut(ctx, which, api, row.externalId)
}

const hasUntold = async (ctx: Context, { offerId, connectionId }: Payload): Promise<boolean> =>
  (await inTransaction(ctx, (ctx) => selectUntold(ctx, offerId, connectionId, 1))).length > 0

async function addCodes(
  ctx: Context,
  which: Payload,
  api: ShopDiscounts,
  row: ShopDiscountRow & { readonly externalId: string },
  untold: readonly { readonly codeId: string; readonly code: string }[],
): Promise<"more"> {
  const codes = untold.map(({ codeId, code }) => ({ codeId, shown: shownCode(code) }))
  const job = await api.addCodes(
    row.externalId,
    codes.map(({ shown }) => shown),
  )
  await inTransaction(ctx, async (ctx) => {
    await insertShopCodes(ctx, { ...which, state: "asked" }, codes)
    await writeShopDiscount(ctx, which.offerId, which.connectionId, { ...row, job })
  })
  return "more"
}

async function askHowFar(
  ctx: Context,
  { offerId, connectionId }: Payload,
  api: ShopDiscounts,
  row: ShopDiscountRow & { readonly job: string },
): Promise<"more" | "wait"> {
  const { isDone, refused } = await api.added(row.job)
  if (!isDone) return "wait"
  await inTransaction(ctx, async (ctx) => {
    await settleAsked(ctx, offerId, connectionId, refused)
    await writeShopDiscount(ctx, offerId, connectionId, { ...row, job: null, reason: refused[0]?.reason ?? null })
  })
  return "more"
}

async function takeOut(
  ctx: Context,
  { offerId, connectionId }: Payload,
  api: ShopDiscounts,
  externalId: string,
): Promise<"more" | "done"> {
  const stale = await inTransaction(ctx, (ctx) => selectStale(ctx, offerId, connectionId, api.most))
  if (stale.length === 0) return "done"
  await api.removeCodes(
    externalId,
    stale.map(({ shown }) => shown),
  )
  const gone = stale.map(({ codeId }) => codeId)
  await inTransaction(ctx, (ctx) => forgetShopCodes(ctx, connectionId, gone))
  return "more"
}

/** What waiting mends is tried again; anything else stands beside the offer until a person has seen to it. */
async function troubled(
  ctx: Context,
  { offerId, connectionId }: Payload,
  { reason, retryAfterMs }: ShopTrouble,
  attempt: number,
): Promise<Outcome> {
  if (retryAfterMs !== null && attempt < attempts)
    return { kind: "retry", reason, afterMs: Math.max(retryAfterMs, backoff(ctx, attempt)) }
  await inTransaction(ctx, async (ctx) => {
    const row = (await selectShopDiscount(ctx, offerId, connectionId)) ?? fresh
    await writeShopDiscount(ctx, offerId, connectionId, { ...row, state: "refused", reason })
  })
  return { kind: "done" }
}
