import type { Text } from "#kernel/text"
import type { FlowDocumentInput } from "../model.ts"
import type { ReadyLetter } from "./letter.ts"

/** For what part of being a customer it is: the order in which the gallery shows them. */
export const readyGroups = ["first", "left", "after", "close", "thank", "shop", "help", "return"] as const
export type ReadyGroup = (typeof readyGroups)[number]

/** An offer that the flow gives codes of: made as a draft with these terms, so that nothing is given away unseen. */
export type ReadyOffer = {
  readonly key: string
  readonly name: string
  readonly benefit: { readonly kind: "percent"; readonly bp: number } | { readonly kind: "free-shipping" }
  readonly isFirstOrderOnly?: boolean
  /** The most that it may give away in all, in minor units; null leaves it open. */
  readonly budget?: number
}

/** A property of customers that the flow reads or writes; added where the brand doesn't have it. */
export type ReadyProperty = {
  readonly key: string
  readonly type: "text" | "boolean" | "choice"
  readonly label: Text
  readonly choices?: readonly { readonly value: string; readonly label: Text }[]
}

/** What a document of the gallery knows by key only, as this brand has it. */
export type Refs = {
  /** Null while it isn't installed. */
  readonly letter: (key: string) => { readonly templateId: string; readonly version: number } | null
  readonly offer: (key: string) => string | null
  /** A ready-made segment of the brand. */
  readonly segment: (key: string) => string
  /** A day so many days from today, on the brand's calendar. */
  readonly day: (inDays: number) => string
}

/** A flow that comes ready to install: its words, its templates, and the play itself as a document. */
export type ReadyFlow = {
  readonly key: string
  readonly group: ReadyGroup
  readonly inventory: readonly string[]
  readonly name: Text
  /** What it does for the customer and the shop. */
  readonly intent: Text
  /** When to use it. */
  readonly use: Text
  readonly letters: readonly ReadyLetter[]
  readonly offers?: readonly ReadyOffer[]
  readonly properties?: readonly ReadyProperty[]
  readonly document: (refs: Refs) => FlowDocumentInput
}
