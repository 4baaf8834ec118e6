import type { Language } from "#kernel/text"
import { authorHref, authorHtml, escapeHtml } from "./author-text.ts"
import { asksHtml } from "./block-html-asks.ts"
import { goodsHtml } from "./block-html-goods.ts"
import type { Block, BlockOf } from "./model-blocks.ts"
import { footerHtml, supportHtml } from "./block-html-identity.ts"
import {
  type Drawing,
  fonts,
  hairline,
  halves,
  headingFont,
  type Node,
  node,
  note,
  quiet,
  raw,
  row,
  rows,
  strongLine,
  style,
  words as say,
} from "./mail-layout.ts"
import { blockTitle, cta, prose } from "./mail-parts.ts"
import { inks } from "./model.ts"
import { reason, taxLabel, words } from "./words.ts"

/** The rows of one block; `after` is the kind above it, on which the air between them may depend. */
export function blockHtml(block: Block, drawing: Drawing, after?: Block["kind"]): Node[] {
  const inside =
    block.kind === "button" ? [...airAbove(after), button(block, drawing, after)] : drawBlock(block, drawing)
  const shown = block.when === undefined ? inside : [raw(openCondition(block.when)), ...inside, raw(closeCondition)]
  const consent = consentOf(block)
  return consent ? [raw(openCondition(consent)), ...shown, raw(closeCondition)] : shown
}

/** The fact that must hold for a block that not everybody gets. */
export const consentOf = (block: Block): string | undefined =>
  block.kind === "related" || block.consent === "marketing" ? "consents.marketing" : undefined

/** The expected date brings its own air; when there is none to show, the button below it needs some. */
const airAbove = (after: Block["kind"] | undefined): Node[] =>
  after === "expected-date"
    ? [raw("{% if delivery.expected == blank %}"), row({ top: 18 }, []), raw("{% endif %}")]
    : []

/** An empty list, an empty text and an absent fact are all "nothing there". */
export function openCondition(when: string): string {
  const [path, holds] = when.startsWith("not ") ? [when.slice(4), "=="] : [when, "!="]
  return `{% if ${path} ${holds} blank %}`
}
export const closeCondition = "{% endif %}"

function drawBlock(block: Exclude<Block, BlockOf<"button">>, d: Drawing): Node[] {
  switch (block.kind) {
    case "heading":
      return [heading(block, d)]
    case "text":
      return [
        row({ top: 14 }, [
          block.tone === "quiet"
            ? quiet(prose(block.text, d), { size: 13 })
            : say(prose(block.text, d), { size: 15, leading: 1.8 }),
        ]),
      ]
    case "order-items":
      return [row({ top: 30 }, [rows(orderItems(block))])]
    case "totals":
      return [row({ top: 0 }, [rows(totals(d.language))])]
    case "addresses":
      return [addresses(d.language)]
    case "tracking-steps":
      return [row({ top: 24 }, [rows(trackingSteps(d.language))])]
    case "expected-date":
      return expectedDate(block, d.language)
    case "product-content":
      return [raw("{% if contents != blank %}"), productContent(block, d), raw("{% endif %}")]
    case "next-step":
      return [raw("{% if nextStep != blank %}"), nextStep(d), raw("{% endif %}")]
    case "related":
      return [raw("{% if related != blank %}"), related(block, d), raw("{% endif %}")]
    case "policy":
      return [policy(block, d)]
    case "image":
      return [image(block)]
    case "divider":
      return [
        row({ top: 24 }, [
          node("mj-divider", {
            padding: "0",
            "border-width": "1px",
            "border-color": inks.light.line,
            "css-class": "rule",
          }),
        ]),
      ]
    case "note":
      return [note(authorHtml(block.title), prose(block.text, d))]
    case "support":
      return supportHtml(d)
    case "footer":
      return footerHtml(d)
    case "products":
    case "education":
    case "cart-items":
      return goodsHtml(block, d)
    default:
      return asksHtml(block, d)
  }
}

function heading(block: BlockOf<"heading">, d: Drawing): Node {
  const [tag, size] = block.level === 1 ? ["h1", 28] : ["h2", 19]
  const font = block.level === 1 ? headingFont(d.look) : fonts.sans
  const h = `<${tag} style="margin:0;font-family:${font};font-size:${size}px;line-height:1.45;font-weight:bold;color:${inks.light.ink}">${authorHtml(block.text)}</${tag}>`
  const title = say(h, { size, leading: 1.45, cssClass: `ink ${tag}` })
  if (!block.greeting) return row({ top: 28 }, [title])
  return row({ top: 28 }, [quiet("{{ customer.name | name }}", { size: 14, padding: "0 0 8px" }), title])
}

function button(block: BlockOf<"button">, d: Drawing, after?: Block["kind"]): Node {
  const under = block.note ? [quiet(prose(block.note, d), { size: 13, padding: "12px 0 0" })] : []
  return row({ top: after === "expected-date" ? 0 : 18 }, [cta(authorHref(block.to), block.label, d), ...under])
}

function orderItems(block: BlockOf<"order-items">): string {
  const picture = `{% if pictured %}<td width="72" style="${style.cell("width:72px")}">{% if item.image != blank %}<img src="{{ item.image.url | link }}" alt="{{ item.image.alt | default: item.name }}" width="56" height="68" class="pic" style="display:block;width:56px;height:68px;border-radius:8px;background:${inks.light.picture};object-fit:contain">{% endif %}</td>{% endif %}`
  // Without any picture there is no column for them either.
  const any =
    "{% assign pictured = false %}{% for item in order.items %}{% if item.image != blank %}{% assign pictured = true %}{% endif %}{% endfor %}"
  const name = `<td style="${style.cell()}">{{ item.name }}{% if item.note != blank %}<br><span class="quiet" style="${style.quiet}">{{ item.note }}</span>{% endif %}<br><span class="quiet" style="${style.quiet}">${quantity}</span></td>`
  const amount = `<td align="right" style="${style.cell("white-space:nowrap")}">{{ item.amount | money }}</td>`
  return `${block.images ? any : ""}{% for item in order.items %}<tr>${block.images ? picture : ""}${name}${amount}</tr>{% endfor %}`
}

/** 1点, or 1,980円 × 2点. */
const quantity = `{% if item.quantity > 1 %}{{ item.price | money }} × {% endif %}{{ item.quantity | count }}`

function totals(language: Language): string {
  const small = `font-size:14px;padding:3px 0;color:${inks.light.quiet}`
  const line = (label: string, value: string) =>
    `<tr><td class="quiet" style="${small}">${label}</td><td align="right" class="quiet" style="${small};white-space:nowrap">${value}</td></tr>`
  const big = "font-weight:bold;padding:12px 0 0"
  return [
    `<tr><td colspan="2" style="border-top:${hairline};height:12px;font-size:0;line-height:12px">&nbsp;</td></tr>`,
    `{% for line in order.totals %}${line(`{{ line.kind | word }}${reason[language]}`, "{{ line.amount | money }}")}{% endfor %}`,
    `<tr><td class="ink" style="font-size:15px;${big}">${words.total[language]}</td><td align="right" class="ink" style="font-size:20px;${big};white-space:nowrap">{{ order.total | money }}</td></tr>`,
    `{% for tax in order.taxes %}${line(taxLabel[language].replace("{rate}", "{{ tax.ratePercent }}"), "{{ tax.amount | money }}")}{% endfor %}`,
  ].join("")
}

function addresses(language: Language): Node {
  const part = (label: string, html: string, right = false) =>
    quiet(`${label}<br><span class="ink" style="color:${inks.light.ink}">${html}</span>`, {
      size: 14,
      padding: right ? "14px 0 14px 20px" : "14px 12px 14px 0",
      cssClass: right ? "quiet right-text" : "quiet",
    })
  const address =
    "{% if order.address != blank %}{{ order.address.name | name }}{% if order.address.postalCode != blank %}<br>{{ order.address.postalCode | postal }}{% endif %}{% for line in order.address.lines %}<br>{{ line }}{% endfor %}{% endif %}"
  const payment =
    "{% if order.payment != blank %}{{ order.payment.label }}{% if order.payment.note != blank %}<br>{{ order.payment.note }}{% endif %}{% endif %}"
  return halves(
    { top: 30 },
    hairline,
    [part(words.address[language], address)],
    // Without a way of payment there is nothing to head, either.
    [part(`{% if order.payment != blank %}${words.payment[language]}{% endif %}`, payment, true)],
  )
}

function expectedDate(block: BlockOf<"expected-date">, language: Language): Node[] {
  const part = (label: string, html: string, right = false) =>
    labelled(label, html, right ? "14px 0 16px 20px" : "14px 12px 16px 0", right ? "ink right-text" : "ink")
  const before = `{% if delivery.before != blank %}<span class="quiet" style="${style.quiet}">${words.expectedBefore[language]}: <s>{{ delivery.before | days }}</s></span><br>{% endif %}`
  const expected = [
    part(words.expected[language], `${before}<b style="white-space:nowrap">{{ delivery.expected | days }}</b>`),
  ]
  const number = [part(words.orderNumber[language], "<b>{{ order.number }}</b>", block.showOrderNumber)]
  const shown = block.showOrderNumber ? halves({ top: 24 }, strongLine, expected, number) : single(expected)
  return [raw("{% if delivery.expected != blank %}"), shown, raw("{% endif %}")]
}

const labelled = (label: string, html: string, padding: string, cssClass: string): Node =>
  say(`<span class="quiet" style="${style.quiet}">${label}</span><br>${html}`, {
    size: 18,
    leading: 1.6,
    padding,
    cssClass,
  })

const single = (inside: Node[]): Node =>
  row({ top: 24 }, [
    node("mj-divider", { padding: "0", "border-width": "2px", "border-color": inks.light.ink, "css-class": "strong" }),
    ...inside,
  ])

/** The mark says the state by shape and by word; colour only repeats it. */
function trackingSteps(language: Language): string {
  const { done, attention, quiet: later, ink } = inks.light
  const mark = (state: string, sign: string, color: string, text: string) =>
    `{% when "${state}" %}<span style="color:${color}">${sign}</span> <b class="ink">{{ step.label }}</b> <span class="quiet" style="${style.quiet}">${text}</span>`
  const cases = [
    mark("done", "&#10003;", done, words.done[language]),
    mark("now", "&#9679;", ink, words.now[language]),
    mark("attention", "!", attention, words.attention[language]),
    mark("later", "&#9675;", later, words.later[language]),
  ].join("")
  return `{% for step in tracking.steps %}<tr><td style="${style.cell()}">{% case step.state %}${cases}{% endcase %}</td><td align="right" class="quiet" style="${style.cell(`white-space:nowrap;${style.quiet}`)}">{% if step.at != blank %}{{ step.at | moment }}{% endif %}</td></tr>{% endfor %}`
}

function productContent(block: BlockOf<"product-content">, d: Drawing): Node {
  const link = `<br><a href="{{ content.url | link }}" style="color:${d.look.light.action}">${words.more[d.language]}</a>`
  const picture = `{% if content.image != blank %}<td width="112" style="${style.cell("width:112px;vertical-align:top")}"><img src="{{ content.image.url | link }}" alt="{{ content.image.alt | default: content.title }}" width="96" style="display:block;width:96px;height:auto;border-radius:8px"></td>{% endif %}`
  const body = `<td style="${style.cell("font-size:14px;line-height:1.75;vertical-align:top")}"><b>{{ content.title }}</b><br><span class="quiet" style="font-size:14px;color:${inks.light.quiet}">{{ content.text }}</span>{% if content.url != blank %}${link}{% endif %}</td>`
  const list = rows(`{% for content in contents limit: ${block.most} %}<tr>${picture}${body}</tr>{% endfor %}`)
  const title = block.title ? [blockTitle(block.title)] : []
  return row({ top: 30 }, [...title, list])
}

function nextStep(d: Drawing): Node {
  const link = `{% if nextStep.link != blank %}<br><a href="{{ nextStep.link.url | link }}" style="color:${d.look.light.action}">{{ nextStep.link.label }}</a>{% endif %}`
  return note("{{ nextStep.title }}", `{{ nextStep.text }}${link}`)
}

function related(block: BlockOf<"related">, d: Drawing): Node {
  const picture = `<td width="88" style="${style.cell("width:88px;vertical-align:top")}">{% if item.image != blank %}<img src="{{ item.image.url | link }}" alt="" width="72" height="88" class="pic" style="display:block;width:72px;height:88px;border-radius:8px;background:${inks.light.picture};object-fit:contain">{% endif %}</td>`
  const body = `<td style="${style.cell("vertical-align:top")}"><a href="{{ item.url | link }}" style="color:${d.look.light.action}">{{ item.title }}</a>{% if item.price != blank %}<br><span class="quiet" style="${style.quiet}">{{ item.price | money }}</span>{% endif %}</td>`
  const why = quiet(words.whyRelated[d.language], { size: 13, padding: "0 0 12px" })
  const title = blockTitle(block.title ?? words.related[d.language], 4)
  return row({ top: 30 }, [
    title,
    why,
    rows(`{% for item in related limit: ${block.most} %}<tr>${picture}${body}</tr>{% endfor %}`),
  ])
}

function policy(block: BlockOf<"policy">, d: Drawing): Node {
  const found = d.look.policies[block.policy]
  if (!found) throw new Error(`no policy named ${block.policy}`)
  const link = found.url
    ? `<br><a href="${authorHref(found.url)}" style="color:${d.look.light.action}">${words.more[d.language]}</a>`
    : ""
  return note(escapeHtml(found.title[d.language]), authorHtml(found.text[d.language]) + link)
}

function image(block: BlockOf<"image">): Node {
  const attributes = {
    src: authorHref(block.source),
    alt: authorHtml(block.alt),
    width: `${block.width}px`,
    padding: "0",
    align: "left",
    "border-radius": "8px",
    ...(block.to ? { href: authorHref(block.to) } : {}),
  }
  return row({ top: 24 }, [node("mj-image", attributes)])
}
