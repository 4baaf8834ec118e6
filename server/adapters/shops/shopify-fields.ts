import { z } from "zod"
import { minorUnits } from "#catalog"

// Shopify leaves fields out, sends null for them, or adds new ones at will: a field that we don't need can't stop a message.

export const id = z.union([z.int(), z.string().min(1).max(100)]).transform(String)
export const words = z.string().nullish()
export const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text))
export const maybeInstant = instant.nullish()
/** "199.00", as text or number. */
export const decimal = z.union([z.string(), z.number()]).transform(String)

export const address = z
  .object({
    first_name: words,
    last_name: words,
    name: words,
    company: words,
    address1: words,
    address2: words,
    city: words,
    province: words,
    province_code: words,
    zip: words,
    country_code: words,
    phone: words,
  })
  .nullish()
export type ShopifyAddress = z.output<typeof address>

export const customer = z
  .object({
    id: id.nullish(),
    email: words,
    phone: words,
    first_name: words,
    last_name: words,
    verified_email: z.boolean().nullish(),
  })
  .nullish()
export type ShopifyCustomer = z.output<typeof customer>

export const taxLines = z.array(z.object({ rate: z.number().nullish(), price: decimal.nullish() })).nullish()

/** An amount that can't be read exactly: the message is refused rather than a wrong sum stored. */
export class UnreadableAmount extends Error {
  readonly field: string

  constructor(field: string) {
    super(`the amount ${field} can't be read exactly`)
    this.field = field
  }
}

/** Minor units of the currency; 0 for nothing. Throws UnreadableAmount. */
export function money(text: string | null | undefined, currency: string, field: string): number {
  if (text == null || text === "") return 0
  const amount = minorUnits(text, currency)
  if (amount === undefined) throw new UnreadableAmount(field)
  return amount
}

/** Text within a length; undefined when there is none. */
export const short = (text: string | null | undefined, max: number): string | undefined =>
  text?.trim().slice(0, max).trim() || undefined
