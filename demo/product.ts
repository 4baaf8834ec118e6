import type { describeProduct } from "#catalog"
import type { Drawing } from "./pictures.ts"

type DemoVariant = {
  /** Digits, as shops number them. */
  readonly id: string
  readonly title: string
  readonly sku: string
  /** Yen, tax included. */
  readonly price: number
}

export type DemoProduct = {
  readonly id: string
  readonly title: string
  readonly type: string
  readonly description: string
  readonly tags: readonly string[]
  readonly variants: readonly [DemoVariant, ...DemoVariant[]]
  /** How many days one piece lasts; null for what isn't used up. */
  readonly lastsDays: number | null
  /** How much more or less it is bought in each month, January first. */
  readonly season: readonly number[]
  /** How often it is chosen, against the others. */
  readonly liking: number
  /** Whether somebody may begin with it. */
  readonly isFirst: boolean
  readonly picture: Drawing
  readonly pieces: Told["pieces"]
  readonly passport: Told["passport"]
}

type Told = Parameters<typeof describeProduct>[2]
type Piece = Told["pieces"][number]
type Words = { readonly ja: string; readonly en: string }
type Story = { howTo: Words; ingredients: Words; planet?: Words; note?: Words; grams?: number; place?: Words }

// How much more or less things are bought, January first.
export const always = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]
export const winter = [1.6, 1.5, 1.2, 1, 0.8, 0.6, 0.5, 0.5, 0.8, 1.1, 1.4, 1.7]
export const summer = [0.3, 0.4, 0.8, 1.2, 1.6, 1.8, 2, 1.8, 1, 0.6, 0.4, 0.3]
export const gifts = [0.4, 0.7, 0.8, 0.7, 1.8, 0.8, 0.7, 0.6, 0.7, 0.7, 1.2, 2.6]

export const bottle = (body: string, cap: string): Drawing => ({ shape: "bottle", body, cap })
export const jar = (body: string, cap: string): Drawing => ({ shape: "jar", body, cap })
export const tube = (body: string, cap: string): Drawing => ({ shape: "tube", body, cap })
export const bar = (body: string, cap: string): Drawing => ({ shape: "bar", body, cap })

function piecesOf({ howTo, ingredients, planet, note }: Story): Piece[] {
  const piece = (kind: Piece["kind"], stage: Piece["stage"], title: Words, body: Words | undefined) =>
    body ? [{ kind, stage, title, body }] : []
  return [
    ...piece("how-to", "delivered", { ja: "使い方", en: "How to use it" }, howTo),
    ...piece("ingredients", "tracking", { ja: "成分のこと", en: "What is in it" }, ingredients),
    ...piece("sustainability", "shipped", { ja: "地球のこと", en: "For the planet" }, planet),
    ...piece("note", "shipped", { ja: "届く前に", en: "Before it arrives" }, note),
  ]
}

const passportOf = ({ grams, place }: Story): Told["passport"] =>
  grams === undefined
    ? null
    : {
        originCountry: "JP",
        originPlace: place ?? null,
        manufacturer: "ひなたラボ(架空の製造者)",
        materials: [],
        certificates: [],
        carbonGrams: grams,
        care: {
          ja: "直射日光を避け、開封後は半年を目安にお使いください。",
          en: "Keep it out of the sun and use it up within six months.",
        },
        endOfLife: {
          ja: "容器は洗って、店頭の回収箱へお持ちください。",
          en: "Rinse the container and bring it to the collection box in our stores.",
        },
      }

type Basics = Omit<DemoProduct, "pieces" | "passport" | "variants"> & {
  readonly sizes: readonly [readonly [string, string, number], ...(readonly [string, string, number])[]]
}

/** One product with its sizes and what there is to tell about it. Sizes: title, SKU, yen with tax. */
export function product(basics: Basics, told: Story): DemoProduct {
  const { sizes, ...rest } = basics
  const variant = ([title, sku, price]: readonly [string, string, number], index: number): DemoVariant => ({
    id: `${48_000_000_000_000 + Number(rest.id) * 10 + index}`,
    title,
    sku,
    price,
  })
  const [first, ...others] = sizes
  return {
    ...rest,
    variants: [variant(first, 0), ...others.map((size, i) => variant(size, i + 1))],
    pieces: piecesOf(told),
    passport: passportOf(told),
  }
}

export const refillNote: Words = {
  ja: "詰め替えは、容器を洗ってよく乾かしてからお使いください。",
  en: "Wash the bottle and let it dry before you refill it.",
}
