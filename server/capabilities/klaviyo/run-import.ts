import { audit } from "#brands"
import { type Context, inTransaction } from "#kernel/context"
import { enqueue } from "#kernel/effects"
import { keyMarkOf } from "./connection.ts"
import { KlaviyoError } from "./errors.ts"
import { shown, storedImport } from "./find-import.ts"
import type { KlaviyoImport } from "./model.ts"
import { takePage } from "./run-page.ts"
import { insertImport, restartImport, selectKey, selectReadAt, selectUnended, updateState } from "./storage.ts"

/** Klaviyo's clock may be another, and what changed while the last import was begun may be shown a little later. */
const overlapMs = 10 * 60_000
/** Events are often told of late, with the time at which they happened. What comes twice counts once. */
const lateEventsMs = 24 * 3_600_000

/**
 * Begins to bring in what there is at Klaviyo: people with their consents, lists and who is on them, events (since an
 * instant when one is given). When it was read to the end before with this key, only people who changed since and newer
 * events are read, unless `everything` is wanted; lists always are, since who left one is not told otherwise.
 * Throws `klaviyo.NotConnected`, `klaviyo.AlreadyRunning`.
 */
export async function beginImport(
  ctx: Context,
  { eventsSince, everything = false }: { eventsSince: Date | null; everything?: boolean },
): Promise<KlaviyoImport> {
  return inTransaction(ctx, async (ctx) => {
    const key = await selectKey(ctx)
    if (!key) throw KlaviyoError.NotConnected({ field: "key" })
    const [importId, keyMark] = [ctx.id(), keyMarkOf(ctx, key)]
    const readAt = everything ? null : await selectReadAt(ctx, keyMark)
    const before = (ms: number) => readAt && new Date(readAt.getTime() - ms)
    const wanted = { changedSince: before(overlapMs), eventsSince: eventsSince ?? before(lateEventsMs) }
    if (!(await insertImport(ctx, { importId, keyMark, ...wanted })))
      throw KlaviyoError.AlreadyRunning({ field: "importId" })
    await audit(ctx, { action: "klaviyo.import-begun", subject: `klaviyo:${importId}`, after: wanted })
    return askForPage(ctx, importId)
  })
}

/** Goes on where it stood; one that runs, perhaps in a process that died, is taken over. Throws `klaviyo.UnknownImport`, `klaviyo.WrongState`, `klaviyo.NotConnected`. */
export async function resumeImport(ctx: Context, importId: string): Promise<KlaviyoImport> {
  return inTransaction(ctx, async (ctx) => {
    const { state } = await storedImport(ctx, importId, true)
    if (state !== "running" && state !== "paused" && state !== "failed") throw KlaviyoError.WrongState({ state })
    if (!(await selectKey(ctx))) throw KlaviyoError.NotConnected({ field: "key" })
    await restartImport(ctx, importId)
    await audit(ctx, { action: "klaviyo.import-resumed", subject: `klaviyo:${importId}` })
    return askForPage(ctx, importId)
  })
}

async function askForPage(ctx: Context, importId: string): Promise<KlaviyoImport> {
  const it = await storedImport(ctx, importId)
  const { run, pages } = it
  await enqueue(ctx, takePage, { importId, run, page: pages }, { key: `${importId}:${run}:${pages}` })
  return shown(it)
}

/** Stops until it is resumed; the page under way is not taken in. Throws `klaviyo.UnknownImport`, `klaviyo.WrongState`. */
export const pauseImport = (ctx: Context, importId: string) => changeState(ctx, importId, "paused", ["running"])

/** Ends it early; what is in stays in. Throws `klaviyo.UnknownImport`, `klaviyo.WrongState`. */
export const cancelImport = (ctx: Context, importId: string) =>
  changeState(ctx, importId, "cancelled", ["running", "paused", "failed"])

async function changeState(
  ctx: Context,
  importId: string,
  to: "paused" | "cancelled",
  from: readonly string[],
): Promise<KlaviyoImport> {
  return inTransaction(ctx, async (ctx) => {
    const { state } = await storedImport(ctx, importId, true)
    if (state !== to && !from.includes(state)) throw KlaviyoError.WrongState({ state })
    if (state !== to) {
      await updateState(ctx, importId, to)
      const action = to === "paused" ? "klaviyo.import-paused" : "klaviyo.import-cancelled"
      await audit(ctx, { action, subject: `klaviyo:${importId}` })
    }
    return shown(await storedImport(ctx, importId))
  })
}

/** The import that has not ended, if there is one: the one to go on with. */
export const unendedImport = (ctx: Context): Promise<KlaviyoImport | undefined> =>
  inTransaction(ctx, async (ctx) => {
    const found = await selectUnended(ctx)
    return found && shown(found)
  })
