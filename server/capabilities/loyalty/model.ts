import { z } from "zod"
import { Condition } from "../segments/model.ts"
import { ActionRule } from "./model-actions.ts"
import { Slug, Words } from "./model-words.ts"

const day = z.iso.date()
const points = z.int().min(1).max(100_000_000)
const id = z.string().trim().min(1).max(200)

/** How a lot of points ends, counted from when it becomes usable; null: never. */
export const Expiry = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("months"), months: z.int().min(1).max(120) }),
  z.strictObject({ kind: z.literal("sliding"), months: z.int().min(1).max(120) }),
  z.strictObject({ kind: z.literal("yearly"), month: z.int().min(1).max(12), day: z.int().min(1).max(31) }),
  z.strictObject({ kind: z.literal("at"), on: day }),
])
export type Expiry = z.output<typeof Expiry>

/** What a purchase earns before anything is added. */
export const Base = z.strictObject({
  points: z.int().min(0).max(10_000),
  /** Minor units of the brand's currency. */
  perYen: z.int().min(1).max(1_000_000),
  tax: z.enum(["included", "excluded"]),
  /** Whether what was paid with points earns points, too (L11). */
  paidWithPoints: z.enum(["excluded", "included"]),
  /** The shop's ids of products that earn nothing, and the catalogue's product types: gift wrap, fees, vouchers. */
  withoutProducts: z.array(id).max(500),
  withoutCategories: z.array(z.string().trim().min(1).max(300)).max(100),
  channels: z
    .array(z.enum(["online", "store"]))
    .min(1)
    .max(2),
})
export type Base = z.output<typeof Base>

/** When pending points become usable (L10). */
export const Confirms = z.strictObject({
  when: z.enum(["delivered", "shipped-and-paid", "return-window"]),
  /** After delivery, or after payment for a return window. Nothing is waited for with "shipped-and-paid". */
  days: z.int().min(0).max(120),
  /** What is carried home from a store is delivered at once. */
  inStore: z.enum(["at-once", "after-days"]),
  /** Days after payment at which they become usable though nobody ever told of a delivery; null: they wait. */
  atLatestDays: z.int().min(1).max(365).nullable(),
})
export type Confirms = z.output<typeof Confirms>

/** A campaign that multiplies what purchases earn (H03, H04). */
export const Multiplier = z
  .strictObject({
    key: Slug,
    name: Words,
    /** Hundredths of a per cent of the base on top of it: 10,000 is double points. */
    bonusBp: z.int().min(1).max(1_000_000),
    /** Orders placed from here on, and before there. */
    from: z.coerce.date().nullable(),
    until: z.coerce.date().nullable(),
    /** Only members of this segment when they order; null: everybody. */
    segmentId: z.uuid().nullable(),
    /** Only these goods; both empty: all. */
    products: z.array(id).max(500),
    categories: z.array(z.string().trim().min(1).max(300)).max(100),
    channels: z.array(z.enum(["online", "store"])).max(2),
    caps: z.strictObject({
      /** Points that it adds at most to one order, to one member in all, and to all members together. */
      perOrder: points.nullable(),
      perPerson: points.nullable(),
      inAll: points.nullable(),
    }),
    /** The larger comes first. */
    priority: z.int().min(0).max(1_000),
    isOn: z.boolean(),
  })
  .refine(({ from, until }) => !from || !until || from < until, { error: "it ends before it begins", path: ["until"] })
export type Multiplier = z.output<typeof Multiplier>

export const stackings = ["additive", "multiplicative", "max"] as const
export type Stacking = (typeof stackings)[number]

/** Everything that says what earns points and what they are. Published versions never change. */
export const Programme = z
  .strictObject({
    format: z.literal(1),
    pointName: Words,
    /** What one point takes off, minor units. */
    yenPerPoint: z.int().min(1).max(1_000_000),
    base: Base,
    confirms: Confirms,
    expiry: Expiry.nullable(),
    /** When points to be taken back are spent already (L16). */
    shortage: z.enum(["debt", "floor_zero", "deduct_cash", "manual_review"]),
    /** Points that were used on a returned order, once their time is over (L17). */
    returnedExpired: z.union([z.literal("lost"), z.strictObject({ graceDays: z.int().min(1).max(366) })]),
    /** What a partial return gives back first. */
    partialReturn: z.enum(["cash_first", "pro_rata"]),
    /** How rank, campaigns and personal bonuses of one order go together (L14). */
    stacking: z.enum(stackings),
    caps: z.strictObject({ perOrder: points.nullable(), perPersonDay: points.nullable() }),
    /** Only members earn; else everybody who can be recognised. */
    membersOnly: z.boolean(),
    /** Who does not earn: staff, resellers. */
    without: Condition.nullable(),
    multipliers: z.array(Multiplier).max(60),
    actions: z.array(ActionRule).max(60),
    /** What it is meant to achieve, for those who come later. */
    intent: z.string().max(500),
  })
  .superRefine(({ multipliers, actions }, at) => {
    for (const [path, list] of [
      ["multipliers", multipliers],
      ["actions", actions],
    ] as const)
      list.forEach(({ key }, index) => {
        if (list.findIndex((other) => other.key === key) !== index)
          at.addIssue({ code: "custom", path: [path, index, "key"], message: "this key is taken" })
      })
  })
export type Programme = z.output<typeof Programme>

export type ProgrammeVersion = {
  readonly version: number
  readonly programme: Programme
  readonly note: string
  readonly revision: number
  readonly changedAt: Date
  /** Null for the draft. */
  readonly publishedAt: Date | null
  readonly publishedBy: string | null
  /** Facts from this instant on are judged by it. */
  readonly holdsFrom: Date | null
}
