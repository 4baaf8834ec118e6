import { audit, brandById } from "#brands"
import { identitiesOf, rootIdsOf } from "#customers"
import { recordEvents } from "#events"
import { touchCustomers } from "#segments"
import { type Context, inTransaction } from "#kernel/context"
import { announce } from "#kernel/events"
import { liveOf, planKind } from "./documents.ts"
import { MemberError } from "./errors.ts"
import { planChanged } from "./events.ts"
import { type Given, givePlanGifts } from "./gifts.ts"
import type { Holding, HoldingState, PlanDocument } from "./model-plans.ts"
import { isOfDomain, planEnds } from "./plan-rules.ts"
import { holdMembers, type MemberRow } from "./storage.ts"
import { decideHolding, endOver, holdHolding, insertHolding, selectHoldings, selectPlanEnd } from "./storage-plans.ts"

export type Asking = {
  readonly customerId: string
  readonly planId: string
  /** Names the request: the same again asks for nothing more. */
  readonly key: string
  /** What she said or showed: name of the school, number of the certificate. */
  readonly evidence?: Readonly<Record<string, unknown>>
}

/**
 * A member asks for a plan. Where a mail address of hers proves it, it begins at once; else it waits for staff. Asking for
 * what she has, or waits for, makes it no longer. Throws `members.NotAMember`, `members.UnknownPlan`, `members.PlanIsBought`.
 */
export const askForPlan = (ctx: Context, asking: Asking): Promise<{ state: HoldingState }> =>
  inTransaction(ctx, async (ctx) => {
    const plan = await openPlan(ctx, asking.planId)
    const row = await memberRow(ctx, asking.customerId)
    if (plan.proof.kind === "order") throw MemberError.PlanIsBought()
    const had = (await selectHoldings(ctx, row.rootId)).filter(({ planId }) => planId === asking.planId)
    const [running] = had.filter(({ state }) => state === "active" || state === "waiting")
    if (running) return { state: running.state }
    const mail = plan.proof.kind === "mail-domain" ? await provingMail(ctx, row.rootId, plan.proof.domains) : undefined
    const evidence = { ...asking.evidence, ...(mail ? { provedBy: "mail-domain", domain: mail.split("@")[1] } : {}) }
    const begun = { planId: asking.planId, plan, cause: `request:${asking.key}`, evidence, times: 1, from: ctx.now() }
    const state = mail ? ("active" as const) : ("waiting" as const)
    await begin(ctx, row, { ...begun, state, by: null })
    return { state }
  })

/** Staff give a member a plan. Throws `members.NotAMember`, `members.UnknownPlan`. */
export const givePlan = (
  ctx: Context,
  { reason, ...asking }: Asking & { readonly reason: string },
): Promise<{ state: HoldingState }> =>
  inTransaction(ctx, async (ctx) => {
    const plan = await openPlan(ctx, asking.planId)
    const row = await memberRow(ctx, asking.customerId)
    const begun = { planId: asking.planId, plan, cause: `staff:${asking.key}`, evidence: { reason }, times: 1 }
    const isNew = await begin(ctx, row, { ...begun, from: ctx.now(), state: "active", by: staffOf(ctx) })
    if (isNew) await auditPlan(ctx, "members.plan-given", row.rootId, { planId: asking.planId, reason })
    return { state: "active" }
  })

/** Staff say yes or no to a request that waits. Throws `members.UnknownRequest`. */
export const decideRequest = (
  ctx: Context,
  { holdingId, isGranted, reason }: { holdingId: string; isGranted: boolean; reason: string },
): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const holding = await holdHolding(ctx, holdingId)
    if (holding?.state !== "waiting") throw MemberError.UnknownRequest()
    const live = await liveOf(ctx, planKind(holding.planId))
    if (!live) throw MemberError.UnknownPlan()
    const from = ctx.now()
    const until = isGranted
      ? await endOf(ctx, holding.customerId, { ...holding, plan: live.document, times: 1, from })
      : null
    const state = isGranted ? "active" : "refused"
    await decideHolding(ctx, holdingId, { state, from: isGranted ? from : null, until, by: staffOf(ctx), reason })
    const what = { planId: holding.planId, reason }
    await auditPlan(ctx, isGranted ? "members.plan-granted" : "members.plan-refused", holding.customerId, what)
    const gifts = isGranted
      ? await givePlanGifts(ctx, live.document.benefits, { rootId: holding.customerId, holdingId })
      : []
    await tell(ctx, { ...holding, state, until, rootId: holding.customerId, isSilent: false, gifts })
  })

/** Ends a time of a plan now. Throws `members.UnknownRequest`. */
export const endPlan = (ctx: Context, { holdingId, reason }: { holdingId: string; reason: string }): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const holding = await holdHolding(ctx, holdingId)
    if (holding?.state !== "active") throw MemberError.UnknownRequest()
    await stop(ctx, holding, reason)
    await auditPlan(ctx, "members.plan-ended", holding.customerId, { planId: holding.planId, reason })
  })

/** Ends it and tells. In a transaction that holds it. */
export async function stop(ctx: Context, holding: Holding, reason: string): Promise<void> {
  const until = ctx.now()
  await decideHolding(ctx, holding.holdingId, { state: "ended", from: holding.from, until, by: staffOf(ctx), reason })
  await tell(ctx, { ...holding, state: "ended", until, rootId: holding.customerId, isSilent: false })
}

export type Beginning = {
  readonly planId: string
  readonly plan: PlanDocument
  readonly cause: string
  readonly evidence: Readonly<Record<string, unknown>>
  readonly times: number
  readonly from: Date
  readonly state: "waiting" | "active"
  readonly by: string | null
}

/** Writes a time of a plan down, once for its cause, and tells. True when it is new. */
export async function begin(ctx: Context, row: MemberRow, beginning: Beginning): Promise<boolean> {
  const { planId, plan, state, from } = beginning
  const until = state === "active" ? await endOf(ctx, row.rootId, beginning) : null
  const holdingId = ctx.id()
  const isNew = await insertHolding(ctx, {
    holdingId,
    memberId: row.memberId,
    planId,
    kind: plan.kind,
    state,
    cause: beginning.cause,
    evidence: beginning.evidence,
    askedAt: ctx.now(),
    from: state === "active" ? from : null,
    until,
    decidedBy: beginning.by,
  })
  if (!isNew) return false
  const isSilent = row.ring !== null
  const isGiven = state === "active" && !isSilent
  const gifts = isGiven ? await givePlanGifts(ctx, plan.benefits, { rootId: row.rootId, holdingId }) : []
  await tell(ctx, { planId, kind: plan.kind, state, until, rootId: row.rootId, isSilent, gifts })
  return true
}

async function endOf(
  ctx: Context,
  rootId: string,
  { planId, plan, times, from }: Pick<Beginning, "planId" | "plan" | "times" | "from">,
): Promise<Date | null> {
  const zone = (await brandById(ctx, ctx.brandId))?.zone ?? "Asia/Tokyo"
  const runsUntil = (await selectPlanEnd(ctx, rootId, planId)) ?? undefined
  return planEnds(zone, { months: plan.months, times, from, runsUntil })
}

/** What has run out ends, some hundred at a time. */
export async function endPlansOver(ctx: Context): Promise<void> {
  for (;;) {
    const ended = await inTransaction(ctx, async (ctx) => {
      const over = await endOver(ctx, 500)
      for (const holding of over) await tell(ctx, { ...holding, rootId: holding.customerId, isSilent: false })
      return over.length
    })
    if (ended < 500) return
  }
}

type Told = Pick<Holding, "planId" | "kind" | "state" | "until"> & {
  readonly rootId: string
  readonly isSilent: boolean
  readonly gifts?: readonly Given[]
}

async function tell(ctx: Context, { planId, kind, state, until, rootId, isSilent, gifts }: Told): Promise<void> {
  await touchCustomers(ctx, [rootId])
  if (isSilent) return
  const names = { waiting: "Plan Asked For", active: "Plan Begun", refused: "Plan Refused", ended: "Plan Ended" }
  const at = ctx.now()
  const externalId = `plan:${ctx.id()}`
  const properties = { planId, kind, until: until?.toISOString() ?? null, ...(gifts && { gifts }) }
  const fact = { customerId: rootId, name: names[state], occurredAt: at, source: "maido", externalId, properties }
  await recordEvents(ctx, [fact])
  await announce(ctx, planChanged, { customerId: rootId, planId, kind, state, until, at })
}

async function openPlan(ctx: Context, planId: string): Promise<PlanDocument> {
  const live = await liveOf(ctx, planKind(planId))
  if (!live || live.document.isClosed) throw MemberError.UnknownPlan({ field: "planId" })
  return live.document
}

async function memberRow(ctx: Context, customerId: string): Promise<MemberRow> {
  const root = (await rootIdsOf(ctx, [customerId])).get(customerId)
  const [row] = root ? await holdMembers(ctx, [root]) : []
  if (!row || row.leftAt) throw MemberError.NotAMember()
  return row
}

/** An address of hers that was shown to be hers and belongs to one of these domains. */
async function provingMail(ctx: Context, rootId: string, domains: readonly string[]): Promise<string | undefined> {
  const identities = await identitiesOf(ctx, rootId)
  const mails = identities.filter(({ kind, sure }) => kind === "email" && sure)
  return mails.find(({ value }) => isOfDomain(value, domains))?.value
}

const staffOf = ({ actor }: Context): string => (actor.kind === "staff" ? `staff:${actor.staffId}` : actor.kind)

const auditPlan = (ctx: Context, action: string, rootId: string, after: object) =>
  audit(ctx, { action, subject: `customer:${rootId}`, after })
