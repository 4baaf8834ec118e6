import { isDeepStrictEqual } from "node:util"
import { brandLook } from "#brands"
import { customerById } from "#customers"
import { type Context, inTransaction } from "#kernel/context"
import type { Language } from "#kernel/text"
import { footerOf } from "./letter-footer.ts"
import { knowledgeOf, linksIn } from "./letter-knowledge.ts"
import { withWaysOut } from "./letters.ts"
import { withLiveGoods } from "./live-goods.ts"
import type { MailFacts, Purpose } from "./model.ts"
import type { Block } from "./model-blocks.ts"

export type LetterReader = {
  readonly purpose: Purpose
  readonly customerId: string | null
  /** What its planner gave. */
  readonly facts: MailFacts
  /** One language of it: the heads, and blocks from top to bottom. */
  readonly words: { readonly blocks: readonly Block[] }
  readonly language: Language
}

/**
 * What a letter's text may name: who she is by now, the brand, the ways out, the shop, goods as they are sold at this moment,
 * and whatever its planner gave, which stands above the rest.
 */
export async function factsOfLetter(ctx: Context, reader: LetterReader): Promise<MailFacts> {
  const { customerId, facts } = reader
  const known = await inTransaction(ctx, async (ctx) => {
    const customer = customerId === null ? undefined : await customerById(ctx, customerId)
    const name = {
      ...(customer?.familyName ? { family: customer.familyName } : {}),
      ...(customer?.givenName ? { given: customer.givenName } : {}),
      ...(customer?.displayName ? { full: customer.displayName } : {}),
    }
    const own = typeof facts.customer === "object" ? facts.customer : {}
    const brand = await brandLook(ctx)
    const footer = await footerOf(ctx, customer?.customerId ?? null, reader.language)
    const knowledge = await knowledgeOf(ctx, customer?.customerId ?? null, reader.words)
    return withWaysOut(ctx, reader, {
      ...facts,
      ...knowledge,
      ...givenBy(facts),
      brand: { name: brand.name, address: brand.senderAddress },
      customer: { name, properties: customer?.properties ?? {}, ...own },
      ...(footer ? { footer } : {}),
      links: { ...waysIn(brand, facts), ...linksIn(knowledge), ...linksIn(facts) },
    })
  })
  return withLiveGoods(ctx, reader.words.blocks, reader.language, known)
}

/**
 * What its planner gave on purpose. Properties of the event that began it have the names that their sender chose: the `points`
 * of an event are a number, and must not hide what is known of the reader's points.
 */
function givenBy({ event, ...given }: MailFacts): MailFacts {
  const told = typeof event === "object" && event !== null && "properties" in event ? event.properties : null
  if (typeof told !== "object" || told === null) return { ...given, ...(event === undefined ? {} : { event }) }
  const properties = new Map(Object.entries(told))
  const isTold = ([name, value]: [string, unknown]) =>
    properties.has(name) && isDeepStrictEqual(properties.get(name), value)
  return { ...Object.fromEntries(Object.entries(given).filter((fact) => !isTold(fact))), event }
}

/**
 * Where a letter's buttons lead when its planner has not said it: the cart of the event, else the shop; questions go to a
 * person, who reads what is answered.
 */
function waysIn({ shopUrl, senderAddress }: Awaited<ReturnType<typeof brandLook>>, { cart }: MailFacts) {
  const own = typeof cart === "object" && cart !== null && "url" in cart && typeof cart.url === "string" ? cart.url : ""
  const person = senderAddress === "" ? {} : { review: `mailto:${senderAddress}`, survey: `mailto:${senderAddress}` }
  const shop = shopUrl === "" ? {} : { shop: shopUrl, page: shopUrl, cart: shopUrl }
  return { ...person, ...shop, ...(own === "" ? {} : { cart: own }) }
}
