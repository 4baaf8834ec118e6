import { authorAddress, authorPlain, withParameter } from "./author-text.ts"
import { anyGoods, goodsOf, starValues, toldOf } from "./goods-rules.ts"
import type { Drawing } from "./mail-layout.ts"
import type { BlockOf } from "./model-blocks.ts"
import { belowPoints, toldBenefits } from "./block-points-rules.ts"
import { words } from "./words.ts"

type More =
  | "products"
  | "education"
  | "cart-items"
  | "offer"
  | "review-stars"
  | "survey-question"
  | "points"
  | "barcode"
  | "benefits"
  | "story"
  | "keep-close"

/** The plain text of blocks that letters are made of. */
export function moreText(block: BlockOf<More>, d: Drawing): string {
  const say = (key: keyof typeof words) => words[key][d.language]
  const titled = (title: string | undefined) => (title ? `${authorPlain(title)}\n\n` : "")
  switch (block.kind) {
    case "products":
      return `{% if ${anyGoods(block)} %}${titled(block.title)}${goods(block, product(block, d))}{% endif %}`
    case "education":
      return `{% if ${anyGoods(block)} %}${titled(block.title)}${goods(block, told(block))}{% endif %}`
    case "cart-items":
      return `${authorPlain(block.title ?? say("inCart"))}\n\n{% for item in cart.items limit: ${block.most} %}{{ item.name }}\n  {{ item.quantity | count }}{% if item.amount != blank %}  {{ item.amount | money }}{% endif %}\n{% endfor %}{% if cart.total != blank %}${say("total")}: {{ cart.total | money }}{% endif %}`
    case "offer":
      return offer(block, d)
    case "review-stars":
      return [
        `${authorPlain(block.title)}\n`,
        ...[...starValues]
          .reverse()
          .map((value) => `${"★".repeat(Number(value))} ${authorAddress(withParameter(block.to, "stars", value))}`),
      ].join("\n")
    case "survey-question":
      return [
        `${authorPlain(block.question)}\n`,
        ...block.answers.map(
          ({ label, value }) => `${authorPlain(label)}\n${authorAddress(withParameter(block.to, "answer", value))}`,
        ),
      ].join("\n")
    case "points":
      return `{% if points.usable != blank %}${authorPlain(block.title ?? say("pointsUsable"))}: {{ points.usable | points }}{% if points.expiring != blank %}\n${say("pointsExpiring")}: {{ points.expiring.amount | points }} ({{ points.expiring.on | day }}){% endif %}${belowPoints(
        block,
        d.language,
      )
        .map(({ when, label, text }) => `{% if ${when} != blank %}\n${label}: ${text}{% endif %}`)
        .join("")}{% endif %}`
    case "barcode":
      return `${block.caption ? `${authorPlain(block.caption)}: ` : ""}${block.value}`
    case "benefits":
      return benefits(block)
    case "story":
      return `${titled(block.title)}${authorPlain(block.text)}${block.by ? `\n\n${authorPlain(block.by)}` : ""}`
    case "keep-close":
      return block.way === "inbox" ? say("keepInbox") : say("keepContacts")
  }
}

const goods = (block: BlockOf<"products"> | BlockOf<"education">, inside: string) =>
  goodsOf(block, block.most)
    .map(({ open, close }) => `${open}${inside}${close}`)
    .join("")

const product = (block: BlockOf<"products">, { language }: Drawing) =>
  `{{ item.title }}${block.prices ? "{% if item.price != blank %} {{ item.price | money }}{% endif %}" : ""}{% if item.isAvailable == false %} (${words.soldOut[language]}){% endif %}{% if item.url != blank %}\n{{ item.url | link }}{% endif %}\n\n`

function told(block: BlockOf<"education">): string {
  const { open, close } = toldOf(block)
  return `${open}{{ piece.title }}\n{{ piece.text }}{% if piece.url != blank %}\n{{ piece.url | link }}{% endif %}\n\n${close}`
}

function offer(block: BlockOf<"offer">, { language }: Drawing): string {
  const until = `{% if offer.validUntil != blank %}\n${words.validUntil[language]}: {{ offer.validUntil | moment }}{% endif %}`
  const press = block.label ? `\n\n${authorPlain(block.label)}\n{{ offer.url | link }}` : ""
  return `${authorPlain(block.title)}\n${words.code[language]}: {{ offer.code }}${until}${block.text ? `\n\n${authorPlain(block.text)}` : ""}${press}`
}

function benefits(block: BlockOf<"benefits">): string {
  const title = block.title ? `${authorPlain(block.title)}\n\n` : ""
  const told = toldBenefits(block)
  if (!told) return `${title}${block.items.map(benefit).join("\n\n")}`
  return `{% if ${told.list} != blank %}${title}{% for item in ${told.list} %}・${told.item}\n{% endfor %}{% endif %}`
}

const benefit = ({ icon, title, text, to }: BlockOf<"benefits">["items"][number]) =>
  `${icon ? `${icon} ` : ""}${authorPlain(title)}${text ? `\n${authorPlain(text)}` : ""}${to ? `\n${authorAddress(to)}` : ""}`
