import { z } from "zod"
import { DayWindow } from "./model-windows.ts"

const number = z.number().min(-1e12).max(1e12)
const text = z.string().min(1).max(200)

/** Both ends included; `{ atLeast: 3, atMost: 3 }` is exactly three. */
export const NumberRange = z
  .object({ atLeast: number.optional(), atMost: number.optional() })
  .refine((range) => range.atLeast !== undefined || range.atMost !== undefined, "one end must be given")
export type NumberRange = z.output<typeof NumberRange>

/** What a value is compared with. Of somebody of whom it is not known, only `isNot`, `none` and `known: false` hold. */
export const ValueTest = z.union([
  z.strictObject({ is: z.array(text).min(1).max(500) }),
  z.strictObject({ isNot: z.array(text).min(1).max(500) }),
  z.strictObject({ contains: text }),
  z.strictObject({ beginsWith: text }),
  z.strictObject({ atLeast: number.optional(), atMost: number.optional() }),
  z.strictObject({ isTrue: z.boolean() }),
  /** Lists: one of these, all of these, none of these. */
  z.strictObject({ any: z.array(text).min(1).max(500) }),
  z.strictObject({ all: z.array(text).min(1).max(50) }),
  z.strictObject({ none: z.array(text).min(1).max(500) }),
  /** Days. */
  z.strictObject({ during: DayWindow }),
  /** Birthdays within so many days from today, today included. */
  z.strictObject({ withinDays: z.int().min(0).max(365) }),
  z.strictObject({ known: z.boolean() }),
])
export type ValueTest = z.output<typeof ValueTest>

/** Columns that every event has, or `properties.<path>` of its own. */
const filterField = z
  .string()
  .regex(/^(product|channel|store|source|order|message|value|properties\.[^.]{1,80}(\.[^.]{1,80}){0,2})$/)

export const EventFilter = z.object({
  field: filterField,
  test: z.union([
    z.strictObject({ is: z.array(text).min(1).max(500) }),
    z.strictObject({ isNot: z.array(text).min(1).max(500) }),
    z.strictObject({ contains: text }),
    z.strictObject({ atLeast: number.optional(), atMost: number.optional() }),
    z.strictObject({ isTrue: z.boolean() }),
  ]),
})
export type EventFilter = z.output<typeof EventFilter>

/** Which orders count. `products` are the shop's own ids; `categories` the catalogue's product types. */
export const OrderScope = z.object({
  products: z.array(text).min(1).max(500).optional(),
  categories: z.array(z.string().min(1).max(300)).min(1).max(100).optional(),
  channels: z
    .array(z.enum(["online", "store"]))
    .min(1)
    .optional(),
  stores: z.array(text).min(1).max(500).optional(),
})
export type OrderScope = z.output<typeof OrderScope>
