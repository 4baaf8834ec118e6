import { authorAddress, authorPieces, withParameter } from "./author-text.ts"
import { starValues } from "./goods-rules.ts"
import { across, column, link, pair, prose, quietText, say, separator } from "./line-flex-parts-rules.ts"
import { each, given, type Repeated, type Tree } from "./liquid-json-rules.ts"
import type { Drawing } from "./mail-layout.ts"
import { inks } from "./model.ts"
import type { BlockOf } from "./model-blocks.ts"
import { belowPoints, toldBenefits } from "./block-points-rules.ts"
import { words } from "./words.ts"

type Asking = "offer" | "review-stars" | "survey-question" | "points" | "barcode" | "benefits"
type Node = { readonly [key: string]: Tree | undefined } | Repeated

const bold = (text: string): Node => asNode(say(authorPieces(text).text, { weight: "bold", size: "md" }))
// safe: what the parts are drawn with are objects
const asNode = (tree: Tree): Node => tree as Node

/** Blocks that offer or ask something. What has `at` says itself where it stands in the bubble. */
export function askNodes(block: BlockOf<Asking>, d: Drawing): Node[] {
  switch (block.kind) {
    case "offer":
      return offer(block, d)
    case "review-stars":
      return [bold(block.title), asNode(stars(block, d))]
    case "survey-question":
      return [
        bold(block.question),
        ...block.answers.map(({ label, value }) =>
          asNode(
            outlined(link(label, authorAddress(withParameter(block.to, "answer", value)), d, { align: "center" })),
          ),
        ),
      ]
    case "points":
      return [given("points.usable != blank", ...points(block, d))]
    case "barcode":
      return [asNode(code(block.value, block.caption))]
    case "benefits":
      return benefits(block, d)
  }
}

const outlined = (...contents: readonly Tree[]): Tree => ({
  type: "box",
  layout: "vertical",
  contents,
  borderWidth: "light",
  borderColor: inks.light.line,
  cornerRadius: "md",
  paddingAll: "md",
})

function offer(block: BlockOf<"offer">, d: Drawing): Node[] {
  const { language } = d
  const box = outlined(
    say(authorPieces(block.title).text, { weight: "bold", size: "md", align: "center" }),
    quietText(words.code[language], "center"),
    say("{{ offer.code }}", { size: "xl", weight: "bold", align: "center" }),
    say(`{% if offer.validUntil != blank %}${words.validUntil[language]} {{ offer.validUntil | moment }}{% endif %}`, {
      size: "xs",
      color: inks.light.quiet,
      align: "center",
    }),
  )
  const button: Node = { at: "foot", node: { label: block.label ?? "", uri: "{{ offer.url | link }}" } }
  return [asNode(box), ...(block.text ? prose(block.text, d).map(asNode) : []), ...(block.label ? [button] : [])]
}

const stars = (block: BlockOf<"review-stars">, d: Drawing): Tree =>
  across(
    starValues.map((value) => ({
      type: "text",
      text: `★${value}`,
      size: "lg",
      align: "center",
      color: d.look.light.action,
      action: { type: "uri", label: `${value}`, uri: authorAddress(withParameter(block.to, "stars", value)) },
    })),
    "sm",
  )

const points = (block: BlockOf<"points">, { language }: Drawing): (Tree | Repeated)[] => [
  separator,
  pair(block.title ?? words.pointsUsable[language], "{{ points.usable | points }}", { weight: "bold", size: "lg" }),
  given(
    "points.expiring != blank",
    quietText(
      `${words.pointsExpiring[language]}: {{ points.expiring.amount | points }} ({{ points.expiring.on | day }})`,
    ),
  ),
  ...belowPoints(block, language).map(({ when, label, text }) =>
    given(`${when} != blank`, quietText(`${label}: ${text}`)),
  ),
]

function benefits(block: BlockOf<"benefits">, d: Drawing): Node[] {
  const title = block.title ? [bold(block.title)] : []
  const told = toldBenefits(block)
  if (!told) return [...title, ...block.items.map((item) => asNode(benefit(item, d)))]
  return [given(`${told.list} != blank`, ...title, each(`item in ${told.list} limit: 6`, say(`・${told.item}`)))]
}

/** Tills read bars from a screen only when they are a picture of their own width; in a bubble the number stands large. */
const code = (value: string, caption?: string): Tree =>
  outlined(
    say(value, { size: "xl", weight: "bold", align: "center" }),
    ...(caption ? [quietText(authorPieces(caption).text, "center")] : []),
  )

function benefit({ icon, title, text, to }: BlockOf<"benefits">["items"][number], d: Drawing): Tree {
  const head = `${icon ? `${icon} ` : ""}${authorPieces(title).text}`
  return column([
    to ? link(head, authorAddress(to), d, { weight: "bold" }) : say(head, { weight: "bold" }),
    ...(text ? prose(text, d, true) : []),
  ])
}
