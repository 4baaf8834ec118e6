import { authorPieces } from "./author-text.ts"
import { anyGoods, goodsOf, toldOf } from "./goods-rules.ts"
import { across, column, link, pair, quietText, say, separator, thumb } from "./line-flex-parts-rules.ts"
import { each, given, Repeated, type Tree } from "./liquid-json-rules.ts"
import type { Drawing } from "./mail-layout.ts"
import { inks } from "./model.ts"
import type { BlockOf } from "./model-blocks.ts"
import { reason, taxLabel, words } from "./words.ts"

type ListKind =
  | "keep-close"
  | "totals"
  | "addresses"
  | "order-items"
  | "tracking-steps"
  | "expected-date"
  | "product-content"
  | "next-step"
  | "related"
  | "cart-items"

const title = (text: string): Tree => say(authorPieces(text).text, { weight: "bold", size: "md" })

/** Blocks that show what the facts hold, as nodes of a bubble's body. */
export function listNodes(block: BlockOf<ListKind>, d: Drawing): (Tree | Repeated)[] {
  const word = (key: keyof typeof words) => words[key][d.language]
  switch (block.kind) {
    case "keep-close":
      return []
    case "order-items":
      return [each("item in order.items", itemRow("item", block.images))]
    case "cart-items":
      return [
        title(block.title ?? word("inCart")),
        each(`item in cart.items limit: ${block.most}`, itemRow("item", true)),
        given("cart.total != blank", separator, pair(word("total"), "{{ cart.total | money }}", { weight: "bold" })),
      ]
    case "totals":
      return [separator, ...totals(d)]
    case "addresses":
      return addresses(d)
    case "expected-date":
      return [given("delivery.expected != blank", ...expected(block, d))]
    case "tracking-steps":
      return [each("step in tracking.steps", step(d))]
    case "product-content":
      return [
        given(
          "contents != blank",
          ...(block.title ? [title(block.title)] : []),
          each(`content in contents limit: ${block.most}`, told("content", d)),
        ),
      ]
    case "next-step":
      return [
        given(
          "nextStep != blank",
          say("{{ nextStep.title }}", { weight: "bold" }),
          quietText("{{ nextStep.text }}"),
          given("nextStep.link != blank", link("{{ nextStep.link.label }}", "{{ nextStep.link.url | link }}", d)),
        ),
      ]
    case "related":
      return [
        given(
          "related != blank",
          title(block.title ?? word("related")),
          each(`item in related limit: ${block.most}`, card(d, true)),
        ),
      ]
  }
}

/** A good of an order or a cart: picture, name, how many, what they cost. */
const itemRow = (item: string, images: boolean): Tree =>
  across([
    ...(images ? [given(`${item}.image != blank`, thumb(`${item}.image.url`))] : []),
    column([
      say(`{{ ${item}.name }}`),
      given(`${item}.note != blank`, quietText(`{{ ${item}.note }}`)),
      quietText(`{{ ${item}.quantity | count }}　{{ ${item}.amount | money }}`),
    ]),
  ])

function totals({ language }: Drawing): (Tree | Repeated)[] {
  return [
    each("line in order.totals", pair(`{{ line.kind | word }}${reason[language]}`, "{{ line.amount | money }}")),
    pair(words.total[language], "{{ order.total | money }}", { weight: "bold", size: "md" }),
    each(
      "tax in order.taxes",
      pair(taxLabel[language].replace("{rate}", "{{ tax.ratePercent }}"), "{{ tax.amount | money }}"),
    ),
  ]
}

function addresses({ language }: Drawing): (Tree | Repeated)[] {
  return [
    given(
      "order.address != blank",
      quietText(words.address[language]),
      say("{{ order.address.name | name }}"),
      each("line in order.address.lines", say("{{ line }}")),
    ),
    given("order.payment != blank", quietText(words.payment[language]), say("{{ order.payment.label }}")),
  ]
}

const expected = (block: BlockOf<"expected-date">, { language }: Drawing): (Tree | Repeated)[] => [
  quietText(words.expected[language]),
  say("{{ delivery.expected | days }}", { size: "xl", weight: "bold" }),
  ...(block.showOrderNumber ? [pair(words.orderNumber[language], "{{ order.number }}")] : []),
]

function step({ language }: Drawing): Tree {
  const mark = ["done", "now", "attention", "later"] as const
  const signs = { done: "✓", now: "●", attention: "!", later: "○" }
  const cases = mark
    .map((state) => `{% when "${state}" %}${signs[state]} {{ step.label }} ${words[state][language]}`)
    .join("")
  return say(`{% case step.state %}${cases}{% endcase %}{% if step.at != blank %} {{ step.at | moment }}{% endif %}`)
}

const told = (piece: string, d: Drawing): Tree =>
  column([
    say(`{{ ${piece}.title }}`, { weight: "bold" }),
    quietText(`{{ ${piece}.text }}`),
    given(`${piece}.url != blank`, link(words.more[d.language], `{{ ${piece}.url | link }}`, d, { size: "xs" })),
  ])

/** A good of the catalogue with what is true of it now. */
function card(d: Drawing, prices: boolean): Tree {
  const was = given(
    "item.was != blank",
    say("{{ item.was | money }}", { size: "xs", color: inks.light.quiet, decoration: "line-through" }),
  )
  return across([
    given("item.image != blank", thumb("item.image.url")),
    column([
      link("{{ item.title }}", "{{ item.url | link }}", d, { weight: "bold" }),
      ...(prices ? [was, given("item.price != blank", say("{{ item.price | money }}"))] : []),
      given("item.isAvailable == false", quietText(words.soldOut[d.language])),
    ]),
  ])
}

export function goodsNodes(block: BlockOf<"products"> | BlockOf<"education">, d: Drawing): (Tree | Repeated)[] {
  const inside = (): (Tree | Repeated)[] => {
    if (block.kind === "products") return [card(d, block.prices)]
    const { open, close } = toldOf(block)
    return [new Repeated(open, [told("piece", d)], close)]
  }
  return [
    given(
      anyGoods(block),
      ...(block.title ? [title(block.title)] : []),
      ...goodsOf(block, block.most).map(({ open, close }) => new Repeated(open, inside(), close)),
    ),
  ]
}
