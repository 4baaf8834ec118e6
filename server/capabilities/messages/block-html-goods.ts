import { anyGoods, goodsOf, toldOf } from "./goods-rules.ts"
import { type Drawing, type Node, raw, row, rows, strongLine, style } from "./mail-layout.ts"
import { blockTitle, pictureOf } from "./mail-parts.ts"
import { inks } from "./model.ts"
import type { BlockOf } from "./model-blocks.ts"
import { words } from "./words.ts"

type Goods = "products" | "education" | "cart-items"

/** Blocks that show goods: of the catalogue, what is told about them, what lies in a cart. */
export function goodsHtml(block: BlockOf<Goods>, d: Drawing): Node[] {
  switch (block.kind) {
    case "products":
      return shownOnly(block, block.title, products(block, d))
    case "education":
      return shownOnly(block, block.title, education(block, d))
    case "cart-items":
      return [row({ top: 30 }, [blockTitle(block.title ?? words.inCart[d.language]), rows(cart(block, d))])]
  }
}

const shownOnly = (block: BlockOf<"products"> | BlockOf<"education">, title: string | undefined, html: string) => [
  raw(`{% if ${anyGoods(block)} %}`),
  row({ top: 30 }, [...(title ? [blockTitle(title)] : []), rows(html)]),
  raw("{% endif %}"),
]

function products(block: BlockOf<"products">, d: Drawing): string {
  const quiet = (inside: string) => `<br><span class="quiet" style="${style.quiet}">${inside}</span>`
  const price = `{% if item.price != blank %}<br><b class="ink" style="color:${inks.light.ink}">{{ item.price | money }}</b>{% if item.was != blank %} <span class="quiet" style="${style.quiet}"><s>{{ item.was | money }}</s></span>{% endif %}{% endif %}`
  const soldOut = `{% if item.isAvailable == false %}${quiet(words.soldOut[d.language])}{% endif %}`
  const name = `{% if item.url != blank %}<a href="{{ item.url | link }}" style="color:${d.look.light.action}">{{ item.title }}</a>{% else %}{{ item.title }}{% endif %}`
  const picture = `<td width="112" style="${style.cell("width:112px;vertical-align:top")}">${pictureOf("item.image", "", 96, 96)}</td>`
  const body = `<td style="${style.cell("vertical-align:top")}">${name}${block.prices ? price : ""}${soldOut}</td>`
  return goodsOf(block, block.most)
    .map(({ open, close }) => `${open}<tr>${picture}${body}</tr>${close}`)
    .join("")
}

function education(block: BlockOf<"education">, d: Drawing): string {
  const more = `{% if piece.url != blank %}<br><a href="{{ piece.url | link }}" style="color:${d.look.light.action}">${words.more[d.language]}</a>{% endif %}`
  const picture = `{% if piece.image != blank %}<td width="112" style="${style.cell("width:112px;vertical-align:top")}"><img src="{{ piece.image.url | link }}" alt="{{ piece.title }}" width="96" style="display:block;width:96px;height:auto;border-radius:8px"></td>{% endif %}`
  const body = `<td style="${style.cell("font-size:14px;line-height:1.75;vertical-align:top")}"><b>{{ piece.title }}</b><br><span class="quiet" style="font-size:14px;color:${inks.light.quiet}">{{ piece.text }}</span>${more}</td>`
  const told = toldOf(block)
  return goodsOf(block, block.most)
    .map(({ open, close }) => `${open}${told.open}<tr>${picture}${body}</tr>${told.close}${close}`)
    .join("")
}

function cart(block: BlockOf<"cart-items">, d: Drawing): string {
  const picture = `<td width="72" style="${style.cell("width:72px")}">${pictureOf("item.image", "", 56, 68)}</td>`
  const name = `<td style="${style.cell()}">{{ item.name }}{% if item.note != blank %}<br><span class="quiet" style="${style.quiet}">{{ item.note }}</span>{% endif %}<br><span class="quiet" style="${style.quiet}">{{ item.quantity | count }}</span></td>`
  const amount = `<td align="right" style="${style.cell("white-space:nowrap")}">{% if item.amount != blank %}{{ item.amount | money }}{% endif %}</td>`
  const total = `{% if cart.total != blank %}<tr><td colspan="2" style="border-top:${strongLine};padding:12px 0;font-weight:bold" class="ink">${words.total[d.language]}</td><td align="right" style="border-top:${strongLine};padding:12px 0;font-weight:bold;white-space:nowrap" class="ink">{{ cart.total | money }}</td></tr>{% endif %}`
  return `{% for item in cart.items limit: ${block.most} %}<tr>${picture}${name}${amount}</tr>{% endfor %}${total}`
}
