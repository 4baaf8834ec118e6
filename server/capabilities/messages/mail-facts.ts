import { z } from "zod"

/**
 * The parts that message kinds build their facts from, and the names that blocks read them by. Plain data only:
 * instants are ISO 8601 with a zone, days are YYYY-MM-DD, absent things are left out (never null), so that a
 * template which names a missing thing fails instead of printing nothing.
 */
export const moneyFact = z.object({ amount: z.int(), currency: z.string().regex(/^[A-Z]{3}$/) })
export const dayFact = z.iso.date()
export const instantFact = z.iso.datetime({ offset: true })
export const daysFact = z.object({ from: dayFact, to: dayFact })
/** `full` is used as it is given; otherwise the language decides the order of family and given name. */
export const nameFact = z.object({
  family: z.string().optional(),
  given: z.string().optional(),
  full: z.string().optional(),
})
export const pictureFact = z.object({ url: z.url(), alt: z.string().optional() })

export const customerFact = z.object({ name: nameFact })

export const itemFact = z.object({
  name: z.string(),
  quantity: z.int().positive(),
  price: moneyFact,
  amount: moneyFact,
  image: pictureFact.optional(),
  note: z.string().optional(),
})

export const totalLineFact = z.object({
  kind: z.enum(["subtotal", "shipping", "discount", "points", "gift", "fee"]),
  /** Why, in brackets after the label: 5,500円以上のため. */
  note: z.string().optional(),
  amount: moneyFact,
})

export const orderFact = z.object({
  number: z.string(),
  placedAt: instantFact,
  items: z.array(itemFact),
  totals: z.array(totalLineFact),
  total: moneyFact,
  taxes: z.array(z.object({ ratePercent: z.number(), amount: moneyFact })).default([]),
  address: z.object({ name: nameFact, postalCode: z.string().optional(), lines: z.array(z.string()) }).optional(),
  payment: z.object({ label: z.string(), note: z.string().optional() }).optional(),
})

export const deliveryFact = z.object({
  expected: daysFact.optional(),
  /** The range that was announced before, when it changed. */
  before: daysFact.optional(),
  carrier: z.string().optional(),
  parcelNumber: z.string().optional(),
  origin: z.string().optional(),
})

/** `later` lies ahead, `attention` is where a person must know something now. */
export const stepFact = z.object({
  label: z.string(),
  state: z.enum(["done", "now", "attention", "later"]),
  at: instantFact.optional(),
})
export const trackingFact = z.object({ steps: z.array(stepFact) })

export const contentFact = z.object({
  title: z.string(),
  text: z.string(),
  image: pictureFact.optional(),
  url: z.url().optional(),
})
/** One thing to do next about this order. Never an offer. */
export const nextStepFact = z.object({
  title: z.string(),
  text: z.string(),
  link: z.object({ label: z.string(), url: z.url() }).optional(),
})
/** Something that goes with what was ordered. */
export const relatedFact = z.object({
  title: z.string(),
  url: z.url(),
  image: pictureFact.optional(),
  price: moneyFact.optional(),
})
export const linksFact = z.object({
  tracking: z.url().optional(),
  preferences: z.url().optional(),
  unsubscribe: z.url().optional(),
})
