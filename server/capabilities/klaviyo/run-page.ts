import { z } from "zod"
import { type Context, inTransaction } from "#kernel/context"
import { crashpoints } from "#kernel/crashpoint"
import { backoff, type Effect, enqueue, type Outcome, performedEffect } from "#kernel/effects"
import type { Taken } from "./model.ts"
import { cursorGone, klaviyoReader, KlaviyoTrouble, type Wanted } from "./reader-port.ts"
import { advanceImport, insertProblems, selectImport, selectKey, type StoredImport, updateFailed } from "./storage.ts"
import { selectLists } from "./storage-people.ts"
import { takeEvents } from "./take-events.ts"
import { settleLists, keepListsAsChoices, takeLists, takeMembers } from "./take-lists.ts"
import { takePeople, takeSuppressed } from "./take-people.ts"

const crash = crashpoints("klaviyo_import.before_commit", "klaviyo_import.after_commit")
const Page = z.object({ importId: z.uuid(), run: z.int(), page: z.int() })
type Page = z.infer<typeof Page>

const attempts = 12
/** A cursor may be forgotten while an import is paused; one that never lasts is a fault of its own. */
const maxRestarts = 10

/**
 * Reads one page of Klaviyo's answer and takes it in. What it holds, the progress and the wish for the next page stand
 * or fall together, so killed anywhere it goes on at the last cursor and no page counts twice (F05).
 */
export const takePage: Effect<Page> = performedEffect({
  kind: "klaviyo.page",
  payload: Page,
  concurrency: 2,
  // Short, so that another process soon takes over from one that died; the heartbeat keeps it for those that live.
  leaseMs: 15_000,
  maxAttempts: attempts,
  title: { ja: "Klaviyo からの取り込み", en: "Import from Klaviyo" },
  subject: ({ importId }) => `klaviyo-import:${importId}`,
  lost: () => "retry",
  perform: async (ctx, page, attempt) => {
    const found = await inTransaction(ctx, async (ctx) => ({ it: await due(ctx, page), key: await selectKey(ctx) }))
    if (!found.it) return { kind: "done" }
    if (!found.key) return { kind: "failed", reason: "not_connected" }
    try {
      const answer = await ask(ctx, ctx.keys.open(found.key.sealedKey), found.it)
      await inTransaction(ctx, (ctx) => takeIn(ctx, page, answer))
      crash("klaviyo_import.after_commit")
      return { kind: "done" }
    } catch (error) {
      if (!(error instanceof KlaviyoTrouble)) throw error
      return afterTrouble(ctx, page, error, attempt)
    }
  },
  settle: async (ctx, { importId, run }, outcome) => {
    if (outcome.kind === "done" || outcome.kind === "retry") return
    await updateFailed(ctx, importId, run, outcome.kind === "expired" ? "expired" : outcome.reason)
  },
})

/** The import, when this page of it is still to be taken in. */
async function due(ctx: Context, { importId, run, page }: Page, hold = false): Promise<StoredImport | undefined> {
  const it = await selectImport(ctx, importId, hold)
  return it?.state === "running" && it.run === run && it.pages === page ? it : undefined
}

type Answered = {
  readonly items: readonly unknown[]
  readonly included: readonly unknown[]
  readonly next: string | null
}
const nothing: Answered = { items: [], included: [], next: null }

async function ask(ctx: Context, key: string, it: StoredImport): Promise<Answered> {
  const reader = ctx.product.use(klaviyoReader)
  if (it.stage === "checking") {
    // One of each, so that a key which lacks a right is found out before anything is brought in.
    for (const what of ["profiles", "lists", "metrics", "events"] as const)
      await reader(key, what === "events" ? { what, since: null } : { what }, { cursor: null, size: 1 })
    return nothing
  }
  const wanted = wantedAt(it)
  return wanted ? reader(key, wanted, { cursor: it.cursor }) : nothing
}

function wantedAt({ stage, listId, changedSince, eventsSince }: StoredImport): Wanted | undefined {
  if (stage === "people") return { what: "profiles", ...(changedSince && { changedSince }) }
  if (stage === "suppressed" && changedSince) return { what: "profiles", suppressedSince: changedSince }
  if (stage === "lists") return { what: "lists" }
  if (stage === "members" && listId !== null) return { what: "members", listId }
  return stage === "events" ? { what: "events", since: eventsSince } : undefined
}

async function takeIn(ctx: Context, page: Page, answer: Answered): Promise<void> {
  const it = await due(ctx, page, true)
  if (!it) return
  const { tally, problems, more } = await take(ctx, it, answer)
  await insertProblems(ctx, it.importId, problems)
  await goOn(ctx, it, {
    ...(await nextPlace(ctx, it, answer, more)),
    restarts: it.restarts,
    tally: added(it.tally, tally),
    problems: problems.length,
  })
  crash("klaviyo_import.before_commit")
}

async function take(ctx: Context, it: StoredImport, { items, included }: Answered): Promise<Taken> {
  if (it.stage === "people") return takePeople(ctx, items)
  if (it.stage === "suppressed") return takeSuppressed(ctx, items)
  if (it.stage === "lists") return takeLists(ctx, it, items)
  if (it.stage === "members" && it.listId !== null) return takeMembers(ctx, it.importId, it.listId, items)
  if (it.stage === "settling") return settleLists(ctx, it.importId)
  if (it.stage === "events") return takeEvents(ctx, items, included)
  return { tally: {}, problems: [] }
}

type Place = Pick<StoredImport, "stage" | "listId" | "cursor">

async function nextPlace(ctx: Context, it: StoredImport, { next }: Answered, more = false): Promise<Place> {
  const at = (stage: Place["stage"], listId: string | null = null): Place => ({ stage, listId, cursor: null })
  if (next !== null) return { stage: it.stage, listId: it.listId, cursor: next }
  if (it.stage === "checking") return at("people")
  if (it.stage === "people") return at(it.changedSince ? "suppressed" : "lists")
  if (it.stage === "suppressed") return at("lists")
  if (it.stage === "settling") return more ? at("settling") : at("events")
  if (it.stage === "events" || it.stage === "done") return at("done")
  const lists = await selectLists(ctx, it.importId)
  if (it.stage === "lists") await keepListsAsChoices(ctx, lists)
  const following = lists[lists.findIndex(({ listId }) => listId === it.listId) + 1]
  return following ? at("members", following.listId) : at("settling")
}

async function goOn(ctx: Context, it: StoredImport, to: Parameters<typeof advanceImport>[2]): Promise<void> {
  await advanceImport(ctx, it.importId, to)
  if (to.stage === "done") return
  const [run, page] = [it.run, it.pages + 1]
  await enqueue(ctx, takePage, { importId: it.importId, run, page }, { key: `${it.importId}:${run}:${page}` })
}

function added(before: StoredImport["tally"], more: Taken["tally"]): StoredImport["tally"] {
  const sums = { ...before }
  // safe: the keys of `more` are keys of a tally
  for (const [key, count] of Object.entries(more) as [keyof typeof sums, number][]) sums[key] += count
  return sums
}

/** Waits as long as Klaviyo says, begins a list anew whose cursor is gone, or stops visibly. */
async function afterTrouble(
  ctx: Context,
  page: Page,
  { reason, retryAfterMs }: KlaviyoTrouble,
  attempt: number,
): Promise<Outcome> {
  if (reason === cursorGone) return beginStageAgain(ctx, page)
  if (retryAfterMs === null || attempt >= attempts) return { kind: "failed", reason }
  // A limit is over when it says so; what is broken is asked less and less often.
  const afterMs = reason === "http_429" ? retryAfterMs : Math.max(retryAfterMs, backoff(ctx, attempt))
  return { kind: "retry", reason, afterMs }
}

async function beginStageAgain(ctx: Context, page: Page): Promise<Outcome> {
  return inTransaction(ctx, async (ctx): Promise<Outcome> => {
    const it = await due(ctx, page, true)
    if (!it) return { kind: "done" }
    if (it.restarts >= maxRestarts || it.cursor === null) return { kind: "failed", reason: cursorGone }
    const { stage, listId, tally } = it
    await goOn(ctx, it, { stage, listId, cursor: null, restarts: it.restarts + 1, tally, problems: 0 })
    return { kind: "done" }
  })
}
