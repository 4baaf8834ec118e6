import { z } from "zod"

export const OfferSettings = z.strictObject({
  /** The shop's cart with goods in it, where no connected shop knows better: {items} and {code} are filled in. */
  cartUrl: z
    .string()
    .trim()
    .max(500)
    .regex(/^https:\/\/[^\s{}]+(\{(items|code)\}|[^\s{}])*$/, "an https address with {items} and {code}")
    .nullable()
    .default(null),
  /** How one of {items} is written: {sku} or {variant}, and {quantity}. */
  itemPattern: z
    .string()
    .trim()
    .max(100)
    .regex(/\{(sku|variant)\}/, "must name {sku} or {variant}")
    .default("{sku}:{quantity}"),
  /** Between two of them. */
  separator: z.string().min(1).max(5).default(","),
})
export type OfferSettings = z.infer<typeof OfferSettings>
