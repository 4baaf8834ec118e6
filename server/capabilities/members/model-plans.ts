import { z } from "zod"
import { Benefit, planKinds, Words } from "./model.ts"

/** A plan beside ranks and points: paid membership, students, friends of the house (H15, H18). */
export const PlanDocument = z
  .strictObject({
    format: z.literal(1).default(1),
    name: Words,
    kind: z.enum(planKinds),
    /** How long it lasts each time; null: until somebody ends it. */
    months: z.int().min(1).max(120).nullable(),
    /** An order of one of these begins or prolongs it; its price is what the shop asks for it. */
    skus: z.array(z.string().trim().min(1).max(200)).max(20).default([]),
    /** How it is found out that she may have it. */
    proof: z.discriminatedUnion("kind", [
      z.strictObject({ kind: z.literal("order") }),
      /** A mail address of hers ends on one of these: "ac.jp" holds for every address below it. Others wait for staff. */
      z.strictObject({
        kind: z.literal("mail-domain"),
        domains: z
          .array(z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/))
          .min(1)
          .max(200),
      }),
      z.strictObject({ kind: z.literal("staff") }),
    ]),
    benefits: z.array(Benefit).max(20).default([]),
    /** Nobody can begin it any more; who has it keeps it to its end. */
    isClosed: z.boolean().default(false),
  })
  .superRefine(({ proof, skus }, ctx) => {
    if (proof.kind === "order" && skus.length === 0)
      ctx.addIssue({ code: "custom", path: ["skus"], message: "say by which article it is bought" })
  })
export type PlanDocument = z.output<typeof PlanDocument>

export type HoldingState = "waiting" | "active" | "refused" | "ended"

/** One time of a plan that somebody asked for or has. */
export type Holding = {
  readonly holdingId: string
  readonly customerId: string
  readonly planId: string
  readonly kind: "paid" | "student" | "other"
  readonly state: HoldingState
  /** What began it: `order:<id>`, `request:<key>`. */
  readonly cause: string
  readonly evidence: Readonly<Record<string, unknown>>
  readonly askedAt: Date
  readonly from: Date | null
  readonly until: Date | null
  readonly reason: string | null
}
