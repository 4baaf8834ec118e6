import { z } from "zod"

const text = (max: number) => z.string().min(1).max(max)
const Amount = z.int().min(0).max(1_000_000_000_000)
const webAddress = z.url({ protocol: /^https?$/ }).max(2_000)

export const VariantSnapshot = z.object({
  externalId: text(200),
  title: z.string().max(300).default(""),
  sku: text(200).nullish(),
  barcode: text(60).nullish(),
  /** Minor units of `currency`, as shown to buyers. */
  price: Amount.nullish(),
  /** What it cost before, when it is reduced. */
  compareAtPrice: Amount.nullish(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .nullish(),
  imageUrl: webAddress.nullish(),
  /** What the shop counts stock by; the variant's own id when left out. */
  stockItem: text(200).nullish(),
})

/** All that a shop or feed says about one product. Snapshots may come in any order: the later `updatedAt` stands. */
export const ProductSnapshot = z.object({
  source: z.string().regex(/^[a-z0-9][a-z0-9:_-]{0,99}$/i),
  externalId: text(200),
  updatedAt: z.coerce.date(),
  status: z.enum(["active", "draft", "archived", "deleted"]).default("active"),
  title: text(500),
  /** Plain text. */
  description: z.string().max(20_000).default(""),
  vendor: text(200).nullish(),
  productType: text(300).nullish(),
  url: webAddress.nullish(),
  tags: z.array(text(200)).max(250).default([]),
  images: z
    .array(z.object({ url: webAddress, alt: z.string().max(500).default("") }))
    .max(250)
    .default([]),
  variants: z.array(VariantSnapshot).max(2_000).default([]),
})
export type StoredSnapshot = z.output<typeof ProductSnapshot>
export type ProductSnapshot = Omit<z.input<typeof ProductSnapshot>, "updatedAt"> & { updatedAt: Date }

/** How many pieces are at a place, and since when that is true. */
export const StockLevel = z.object({
  source: text(100),
  stockItem: text(200),
  place: text(200),
  available: z.int().min(-1_000_000).max(100_000_000),
  updatedAt: z.coerce.date(),
})
export type StockLevel = z.infer<typeof StockLevel>

export const stages = ["any", "tracking", "shipped", "delivered"] as const
export type Stage = Exclude<(typeof stages)[number], "any">
export const contentKinds = ["how-to", "ingredients", "materials", "care", "sustainability", "note"] as const

const Words = z.object({ ja: z.string().max(5_000), en: z.string().max(5_000) })

/** One thing worth telling about a product: how to use it, what it is made of (G22), what it means for the planet (G23). */
export const ContentPiece = z.object({
  kind: z.enum(contentKinds),
  /** When it is told: with the notice that it was shipped, after delivery, on the tracking page, or always. */
  stage: z.enum(stages).default("any"),
  title: Words,
  /** Plain text; an empty line begins a paragraph. A language left empty falls back to the other. */
  body: Words.refine((words) => words.ja !== "" || words.en !== "", "one language must be filled in"),
  url: webAddress.nullish(),
  imageUrl: webAddress.nullish(),
})
export type ContentPiece = z.infer<typeof ContentPiece>

/** A product's passport: where it comes from and what it is made of (Z03). */
export const Passport = z.object({
  /** ISO 3166 country of origin. */
  originCountry: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .nullish(),
  /** Place within it: "愛媛県今治市". */
  originPlace: Words.nullish(),
  manufacturer: text(200).nullish(),
  materials: z
    .array(z.object({ name: Words, percent: z.int().min(0).max(100).nullish(), recycled: z.boolean().nullish() }))
    .max(100)
    .default([]),
  certificates: z
    .array(z.object({ name: text(200), url: webAddress.nullish() }))
    .max(50)
    .default([]),
  /** Greenhouse gases of making one piece, in grams of CO₂ equivalent. */
  carbonGrams: z.int().min(0).max(1_000_000_000).nullish(),
  care: Words.nullish(),
  endOfLife: Words.nullish(),
})
export type Passport = z.infer<typeof Passport>

export type Variant = {
  readonly variantId: string
  readonly productId: string
  readonly externalId: string
  readonly title: string
  readonly sku: string | null
  readonly barcode: string | null
  readonly price: number | null
  readonly compareAtPrice: number | null
  readonly currency: string | null
  readonly imageUrl: string | null
  /** Pieces at each place that is known. */
  readonly stock: readonly { readonly place: string; readonly available: number }[]
}

export type Product = {
  readonly productId: string
  readonly source: string
  readonly externalId: string
  readonly status: StoredSnapshot["status"]
  readonly title: string
  readonly description: string
  readonly vendor: string | null
  readonly productType: string | null
  readonly url: string | null
  readonly tags: readonly string[]
  readonly images: readonly { readonly url: string; readonly alt: string }[]
  readonly updatedAt: Date
}

/** What to tell about one product at one stage, in one language. */
export type ToldContent = {
  readonly productId: string
  readonly title: string
  readonly imageUrl: string | null
  readonly pieces: readonly {
    readonly kind: ContentPiece["kind"]
    readonly title: string
    readonly body: string
    readonly url: string | null
    readonly imageUrl: string | null
  }[]
  /** The passport as labelled lines; empty when there is none. */
  readonly passport: readonly { readonly label: string; readonly value: string }[]
}

/** What a list shows of a product besides its words. */
export type ProductFigures = {
  readonly variants: number
  /** Lowest and highest price in minor units of `currency`; null while no price is known. */
  readonly priceFrom: number | null
  readonly priceTo: number | null
  readonly currency: string | null
  /** Pieces over all places; null while nobody has counted. */
  readonly available: number | null
  /** Stages for which there is something to tell. */
  readonly contentStages: readonly (typeof stages)[number][]
}
