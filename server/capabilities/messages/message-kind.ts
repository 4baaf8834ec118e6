import type { z } from "zod"
import type { Context } from "#kernel/context"
import { contributionPoint } from "#kernel/contributions"
import type { Language, Text } from "#kernel/text"
import { mailDocument, type MailDocument, type MailDocumentDraft } from "./model-blocks.ts"
import type { MailFacts, Purpose } from "./model.ts"

/** A message that the product can send: what it is for, what it knows, and its first wording in both languages. */
export type MessageKind<F = unknown> = {
  /** `tracking.order-received`: the capability that owns it, and what happened. */
  readonly name: string
  readonly purpose: Purpose
  readonly title: Text
  /** It holds a secret of its reader: what it said is kept nowhere, and nobody can look at it or send it again. */
  readonly isConfidential?: boolean
  /** Its readers work for the brand: the words for customers who need help are not for them. */
  readonly isForStaff?: boolean
  /** It carries the words of something else, such as a test of a letter: nobody writes a wording for it. */
  readonly isCarrier?: boolean
  /** Why its reader gets it, at the foot of the mail, when it is neither about an order nor a letter. */
  readonly whySent?: Text
  readonly facts: z.ZodType<F>
  /** Facts of an invented customer, by case: `sample` first, then whatever else the wording must stand. */
  readonly samples: Readonly<Record<string, F>>
  readonly document: Readonly<Record<Language, MailDocument>>
}

type Definition<F, I> = {
  readonly name: `${string}.${string}`
  readonly purpose: Purpose
  readonly title: Text
  readonly isConfidential?: boolean
  readonly isForStaff?: boolean
  readonly isCarrier?: boolean
  readonly whySent?: Text
  readonly facts: z.ZodType<F, I>
  readonly sample: NoInfer<I>
  readonly otherSamples?: Readonly<Record<string, NoInfer<I>>>
  readonly document: Readonly<Record<Language, MailDocumentDraft>>
}

/** Where capabilities put the kinds that they send: `contributes: [contribute(messageKinds, orderMails)]`. */
export const messageKinds = contributionPoint<MessageKind>("messages.kinds")

/** The worker and the console know a message's kind by its name only. */
export const kindNamed = (ctx: Context, name: string): MessageKind | undefined =>
  ctx.product.contributed(messageKinds).find((kind) => kind.name === name)

/**
 * Defines a message kind. It cannot exist without sample data that fits its own facts: previews, checks and tests are
 * made from it. Throws at start when a sample or a document is not valid.
 */
export function defineMessageKind<F, I>(definition: Definition<F, I>): MessageKind<F> {
  const { sample, otherSamples = {}, facts, document, ...rest } = definition
  const samples = Object.entries({ sample, ...otherSamples }).map(([name, data]) => [name, facts.parse(data)] as const)
  return {
    ...rest,
    facts,
    samples: Object.fromEntries(samples),
    document: { ja: mailDocument.parse(document.ja), en: mailDocument.parse(document.en) },
  }
}

/** The facts as templates read them. Throws a ZodError when they are not what the kind promises. */
export function factsOf<F>(kind: MessageKind<F>, facts: F): MailFacts {
  const parsed = kind.facts.parse(facts)
  if (typeof parsed !== "object" || parsed === null) throw new Error(`the facts of ${kind.name} must be an object`)
  // safe: checked to be an object above; templates read it by name only
  return parsed as MailFacts
}
