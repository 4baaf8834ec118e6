import type { Context } from "#kernel/context"
import { contributionPoint } from "#kernel/contributions"
import type { Language, Text } from "#kernel/text"
import type { CardView, Piece, Press } from "./model-card.ts"

/** A section of each customer's page. */
export type MyPageCard = {
  /** Names it in settings and addresses: `points`, `rewards`. */
  readonly key: string
  /** Where it stands unless the brand has said otherwise: 10 is the top. */
  readonly order: number
  readonly title: Text
  /**
   * Whether a link from a letter shows it before the reader has given a code: such a link may have been forwarded (S-LINK4).
   * Then it holds no name, no address, no code and nothing to pay with; its buttons lead to the code first.
   */
  readonly byLink?: boolean
  /** Null when there is nothing to say to this customer. Reads only, in a transaction of the brand. */
  readonly read: (ctx: Context, customerId: string, language: Language) => Promise<CardView | null>
}
export const myPageCards = contributionPoint<MyPageCard>("mypage.cards")

export type Asked = {
  readonly customerId: string
  /** What the form sent, each at most 2,000 characters; of a name sent several times the values are joined by a line break. */
  readonly fields: Readonly<Record<string, string>>
  readonly language: Language
  /** The same when the same form is sent twice: act once by it. */
  readonly key: string
}

/** Shown before it is done: what happens, what it costs, until when it can be taken back. */
export type Asking = {
  readonly headline: readonly string[]
  readonly pieces: readonly Piece[]
  readonly button: string
}

export type Done = {
  /** One sentence: what has happened. */
  readonly said: string
  /** Takes it back, as long as that is possible. */
  readonly undo?: Press | null
  /** The card to which the page returns. */
  readonly to?: string
}

/** Something that a customer can do on her page: `POST /s/:slug/my/do/:name`. */
export type MyPageAction = {
  /** `rewards.redeem` */
  readonly name: string
  /** Harmless enough for a link from a letter: an answer, a mute. Nothing is spent and no address changed by it (S-LINK4). */
  readonly byLink?: boolean
  /** Without it the button acts at once. Null: there is nothing to ask any more. Reads only. */
  readonly ask?: (ctx: Context, asked: Asked) => Promise<Asking | null>
  /** Acts in one transaction as the customer. An expected error is shown to her in its own words. */
  readonly act: (ctx: Context, asked: Asked) => Promise<Done>
}
export const myPageActions = contributionPoint<MyPageAction>("mypage.actions")

/** What anybody may read about the programme on `/s/:slug/rewards`, before joining (B04). */
export type PublicPart = {
  readonly key: string
  readonly order: number
  readonly read: (ctx: Context, language: Language) => Promise<PublicView | null>
}
export type PublicView = {
  /** The benefit in one sentence; the first part that has one gives the page its title. */
  readonly hero?: {
    readonly headline: readonly string[]
    readonly lede: string
    readonly rates: readonly { readonly label: string; readonly value: string; readonly unit: string }[]
    /** What the button says: "500ptを受け取って入る". */
    readonly join: string | null
  }
  readonly sections: readonly { readonly id: string; readonly title: string; readonly pieces: readonly Piece[] }[]
  readonly questions: readonly { readonly question: string; readonly answer: string }[]
  /** What one agrees to by joining. */
  readonly terms?: { readonly label: string; readonly text: string } | null
}
export const publicProgramme = contributionPoint<PublicPart>("mypage.public-programme")

/** Somebody has joined on our page and shown that the address is hers: she becomes a member. Idempotent. */
export type Entrance = (ctx: Context, who: { readonly customerId: string; readonly at: Date }) => Promise<void>
export const entrances = contributionPoint<Entrance>("mypage.entrances")

/** A line for the small widget on the shop's own pages. `customerId` null: what everybody may know. */
export type WidgetLine = {
  readonly order: number
  readonly read: (ctx: Context, customerId: string | null, language: Language) => Promise<readonly string[]>
}
export const widgetLines = contributionPoint<WidgetLine>("mypage.widget-lines")

/** Appointments of a customer, offered as files for her calendar. */
export type Appointment = {
  readonly uid: string
  readonly title: string
  readonly text: string
  readonly place: string
  readonly from: Date
  readonly until: Date
}
export type Appointments = (ctx: Context, customerId: string, language: Language) => Promise<readonly Appointment[]>
export const myPageEvents = contributionPoint<Appointments>("mypage.events")
