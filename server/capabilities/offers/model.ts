import { z } from "zod"

export const offerKinds = ["percent", "fixed", "free-shipping", "gift"] as const
export const offerStates = ["draft", "live", "paused", "ended"] as const
export type OfferState = (typeof offerStates)[number]

const amount = z.int().min(1).max(1_000_000_000)
const sku = z.string().trim().min(1).max(200)

/** What is given away. Money in minor units of the brand's currency. */
export const Benefit = z.discriminatedUnion("kind", [
  /** Hundredths of a per cent: 1,000 is 10 %. `most` caps what it takes off. */
  z.strictObject({ kind: z.literal("percent"), bp: z.int().min(1).max(10_000), most: amount.nullable().default(null) }),
  z.strictObject({ kind: z.literal("fixed"), amount }),
  z.strictObject({ kind: z.literal("free-shipping") }),
  z.strictObject({ kind: z.literal("gift"), sku }),
])
export type Benefit = z.infer<typeof Benefit>

export const Terms = z
  .strictObject({
    benefit: Benefit,
    /** Goods must come to at least this. */
    minimum: z.int().min(0).max(1_000_000_000).default(0),
    /** SKUs that it holds for; empty: all. */
    skus: z.array(sku).max(500).default([]),
    startsAt: z.coerce.date().nullable().default(null),
    endsAt: z.coerce.date().nullable().default(null),
    /** How long a code lives from when it was given; null: as long as the offer. */
    codeDays: z.int().min(1).max(730).nullable().default(30),
    usesPerCode: z.int().min(1).max(1_000_000).default(1),
    usesPerPerson: z.int().min(1).max(1_000).default(1),
    /** May be used together with other codes. */
    isStackable: z.boolean().default(false),
    /** All that may be given away; null: no end. */
    budget: z.int().min(1).max(1_000_000_000_000).nullable().default(null),
    /** Only for those who have never bought (G25). */
    isFirstOrderOnly: z.boolean().default(false),
    /** When a use comes back: never, when the order was cancelled, or also when all of it was returned. */
    givesBack: z.enum(["never", "cancelled", "cancelled-or-returned"]).default("cancelled"),
    /** At the head of each code, for people to recognise: "HARU". */
    prefix: z
      .string()
      .regex(/^[A-Z0-9]{0,8}$/)
      .default(""),
  })
  .refine((t) => !t.startsAt || !t.endsAt || t.startsAt < t.endsAt, {
    error: "it ends before it begins",
    path: ["endsAt"],
  })
export type Terms = z.output<typeof Terms>

/** Why a code is not accepted. */
export const refusals = [
  "unknown",
  "not-live",
  "not-begun",
  "expired",
  "voided",
  "used",
  "person-limit",
  "not-yours",
  "not-first-order",
  "below-minimum",
  "no-such-goods",
  "not-stackable",
  "budget-spent",
] as const
export type Refusal = (typeof refusals)[number]

export const CartLine = z.strictObject({
  sku: z.string().max(200).default(""),
  quantity: z.int().min(1).max(100_000),
  /** For all pieces of the line, after its own reductions, minor units. */
  amount: z.int().min(0).max(1_000_000_000_000),
})
/** What is about to be bought. */
export const Cart = z.strictObject({
  lines: z.array(CartLine).max(500),
  shipping: z.int().min(0).max(1_000_000_000).default(0),
  /** Other codes that are already on it. */
  otherCodes: z.int().min(0).max(50).default(0),
})
export type Cart = z.output<typeof Cart>

export type Offer = {
  readonly offerId: string
  readonly name: string
  readonly state: OfferState
  readonly terms: Terms
  readonly revision: number
  readonly given: number
  readonly createdAt: Date
}

export type Code = {
  readonly codeId: string
  readonly offerId: string
  readonly code: string
  readonly customerId: string | null
  readonly cause: string
  readonly issuedAt: Date
  readonly validUntil: Date | null
  readonly uses: number
  readonly maxUses: number
  readonly voidedAt: Date | null
}

export type IssuedCode = { readonly code: string; readonly url: string; readonly validUntil: Date | null }

/** What an order or a call says has happened with a code. */
export type Redeemed = {
  readonly redemptionId: string
  readonly offerId: string
  readonly customerId: string | null
  readonly discount: number | null
}

export const codeStates = ["open", "used", "expired", "voided"] as const
export type CodeState = (typeof codeStates)[number]
