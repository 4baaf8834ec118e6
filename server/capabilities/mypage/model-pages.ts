import type { ShopLook } from "#tracking"
import type { Language } from "#kernel/text"
import type { CardView, ListItem, Piece, Press } from "./model-card.ts"
import type { Icon } from "./model-icons.ts"

/** What every form on the page carries, and where it goes. */
export type Forms = {
  /** `/s/hinata/my` */
  readonly base: string
  /** `?lang=en` when the reader chose it in the address. */
  readonly choice: string
  /** Proves that the form is ours: of the session, else the link itself. */
  readonly secret: string
  readonly link: string | null
  /** The same form sent twice acts once. */
  readonly key: string
  /** Actions that show a page first. */
  readonly asks: readonly string[]
  /** Actions that this reader may do at once; null: all. What is not among them leads to the code first. */
  readonly open: readonly string[] | null
  /** For looking only: nothing is sent. */
  readonly isPreview?: boolean
}

export type CardOnPage = {
  readonly key: string
  readonly title: string
  /** Null: it can't be read at the moment, and the page says so. */
  readonly view: CardView | null
  readonly mayMute: boolean
}

export type MyPageView = {
  readonly language: Language
  readonly look: ShopLook
  readonly forms: Forms
  /** "佐藤 美咲 様", only for whoever has shown who she is. */
  readonly name: string | null
  readonly greeting: string | null
  readonly said: { readonly text: string; readonly undo: Press | null } | null
  readonly problem: string | null
  readonly cards: readonly CardOnPage[]
  readonly muted: readonly { readonly key: string; readonly title: string }[]
  readonly options: readonly (ListItem & { readonly href: string })[]
}

export type AskView = {
  readonly language: Language
  readonly look: ShopLook
  readonly forms: Forms
  readonly headline: readonly string[]
  readonly pieces: readonly Piece[]
  readonly button: string
  readonly action: string
  readonly fields: Readonly<Record<string, string>>
  readonly back: string
}

export type SignInView = {
  readonly language: Language
  readonly look: ShopLook
  readonly step: "address" | "code"
  readonly action: string
  readonly problem: string | null
  /** Something to say first: the link was too old. */
  readonly note: string | null
  /** Of LINE: where one signs in with it, and whether the digits can come by it. */
  readonly line: { readonly login: string | null; readonly code: boolean }
  /** Where a new code can be asked for. */
  readonly again: string
  readonly publicPage: string
}

/** On the way in by LINE: one form that a script sends by itself, and a press without. */
export type ByLineView = {
  readonly language: Language
  readonly look: ShopLook
  /** `liff`: its token stands behind the # of the address, which only the browser sees. */
  readonly kind: "login" | "liff"
  readonly base: string
  readonly action: string
  readonly fields: Readonly<Record<string, string>>
  /** The way by LINE Login, where LIFF gives no token. */
  readonly otherwise: string
}

/** The card alone: what a phone keeps for where there is no network. */
export type CardOnlyView = {
  readonly language: Language
  readonly look: ShopLook
  readonly base: string
  readonly card: Extract<Piece, { kind: "barcode" }> | null
}

export type OrdersView = {
  readonly language: Language
  readonly look: ShopLook
  readonly base: string
  readonly choice: string
  readonly asked: string
  readonly items: readonly ListItem[]
}

export type PublicPageView = {
  readonly language: Language
  readonly look: ShopLook
  readonly base: string
  readonly choice: string
  readonly headline: readonly string[]
  readonly lede: string
  readonly rates: readonly { readonly label: string; readonly value: string; readonly unit: string }[]
  readonly sections: readonly { readonly id: string; readonly title: string; readonly pieces: readonly Piece[] }[]
  readonly questions: readonly { readonly question: string; readonly answer: string }[]
  readonly join: {
    readonly action: string
    readonly button: string
    readonly text: string | null
    readonly problem: string | null
    readonly email: string
    readonly lineUrl: string | null
    readonly privacyUrl: string | null
    readonly terms: readonly { readonly label: string; readonly text: string }[]
    readonly news: string
  }
}

export type { Icon }
