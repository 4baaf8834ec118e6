import { z } from "zod"
import { DayWindow, EventWindow } from "./model-windows.ts"
import { EventFilter, NumberRange, OrderScope, ValueTest } from "./model-tests.ts"

/** The longest list of values in one condition, the most conditions in one document, and how deep they may stand. */
export const maxValues = 500
export const maxConditions = 60
export const maxDepth = 8

const name = z.string().trim().min(1).max(200)
const values = z.array(z.string().min(1).max(200)).min(1).max(maxValues)

/** What everybody has. `age` in years on the brand's day; `firstSeen` is the day the brand first knew of her. */
export const attributeFields = [
  "language",
  "country",
  "prefecture",
  "city",
  "postalCode",
  "age",
  "birthMonth",
  "firstSeen",
  "birthday",
] as const

/** The people whose own interval between purchases, or the brand's usual one, has passed several times over (D27). */
const OwnInterval = z.object({
  kind: z.literal("own-interval"),
  /** Hundredths: 200 is twice her own interval. */
  factorPercent: z.int().min(10).max(2_000),
  /** For those who bought once, who have no interval yet. The brand's own usual one when left out. */
  fallbackDays: z.int().min(1).max(3_650).optional(),
  scope: OrderScope.optional(),
})

const leaves = [
  /** What everybody has (D04, D08, D09). */
  z.object({ kind: z.literal("attribute"), field: z.enum(attributeFields), test: ValueTest }),
  /** A property the brand defined itself (A15): gender, tastes, worries, dislikes (D06). */
  z.object({ kind: z.literal("property"), key: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/), test: ValueTest }),
  /** A field that another part of the product contributes: `loyalty.tier`. */
  z.object({ kind: z.literal("field"), field: z.string().regex(/^[a-z][a-z0-9.-]{0,79}$/), test: ValueTest }),
  /** Did one of these things so often, or for so much, or on so many days. Did not: `{ atMost: 0 }` (D11). */
  z.object({
    kind: z.literal("event"),
    names: z.array(name).min(1).max(20),
    filters: z.array(EventFilter).max(10).default([]),
    window: EventWindow.default({ kind: "ever" }),
    measure: z.enum(["count", "days", "value"]).default("count"),
    /** With a property: the sum of its numbers instead of the amounts. */
    sumOf: z.string().max(120).optional(),
    range: NumberRange,
  }),
  /** When something happened for the first or the last time. */
  z.object({
    kind: z.literal("event-time"),
    which: z.enum(["first", "last"]),
    names: z.array(name).min(1).max(20),
    filters: z.array(EventFilter).max(10).default([]),
    window: DayWindow,
  }),
  /** These things one after the other, all within so many hours of the first. */
  z.object({
    kind: z.literal("sequence"),
    steps: z
      .array(z.object({ names: z.array(name).min(1).max(20), filters: z.array(EventFilter).max(10).default([]) }))
      .min(2)
      .max(4),
    withinHours: z
      .int()
      .min(1)
      .max(24 * 366),
    window: DayWindow.default({ kind: "ever" }),
  }),
  /** What was bought, cancelled and returned orders left out (D26). `spent` and `average` in minor units. */
  z.object({
    kind: z.literal("orders"),
    measure: z.enum(["count", "spent", "average"]),
    scope: OrderScope.optional(),
    window: DayWindow.default({ kind: "ever" }),
    range: NumberRange,
  }),
  /** Compared with the average of the brand's buyers, as it was when everybody was last looked at (D21). */
  z.object({
    kind: z.literal("orders-against-average"),
    measure: z.enum(["count", "spent"]),
    window: DayWindow.default({ kind: "ever" }),
    is: z.enum(["above", "below"]),
    /** Hundredths of the average: 150 is half as much again. */
    percent: z.int().min(1).max(10_000).default(100),
  }),
  z.object({
    kind: z.literal("order-time"),
    which: z.enum(["first", "last"]),
    scope: OrderScope.optional(),
    window: DayWindow,
  }),
  OwnInterval,
  /** Opened, clicked or was sent messages; machines do not count (X22). */
  z.object({
    kind: z.literal("engagement"),
    channel: z.enum(["any", "email", "line", "sms", "push"]).default("any"),
    signal: z.enum(["sent", "opened", "clicked", "engaged"]),
    window: DayWindow.default({ kind: "ever" }),
    range: NumberRange,
  }),
  /** Messages sent on the days after she last opened or clicked one, or bought (D29). */
  z.object({ kind: z.literal("unanswered-messages"), range: NumberRange }),
  /** Pages and products looked at (D16). */
  z.object({ kind: z.literal("web-visits"), window: DayWindow, range: NumberRange }),
  /** Put into the cart and not bought since (D12). */
  z.object({
    kind: z.literal("cart-left"),
    window: EventWindow,
    products: values.optional(),
  }),
  /** What holds of her consent on a channel for a purpose (B11); "none": she never said. */
  z.object({
    kind: z.literal("consent"),
    channel: z.enum(["email", "sms", "line", "push", "post", "phone", "relay", "dm"]),
    purpose: z
      .string()
      .regex(/^[a-z][a-z0-9-]{0,39}$/)
      .default("marketing"),
    states: z.array(z.enum(["given", "withdrawn", "pending", "imported_unverified", "none"])).min(1),
  }),
  /** Can be reached for marketing on this channel now: has an address there and agreed. */
  z.object({ kind: z.literal("reachable"), channel: z.enum(["email", "sms", "line", "push", "post", "relay"]) }),
  /** Was in one of these stores: a visit, or a purchase there that stands (D09, D10). All stores when none is named. */
  z.object({
    kind: z.literal("store-visit"),
    stores: values.optional(),
    window: DayWindow.default({ kind: "ever" }),
    range: NumberRange,
  }),
  z.object({ kind: z.literal("segment"), segmentId: z.uuid() }),
  /** A stable share of everybody: hundredths of a per cent, `from` included, `to` not. The same salt cuts the same way. */
  z.object({
    kind: z.literal("bucket"),
    salt: z.string().min(1).max(80),
    from: z.int().min(0).max(9_999),
    to: z.int().min(1).max(10_000),
  }),
] as const

export const Leaf = z.discriminatedUnion("kind", leaves)
export type Leaf = z.output<typeof Leaf>
export type LeafKind = Leaf["kind"]

/** Conditions joined. `all` of nobody's conditions is everybody, `any` of none is nobody. */
export type Condition =
  | { readonly kind: "all"; readonly of: readonly Condition[] }
  | { readonly kind: "any"; readonly of: readonly Condition[] }
  | { readonly kind: "not"; readonly of: Condition }
  | Leaf

export type ConditionInput =
  | { readonly kind: "all"; readonly of: readonly ConditionInput[] }
  | { readonly kind: "any"; readonly of: readonly ConditionInput[] }
  | { readonly kind: "not"; readonly of: ConditionInput }
  | z.input<typeof Leaf>

const inner = z.lazy((): z.ZodType<Condition, ConditionInput> => Condition)

export const Condition: z.ZodType<Condition, ConditionInput> = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("all"), of: z.array(inner).max(maxConditions) }),
  z.object({ kind: z.literal("any"), of: z.array(inner).max(maxConditions) }),
  z.object({ kind: z.literal("not"), of: inner }),
  ...leaves,
])

/** Who belongs to a segment. `format` names the language; a document once published is never changed. */
export const SegmentDocument = z.object({ format: z.literal(1), who: Condition })
export type SegmentDocument = z.output<typeof SegmentDocument>
