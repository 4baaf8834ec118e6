import type { Language } from "#kernel/text"

/** What a brand shows of itself on its shoppers' pages. */
export type ShopLook = {
  readonly name: string
  /** A picture of the name. */
  readonly logoUrl: string | null
  readonly homeUrl: string | null
  /** CSS custom properties that the brand overrides: `--brand`, `--brand-accent` … */
  readonly colours: Readonly<Record<string, string>>
  readonly help: { readonly links: readonly LinkRow[]; readonly hours: string }
  readonly foot: { readonly links: readonly { label: string; href: string }[]; readonly lines: readonly string[] }
}

export type Icon = "talk" | "box" | "return" | "phone" | "calendar" | "home" | "alert" | "mail"
export type LinkRow = { readonly icon: Icon; readonly label: string; readonly small?: string; readonly href: string }

/** One stop of a parcel's way. */
export type Step = {
  readonly state: "done" | "now" | "alert" | "next"
  readonly title: string
  /** The moment or range in words: `11月20日(金) 16:05`. */
  readonly when: string
  readonly detail: string | null
}

export type Parcel = {
  /** Said only when an order comes in several parcels. */
  readonly title: string | null
  /** Which of the goods are in it, said with the title. */
  readonly goods: string | null
  readonly steps: readonly Step[]
  /** The carrier's own page, on its own domain (J30). */
  readonly carrier: { readonly label: string; readonly href: string } | null
}

export type Goods = {
  readonly title: string
  readonly quantity: number
  readonly imageUrl: string | null
  /** What to know first, from the product's content. */
  readonly say: string | null
  readonly howTo: { readonly title: string; readonly steps: readonly string[] } | null
  /** Ingredients, materials, origin. */
  readonly facts: readonly { readonly label: string; readonly text: string }[]
}

/** A day as the large figures of the expected date show it. */
export type BigDay = { readonly before: string; readonly big: string; readonly after: string }

/** Everything on a tracking page, already in the reader's language. It holds only what its link may show (S-LINK4). */
export type TrackingView = {
  readonly language: Language
  readonly look: ShopLook
  readonly title: string
  readonly kicker: string
  readonly headline: readonly string[]
  /** Where it is all the same, below bad news that does not say so. */
  readonly subline: string | null
  /** All of it is there: how to begin comes first now, the way it took afterwards. */
  readonly hasArrived: boolean
  /** Bad news stands above everything and says what happens next. */
  readonly notice: { readonly headline: readonly string[]; readonly text: string } | null
  /** From where to where, and how far: 0 at the start, 1 at the door. */
  readonly journey: {
    readonly from: string
    readonly to: string
    readonly progress: number
    readonly isLate: boolean
    readonly label: string
  } | null
  readonly expected: {
    readonly label: string
    readonly days: readonly (readonly BigDay[])[]
    readonly was: string | null
    readonly note: string | null
  } | null
  readonly actions: readonly {
    readonly icon: Icon
    readonly label: string
    readonly href: string
    readonly isMain: boolean
  }[]
  readonly wayTitle: string
  readonly parcels: readonly Parcel[]
  readonly goodsTitle: string
  readonly goods: readonly Goods[]
  /** Null for the recipient of a gift: prices are not theirs to see. */
  readonly order: {
    readonly summary: string
    readonly rows: readonly { readonly label: string; readonly amount: string }[]
    readonly total: { readonly label: string; readonly amount: string }
    readonly fine: readonly string[]
  } | null
}

/** The page on which an order is looked up by its number and one thing that only its owner knows. */
export type LookUpView = {
  readonly language: Language
  readonly look: ShopLook
  readonly action: string
  readonly number: string
  /** What was wrong with the last try, if there was one. */
  readonly problem: string | null
}

/** A page that says one thing and offers one way on: link expired, nothing found. */
export type WordView = {
  readonly language: Language
  readonly look: ShopLook
  readonly headline: readonly string[]
  readonly text: string
  /** `isPost`: a button that acts, not a link. */
  readonly action: { readonly label: string; readonly href: string; readonly isPost?: boolean } | null
}
