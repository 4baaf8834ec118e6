import type { LetterAtGate, lettersEnded } from "#messages"
import { type PlannedLetter, planLetters } from "#messages"
import type { Moved } from "#segments"
import type { Context } from "#kernel/context"
import type { z } from "zod"
import { insertEntrants } from "./storage-entrants.ts"
import { plansOf } from "./plans.ts"
import { selectPaused, selectTriggered } from "./storage.ts"
import { endRunsOf, selectFinished, selectLastRuns } from "./storage-letters.ts"

/**
 * Somebody came into a segment or left it: flows that this sets off. What a new definition or a merge moves is no news of
 * anybody, and starts nothing: else one edit of a segment would write to thousands.
 */
export const onSegment =
  (move: "entered" | "left") =>
  async (ctx: Context, { segmentId, customerIds, at, cause }: Moved): Promise<void> => {
    if (cause === "definition" || cause === "merge") return
    const flows = await selectTriggered(ctx, segmentId, move)
    await insertEntrants(
      ctx,
      flows.flatMap(({ flowId }) =>
        customerIds.map((customerId) => ({
          flowId,
          entryKey: `segment:${segmentId}:${move}:${at.toISOString()}:${customerId}`,
          customerId,
          at,
          facts: {},
        })),
      ),
    )
  }

type Ended = z.output<(typeof lettersEnded)["payload"]>["letters"][number]

/** A letter could not be delivered: what its step says is done then (G33). */
export async function onLettersEnded(ctx: Context, { letters }: { letters: readonly Ended[] }): Promise<void> {
  const failed = letters.filter(
    ({ origin, state }) => origin.kind === "flow" && (state === "failed" || state === "expired"),
  )
  if (failed.length === 0) return
  const plans = await plansOf(
    ctx,
    failed.map(({ origin }) => ({ flowId: origin.id, version: origin.version })),
  )
  const instead: PlannedLetter[] = []
  for (const { customerId, origin } of failed) {
    const at = plans.get(`${origin.id}:${origin.version}`)?.steps.get(origin.step)
    if (at?.kind !== "message" || !at.whenFailed || at.whenFailed.do === "skip") continue
    if (at.whenFailed.do === "leave") await endRunsOf(ctx, origin.id, customerId, "left")
    else {
      const [run] = await selectLastRuns(ctx, [{ flowId: origin.id, customerId }])
      const { templateId, version } = at.whenFailed
      if (!run) continue
      instead.push({
        customerId,
        template: { templateId, version },
        origin,
        // One for each run and step: when that one fails, too, nothing more comes of it.
        key: `flow-instead:${run.runId}:${origin.step}`,
        purpose: at.purpose,
        channels: at.channels as PlannedLetter["channels"], // safe: checked when the flow was launched
        intent: at.intent,
        facts: run.facts,
      })
    }
  }
  await planLetters(ctx, instead)
}

/**
 * Letters of a flow whose reader has left it since by reaching its goal, or by a condition to leave, must not come any more:
 * "you left something in your cart" after she has bought (G25).
 */
export async function refuseAfterLeaving(
  ctx: Context,
  letters: readonly LetterAtGate[],
): Promise<ReadonlyMap<string, string>> {
  const ours = letters.filter(({ origin, purpose }) => origin?.kind === "flow" && purpose === "marketing")
  if (ours.length === 0) return new Map()
  const gone = await selectFinished(
    ctx,
    ours.map(({ origin, customerId }) => ({ flowId: origin?.id ?? "", customerId })),
  )
  return new Map(
    ours.flatMap(({ messageId, customerId, origin }): [string, string][] => {
      const reason = gone.get(`${origin?.id ?? ""} ${customerId}`)
      return reason ? [[messageId, reason]] : []
    }),
  )
}

/** Why letters of a paused flow are put off. */
export const pausedReason = "flow_paused"

/** Letters of a paused flow wait until it goes on. */
export async function holdWhilePaused(
  ctx: Context,
  letters: readonly LetterAtGate[],
): Promise<ReadonlyMap<string, { readonly reason: string; readonly untilAt: Date | null }>> {
  const ours = letters.filter(({ origin }) => origin?.kind === "flow")
  if (ours.length === 0) return new Map()
  const paused = new Set(await selectPaused(ctx, [...new Set(ours.map(({ origin }) => origin?.id ?? ""))]))
  return new Map(
    ours
      .filter(({ origin }) => paused.has(origin?.id ?? ""))
      .map(({ messageId }) => [messageId, { reason: pausedReason, untilAt: null }]),
  )
}
