import type { Icon } from "./model-icons.ts"

/** A word with a colour and a sign: never the colour alone. */
export type Tag = { readonly tone: "wait" | "move" | "done" | "alert"; readonly label: string }

/**
 * A button that asks for one of the actions (`myPageActions`). Where the action has an `ask`, its page is shown first; what
 * stands in `fields` comes back as it was sent.
 */
export type Press = {
  readonly action: string
  readonly fields: Readonly<Record<string, string>>
  readonly label: string
  readonly isMain?: boolean
}

export type Row = {
  readonly label: string
  readonly value: string
  readonly note?: string | null
  readonly tag?: Tag | null
}

export type HistoryEntry = {
  readonly when: string
  readonly title: string
  /** Why it came about, in a sentence (X21). */
  readonly note: string | null
  readonly amount: string
}

export type ListItem = {
  readonly icon: Icon
  readonly title: string
  readonly small?: string | null
  /** What stands at the end: "500pt". */
  readonly end?: string | null
  readonly tag?: Tag | null
  readonly href?: string | null
}

/** Something to choose: a reward, a product, a code. */
export type Choice = {
  readonly title: string
  readonly note: string | null
  readonly imageUrl: string | null
  /** "400pt" */
  readonly price: string | null
  /** What is still missing, or why it can't be had (H05): "あと160pt". */
  readonly gap: string | null
  readonly tag?: Tag | null
  /** Why it is shown to her (X21). */
  readonly why?: string | null
  readonly press: Press | null
}

export type AskedField =
  | {
      readonly kind: "choice"
      readonly name: string
      readonly label: string
      readonly options: readonly { readonly value: string; readonly label: string }[]
      /** Several may be chosen. */
      readonly isMany?: boolean
    }
  | { readonly kind: "text"; readonly name: string; readonly label: string; readonly maxLength: number }
  | { readonly kind: "date"; readonly name: string; readonly label: string }

/**
 * What cards are composed of, in the reader's language and ready to be read: a card decides what is said, the portal how it
 * looks. Whatever acts is a `Press`.
 */
export type Piece =
  | { readonly kind: "text"; readonly text: string; readonly tone?: "plain" | "quiet" | "fine" }
  /** One large figure: balance, what is missing. */
  | {
      readonly kind: "figure"
      readonly before?: string
      readonly value: string
      readonly unit: string
      readonly after?: string
    }
  | { readonly kind: "rows"; readonly rows: readonly Row[] }
  | { readonly kind: "history"; readonly title: string; readonly entries: readonly HistoryEntry[] }
  /** How far: `share` of the whole in [0, 1], with marks along it. */
  | {
      readonly kind: "meter"
      readonly label: string
      readonly share: number
      readonly marks: readonly { readonly at: number; readonly label: string; readonly note: string }[]
    }
  | {
      readonly kind: "table"
      readonly columns: readonly string[]
      readonly rows: readonly { readonly label: string; readonly cells: readonly string[] }[]
    }
  | { readonly kind: "list"; readonly items: readonly ListItem[] }
  | { readonly kind: "choices"; readonly items: readonly Choice[] }
  | {
      readonly kind: "stamps"
      readonly label: string
      readonly got: number
      readonly of: number
      readonly marks?: readonly string[]
    }
  /** The member card. `number` is an EAN-13. Shown first on the page, whole-width, black on white. */
  | {
      readonly kind: "barcode"
      readonly number: string
      readonly qr?: string
      readonly holder: string | null
      readonly rank: string | null
    }
  | { readonly kind: "ask"; readonly fields: readonly AskedField[]; readonly press: Press }
  /** One tap to share: by LINE, by mail, by whatever the phone offers. */
  | {
      readonly kind: "share"
      readonly url: string
      readonly text: string
      /** Where LINE and mail lead, where each has a link of its own; null: not by this way. */
      readonly line?: string | null
      readonly mail?: string | null
    }
  | { readonly kind: "code"; readonly label: string; readonly code: string; readonly note: string | null }
  /** Something to know now, or to agree to. */
  | {
      readonly kind: "notice"
      readonly tone: "calm" | "attention"
      readonly title: string
      readonly text: string
      readonly press?: Press | null
    }
  | { readonly kind: "presses"; readonly presses: readonly Press[] }
  /** An appointment: its file for the calendar is offered by `uid` (`myPageEvents`). */
  | {
      readonly kind: "event"
      readonly uid: string
      readonly title: string
      readonly when: string
      readonly note: string | null
      readonly press?: Press | null
    }
  | { readonly kind: "fold"; readonly title: string; readonly pieces: readonly Piece[] }

export type CardView = {
  readonly pieces: readonly Piece[]
  /** A link at the end of the card's title. */
  readonly more?: { readonly label: string; readonly href: string } | null
  /** What the card lets her do, for the list of everything that she can do (F06). */
  readonly options?: readonly { readonly icon: Icon; readonly label: string; readonly small?: string | null }[]
}
