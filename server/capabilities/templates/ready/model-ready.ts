import type { Text } from "#kernel/text"
import type { LetterDocumentDraft, LetterIntent, Purpose } from "#messages"

/** A letter that comes with the product, in both languages and without anything of a certain brand in it. */
export type ReadyTemplate = {
  readonly key: string
  readonly name: Text
  /** For whom it is and when, in a sentence. */
  readonly about: Text
  readonly intent: LetterIntent
  /** Marketing without it. */
  readonly purpose?: Purpose
  readonly topic?: string
  readonly document: LetterDocumentDraft
}

export type Words = NonNullable<LetterDocumentDraft["words"]["ja"]>
export type Blocks = NonNullable<Words["blocks"]>

/** What every letter ends with: how to reach a person, and who writes. */
export const ending: Blocks = [{ kind: "support" }, { kind: "footer" }]
