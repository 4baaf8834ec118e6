import { audit, brandById } from "#brands"
import { rootIdsOf } from "#customers"
import { type Member, membersOf } from "#members"
import { type Earn, earnPoints } from "#points"
import { type Context, inTransaction, lock } from "#kernel/context"
import { gather, gatherOver, sideBySide } from "#kernel/gather"
import { dayIn } from "#kernel/zones"
import { actRefusalWords, type ActRefusal, capReached, onceKey } from "./act-rules.ts"
import { amongWhom } from "./conditions.ts"
import { LoyaltyError } from "./errors.ts"
import type { ActionRule } from "./model-actions.ts"
import type { ProgrammeVersion } from "./model.ts"
import { expiryRule } from "./post-orders.ts"
import { byOf, programmesAt, programmeVersion } from "./programmes.ts"
import {
  type ActRow,
  decideActs,
  insertActs,
  type NewAct,
  selectAct,
  selectActsOf,
  sumOfAction,
} from "./storage-acts.ts"

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

/**
 * The same for many; an answer for each, in their order. People go side by side, what one person did one after the other;
 * so do all acts of a rule that has a cap over everybody.
 */
export const awardActs = (ctx: Context, wanted: readonly WantedAct[]): Promise<ActOutcome[]> =>
  inTransaction(ctx, (ctx) =>
    gather(ctx, "loyalty.award", wanted, async (ctx, groups) => {
      const outcomes = await awardAll(ctx, groups.flat())
      return groups.map((group) => group.map((one) => outcomes.get(one) ?? refused("unknown-customer")))
    }),
  )

/** So many people share their questions. */
const together = 500

async function awardAll(ctx: Context, wanted: readonly WantedAct[]): Promise<Map<WantedAct, ActOutcome>> {
  const outcomes = new Map<WantedAct, ActOutcome>()
  if (wanted.length === 0) return outcomes
  const roots = await rootIdsOf(ctx, [...new Set(wanted.map(({ customerId }) => customerId))])
  await lock(ctx, ...[...new Set(roots.values())].map((root) => `loyalty.acts:${root}`))
  const members = await membersOf(ctx, [...new Set(roots.values())])
  const versions = await programmesAt(
    ctx,
    wanted.map(({ at }) => at),
  )
  const asked = wanted.flatMap((one, index): Asked[] => {
    const root = roots.get(one.customerId)
    return root === undefined ? [] : [{ one, root, member: members.get(root), version: versions[index] }]
  })
  const earns: Earn[] = []
  const award = async (ctx: Context, acts: readonly Asked[]) => {
    for (const act of acts) {
      const { outcome, earn } = await judge(ctx, act)
      outcomes.set(act.one, outcome)
      if (earn) earns.push(earn)
    }
  }
  const people = [...Map.groupBy(asked, ({ root }) => root).values()]
  const inTurn = people.filter((acts) => acts.some((act) => ruleOf(act)?.caps.inAll != null))
  const free = people.filter((acts) => !inTurn.includes(acts))
  for (let at = 0; at < free.length; at += together) await sideBySide(ctx, free.slice(at, at + together), award)
  for (const acts of inTurn) await award(ctx, acts)
  if (earns.length > 0) await earnPoints(ctx, earns)
  return outcomes
}

type Asked = {
  readonly one: WantedAct
  readonly root: string
  readonly member: Member | undefined
  readonly version: ProgrammeVersion | undefined
}
type Given = { readonly outcome: ActOutcome; readonly earn?: Earn }

const ruleOf = ({ one, version }: Asked) => version?.programme.actions.find(({ key }) => key === one.action)

const actsOf = async (ctx: Context, root: string, book: string): Promise<ActRow[]> =>
  (await gatherOver(ctx, `loyalty.acts:${book}`, [root], (ctx, roots) => selectActsOf(ctx, roots, book))).filter(
    (act) => act.customerId === root,
  )

const write = (ctx: Context, act: NewAct) =>
  gather(ctx, "loyalty.insert-acts", act, async (ctx, acts) => {
    await insertActs(ctx, acts)
    return acts
  })

async function judge(ctx: Context, asked: Asked): Promise<Given> {
  const outcome = await judgeAct(ctx, asked)
  return "outcome" in outcome ? outcome : { outcome }
}

async function judgeAct(ctx: Context, asked: Asked): Promise<ActOutcome | Given> {
  const { one: wanted, root, member, version } = asked
  const { action, causeId, at, book = "live" } = wanted
  if (!version) return refused("no-programme")
  const rule = ruleOf(asked)
  if (!rule) return refused("unknown-action")
  const before = await actsOf(ctx, root, book)
  const same = before.find((act) => act.action === action && act.causeId === causeId)
  if (same) return told(same)
  if (!rule.isOn) return refused("not-running")
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
  await write(ctx, { ...row, version: version.version, proof: wanted.proof })
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
