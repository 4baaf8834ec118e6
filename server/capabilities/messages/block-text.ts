import { authorAddress, authorPlain } from "./author-text.ts"
import { moreText } from "./block-text-more.ts"
import type { Block, BlockOf } from "./model-blocks.ts"
import { closeCondition, consentOf, openCondition } from "./block-html.ts"
import type { Drawing } from "./mail-layout.ts"
import { supportWays } from "./support-rules.ts"
import { reason, taxLabel, words } from "./words.ts"

/** The plain-text part, written from the same blocks: not the HTML with its tags taken off. */
export function blockText(block: Block, d: Drawing): string {
  const text = writeBlock(block, d)
  if (text === "") return ""
  const paragraph = `${text}\n\n`
  return [block.when, consentOf(block)]
    .filter((condition) => condition !== undefined)
    .reduce((inside, condition) => `${openCondition(condition)}${inside}${closeCondition}`, paragraph)
}

function writeBlock(block: Block, d: Drawing): string {
  const say = (key: keyof typeof words) => words[key][d.language]
  switch (block.kind) {
    case "heading":
      return `${block.greeting ? "{{ customer.name | name }}\n\n" : ""}${authorPlain(block.text)}`
    case "text":
      return authorPlain(block.text)
    case "button":
      return `${authorPlain(block.label)}\n${authorAddress(block.to)}${block.note ? `\n\n${authorPlain(block.note)}` : ""}`
    case "order-items":
      return "{% for item in order.items %}{{ item.name }}{% if item.note != blank %} ({{ item.note }}){% endif %}\n  {% if item.quantity > 1 %}{{ item.price | money }} × {% endif %}{{ item.quantity | count }}  {{ item.amount | money }}\n{% endfor %}"
    case "totals":
      return `{% for line in order.totals %}{{ line.kind | word }}${reason[d.language]}: {{ line.amount | money }}\n{% endfor %}${say("total")}: {{ order.total | money }}{% for tax in order.taxes %}\n${taxLabel[d.language].replace("{rate}", "{{ tax.ratePercent }}")}: {{ tax.amount | money }}{% endfor %}`
    case "addresses":
      return `{% if order.address != blank %}${say("address")}\n{{ order.address.name | name }}{% if order.address.postalCode != blank %}\n{{ order.address.postalCode | postal }}{% endif %}{% for line in order.address.lines %}\n{{ line }}{% endfor %}{% endif %}{% if order.payment != blank %}\n\n${say("payment")}\n{{ order.payment.label }}{% if order.payment.note != blank %}\n{{ order.payment.note }}{% endif %}{% endif %}`
    case "tracking-steps":
      return trackingSteps(d)
    case "expected-date":
      return `{% if delivery.expected != blank %}{% if delivery.before != blank %}${say("expectedBefore")}: {{ delivery.before | days }}\n{% endif %}${say("expected")}: {{ delivery.expected | days }}${block.showOrderNumber ? `\n${say("orderNumber")}: {{ order.number }}` : ""}{% endif %}`
    case "product-content":
      return productContent(block)
    case "next-step":
      return "{% if nextStep != blank %}{{ nextStep.title }}\n{{ nextStep.text }}{% if nextStep.link != blank %}\n{{ nextStep.link.label }}: {{ nextStep.link.url | link }}{% endif %}{% endif %}"
    case "related":
      return `{% if related != blank %}${authorPlain(block.title ?? say("related"))}\n${say("whyRelated")}\n{% for item in related limit: ${block.most} %}\n{{ item.title }}{% if item.price != blank %} {{ item.price | money }}{% endif %}\n{{ item.url | link }}{% endfor %}{% endif %}`
    case "policy":
      return policy(block, d)
    case "image":
      return block.alt === "" ? "" : `[${authorPlain(block.alt)}]${block.to ? `\n${authorAddress(block.to)}` : ""}`
    case "divider":
      return "----------"
    case "note":
      return `${authorPlain(block.title)}\n${authorPlain(block.text)}`
    case "support":
      return support(d)
    case "footer":
      return footer(d)
    default:
      return moreText(block, d)
  }
}

function trackingSteps(d: Drawing): string {
  const say = (key: "done" | "now" | "attention" | "later") => words[key][d.language]
  const word = `{% case step.state %}{% when "done" %}${say("done")}{% when "now" %}${say("now")}{% when "attention" %}${say("attention")}{% when "later" %}${say("later")}{% endcase %}`
  return `{% for step in tracking.steps %}[${word}] {{ step.label }}{% if step.at != blank %} {{ step.at | moment }}{% endif %}\n{% endfor %}`
}

const productContent = (block: BlockOf<"product-content">) =>
  `{% if contents != blank %}${block.title ? `${authorPlain(block.title)}\n\n` : ""}{% for content in contents limit: ${block.most} %}{{ content.title }}\n{{ content.text }}{% if content.url != blank %}\n{{ content.url | link }}{% endif %}\n\n{% endfor %}{% endif %}`

function policy(block: BlockOf<"policy">, d: Drawing): string {
  const found = d.look.policies[block.policy]
  if (!found) throw new Error(`no policy named ${block.policy}`)
  return `${found.title[d.language]}\n${authorPlain(found.text[d.language])}${found.url ? `\n${found.url}` : ""}`
}

function support(d: Drawing): string {
  const title = d.look.support.words ?? (d.look.support.mayReply ? words.replyWelcome : words.helpTitle)
  const ways = supportWays(d.look, d.language, (way) =>
    way.href.startsWith("tel:") ? way.label : `${way.label} (${way.href})`,
  )
  return `${title[d.language]}${ways === "" ? "" : `\n${ways}`}`
}

function footer(d: Drawing): string {
  const { legal } = d.look
  const registration = legal.registration ? [`${words.registration[d.language]} ${legal.registration}`] : []
  const why = d.whySent ?? (d.purpose === "marketing" ? words.whyMarketing : words.whySent)
  const optional = `{% if links.preferences != blank %}\n${words.preferences[d.language]}: {{ links.preferences | link }}{% endif %}`
  const out = d.purpose === "marketing" ? `\n${words.unsubscribe[d.language]}: {{ links.unsubscribe | link }}` : ""
  const fixed = [
    ...(d.look.returnsUrl && !d.whySent ? [`${words.returns[d.language]}: ${d.look.returnsUrl}`] : []),
    ...(d.look.privacyUrl ? [`${words.privacy[d.language]}: ${d.look.privacyUrl}`] : []),
  ]
  const links = fixed.map((line) => `\n${line}`).join("")
  const own = `{% if footer.line != blank %}{{ footer.line }}{% if footer.url != blank %}\n{{ footer.url | link }}{% endif %}\n\n{% endif %}`
  return `----------\n${own}${[legal.company, legal.address, ...registration].join("\n")}\n${why[d.language]}${out}${optional}${links}`
}
