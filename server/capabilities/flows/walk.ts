import { rootIdsOf } from "#customers"
import { armFor, wouldBeArmsOf } from "#experiments"
import { eventNamesIn } from "#segments"
import type { Context } from "#kernel/context"
import { splitExperiment } from "./answers.ts"
import { coreOf, firstMatch, isMatch } from "./check-rules.ts"
import { judge, runOf } from "./enter.ts"
import { decideEntry } from "./entry-rules.ts"
import { FlowError } from "./errors.ts"
import { groundAt, withStock } from "./ground.ts"
import { createKnowledge } from "./knowledge.ts"
import type { FlowDocument } from "./model.ts"
import type { Answer, Happened, Known } from "./model-run.ts"
import { outcomeWords, reasonWords } from "./outcome-words-rules.ts"
import { conditionsOf, eventsOf, type Plan, planOf } from "./plan-rules.ts"
import { walkThrough } from "./walk-rules.ts"

export type Wanted = {
  readonly document: FlowDocument
  readonly customerId: string
  readonly from: Date
  readonly until?: Date | undefined
  readonly event?: Readonly<Record<string, unknown>> | undefined
  readonly flowId?: string | undefined
}

const longestMs = 400 * 86_400_000

/**
 * Walks one person through a document at any date, as things stand: what would be done when, and why. What she did counts at
 * the moment she did it; what is known of her otherwise is as it is now. Nothing is written. Throws `flows.UnknownPerson`.
 */
export async function walkPerson(ctx: Context, wanted: Wanted) {
  const { document, from } = wanted
  const customerId = (await rootIdsOf(ctx, [wanted.customerId])).get(wanted.customerId)
  if (customerId === undefined) throw FlowError.UnknownPerson({ field: "customerId" })
  const plan = planOf(document)
  const { known, ground } = await knownFor(ctx, document, customerId)
  const event = eventFor(wanted, known)
  const judged = await judge(ctx, document, [customerId])
  const decision = decideEntry({
    entry: document.entry,
    at: from,
    now: from,
    zone: ground.clock.zone,
    isLive: true,
    isPerson: known.person !== null,
    lastAt: null,
    isInside: false,
    chained: 0,
    ...judged.of(customerId),
    arm: null,
  })
  const start = runOf({ id: ctx.id, now: () => from }, wanted.flowId ?? ctx.id(), 0, document, {
    customerId,
    at: from,
    facts: event ? { event } : {},
  })
  const answers = await drawsFor(ctx, plan, customerId, wanted.flowId)
  const until = wanted.until ?? new Date(from.getTime() + longestMs)
  const walked = walkThrough({ plan, known, ground, answerFor: (step) => answers(step.id) }, start, from, until)
  return {
    comesIn: decision.outcome === "entered",
    reasons: decision.reasons.map((reason) => ({ ...reason, sentence: reasonWords(reason.code, reason.isMet) })),
    steps: walked.steps.map((taken) => ({ ...taken, sentence: outcomeWords(taken.outcome) })),
    step: walked.run.state === "ended" ? null : walked.run.step,
    dueAt: walked.run.dueAt,
    end: walked.run.end,
  }
}

async function knownFor(ctx: Context, document: FlowDocument, customerId: string) {
  const conditions = conditionsOf(document)
  const bare = await groundAt(ctx, ctx.now(), conditions)
  const names = new Set([
    ...eventsOf(document).flatMap((match) => match.names),
    ...conditions.flatMap((who) => eventNamesIn(coreOf(bare, who))),
  ])
  const knowledge = createKnowledge(ctx, bare.clock.zone)
  await knowledge.learn([{ customerId, person: true, names: [...names] }])
  const known = knowledge.of(customerId)
  const products = known.deeds.flatMap(({ product }) => (product === "" ? [] : [product]))
  return { known, ground: await withStock(ctx, bare, products) }
}

/** The event as given, or the last one of hers that would set it off. */
function eventFor({ document, event, from }: Wanted, known: Known): Happened | undefined {
  const { trigger } = document
  if (trigger.kind !== "event") return undefined
  if (event)
    return {
      name: trigger.event.names[0] ?? "",
      occurredAt: from.toISOString(),
      source: "walk",
      externalId: "walk",
      ...(typeof event.productId === "string" ? { productId: event.productId } : {}),
      ...(typeof event.orderId === "string" ? { orderId: event.orderId } : {}),
      properties: event,
    }
  const before = known.deeds.filter((deed) => deed.ms <= from.getTime() && isMatch(trigger.event, deed))
  const last = before.at(-1) ?? firstMatch(trigger.event, known.deeds, 0, Number.MAX_SAFE_INTEGER)
  return last ? { ...last.happened, occurredAt: from.toISOString() } : undefined
}

/** The arms that she has or would have; acts are taken as done. */
async function drawsFor(
  ctx: Context,
  plan: Plan,
  customerId: string,
  flowId: string | undefined,
): Promise<(stepId: string) => Answer> {
  const arms = new Map<string, string>()
  for (const step of plan.steps.values()) {
    if (step.kind !== "split") continue
    const known = flowId ? await wouldBeArmsOf(ctx, splitExperiment(flowId, step.id), [customerId]) : undefined
    const shares = step.arms.map(({ id, weight }) => ({ name: id, weight }))
    arms.set(step.id, known?.get(customerId) ?? armFor(`walk:${step.id}`, customerId, 0, shares))
  }
  return (stepId) => {
    const arm = arms.get(stepId)
    return arm === undefined ? { kind: "done" } : { kind: "arm", arm }
  }
}
