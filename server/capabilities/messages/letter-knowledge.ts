import type { Context } from "#kernel/context"
import { contributionPoint } from "#kernel/contributions"
import type { MailFacts } from "./model.ts"

/** What a later capability lets the text of any letter name about its reader, under a noun of its own. */
export type LetterKnowledge = {
  /** What texts may name: `points`, `links.rewards`. It is asked only for letters that name one of these. */
  readonly names: readonly string[]
  /**
   * Of several readers at once; about whom there is nothing to say is missing. `links` join the other links, and what a
   * planner gave with the letter stands above all of it.
   */
  readonly read: (ctx: Context, customerIds: readonly string[]) => Promise<ReadonlyMap<string, MailFacts>>
}
export const letterKnowledge = contributionPoint<LetterKnowledge>("messages.letter-knowledge")

/** All that is known of one reader among what these words name. */
export async function knowledgeOf(ctx: Context, customerId: string | null, words: object): Promise<MailFacts> {
  if (customerId === null) return {}
  const text = textOf(words)
  let known: MailFacts = {}
  for (const { names, read } of ctx.product.contributed(letterKnowledge)) {
    if (!names.some((name) => text.includes(name))) continue
    const more = (await read(ctx, [customerId])).get(customerId) ?? {}
    known = { ...known, ...more, links: { ...linksIn(known), ...linksIn(more) } }
  }
  return known
}

const texts = new WeakMap<object, string>()
/** Words of a version never change, and thousands are written from the same. */
function textOf(words: object): string {
  const known = texts.get(words)
  if (known !== undefined) return known
  const text = JSON.stringify(words)
  texts.set(words, text)
  return text
}

/** The links among the facts; nothing where there are none. */
export const linksIn = ({ links }: MailFacts): object => (typeof links === "object" && links !== null ? links : {})
