import { propertyDefinitions } from "#customers"
import { eventTitle } from "#events"
import { letterEnds } from "#messages"
import { segmentRows } from "#segments"
import type { Context } from "#kernel/context"
import { FlowError } from "./errors.ts"
import type { Flow } from "./model-flow.ts"
import type { FlowRow, VersionRow } from "./model-stored.ts"
import { type FlowWords, triggerSentence } from "./step-words-rules.ts"
import { selectFlow, selectFlows, selectVersions } from "./storage.ts"
import { countFlows, type FlowCounts } from "./storage-numbers.ts"

const dayMs = 86_400_000
const same = (text: string) => ({ ja: text, en: text })

/** What the brand calls what flows speak of. Templates are named by who shows them. */
export async function flowWords(ctx: Context): Promise<FlowWords> {
  const segments = new Map((await segmentRows(ctx)).map((row) => [row.segmentId, { ja: row.nameJa, en: row.nameEn }]))
  const properties = new Map((await propertyDefinitions(ctx)).map((one) => [one.key, one.label]))
  const flows = new Map((await selectFlows(ctx)).map((row) => [row.flowId, { ja: row.nameJa, en: row.nameEn }]))
  return {
    event: eventTitle,
    segment: (id) => segments.get(id) ?? { ja: "（ないセグメント）", en: "(no such segment)" },
    property: (key) => properties.get(key) ?? same(key),
    template: same,
    flow: (id) => flows.get(id) ?? { ja: "（ないフロー）", en: "(no such flow)" },
  }
}

/** The brand's flows by state and words of their names, those changed last first. */
export async function listFlows(ctx: Context, wanted: { state: string; query?: string | undefined }) {
  const rows = await selectFlows(ctx)
  const needle = wanted.query?.trim().toLowerCase() ?? ""
  const fitting = rows
    .filter(({ state }) => (wanted.state === "all" ? true : state === wanted.state))
    .filter(({ nameJa, nameEn }) => `${nameJa} ${nameEn}`.toLowerCase().includes(needle))
  const counts = await countFlows(ctx, new Date(ctx.now().getTime() - 30 * dayMs))
  const words = await flowWords(ctx)
  const items: Flow[] = []
  for (const row of fitting) items.push(await view(ctx, row, await selectVersions(ctx, row.flowId), counts, words))
  return { items }
}

export async function oneFlow(ctx: Context, flowId: string) {
  const row = await selectFlow(ctx, flowId)
  if (!row) throw FlowError.Unknown({ field: "flowId" })
  const versions = await selectVersions(ctx, flowId)
  const counts = await countFlows(ctx, new Date(ctx.now().getTime() - 30 * dayMs))
  return {
    flow: await view(ctx, row, versions, counts, await flowWords(ctx)),
    live: versions.find(({ version }) => version === row.liveVersion) ?? null,
    draft: versions.find(({ publishedAt }) => publishedAt === null) ?? null,
  }
}

export async function versionsOf(ctx: Context, flowId: string) {
  if (!(await selectFlow(ctx, flowId))) throw FlowError.Unknown({ field: "flowId" })
  return { items: await selectVersions(ctx, flowId) }
}

async function view(
  ctx: Context,
  row: FlowRow,
  versions: readonly VersionRow[],
  counts: ReadonlyMap<string, FlowCounts>,
  words: FlowWords,
): Promise<Flow> {
  const shown = versions.find(({ version }) => version === row.liveVersion) ?? versions[0]
  const { inside = 0, parked = 0, entered = 0, reached = 0 } = counts.get(row.flowId) ?? {}
  const trigger = shown?.document.trigger ?? { kind: "call" as const }
  return {
    flowId: row.flowId,
    key: row.key,
    name: { ja: row.nameJa, en: row.nameEn },
    state: row.state,
    mode: row.mode,
    liveVersion: row.liveVersion,
    revision: row.revision,
    hasDraft: row.hasDraft,
    trigger: triggerSentence(trigger, words),
    triggerKind: trigger.kind,
    goal: shown?.document.goal?.name ?? null,
    inside,
    parked,
    held: row.liveVersion === null ? 0 : await heldCount(ctx, row.flowId),
    entered,
    reached,
    createdAt: row.createdAt,
    changedAt: row.changedAt,
    publishedAt: row.publishedAt,
  }
}

const heldCount = async (ctx: Context, flowId: string): Promise<number> =>
  (await letterEnds(ctx, { id: flowId }))
    .filter(({ state }) => state === "held")
    .reduce((sum, { count }) => sum + count, 0)
