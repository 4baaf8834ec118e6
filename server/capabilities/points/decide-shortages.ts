import { actorText, audit } from "#brands"
import { type Context, inTransaction } from "#kernel/context"
import { PointsError } from "./errors.ts"
import { liveBook } from "./model.ts"
import { openDesks, putDown } from "./open-desks.ts"
import { decideMissing } from "./revoke-rules.ts"
import { selectEarnedLots } from "./storage-journal.ts"
import { holdShortage, type Shortage, writeShortageState } from "./storage-shortages.ts"

export type Decision = "owed" | "forgiven" | "paid"

const reason = { ja: "返品で足りなかったポイント", en: "Points that were missing after a return" }

/**
 * A person says what becomes of points that were wanted back and were not there (L16): the member owes them, they are let
 * go, or she paid them in money. Once; audited. Throws `points.UnknownShortage`, `points.ShortageDecided`.
 */
export const decideShortage = (
  ctx: Context,
  { shortageId, decision }: { readonly shortageId: string; readonly decision: Decision },
): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const shortage = await holdShortage(ctx, shortageId)
    if (!shortage) throw PointsError.UnknownShortage({ field: "shortageId" })
    if (shortage.state !== "open") throw PointsError.ShortageDecided()
    await settleDue(ctx, shortage, decision)
    await writeShortageState(ctx, shortageId, decision, actorText(ctx.actor))
    const { customerId, points } = shortage
    await audit(ctx, {
      action: "points.shortage-decided",
      subject: `customer:${customerId}`,
      after: { shortageId, points, decision },
    })
  })

async function settleDue(ctx: Context, { shortageId, customerId, policy, of, points }: Shortage, decision: Decision) {
  // Only what is reviewed by hand is still due from what had earned it: with money asked for it was due no more.
  const lots = policy === "manual_review" ? await selectEarnedLots(ctx, liveBook, [of]) : []
  const people = [customerId, ...lots.map((lot) => lot.customerId)]
  const lotIds = lots.map((lot) => lot.lotId)
  const desks = await openDesks(ctx, liveBook, people, lotIds)
  const desk = desks.of(lots[0]?.customerId ?? customerId)
  const own = lotIds.flatMap((lotId) => desk.lots.get(lotId) ?? [])
  const cause = { type: "shortage", id: shortageId, rule: "", seq: 0 }
  decideMissing(desk, { kind: "revoked", cause, reason, effectiveAt: ctx.now() }, own, points, decision)
  await putDown(ctx, desks)
}
