import { route } from "#kernel/capability"
import { adjustPoints, approveAdjustment, refuseAdjustment, reverseAdjustment } from "./adjust-points.ts"
import {
  approvePoints,
  deleteHold,
  getLedger,
  getPoints,
  getPointsSettings,
  listAdjustments,
  listLots,
  listPointHistory,
  listShortages,
  postAdjustment,
  postCapture,
  postHold,
  postPoints,
  postShortageDecision,
  postSpend,
  putPointsSettings,
  refusePoints,
  reversePoints,
} from "./contract.ts"
import { decideShortage } from "./decide-shortages.ts"
import { earnPoints } from "./earn-points.ts"
import { captureHold, holdPoints, releaseHold } from "./hold-points.ts"
import { changePointsSettings, pointsSettings, versionedPointsSettings } from "./settings.ts"
import { showLedger } from "./show-ledger.ts"
import { knownCustomer, showAdjustments, showHistory, showLots, shownAdjustment, showPoints } from "./show-points.ts"
import { spendPoints } from "./spend-points.ts"
import { selectShortages } from "./storage-shortages.ts"

const done = { done: true } as const
const causeOf = ({ type, id }: { readonly type: string; readonly id: string }) => ({ type, id, rule: "", seq: 0 })

export const routes = [
  route(getPoints, (ctx, { customerId }) => showPoints(ctx, customerId)),
  route(listPointHistory, (ctx, { customerId, ...page }) => showHistory(ctx, customerId, page)),
  route(listLots, (ctx, { customerId }) => showLots(ctx, customerId)),
  route(postAdjustment, async (ctx, asked) => shownAdjustment(ctx, await adjustPoints(ctx, asked))),
  route(listAdjustments, (ctx, { state }) => showAdjustments(ctx, state)),
  route(approvePoints, async (ctx, { adjustmentId }) => {
    await approveAdjustment(ctx, adjustmentId)
    return done
  }),
  route(refusePoints, async (ctx, { adjustmentId }) => {
    await refuseAdjustment(ctx, adjustmentId)
    return done
  }),
  route(reversePoints, async (ctx, { adjustmentId, reason }) =>
    shownAdjustment(ctx, await reverseAdjustment(ctx, adjustmentId, reason)),
  ),
  route(postPoints, async (ctx, { customerId, points, cause, reason, confirmsAt }) => {
    const [earned] = await earnPoints(ctx, [
      {
        customerId: await knownCustomer(ctx, customerId),
        points,
        origin: "action",
        cause: causeOf(cause),
        programmeVersion: null,
        reason,
        effectiveAt: ctx.now(),
        confirmsAt: confirmsAt ?? ctx.now(),
        expiry: (await pointsSettings(ctx)).expiry,
      },
    ])
    return { lotId: earned?.lotId ?? null, isNew: earned?.isNew ?? false }
  }),
  route(postSpend, async (ctx, { customerId, cause, ...spend }) =>
    spendPoints(ctx, { ...spend, customerId: await knownCustomer(ctx, customerId), cause: causeOf(cause) }),
  ),
  route(postHold, async (ctx, { customerId, cause, minutes, ...hold }) =>
    holdPoints(ctx, {
      ...hold,
      customerId: await knownCustomer(ctx, customerId),
      cause: causeOf(cause),
      ttlMs: minutes * 60_000,
    }),
  ),
  route(postCapture, (ctx, asked) => captureHold(ctx, asked)),
  route(deleteHold, async (ctx, { holdId }) => {
    await releaseHold(ctx, { holdId })
    return done
  }),
  route(getLedger, showLedger),
  route(listShortages, async (ctx) => ({ items: await selectShortages(ctx, 200) })),
  route(postShortageDecision, async (ctx, asked) => {
    await decideShortage(ctx, asked)
    return done
  }),
  route(getPointsSettings, versionedPointsSettings),
  route(putPointsSettings, (ctx, { settings, basedOn }) => changePointsSettings(ctx, settings, basedOn)),
]
