import { z } from "zod"
import { type Context, inTransaction } from "#kernel/context"
import { announce } from "#kernel/events"
import { type ConsentState, channels, consentStates, consentsOf, type Holding, recordedState } from "./consent-rules.ts"
import { CustomerError } from "./errors.ts"
import { consentChanged } from "./events.ts"
import { rootsOf } from "./roots.ts"
import {
  applyConsents,
  type ConsentChange,
  insertConsents,
  replaceHolding,
  selectConsents,
  selectHolding,
  selectJoined,
  selectStates,
} from "./storage-consents.ts"
import { selectCluster, selectRoot } from "./storage-roots.ts"

/** That a person agreed to, or refused, being contacted on a channel for a purpose; with what proves it (M20). */
export const ConsentStatement = z.object({
  customerId: z.uuid(),
  channel: z.enum(channels),
  /** "marketing", "surveys" …: small letters, digits, hyphens. */
  purpose: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/),
  state: z.enum(consentStates),
  /** The door it came by: "checkout", "opt-in-page", "import", "staff", "one-click" … */
  source: z.string().min(1).max(60),
  at: z.date(),
  /** Which version of the text they saw, and the hash of the screen. */
  wording: z.string().max(120).nullish(),
  wordingHash: z.string().max(128).nullish(),
  locale: z.string().max(20).nullish(),
  ip: z.union([z.ipv4(), z.ipv6()]).nullish(),
  evidence: z.record(z.string(), z.unknown()).nullish(),
})
export type ConsentStatement = z.infer<typeof ConsentStatement>

/** Adds one line to the ledger of consents. See `recordConsents`. */
export const recordConsent = (ctx: Context, statement: ConsentStatement): Promise<void> =>
  recordConsents(ctx, [statement])

/**
 * Adds lines to the ledger of consents and lets them take effect: the latest word counts, whenever it is recorded; the
 * same statement told twice is one line. An imported consent without evidence is kept as `imported_unverified`.
 * Announces `customers.consent-changed` for what is different from before. Throws `customers.Unknown`.
 */
export async function recordConsents(ctx: Context, statements: readonly ConsentStatement[]): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const roots = await rootsOf(
      ctx,
      statements.map((s) => s.customerId),
    )
    const lines = statements.map((s) => {
      const root = roots.get(s.customerId)
      if (!root) throw CustomerError.Unknown({ field: "customerId" })
      const { wording = null, wordingHash = null, locale = null, ip = null, evidence = null } = s
      const state = recordedState(s.state, s.source, evidence !== null)
      // A clock that runs ahead must not outrank everything that is said until then.
      const at = s.at > ctx.now() ? ctx.now() : s.at
      return {
        ...s,
        customerId: root.customerId,
        entryId: ctx.id(),
        state,
        at,
        wording,
        wordingHash,
        locale,
        ip,
        evidence,
        isMerged: root.members > 1,
      }
    })
    const fresh = await insertConsents(ctx, lines)
    const news = lines.filter((line) => fresh.has(line.entryId))
    const changes = await applyConsents(
      ctx,
      news.filter((line) => !line.isMerged),
    )
    for (const rootId of new Set(news.filter((line) => line.isMerged).map((line) => line.customerId))) {
      changes.push(...(await refreshConsents(ctx, rootId)))
    }
    await tell(ctx, changes, news)
  })
}

/** Works out anew what holds for a root from all lines of its cluster. Returns what changed. */
export async function refreshConsents(ctx: Context, rootId: string): Promise<ConsentChange[]> {
  const cluster = await selectCluster(ctx, rootId)
  const holding = consentsOf(rootId, await selectConsents(ctx, cluster), await selectJoined(ctx, cluster))
  return replaceHolding(ctx, rootId, holding)
}

/**
 * `lines`: what was said just now, as far as the changes come from it: by which door tells why somebody leaves (C13), and when
 * it was said is when it changed: who agreed a year ago and is brought in today is nobody's newcomer.
 */
export async function tell(
  ctx: Context,
  changes: readonly ConsentChange[],
  lines: readonly Pick<ConsentStatement, "customerId" | "channel" | "purpose" | "state" | "source" | "at">[] = [],
): Promise<void> {
  for (const { customerId, channel, purpose, state } of changes) {
    const said = lines.findLast(
      (line) =>
        line.customerId === customerId && line.channel === channel && line.purpose === purpose && line.state === state,
    )
    const how = said ? { at: said.at, source: said.source } : { at: ctx.now() }
    await announce(ctx, consentChanged, { customerId, channel, purpose, state, ...how })
  }
}

/** What a person, merges followed, has agreed to or refused on this channel for this purpose; "none" when they never said. */
export async function consentState(
  ctx: Context,
  customerId: string,
  channel: string,
  purpose: string,
): Promise<ConsentState | "none"> {
  const found = (await consentsHeld(ctx, customerId)).find(
    (held) => held.channel === channel && held.purpose === purpose,
  )
  return found?.state ?? "none"
}

/** All that a person has agreed to or refused. */
export async function consentsHeld(ctx: Context, customerId: string): Promise<Holding[]> {
  const root = await selectRoot(ctx, customerId)
  return root ? selectHolding(ctx, root.customerId) : []
}

/** The same for many at once, by their present ids; who never said anything is missing. For sends and segments (B11). */
export async function consentStatesOf(
  ctx: Context,
  customerIds: readonly string[],
  channel: string,
  purpose: string,
): Promise<Map<string, ConsentState>> {
  const rows = await selectStates(ctx, customerIds, channel, purpose)
  return new Map(rows.map((row) => [row.customerId, row.state]))
}
