import { audit, brandById } from "#brands"
import { rootIdsOf } from "#customers"
import { membersOf } from "#members"
import { type Earn, earnPoints } from "#points"
import { type Context, inTransaction, lock } from "#kernel/context"
import { dayIn } from "#kernel/zones"
import { actRefusalWords, type ActRefusal, capReached, onceKey } from "./act-rules.ts"
import { amongWhom } from "./conditions.ts"
import { LoyaltyError } from "./errors.ts"
import type { ActionRule } from "./model-actions.ts"
import type { ProgrammeVersion } from "./model.ts"
import { expiryRule } from "./post-orders.ts"
import { byOf, programmeAt, programmeVersion } from "./programmes.ts"
import { type ActRow, decideActs, insertAct, selectAct, selectActsOf, sumOfAction } from "./storage-acts.ts"

export type WantedAct = {
  readonly customerId: string
  /** Key of the programme's rule. */
  readonly action: string
  /** Names the fact, so that telling it again earns nothing more. */
  readonly causeId: string
  readonly at: Date
  /** What staff look at: a link, a picture, words. */
  readonly proof?: unknown
  /** A beta ring's book: `ring:<id>`. */
  readonly book?: string | undefined
}

export type ActOutcome =
  | { readonly kind: "awarded"; readonly actId: string; readonly points: number; readonly isNew: boolean }
  /** Staff look at the proof first. */
  | { readonly kind: "waiting"; readonly actId: string; readonly points: number }
  | { readonly kind: "refused"; readonly reason: ActRefusal; readonly why: (typeof actRefusalWords)[ActRefusal] }

const refused = (reason: ActRefusal): ActOutcome => ({ kind: "refused", reason, why: actRefusalWords[reason] })

/** Points for something that somebody has done. Told again, the same answer and nothing more. */
export const awardAct = (ctx: Context, wanted: WantedAct): Promise<ActOutcome> =>
  inTransaction(ctx, async (ctx) => (await awardActs(ctx, [wanted]))[0] ?? refused("unknown-customer"))

/** The same for many; an answer for each, in their order. */
export const awardActs = (ctx: Context, wanted: readonly WantedAct[]): Promise<ActOutcome[]> =>
  inTransaction(ctx, async (ctx) => {
    if (wanted.length === 0) return []
    const roots = await rootIdsOf(ctx, [...new Set(wanted.map(({ customerId }) => customerId))])
    await lock(ctx, ...[...new Set(roots.values())].map((root) => `loyalty.acts:${root}`))
    const members = await membersOf(ctx, [...new Set(roots.values())])
    const outcomes: ActOutcome[] = []
    const earns: Earn[] = []
    for (const one of wanted) {
      const root = roots.get(one.customerId)
      const judged = root === undefined ? refused("unknown-customer") : await judge(ctx, one, root, members)
      if ("outcome" in judged) {
        outcomes.push(judged.outcome)
        if (judged.earn) earns.push(judged.earn)
      } else outcomes.push(judged)
    }
    if (earns.length > 0) await earnPoints(ctx, earns)
    return outcomes
  })

type Members = Awaited<ReturnType<typeof membersOf>>
type Given = { readonly outcome: ActOutcome; readonly earn?: Earn }

async function judge(ctx: Context, wanted: WantedAct, root: string, members: Members): Promise<ActOutcome | Given> {
  const { action, causeId, at, book = "live" } = wanted
  const version = await programmeAt(ctx, at)
  if (!version) return refused("no-programme")
  const rule = version.programme.actions.find(({ key }) => key === action)
  if (!rule) return refused("unknown-action")
  const before = await selectActsOf(ctx, [root], book)
  const same = before.find((act) => act.action === action && act.causeId === causeId)
  if (same) return told(same)
  if (!rule.isOn) return refused("not-running")
  const member = members.get(root)
  if (version.programme.membersOnly && book === "live" && (!member || member.left)) return refused("not-a-member")
  const zone = (await brandById(ctx, ctx.brandId))?.zone ?? "Asia/Tokyo"
  const once = onceKey(rule, dayIn(zone, at), causeId)
  const standing = before.filter((act) => act.action === action && (act.state === "awarded" || act.state === "waiting"))
  if (standing.some((act) => act.onceKey === once)) return refused("already")
  if (!(await amongWhom(ctx, rule.who, [root], at)).has(root)) return refused("not-for-her")
  if (rule.caps.inAll !== null) await lock(ctx, `loyalty.action:${action}`)
  const sum = (acts: readonly ActRow[]) => acts.reduce((total, { points }) => total + points, 0)
  const reached = capReached(rule, {
    day: sum(standing.filter((act) => dayIn(zone, act.at) === dayIn(zone, at))),
    person: sum(standing),
    all: rule.caps.inAll === null ? 0 : await sumOfAction(ctx, action, book),
  })
  if (reached) return refused(reached)
  const actId = ctx.id()
  const state = rule.proof === "staff" ? "waiting" : "awarded"
  const { points } = rule
  const row = { actId, customerId: root, action, onceKey: once, causeId, points, at, state, book } as const
  await insertAct(ctx, { ...row, version: version.version, proof: wanted.proof })
  if (state === "waiting") return { kind: "waiting", actId, points }
  return {
    outcome: { kind: "awarded", actId, points, isNew: true },
    earn: earnOf({ ...row, version: version.version }, rule, version),
  }
}

const told = ({ actId, points, state, reason }: ActRow): ActOutcome =>
  state === "awarded"
    ? { kind: "awarded", actId, points, isNew: false }
    : state === "waiting"
      ? { kind: "waiting", actId, points }
      : { kind: "refused", reason: "already", why: reason ? { ja: reason, en: reason } : actRefusalWords.already }

type Act = Pick<ActRow, "actId" | "customerId" | "action" | "points" | "at" | "book" | "version">

const earnOf = (act: Act, { title, waitDays }: ActionRule, { programme }: ProgrammeVersion): Earn => ({
  customerId: act.customerId,
  points: act.points,
  origin: "action",
  cause: { type: "act", id: act.actId, rule: act.action, seq: 0 },
  programmeVersion: act.version,
  reason: title,
  effectiveAt: act.at,
  confirmsAt: new Date(act.at.getTime() + waitDays * 86_400_000),
  expiry: expiryRule(programme.expiry),
  book: act.book,
})

/** Staff have looked at the proof (H08). A refusal says why, and she may try again. Throws `loyalty.UnknownAct`. */
export const decideAct = (
  ctx: Context,
  { actId, approve, reason }: { actId: string; approve: boolean; reason?: string | undefined },
): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const act = await selectAct(ctx, actId)
    if (act?.state !== "waiting") throw LoyaltyError.UnknownAct({ field: "actId" })
    const state = approve ? "awarded" : "refused"
    await decideActs(ctx, [actId], { state, reason: reason ?? null, by: byOf(ctx.actor) })
    const version = await programmeVersion(ctx, act.version)
    const rule = version?.programme.actions.find(({ key }) => key === act.action)
    if (approve && version && rule) await earnPoints(ctx, [earnOf(act, rule, version)])
    const { customerId, action, points } = act
    await audit(ctx, {
      action: "loyalty.claim-decided",
      subject: `customer:${customerId}`,
      after: { action, points, state, reason },
    })
  })
