import { z } from "zod"
import { endpoint, instant, listOf, listParams } from "#kernel/endpoint"
import { Arm, experimentKinds, HoldoutBp, metrics } from "./model.ts"
import { Lift } from "./model-lift.ts"
import { ExperimentSettings } from "./model-settings.ts"
import { Worth } from "./model-worth.ts"

const experiment = { kind: z.enum(experimentKinds), id: z.string().min(1).max(200) }
const Versioned = z.object({ settings: ExperimentSettings, version: z.int() })

export const ExperimentRow = z.object({
  kind: z.enum(experimentKinds),
  id: z.string(),
  name: z.object({ ja: z.string(), en: z.string() }).nullable(),
  goal: z.enum(metrics),
  holdoutBp: HoldoutBp,
  arms: z.array(Arm).nullable(),
  createdAt: instant,
  sizes: z.array(z.object({ arm: z.string(), people: z.int() })),
  /** The goal as it was last measured; null before the first night. */
  lift: Lift.nullable(),
})

export const listExperiments = endpoint("GET /api/v1/experiments", {
  right: "messages:read",
  summary: { ja: "実験の一覧（最後に測った効果つき）", en: "What is compared, with what was last measured" },
  reply: z.object({ items: z.array(ExperimentRow) }),
})

export const getLift = endpoint("GET /api/v1/experiments/lift", {
  right: "messages:read",
  summary: {
    ja: "ひとつの実験の効果（指標ごと、区間と週ごとの記録つき）と、配信の費用対効果",
    en: "What one experiment is worth: every metric with its interval, week by week, and what its letters cost",
  },
  params: experiment,
  reply: z.object({ experiment: ExperimentRow, lifts: z.array(Lift), history: z.array(Lift), worth: Worth }),
  perMinute: 60,
})

export const listExperimentPeople = endpoint("GET /api/v1/experiments/people", {
  right: "customers:read",
  summary: { ja: "実験に入っている人（新しい順）", en: "Who is in an experiment, the latest first" },
  params: { ...experiment, arm: z.string().max(40).optional(), ...listParams },
  reply: listOf(z.object({ customerId: z.uuid(), arm: z.string(), assignedAt: instant })),
})

export const getExperimentSettings = endpoint("GET /api/v1/experiment-settings", {
  right: "brand:read",
  summary: {
    ja: "実験の設定（比較グループの割合、期間、送信費用）",
    en: "How things are compared: shares, windows, costs",
  },
  reply: Versioned,
})

export const putExperimentSettings = endpoint("PUT /api/v1/experiment-settings", {
  right: "brand:write",
  summary: { ja: "実験の設定を変える", en: "Change how things are compared" },
  params: { settings: ExperimentSettings, basedOn: z.int().min(0) },
  reply: Versioned,
})
