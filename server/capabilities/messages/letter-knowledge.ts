import type { Context } from "#kernel/context"
import { contributionPoint } from "#kernel/contributions"
import type { MailFacts } from "./model.ts"

/**
 * What later capabilities let the text of any letter name about its reader, under a noun of their own: `points`, `member`.
 * `links` join the other links. Asked for several readers at once; about whom there is nothing to say is missing. What a
 * planner gave with the letter stands above it.
 */
export type LetterKnowledge = (ctx: Context, customerIds: readonly string[]) => Promise<ReadonlyMap<string, MailFacts>>
export const letterKnowledge = contributionPoint<LetterKnowledge>("messages.letter-knowledge")

/** All that is known of one reader. */
export async function knowledgeOf(ctx: Context, customerId: string | null): Promise<MailFacts> {
  if (customerId === null) return {}
  let known: MailFacts = {}
  for (const ask of ctx.product.contributed(letterKnowledge)) {
    const more = (await ask(ctx, [customerId])).get(customerId) ?? {}
    known = { ...known, ...more, links: { ...linksIn(known), ...linksIn(more) } }
  }
  return known
}

/** The links among the facts; nothing where there are none. */
export const linksIn = ({ links }: MailFacts): object => (typeof links === "object" && links !== null ? links : {})
