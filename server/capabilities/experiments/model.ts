import { z } from "zod"

/** `brand`: everything that is said to customers; `split`: the versions within one message or flow. */
export const experimentKinds = ["brand", "flow", "campaign", "split"] as const
export type ExperimentKind = (typeof experimentKinds)[number]

/** What is compared. `id` is whatever its owner calls it: a flow's id, `<campaignId>:subject`. */
export type Experiment = { readonly kind: ExperimentKind; readonly id: string }

/** All that the brand says, compared with silence. */
export const wholeBrand: Experiment = { kind: "brand", id: "all" }

/** The arm of those who are kept apart, and of those who are treated where there are no arms of their own. */
export const holdout = "holdout"
export const treated = "treated"

export const Arm = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,39}$/)
    .refine((name) => name !== holdout, "holdout is an arm of its own"),
  /** What people call it; its name when left out. */
  label: z.string().trim().min(1).max(80).optional(),
  /** Its share among all arms. */
  weight: z.number().min(0).max(10_000),
})
export type Arm = z.infer<typeof Arm>

/** Basis points: 1,000 is one in ten. Somebody must be left to treat. */
export const HoldoutBp = z.int().min(0).max(9_000)

/** What is counted of each person from the moment she was assigned. */
export const metrics = ["orders", "revenue", "repeat", "unsubscribes"] as const
export type Metric = (typeof metrics)[number]

export const Design = z.strictObject({
  holdoutBp: HoldoutBp,
  arms: z
    .array(Arm)
    .min(1)
    .max(12)
    .refine((arms) => new Set(arms.map((arm) => arm.name)).size === arms.length, "each arm once")
    .refine((arms) => arms.some((arm) => arm.weight > 0), "one arm must have a weight")
    .optional(),
})
export type Design = z.infer<typeof Design>
