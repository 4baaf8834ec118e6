import { codeShops } from "#orders"
import { type Context, inTransaction } from "#kernel/context"
import { shownCode } from "./code-rules.ts"
import { knownOffer } from "./edit-offers.ts"
import { selectStandings, selectUntold, selectUsableCodes } from "./storage-shops.ts"

/** How an offer stands in each of the brand's shops. Throws `offers.UnknownOffer`. */
export const shopsOf = (ctx: Context, offerId: string) =>
  inTransaction(ctx, async (ctx) => {
    await knownOffer(ctx, offerId)
    const standings = new Map((await selectStandings(ctx, offerId)).map((row) => [row.connectionId, row]))
    const items = []
    for (const { connectionId, name, discounts } of await codeShops(ctx)) {
      const standing = standings.get(connectionId)
      const waiting = discounts ? (await selectUntold(ctx, offerId, connectionId, 1_000)).length : 0
      const { state = "waiting", reason = null, there = 0, refused = 0 } = standing ?? {}
      items.push({ connectionId, name, takesCodes: discounts !== undefined, state, reason, there, refused, waiting })
    }
    return { items }
  })

const mostCodes = 50_000

/** The usable codes of an offer, one a line under a head, for a shop that takes a file. Throws `offers.UnknownOffer`. */
export const codesFile = (ctx: Context, offerId: string) =>
  inTransaction(ctx, async (ctx) => {
    const { name } = await knownOffer(ctx, offerId)
    const codes = await selectUsableCodes(ctx, offerId, mostCodes)
    return { name: `${name}.csv`, csv: ["code", ...codes.map(shownCode)].join("\r\n"), codes: codes.length }
  })
