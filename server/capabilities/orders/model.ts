import { z } from "zod"

/** Minor units of the order's currency (yen, cents), within ±10^12 so that sums stay exact everywhere. */
export const Amount = z.int().min(-1_000_000_000_000).max(1_000_000_000_000)
const text = (max: number) => z.string().min(1).max(max)
const instant = z.coerce.date()

/** An address as the shop wrote it; its parts are for reading, never for deciding. */
export const OrderAddress = z.object({
  name: text(200).optional(),
  company: text(200).optional(),
  /** ISO 3166, "JP". */
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
  postalCode: text(20).optional(),
  prefecture: text(60).optional(),
  city: text(120).optional(),
  /** Street with its numbers: "神宮前1-2-3". */
  street: text(200).optional(),
  building: text(200).optional(),
  phone: text(40).optional(),
})
export type OrderAddress = z.infer<typeof OrderAddress>

/** Something by which the buyer is recognised, as #customers reads it. */
export const BuyerIdentity = z.object({
  kind: z.enum(["email", "phone", "line", "shop", "anonymous", "pos", "external"]),
  /** "" for e-mail and phone, "shopify:<connectionId>" for a shop's id. */
  issuer: z.string().max(120).default(""),
  value: text(500),
  /** False for what was merely typed and may be another's. */
  verified: z.boolean().optional(),
})

/** Who bought, in the words of the shop. Without any identity the order belongs to nobody we know. */
export const Buyer = z.object({
  identities: z.array(BuyerIdentity).max(20),
  profile: z
    .object({
      displayName: text(200),
      familyName: text(100),
      givenName: text(100),
      familyKana: text(100),
      givenKana: text(100),
      email: text(254),
      phone: text(40),
      language: z.enum(["ja", "en"]),
    })
    .partial()
    .default({}),
})
export type Buyer = z.infer<typeof Buyer>

export const OrderLine = z.object({
  externalId: text(200),
  sku: z.string().max(200).default(""),
  title: text(500),
  variantTitle: text(300).optional(),
  quantity: z.int().min(0).max(1_000_000),
  /** For one piece, before discounts. */
  unitPrice: Amount,
  /** For the whole line, its share of discounts on the order included; 0 or more. */
  discount: Amount.min(0).default(0),
  /** Hundredths of a per cent as it was charged, never recomputed (J21): 1000 is 10 %, 800 is 8 %. */
  taxRate: z.int().min(0).max(10_000).optional(),
  /** Whether `unitPrice` holds the tax. */
  taxIncluded: z.boolean().default(true),
  productExternalId: text(200).optional(),
  variantExternalId: text(200).optional(),
  imageUrl: text(2_000).optional(),
})
export type OrderLine = z.infer<typeof OrderLine>

export const Refund = z.object({
  externalId: text(200),
  at: instant,
  /** What the buyer gets back, shipping and tax included; 0 or more. */
  amount: Amount.min(0),
  reason: text(500).optional(),
  lines: z
    .array(z.object({ lineExternalId: text(200), quantity: z.int().min(0), amount: Amount }))
    .max(1_000)
    .default([]),
})
export type Refund = z.infer<typeof Refund>

/** A gift: who it is for, when that is not the buyer (N01). Only what is needed to deliver it. */
export const Gift = z.object({
  isGift: z.boolean(),
  recipient: z.object({ name: text(200), phone: text(40).optional(), address: OrderAddress.optional() }).optional(),
  message: text(1_000).optional(),
})
export type Gift = z.infer<typeof Gift>

/** All that a shop says about one order at one moment. Snapshots may come in any order and any number of times (F50). */
export const OrderSnapshot = z.object({
  /** "shopify:<connectionId>", "import", "pos:ginza": with `externalId` it names the order. */
  source: z.string().regex(/^[a-z0-9][a-z0-9:_-]{0,99}$/i),
  externalId: text(200),
  /** What the buyer knows it by: "#1001". */
  number: text(100),
  placedAt: instant,
  /** When the shop last changed it: of two snapshots the later one tells the state. */
  updatedAt: instant,
  channel: z.enum(["online", "store"]),
  storeId: text(200).optional(),
  customer: Buyer,
  currency: z.string().regex(/^[A-Z]{3}$/),
  lines: z.array(OrderLine).max(1_000),
  totals: z.object({
    /** Sum of the lines before discounts. */
    goods: Amount,
    /** All discounts, 0 or more. */
    discount: Amount.default(0),
    shipping: Amount.default(0),
    /** Contained in the prices or on top of them, as the lines say. */
    tax: Amount.default(0),
    paid: Amount.default(0),
    refunded: Amount.default(0),
    /** What is to be paid, when the shop says so; else it is reckoned from the rest. */
    total: Amount.optional(),
  }),
  shippingAddress: OrderAddress.optional(),
  billingAddress: OrderAddress.optional(),
  paymentApprovedAt: instant.nullish(),
  stockAllocatedAt: instant.nullish(),
  cancelledAt: instant.nullish(),
  cancelReason: text(300).optional(),
  refunds: z.array(Refund).max(500).default([]),
  gift: Gift.optional(),
  /** The day and the time of day that the buyer asked for: "2026-04-03", "14-16時". */
  requestedDelivery: z.object({ day: z.iso.date().optional(), slot: text(60).optional() }).optional(),
  paymentMethod: text(100).optional(),
  /** Codes that the buyer entered, and what each took off where the shop says so. */
  discountCodes: z
    .array(z.object({ code: text(200), amount: Amount.min(0).optional() }))
    .max(50)
    .optional(),
  note: z.string().max(5_000).optional(),
  language: z.enum(["ja", "en"]).optional(),
  /** The shop's own page about the order. */
  statusUrl: text(2_000).optional(),
})
/** As it is stored: every default filled in. */
export type OrderBody = z.output<typeof OrderSnapshot>
/** As callers give it. */
export type OrderSnapshot = Omit<z.input<typeof OrderSnapshot>, Times> & Pick<OrderBody, Times>
type Times = "placedAt" | "updatedAt" | "paymentApprovedAt" | "stockAllocatedAt" | "cancelledAt" | "refunds"

export const orderStatuses = [
  "received",
  "payment-approved",
  "stock-allocated",
  "confirmed",
  "cancelled",
  "deleted",
] as const
export type OrderStatus = (typeof orderStatuses)[number] | "unknown"

/** Moments that are facts of their own (E03). Each is kept at the earliest time that anyone gave for it. */
export type Milestones = {
  readonly approvedAt: Date | null
  readonly allocatedAt: Date | null
  readonly cancelledAt: Date | null
  readonly deletedAt: Date | null
  /** The buyer asked to be forgotten: from then on nothing personal is kept with the order. */
  readonly redactedAt: Date | null
}
export type Milestone = keyof Milestones

/** What one message says about an order: a whole snapshot, or only a refund or a milestone. */
export type OrderFacts = Partial<Milestones> & {
  readonly snapshot?: { readonly body: OrderBody; readonly hash: string }
  readonly refunds?: readonly Refund[]
}

/** What all messages so far amount to. */
export type OrderState = Milestones & {
  /** Null while only refunds or milestones of the order are known. */
  readonly snapshot: { readonly body: OrderBody; readonly hash: string } | null
  /** Sorted by their ids. */
  readonly refunds: readonly Refund[]
}

/** One thing that became of an order, by a name that is unique within it: "received", "refunded:<id>". */
export type OrderFact = { readonly fact: string; readonly at: Date; readonly refund?: Refund }
