import { z } from "zod"

const id = z.string().trim().min(1).max(100)
const amount = z.int().min(0).max(1_000_000_000)
const instant = z.coerce.date()

/** Which till sold what: with `storeId` a sale's number names it for good. */
export const SaleName = {
  storeId: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,59}$/),
  saleId: id,
} as const

/** Who stands at the till: her card as it was scanned (EAN-13 or QR), or the customer's id. */
export const Who = { code: z.string().trim().min(1).max(200).optional(), customerId: z.uuid().optional() } as const

export const SaleLine = z.strictObject({
  lineId: id,
  title: z.string().trim().min(1).max(300).default("—"),
  sku: z.string().max(200).default(""),
  /** The shop's id of the product, so that campaigns for products hold in the store, too. */
  product: z.string().min(1).max(200).optional(),
  quantity: z.int().min(1).max(100_000).default(1),
  /** For one piece, minor units. */
  unitPrice: amount,
  /** For the whole line. */
  discount: amount.default(0),
  /** Hundredths of a per cent: 1,000 is 10 %. */
  taxRate: z.int().min(0).max(10_000).optional(),
  taxIncluded: z.boolean().default(true),
})
export type SaleLine = z.output<typeof SaleLine>

export const Sale = z.strictObject({
  ...SaleName,
  ...Who,
  /** When it was sold, by the till's clock. */
  at: instant,
  lines: z.array(SaleLine).min(1).max(500),
  /** Points that were held for it, or how many to use at once. */
  holdId: z.uuid().optional(),
  usePoints: z.int().min(1).max(100_000_000).optional(),
  /** Codes of offers that she showed, so that they are used up in the store as online; what they took off is in the lines. */
  codes: z.array(z.string().trim().min(1).max(200)).max(10).default([]),
  receipt: z.string().trim().min(1).max(100).optional(),
})
export type Sale = z.output<typeof Sale>

/** Points for a sale that the till does not tell: what they come to, the till says itself. */
export const Earning = z.strictObject({
  ...SaleName,
  ...Who,
  at: instant,
  points: z.int().min(1).max(1_000_000),
})
export type Earning = z.output<typeof Earning>

export const SaleRefund = z.strictObject({
  ...SaleName,
  refundId: id,
  at: instant,
  /** What was handed back, minor units. */
  amount,
  lines: z
    .array(z.strictObject({ lineId: id, quantity: z.int().min(0).max(100_000), amount }))
    .max(500)
    .default([]),
  reason: z.string().trim().max(300).default(""),
})
export type SaleRefund = z.output<typeof SaleRefund>

export const SaleVoid = z.strictObject({ ...SaleName, at: instant })
export type SaleVoid = z.output<typeof SaleVoid>

const HoldName = z.strictObject({ holdId: z.uuid() })

/** What a till noted while it was offline, each under a name of its own. Told in any order and any number of times. */
export const Operation = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("sale"), id, sale: Sale }),
  z.strictObject({ kind: z.literal("refund"), id, refund: SaleRefund }),
  z.strictObject({ kind: z.literal("void"), id, void: SaleVoid }),
  z.strictObject({ kind: z.literal("release"), id, hold: HoldName }),
])
export type Operation = z.output<typeof Operation>
