import type { BlockOf } from "./model-blocks.ts"

/** Where a block finds its goods in the facts; the same in mail, text and LINE. Each good is `item` between the two. */
export type Goods = { readonly open: string; readonly close: string }

/** The name of a chosen product among the facts: what is true of it is filled in at the moment of sending. */
export const chosenName = (productId: string): string => `catalog.p_${productId.replaceAll("-", "")}`

export function goodsOf(block: BlockOf<"products"> | BlockOf<"education">, most: number): Goods[] {
  if (block.from === "facts") return [{ open: `{% for item in products limit: ${most} %}`, close: "{% endfor %}" }]
  return block.products.slice(0, most).map((productId) => {
    const name = chosenName(productId)
    return { open: `{% if ${name} != blank %}{% assign item = ${name} %}`, close: "{% endif %}" }
  })
}

/** Whether there is anything to show. Chosen goods may all be gone by then. */
export const anyGoods = (block: BlockOf<"products"> | BlockOf<"education">): string =>
  block.from === "facts"
    ? "products != blank"
    : block.products.map((productId) => `${chosenName(productId)} != blank`).join(" or ") || "false"

/** What is told of `item`, only the wanted kinds, as `piece`. */
export const toldOf = (block: BlockOf<"education">): Goods => ({
  open: `{% for piece in item.pieces %}{% if ${block.tells.map((kind) => `piece.kind == "${kind}"`).join(" or ")} %}`,
  close: "{% endif %}{% endfor %}",
})

/** A parameter's value of each star, best last. */
export const starValues = ["1", "2", "3", "4", "5"] as const
