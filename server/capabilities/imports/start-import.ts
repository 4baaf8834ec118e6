import { audit } from "#brands"
import { type Context, inTransaction } from "#kernel/context"
import { ImportError } from "./errors.ts"
import { importById } from "./find-import.ts"
import type { Import } from "./model.ts"
import { askForRest } from "./run-effects.ts"
import { deleteImport, lockImport, saveLayout, type StoredImport, updateStarted, updateState } from "./storage.ts"
import { importFields, surveyImport } from "./survey-import.ts"

/**
 * Starts an import that is ready; the rest is done by the workers. The matching is kept for the next files of the same
 * source. Throws `imports.MissingField`, `imports.DatesUnclear`, `imports.WrongState`.
 */
export async function startImport(ctx: Context, importId: string): Promise<Import> {
  return inTransaction(ctx, async (ctx) => {
    const before = await held(ctx, importId, ["ready"])
    const survey = await surveyImport(ctx, importId)
    const fields = await importFields(ctx, before)
    const missing = fields.find((field) => survey.missing.includes(field.key))
    if (missing) throw ImportError.MissingField({ field: `mapping.${missing.key}`, ...missing.label })
    if (!survey.dates.sure) throw ImportError.DatesUnclear({ field: "settings.dates", example: survey.dates.example })
    const slots = [...new Set(Object.values(before.mapping).flat())]
    const run = await updateStarted(ctx, importId, "splitting", { slots, dates: survey.dates.order })
    const { mapping, settings } = before
    const columns = survey.columns.map(({ name }) => name)
    await saveLayout(ctx, before.kind, before.source, { mapping, settings, columns })
    await askForRest(ctx, { ...before, state: "splitting" }, run)
    await audit(ctx, {
      action: "imports.started",
      subject: `import:${importId}`,
      after: { mapping, settings },
    })
    return importById(ctx, importId)
  })
}

/** Stops an import after the chunks that are under way. It can be resumed. Throws `imports.WrongState`. */
export const pauseImport = (ctx: Context, importId: string): Promise<Import> =>
  stop(ctx, importId, "paused", ["running"])

/**
 * Ends an import before its end. What is in stays in: orders are facts, and a later file with the same numbers corrects
 * them. Throws `imports.WrongState`.
 */
export const cancelImport = (ctx: Context, importId: string): Promise<Import> =>
  stop(ctx, importId, "cancelled", ["uploading", "ready", "splitting", "running", "paused", "failed"])

/** Forgets an import that was never started, with its files. Throws `imports.WrongState`. */
export async function discardImport(ctx: Context, importId: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    await held(ctx, importId, ["uploading", "ready"])
    await deleteImport(ctx, importId)
  })
}

/** Goes on with an import that was paused, that failed, or whose process died. Nothing is done twice (F05). */
export async function resumeImport(ctx: Context, importId: string): Promise<Import> {
  return inTransaction(ctx, async (ctx) => {
    const before = await held(ctx, importId, ["paused", "failed", "splitting", "running"])
    const state = before.attempt === 0 ? "splitting" : "running"
    const run = await updateStarted(ctx, importId, state, null)
    await askForRest(ctx, { ...before, state }, run)
    await audit(ctx, { action: "imports.resumed", subject: `import:${importId}` })
    return importById(ctx, importId)
  })
}

async function stop(
  ctx: Context,
  importId: string,
  state: "paused" | "cancelled",
  from: readonly Import["state"][],
): Promise<Import> {
  return inTransaction(ctx, async (ctx) => {
    await held(ctx, importId, from)
    await updateState(ctx, importId, state)
    await audit(ctx, { action: `imports.${state}`, subject: `import:${importId}` })
    return importById(ctx, importId)
  })
}

async function held(ctx: Context, importId: string, states: readonly Import["state"][]): Promise<StoredImport> {
  const it = await lockImport(ctx, importId)
  if (!it) throw ImportError.Unknown({ field: "importId" })
  if (!states.includes(it.state)) throw ImportError.WrongState({ state: it.state })
  return it
}
