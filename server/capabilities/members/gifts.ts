import { issueCodes, offerById } from "#offers"
import type { Context } from "#kernel/context"
import { dayIn } from "#kernel/zones"
import { addMonths, type Day } from "#kernel/days"
import { brandById } from "#brands"
import type { Benefit } from "./model.ts"
import type { RankChange, RanksDocument } from "./model-ranks.ts"
import { yearStart } from "./rank-windows-rules.ts"
import type { MemberRow } from "./storage.ts"
import { insertGift } from "./storage-ranks.ts"

type Gift = Extract<Benefit, { kind: "gift" }>
export type Given = { readonly words: Gift["words"]; readonly code: string | null; readonly points: number | null }

/** The gifts of a rank that was reached: once for each person, rank and period, however often it is lost and reached (L19). */
export async function giveGifts(
  ctx: Context,
  ranks: RanksDocument,
  row: MemberRow,
  change: RankChange,
): Promise<Given[]> {
  const rank = ranks.ranks.find(({ key }) => key === change.to)
  const gifts = (rank?.benefits ?? []).filter((benefit) => benefit.kind === "gift")
  if (gifts.length === 0) return []
  const zone = (await brandById(ctx, ctx.brandId))?.zone ?? "Asia/Tokyo"
  const period = giftPeriod(ranks, dayIn(zone, row.enrolledAt), dayIn(zone, change.at))
  const what = { gifts: gifts.map(({ words }) => words) }
  const isFirst = await insertGift(ctx, {
    memberId: row.memberId,
    rootId: row.rootId,
    rankKey: change.to,
    period,
    what,
  })
  if (!isFirst) return []
  return handOver(ctx, gifts, row.rootId, `rank:${change.to}:${period}`)
}

/** The gifts of a plan that begins, such as the code of a student discount (H18): once for each time that she has it. */
export const givePlanGifts = (
  ctx: Context,
  benefits: readonly Benefit[],
  { rootId, holdingId }: { rootId: string; holdingId: string },
): Promise<Given[]> =>
  handOver(
    ctx,
    benefits.filter((benefit) => benefit.kind === "gift"),
    rootId,
    `plan:${holdingId}`,
  )

async function handOver(ctx: Context, gifts: readonly Gift[], rootId: string, cause: string): Promise<Given[]> {
  const given: Given[] = []
  for (const { offerId, words, points } of gifts)
    given.push({ words, code: offerId ? await codeFor(ctx, offerId, rootId, cause) : null, points })
  return given
}

/** A year of the window; for rolling ones as many months since she joined; "ever" where nothing ends. */
export function giftPeriod({ window }: RanksDocument, enrolled: Day, reached: Day): string {
  if (window.kind === "ever") return "ever"
  if (window.kind !== "rolling") return yearStart(window, reached)
  let from = enrolled
  for (let n = 1; addMonths(enrolled, n * window.months) <= reached; n++) from = addMonths(enrolled, n * window.months)
  return from
}

/** Null when the offer gives nothing now: the rank stands all the same, and the page of the offer says why. */
async function codeFor(ctx: Context, offerId: string, customerId: string, cause: string): Promise<string | null> {
  const offer = await offerById(ctx, offerId)
  const isOver = offer?.terms.endsAt ? offer.terms.endsAt <= ctx.now() : false
  if (offer?.state !== "live" || isOver) return null
  const [issued] = await issueCodes(ctx, offerId, [{ customerId, cause }])
  return issued && "code" in issued ? issued.code : null
}
