import { productCards, productContent, type ProductCard, type ToldContent } from "#catalog"
import { type Context, inTransaction } from "#kernel/context"
import type { Language } from "#kernel/text"
import type { MailFacts } from "./model.ts"
import type { Block } from "./model-blocks.ts"

type Record = Readonly<{ [name: string]: unknown }>
const isRecord = (value: unknown): value is Record =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/**
 * The facts with the catalogue of this very moment in them (G29): products that blocks have chosen under `catalog`, and each
 * of `products` that names a `productId` with its title, price and stock. Goods of the facts that are sold out or gone are left
 * out; chosen ones that are sold out say so. What is told about goods comes along only where a block tells it.
 */
export async function withLiveGoods(
  ctx: Context,
  blocks: readonly Block[],
  language: Language,
  facts: MailFacts,
): Promise<MailFacts> {
  const showing = blocks.filter((block) => block.kind === "products" || block.kind === "education")
  if (showing.length === 0) return facts
  const chosen = showing.flatMap((block) => (block.from === "chosen" ? block.products : []))
  const named = listOf(facts.products)
  const ids = [
    ...new Set([...chosen, ...named.flatMap((good) => (typeof good.productId === "string" ? [good.productId] : []))]),
  ]
  const tells = showing.some((block) => block.kind === "education")
  const [cards, told] = await inTransaction(
    ctx,
    async (ctx) =>
      [await productCards(ctx, ids), tells ? await productContent(ctx, ids, "delivered", language) : []] as const,
  )
  const factOf = (card: ProductCard) => goodOf(card, told)
  const products = named.flatMap((good): Record[] => {
    if (typeof good.productId !== "string") return [good]
    const card = cards.get(good.productId)
    return card?.isAvailable ? [{ ...good, ...factOf(card) }] : []
  })
  const catalog = Object.fromEntries(
    chosen.flatMap((id) => {
      const card = cards.get(id)
      return card ? [[`p_${id.replaceAll("-", "")}`, factOf(card)] as const] : []
    }),
  )
  return { ...facts, ...(facts.products === undefined ? {} : { products }), catalog }
}

/** Products may be named by their ids alone. */
const listOf = (value: unknown): Record[] =>
  Array.isArray(value)
    ? value.flatMap((good): Record[] =>
        typeof good === "string" ? [{ productId: good }] : isRecord(good) ? [good] : [],
      )
    : []

function goodOf(card: ProductCard, told: readonly ToldContent[]): Record {
  const { productId, title, url, imageUrl, imageAlt, price, was, currency, isAvailable } = card
  const pieces = told.find((product) => product.productId === productId)?.pieces ?? []
  return {
    title,
    isAvailable,
    ...(url === null ? {} : { url }),
    ...(imageUrl === null ? {} : { image: { url: imageUrl, alt: imageAlt } }),
    ...(price === null || currency === null ? {} : { price: { amount: price, currency } }),
    ...(was === null || currency === null ? {} : { was: { amount: was, currency } }),
    pieces: pieces.map((piece) => ({
      kind: piece.kind,
      title: piece.title,
      text: piece.body,
      ...(piece.url === null ? {} : { url: piece.url }),
      ...(piece.imageUrl === null ? {} : { image: { url: piece.imageUrl } }),
    })),
  }
}
