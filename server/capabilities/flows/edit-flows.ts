import { audit } from "#brands"
import { ensureExperiment } from "#experiments"
import { stopLetters, wakeLetters } from "#messages"
import { segmentUsed } from "#segments"
import { type Actor, type Context, inTransaction, lock } from "#kernel/context"
import { splitExperiment } from "./answers.ts"
import { flowExperiment } from "./enter.ts"
import { FlowError } from "./errors.ts"
import { checkLaunch } from "./launch-check.ts"
import type { FlowDocument } from "./model.ts"
import type { FlowMode } from "./model-flow.ts"
import type { FlowRow, VersionRow } from "./model-stored.ts"
import { segmentsOf } from "./plan-rules.ts"
import { pausedReason } from "./react.ts"
import { oneFlow } from "./show-flows.ts"
import {
  beginAnew,
  deleteDraft,
  goLive,
  insertFlow,
  publishDraft,
  saveDraft,
  selectFlow,
  selectFlows,
  selectVersions,
  setMode,
  setState,
  touchFlow,
} from "./storage.ts"
import { endRuns, holdRuns, moveRuns, unpark } from "./storage-runs.ts"

const mostFlows = 300

type Name = { readonly ja: string; readonly en: string }

/** The flow as it is stored. Throws `flows.Unknown`. */
export async function mustFind(ctx: Context, flowId: string): Promise<FlowRow> {
  const row = await selectFlow(ctx, flowId)
  if (!row) throw FlowError.Unknown({ field: "flowId" })
  return row
}

async function mustBeOpen(ctx: Context, flowId: string): Promise<FlowRow> {
  const row = await mustFind(ctx, flowId)
  if (row.state === "archived") throw FlowError.Archived({ field: "flowId" })
  return row
}

const actorOf = (actor: Actor): string => (actor.kind === "staff" ? `staff:${actor.staffId}` : actor.kind)
const subject = (flowId: string) => `flow:${flowId}`

type NewFlow = { readonly name: Name; readonly document: FlowDocument; readonly key?: string | undefined }

/** A new flow that nobody comes into until it is published. Throws `flows.TooMany`. */
export const createFlow = (ctx: Context, { name, document, key }: NewFlow) =>
  inTransaction(ctx, async (ctx) => {
    await lock(ctx, "flows.write")
    if ((await selectFlows(ctx)).filter(({ state }) => state !== "archived").length >= mostFlows)
      throw FlowError.TooMany({ most: mostFlows })
    const flowId = ctx.id()
    await insertFlow(ctx, { flowId, key: key ?? null, nameJa: name.ja, nameEn: name.en })
    await saveDraft(ctx, flowId, document, "")
    await audit(ctx, { action: "flows.created", subject: subject(flowId), after: { name, key } })
    return oneFlow(ctx, flowId)
  })

/** The same flow once more as a draft, by its draft or what is live. Throws `flows.Unknown`, `flows.TooMany`. */
export const duplicateFlow = (ctx: Context, flowId: string, name: Name | undefined) =>
  inTransaction(ctx, async (ctx) => {
    const row = await mustFind(ctx, flowId)
    const [version] = await selectVersions(ctx, flowId)
    if (!version) throw FlowError.Unknown({ field: "flowId" })
    const copied = { ja: `${row.nameJa}のコピー`, en: `Copy of ${row.nameEn}` }
    return createFlow(ctx, { name: name ?? copied, document: version.document, key: row.key ?? undefined })
  })

type Draft = {
  readonly name?: Name | undefined
  readonly document: FlowDocument
  readonly note: string
  readonly revision: number
}

/** Writes the draft; what is live stays as it is. Throws `flows.Unknown`, `flows.Archived`, `flows.Stale`. */
export const changeDraft = (ctx: Context, flowId: string, { name, document, note, revision }: Draft) =>
  inTransaction(ctx, async (ctx) => {
    await mustBeOpen(ctx, flowId)
    if (!(await touchFlow(ctx, flowId, revision, name))) throw FlowError.Stale()
    await saveDraft(ctx, flowId, document, note)
    return oneFlow(ctx, flowId)
  })

export const dropDraft = (ctx: Context, flowId: string) =>
  inTransaction(ctx, async (ctx) => {
    const row = await mustFind(ctx, flowId)
    if (row.liveVersion === null) throw FlowError.NotLive()
    await deleteDraft(ctx, flowId)
    return oneFlow(ctx, flowId)
  })

type Publishing = {
  readonly revision: number
  /** What people inside do: keep their version, go on in the new one, leave (F73). */
  readonly inside: "stay" | "move" | "exit"
  readonly mode: FlowMode
}

/**
 * The draft becomes what people come into. Who is kept apart, and who goes which way by chance, is known before anybody comes.
 * Throws `flows.Unknown`, `flows.Archived`, `flows.Stale`, `flows.NoDraft`, `flows.NotReady`.
 */
export const publishFlow = (ctx: Context, flowId: string, { revision, inside, mode }: Publishing) =>
  inTransaction(ctx, async (ctx) => {
    const row = await mustBeOpen(ctx, flowId)
    if (row.revision !== revision) throw FlowError.Stale()
    const versions = await selectVersions(ctx, flowId)
    const draft = versions.find(({ publishedAt }) => publishedAt === null)
    if (!draft) throw FlowError.NoDraft()
    await mustBeReady(ctx, draft.document)
    await lock(ctx, `flows.enter:${flowId}`)
    const version = (await publishDraft(ctx, flowId, actorOf(ctx.actor))) ?? draft.version
    await setUpExperiments(ctx, row, draft.document)
    await goLive(
      ctx,
      flowId,
      version,
      mode,
      draft.document.trigger,
      row.state === "live" && hasSameTrigger(row, versions, draft),
    )
    const standing = await settlePeople(ctx, flowId, version, inside, draft.document)
    if (row.state === "paused") await holdRuns(ctx, flowId, false)
    for (const segmentId of segmentsOf(draft.document)) await segmentUsed(ctx, segmentId)
    await touchFlow(ctx, flowId, revision)
    await audit(ctx, {
      action: "flows.published",
      subject: subject(flowId),
      after: { version, mode, inside, ...standing },
    })
    return oneFlow(ctx, flowId)
  })

function hasSameTrigger({ liveVersion }: FlowRow, versions: readonly VersionRow[], draft: VersionRow): boolean {
  const live = versions.find(({ version }) => version === liveVersion)
  return live !== undefined && JSON.stringify(live.document.trigger) === JSON.stringify(draft.document.trigger)
}

async function mustBeReady(ctx: Context, document: FlowDocument): Promise<void> {
  const stops = (await checkLaunch(ctx, document)).filter(({ severity }) => severity === "stop")
  const [first] = stops
  if (first)
    throw FlowError.NotReady({ what: `${first.sentence.ja} / ${first.sentence.en}`, field: first.step ?? "document" })
}

async function setUpExperiments(ctx: Context, row: FlowRow, document: FlowDocument): Promise<void> {
  const name = { ja: row.nameJa, en: row.nameEn }
  await ensureExperiment(ctx, { ...flowExperiment(row.flowId), holdoutBp: document.holdoutBp, name })
  for (const step of document.steps)
    if (step.kind === "split")
      await ensureExperiment(ctx, {
        ...splitExperiment(row.flowId, step.id),
        holdoutBp: 0,
        arms: step.arms.map(({ id, weight }) => ({ name: id, weight })),
        name: { ja: `${name.ja} ${step.name?.ja ?? step.id}`, en: `${name.en} ${step.name?.en ?? step.id}` },
      })
}

async function settlePeople(
  ctx: Context,
  flowId: string,
  version: number,
  inside: Publishing["inside"],
  document: FlowDocument,
) {
  if (inside === "exit") return { left: await endRuns(ctx, flowId, "moved-out") }
  if (inside === "stay") return {}
  return moveRuns(
    ctx,
    flowId,
    version,
    document.steps.map(({ id }) => id),
  )
}

/** From shadow to live, and back. What is held stays held until somebody decides. */
export const changeMode = (ctx: Context, flowId: string, mode: FlowMode) =>
  inTransaction(ctx, async (ctx) => {
    const row = await mustBeOpen(ctx, flowId)
    if (row.liveVersion === null) throw FlowError.NotLive()
    await setMode(ctx, flowId, mode)
    await audit(ctx, {
      action: "flows.mode-changed",
      subject: subject(flowId),
      before: { mode: row.mode },
      after: { mode },
    })
    return oneFlow(ctx, flowId)
  })

/** Nobody comes in and nobody goes on; letters that have not left are kept back by their own gate until it goes on. */
export const pauseFlow = (ctx: Context, flowId: string) =>
  inTransaction(ctx, async (ctx) => {
    const row = await mustBeOpen(ctx, flowId)
    if (row.state !== "live") throw FlowError.NotLive()
    await setState(ctx, flowId, "paused")
    await holdRuns(ctx, flowId, true)
    await audit(ctx, { action: "flows.paused", subject: subject(flowId) })
    return oneFlow(ctx, flowId)
  })

/** Goes on: what has come due meanwhile is done now; what has happened meanwhile lets nobody in. */
export const resumeFlow = (ctx: Context, flowId: string) =>
  inTransaction(ctx, async (ctx) => {
    const row = await mustBeOpen(ctx, flowId)
    if (row.state !== "paused") throw FlowError.NotPaused()
    await setState(ctx, flowId, "live")
    await beginAnew(ctx, flowId)
    await holdRuns(ctx, flowId, false)
    await wakeLetters(ctx, flowId, pausedReason)
    await audit(ctx, { action: "flows.resumed", subject: subject(flowId) })
    return oneFlow(ctx, flowId)
  })

/** Ends it: everybody leaves, and letters that have not begun to leave don't. */
export const archiveFlow = (ctx: Context, flowId: string) =>
  inTransaction(ctx, async (ctx) => {
    await mustBeOpen(ctx, flowId)
    await lock(ctx, `flows.enter:${flowId}`)
    await setState(ctx, flowId, "archived")
    const people = await endRuns(ctx, flowId, "stopped")
    const letters = await stopLetters(ctx, { id: flowId })
    await audit(ctx, { action: "flows.archived", subject: subject(flowId), after: { people, letters } })
    return oneFlow(ctx, flowId)
  })

/** Back as a draft of what was live last, or of what was being written. */
export const restoreFlow = (ctx: Context, flowId: string) =>
  inTransaction(ctx, async (ctx) => {
    const row = await mustFind(ctx, flowId)
    if (row.state !== "archived") return oneFlow(ctx, flowId)
    const [newest] = await selectVersions(ctx, flowId)
    if (newest && newest.publishedAt !== null) await saveDraft(ctx, flowId, newest.document, "")
    await setState(ctx, flowId, "draft")
    await audit(ctx, { action: "flows.restored", subject: subject(flowId) })
    return oneFlow(ctx, flowId)
  })

/** Those who are parked go on from a step of the live version, or leave. Throws `flows.UnknownStep`, `flows.NotLive`. */
export const moveParked = (ctx: Context, flowId: string, step: string | undefined, to: string | null) =>
  inTransaction(ctx, async (ctx) => {
    const row = await mustBeOpen(ctx, flowId)
    const which = { state: "parked" as const, ...(step === undefined ? {} : { step }) }
    const count = to === null ? await endRuns(ctx, flowId, "moved-out", which) : await goOnFrom(ctx, row, step, to)
    await audit(ctx, { action: "flows.parked-moved", subject: subject(flowId), after: { step, to, count } })
    return { count }
  })

async function goOnFrom(ctx: Context, row: FlowRow, step: string | undefined, to: string): Promise<number> {
  if (row.liveVersion === null) throw FlowError.NotLive()
  const live = (await selectVersions(ctx, row.flowId)).find(({ version }) => version === row.liveVersion)
  if (!live?.document.steps.some(({ id }) => id === to)) throw FlowError.UnknownStep({ field: "to" })
  return unpark(ctx, row.flowId, step, to, row.liveVersion)
}
