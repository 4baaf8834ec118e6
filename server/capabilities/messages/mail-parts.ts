import { authorHtml } from "./author-text.ts"
import { type Drawing, fonts, type Node, node, words as say } from "./mail-layout.ts"
import { inks } from "./model.ts"

/** Parts that several blocks of a mail are drawn with. */

export const prose = (text: string, d: Drawing) => authorHtml(text, `color:${d.look.light.action}`)

export const blockTitle = (text: string, below = 12): Node =>
  say(`<h2 style="margin:0;font-size:19px">${authorHtml(text)}</h2>`, {
    size: 19,
    bold: true,
    padding: `0 0 ${below}px`,
  })

/** The one thing to press. `href` is an attribute's value. */
export function cta(href: string, label: string, d: Drawing): Node {
  const { action, onAction } = d.look.light
  const attributes = {
    href,
    width: "100%",
    padding: "0",
    "inner-padding": "15px 16px",
    "border-radius": `${d.look.radius}px`,
    "background-color": action,
    color: onAction,
    "font-family": fonts.sans,
    "font-size": "16px",
    "font-weight": "bold",
    "line-height": "1.5",
    "css-class": "cta",
  }
  return node("mj-button", attributes, authorHtml(label))
}

/** A picture of a good in a cell of its own width (px). `path` is its place in the facts. */
export const pictureOf = (path: string, alt: string, width: number, height: number): string =>
  `{% if ${path} != blank %}<img src="{{ ${path}.url | link }}" alt="${alt}" width="${width}" height="${height}" class="pic" style="display:block;width:${width}px;height:${height}px;border-radius:8px;background:${inks.light.picture};object-fit:contain">{% endif %}`
