import { brandById } from "#brands"
import { type Context, inTransaction } from "#kernel/context"
import { dayIn, startOfDay } from "#kernel/zones"
import { addDays, eachDay } from "#kernel/days"
import { shownCode } from "./code-rules.ts"
import { OfferError } from "./errors.ts"
import { knownOffer } from "./edit-offers.ts"
import type { Code, CodeState, Refusal } from "./model.ts"
import { codeState } from "./offer-rules.ts"
import { selectOffers } from "./storage.ts"
import { selectCodes, voidCode } from "./storage-codes.ts"
import { askToTellShops } from "./tell-shops.ts"
import { selectDays, selectRedemptions } from "./storage-redemptions.ts"

const currencyOf = async (ctx: Context) => (await brandById(ctx, ctx.brandId))?.currency ?? "JPY"

export const listAll = (ctx: Context) =>
  inTransaction(ctx, async (ctx) => ({ items: await selectOffers(ctx), currency: await currencyOf(ctx) }))

/** One offer with its last days, today included. Throws `offers.UnknownOffer`. */
export const showOffer = (ctx: Context, offerId: string, days: number) =>
  inTransaction(ctx, async (ctx) => {
    const offer = (await selectOffers(ctx)).find((one) => one.offerId === offerId)
    if (!offer) throw OfferError.UnknownOffer({ field: "offerId" })
    const zone = (await brandById(ctx, ctx.brandId))?.zone ?? "Asia/Tokyo"
    const today = dayIn(zone, ctx.now())
    const first = addDays(today, 1 - days)
    const found = new Map((await selectDays(ctx, offerId, zone, startOfDay(zone, first))).map((row) => [row.day, row]))
    const all = [...eachDay(first, today)].map((day) => found.get(day) ?? { day, issued: 0, redeemed: 0, given: 0 })
    return { offer, currency: await currencyOf(ctx), days: all }
  })

type Page = { readonly cursor?: string | undefined; readonly limit: number }

/** Throws `offers.UnknownOffer`, `offers.BadCursor`. */
export const codesOf = (
  ctx: Context,
  offerId: string,
  { cursor, limit, state }: Page & { state?: CodeState | undefined },
) =>
  inTransaction(ctx, async (ctx) => {
    await knownOffer(ctx, offerId)
    const codes = await selectCodes(ctx, { offerId, state, after: readCursor(cursor), limit })
    const last = codes.length === limit ? codes.at(-1) : undefined
    return {
      items: codes.map((code) => rowOf(ctx, code)),
      cursor: last ? writeCursor(last.issuedAt, last.codeId) : null,
    }
  })

const rowOf = (ctx: Context, { offerId: _offer, voidedAt: _voided, ...code }: Code) => ({
  ...code,
  code: guarded(ctx, code.code),
  state: codeState({ ...code, voidedAt: _voided }, ctx.now()),
})

/** Whoever holds a code can use it: without the right to personal data only its beginning is shown. */
function guarded(ctx: Context, code: string): string {
  const shown = shownCode(code)
  if (ctx.rights?.has("customers:personal") ?? true) return shown
  return `${shown.slice(0, -10)}…`
}

/** Throws `offers.UnknownOffer`, `offers.BadCursor`. */
export const redemptionsOf = (ctx: Context, offerId: string, { cursor, limit }: Page) =>
  inTransaction(ctx, async (ctx) => {
    await knownOffer(ctx, offerId)
    const found = await selectRedemptions(ctx, offerId, { after: readCursor(cursor), limit })
    const last = found.length === limit ? found.at(-1) : undefined
    const items = found.map(({ offerId: _offer, codeId: _code, code, beyond, ...row }) => ({
      ...row,
      code: code && guarded(ctx, code),
      // safe: takeUse writes refusals only
      beyond: beyond as Refusal | null,
    }))
    return { items, cursor: last ? writeCursor(last.redeemedAt, last.redemptionId) : null }
  })

/** Throws `offers.UnknownCode` when there is none that could still be used. */
export const voidOne = (ctx: Context, codeId: string): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const offerId = await voidCode(ctx, codeId)
    if (!offerId) throw OfferError.UnknownCode({ field: "codeId" })
    await askToTellShops(ctx, offerId)
  })

const writeCursor = (at: Date, id: string) => Buffer.from(`${at.toISOString()} ${id}`).toString("base64url")

function readCursor(cursor: string | undefined): [Date, string] | undefined {
  if (cursor === undefined) return undefined
  const found = /^(\d{4}-\d\d-\d\dT[\d:.]+Z) ([0-9a-f-]{36})$/.exec(Buffer.from(cursor, "base64url").toString())
  if (!found?.[1] || !found[2]) throw OfferError.BadCursor({ field: "cursor" })
  return [new Date(found[1]), found[2]]
}
