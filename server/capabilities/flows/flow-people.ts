import { clusterOf, customersByIds } from "#customers"
import { knownArmsOf, wouldBeArmsOf } from "#experiments"
import { whyDocument } from "#segments"
import { brandById } from "#brands"
import type { Context } from "#kernel/context"
import { ExpectedError } from "#kernel/errors"
import type { Text } from "#kernel/text"
import { mustFind } from "./edit-flows.ts"
import { flowExperiment, judge } from "./enter.ts"
import { decideEntry } from "./entry-rules.ts"
import { FlowError } from "./errors.ts"
import type { PersonInFlow, RunSummary } from "./model-flow.ts"
import type { FlowRow } from "./model-stored.ts"
import { entryWords, outcomeWords, reasonWords } from "./outcome-words-rules.ts"
import { plansOf } from "./plans.ts"
import { selectFlows } from "./storage.ts"
import { selectPast } from "./storage-entrants.ts"
import {
  type PeopleFilter,
  type RunRow,
  selectEntries,
  selectRuns,
  selectRunsOf,
  selectTaken,
} from "./storage-numbers.ts"

const uuid = /^[0-9a-f-]{36}$/

/** Who is in a flow or was, by step and way: the people behind every number. Throws `flows.Unknown`, `flows.BadCursor`. */
export async function peopleOf(
  ctx: Context,
  flowId: string,
  { cursor, limit, ...filter }: PeopleFilter & { cursor?: string | undefined; limit: number },
) {
  await mustFind(ctx, flowId)
  if (cursor !== undefined && !uuid.test(cursor)) throw FlowError.BadCursor({ field: "cursor" })
  const rows = await selectRuns(ctx, flowId, filter, cursor ?? null, limit)
  return { items: await named(ctx, rows), cursor: rows.length === limit ? (rows.at(-1)?.runId ?? null) : null }
}

async function named<R extends RunRow>(ctx: Context, rows: readonly R[]): Promise<(R & Pick<RunSummary, "name">)[]> {
  const mayRead = ctx.rights?.has("customers:personal") ?? true
  const people = await customersByIds(ctx, [...new Set(rows.map(({ customerId }) => customerId))])
  return rows.map((row) => {
    const person = people.get(row.customerId)
    const name = [person?.familyName, person?.givenName].filter(Boolean).join(" ")
    return { ...row, name: mayRead ? person?.displayName || name || (person?.email ?? null) : null }
  })
}

/** One person in one flow: her ways with every decision, what was refused, and what would become of her now (X03). */
export async function personIn(ctx: Context, flowId: string, customerId: string): Promise<PersonInFlow> {
  const flow = await mustFind(ctx, flowId)
  const ids = await clusterOf(ctx, customerId)
  const [root] = ids
  if (root === undefined) throw FlowError.UnknownPerson({ field: "customerId" })
  const rows = await selectRunsOf(ctx, ids, flowId, 50)
  const taken = await selectTaken(
    ctx,
    rows.map(({ runId }) => runId),
  )
  const mayRead = ctx.rights?.has("customers:personal") ?? true
  return {
    runs: (await named(ctx, rows)).map((run) => ({
      ...run,
      facts: mayRead ? run.facts : {},
      steps: taken
        .filter(({ runId }) => runId === run.runId)
        .map(({ runId: _run, ...one }) => ({ ...one, sentence: outcomeWords(one.outcome) })),
    })),
    entries: (await selectEntries(ctx, flowId, ids, 50)).map((entry) => ({
      ...entry,
      sentence: entryWords(entry.outcome),
    })),
    now:
      flow.liveVersion === null || flow.state === "archived" ? null : await whyNow(ctx, flow, flow.liveVersion, root),
  }
}

/** Whether she would come in if it were set off now: the very decision of entries, each condition with its reason. */
async function whyNow(ctx: Context, flow: FlowRow, version: number, customerId: string): Promise<PersonInFlow["now"]> {
  const { flowId } = flow
  const document = (await plansOf(ctx, [{ flowId, version }])).get(`${flowId}:${version}`)?.document
  if (!document) return null
  const past = (await selectPast(ctx, flowId, [customerId])).get(customerId)
  const person = (await customersByIds(ctx, [customerId])).get(customerId)
  const arms =
    document.holdoutBp > 0
      ? await wouldBeArmsOf(ctx, flowExperiment(flowId), [customerId])
      : await knownArmsOf(ctx, flowExperiment(flowId), [])
  const judged = await judge(ctx, document, [customerId])
  const { outcome, reasons, nextAt } = decideEntry({
    entry: document.entry,
    at: ctx.now(),
    now: ctx.now(),
    zone: (await brandById(ctx, ctx.brandId))?.zone ?? "Asia/Tokyo",
    isLive: flow.state === "live",
    isPerson: person !== undefined && person.erasedAt === null,
    lastAt: past?.lastAt ?? null,
    isInside: past?.isInside ?? false,
    chained: 0,
    ...judged.of(customerId),
    arm: arms?.get(customerId) ?? null,
  })
  const told: { code: string; isMet: boolean; sentence: Text }[] = []
  for (const reason of reasons) {
    const asked =
      reason.code === "audience"
        ? document.entry.audience
        : reason.code === "exclusion"
          ? document.entry.exclusion
          : null
    const because = asked ? await sentenceFor(ctx, asked, customerId) : null
    told.push({ ...reason, sentence: because ?? reasonWords(reason.code, reason.isMet) })
  }
  return { comesIn: outcome === "entered", reasons: told, nextAt }
}

/** The condition that decided, with her own values; nothing for somebody about whom nothing can be said. */
async function sentenceFor(
  ctx: Context,
  document: Parameters<typeof whyDocument>[1],
  customerId: string,
): Promise<Text | null> {
  try {
    return (await whyDocument(ctx, document, customerId)).sentence
  } catch (error) {
    if (error instanceof ExpectedError && error.code === "segments.Unknown") return null
    throw error
  }
}

/** Every flow that she is or was in, the newest first. */
export async function flowsOfCustomer(ctx: Context, customerId: string) {
  const ids = await clusterOf(ctx, customerId)
  if (ids.length === 0) throw FlowError.UnknownPerson({ field: "customerId" })
  const flows = new Map((await selectFlows(ctx)).map((row) => [row.flowId, { ja: row.nameJa, en: row.nameEn }]))
  const rows = await named(ctx, await selectRunsOf(ctx, ids, null, 100))
  return {
    items: rows.map(({ facts: _facts, ...run }) => ({ ...run, flowName: flows.get(run.flowId) ?? { ja: "", en: "" } })),
  }
}
