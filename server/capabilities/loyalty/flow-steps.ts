import { z } from "zod"
import { type AtStep, type FlowStep } from "#flows"
import { rootIdsOf } from "#customers"
import { earnPoints } from "#points"
import type { Context } from "#kernel/context"
import { awardActs } from "./award-acts.ts"
import { giveBoosts } from "./boosts.ts"
import { Slug, Words } from "./model-words.ts"
import { expiryRule } from "./post-orders.ts"
import { currentProgramme } from "./programmes.ts"

type Answers = Awaited<ReturnType<FlowStep["act"]>>

const Award = z.union([
  z.strictObject({ points: z.int().min(1).max(100_000), reason: Words }),
  z.strictObject({ action: Slug }),
])

/** Points by a flow: so many, or by a rule of the programme with its caps. */
export const awardStep: FlowStep = {
  step: "points.award",
  title: { ja: "ポイントを付ける", en: "Award points" },
  about: {
    ja: "決めた数か、会員制度のアクションのとおりに付けます。1回の通過で1度だけです。",
    en: "So many, or by an action of the programme. Once for each visit.",
  },
  with: Award,
  act: async (ctx, visits) => {
    const answers = new Map<string, Answers extends ReadonlyMap<string, infer A> ? A : never>()
    const parsed = visits.map((visit) => ({ visit, wants: Award.parse(visit.with) }))
    const byRule = parsed.flatMap(({ visit, wants }) => ("action" in wants ? [{ visit, action: wants.action }] : []))
    const outcomes = await awardActs(
      ctx,
      byRule.map(({ visit, action }) => ({
        customerId: visit.customerId,
        action,
        causeId: `flow:${visit.key}`,
        at: ctx.now(),
      })),
    )
    byRule.forEach(({ visit }, index) => {
      const outcome = outcomes[index]
      if (outcome?.kind === "refused") answers.set(visit.key, { kind: "refused", reason: outcome.reason })
      else if (outcome) answers.set(visit.key, { kind: "done", facts: { award: { points: outcome.points } } })
    })
    const fixed = parsed.flatMap(({ visit, wants }) => ("points" in wants ? [{ visit, ...wants }] : []))
    await awardFixed(ctx, fixed)
    for (const { visit, points } of fixed) answers.set(visit.key, { kind: "done", facts: { award: { points } } })
    return answers
  },
}

type Fixed = { readonly visit: AtStep; readonly points: number; readonly reason: { ja: string; en: string } }

async function awardFixed(ctx: Context, fixed: readonly Fixed[]): Promise<void> {
  if (fixed.length === 0) return
  const version = await currentProgramme(ctx)
  const roots = await rootIdsOf(
    ctx,
    fixed.map(({ visit }) => visit.customerId),
  )
  const now = ctx.now()
  await earnPoints(
    ctx,
    fixed.flatMap(({ visit, points, reason }) => {
      const customerId = roots.get(visit.customerId)
      if (customerId === undefined) return []
      return [
        {
          customerId,
          points,
          origin: "goodwill" as const,
          cause: { type: "flow", id: visit.key, rule: visit.flow.step, seq: 0 },
          programmeVersion: version?.version ?? null,
          reason,
          effectiveAt: now,
          confirmsAt: now,
          expiry: expiryRule(version?.programme.expiry ?? { kind: "months", months: 12 }),
        },
      ]
    }),
  )
}

const Boost = z.strictObject({
  bonusBp: z.int().min(1).max(1_000_000),
  days: z.int().min(1).max(366),
  name: Words,
})

/** Double points for one person for some days. */
export const multiplierStep: FlowStep = {
  step: "points.multiplier",
  title: { ja: "この人のポイントを増やす", en: "More points for this person" },
  about: {
    ja: "決めた日数のあいだ、お買い物のポイントを上乗せします（10000 = 2倍）。",
    en: "For some days purchases earn more (10,000 is double).",
  },
  with: Boost,
  act: async (ctx, visits) => {
    await giveBoosts(
      ctx,
      visits.map((visit) => ({
        ...Boost.parse(visit.with),
        customerId: visit.customerId,
        cause: `flow:${visit.key}`,
      })),
    )
    return new Map(visits.map(({ key }) => [key, { kind: "done" as const }]))
  },
}
