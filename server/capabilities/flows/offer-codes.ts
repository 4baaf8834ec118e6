import { brandById } from "#brands"
import { issueCodes, offersWithCounts } from "#offers"
import type { Context } from "#kernel/context"
import { ExpectedError } from "#kernel/errors"
import type { Answer, Run } from "./model-run.ts"
import type { StepOf } from "./model-steps.ts"
import { afterSpan } from "./times-rules.ts"

/** A code of her own for each who stands at an offer step, in two statements. By visit; what could not be given says why. */
export async function giveCodes(
  ctx: Context,
  step: StepOf<"offer">,
  runs: readonly Run[],
): Promise<ReadonlyMap<string, Answer>> {
  const keyOf = (run: Run) => `${run.runId}:${step.id}:${run.visit}`
  const refusedAll = (reason: string) =>
    new Map(runs.map((run): [string, Answer] => [keyOf(run), { kind: "refused", reason }]))
  if (step.offerId === null) return refusedAll("no-offer")
  const zone = (await brandById(ctx, ctx.brandId))?.zone ?? "Asia/Tokyo"
  const until = step.validFor ? { validUntil: afterSpan(ctx.now(), step.validFor, zone) } : {}
  try {
    const issued = await issueCodes(
      ctx,
      step.offerId,
      runs.map((run) => ({ customerId: run.customerId, cause: `flow:${keyOf(run)}`, ...until })),
    )
    return new Map(
      runs.map((run, at): [string, Answer] => {
        const one = issued[at]
        if (!one || "refused" in one) return [keyOf(run), { kind: "refused", reason: one?.refused ?? "unknown" }]
        const { code, url, validUntil } = one
        const offer = { code, url, validUntil: validUntil?.toISOString() ?? null }
        return [keyOf(run), { kind: "done", facts: { offer } }]
      }),
    )
  } catch (error) {
    // The offer is gone or over: nobody gets a code, and everybody goes on as the step says.
    if (error instanceof ExpectedError) return refusedAll(error.code)
    throw error
  }
}

/** Offers that codes can be given of now. */
export const liveOffers = async (ctx: Context): Promise<Set<string>> =>
  new Set(
    (await offersWithCounts(ctx))
      .filter(({ state, terms }) => state === "live" && (terms.endsAt === null || terms.endsAt > ctx.now()))
      .map(({ offerId }) => offerId),
  )
