import { authorPieces } from "./author-text.ts"
import type { Repeated, Tree } from "./liquid-json-rules.ts"
import type { Drawing } from "./mail-layout.ts"
import { inks } from "./model.ts"

/** The pieces that flex bubbles are drawn with. LINE shows them in day colours whatever the device is set to. */
export type Part = { readonly at: "hero" | "body" | "foot" }

type Style = {
  readonly size?: "xs" | "sm" | "md" | "lg" | "xl" | "xxl"
  readonly weight?: "bold"
  readonly color?: string
  readonly align?: "end" | "center"
  readonly flex?: number
  readonly decoration?: "line-through"
}

/** `text` may hold Liquid. */
export const say = (text: string, style: Style = {}): Tree => ({
  type: "text",
  text,
  wrap: true,
  size: "sm",
  color: inks.light.ink,
  ...style,
})

export const quietText = (text: string, align?: "end" | "center"): Tree =>
  say(text, { size: "xs", color: inks.light.quiet, ...(align ? { align } : {}) })

export const separator: Tree = { type: "separator", margin: "md", color: inks.light.line }

export const column = (contents: readonly (Tree | Repeated)[], spacing = "xs"): Tree => ({
  type: "box",
  layout: "vertical",
  spacing,
  contents,
})

export const across = (contents: readonly (Tree | Repeated)[], spacing = "md"): Tree => ({
  type: "box",
  layout: "horizontal",
  spacing,
  contents,
})

/** A label at the left and its value at the right. */
export const pair = (label: string, value: string, style: Style = {}): Tree =>
  across([
    say(label, { size: "xs", color: inks.light.quiet, flex: 3 }),
    say(value, { align: "end", flex: 4, ...style }),
  ])

/** `uri` may hold Liquid; it is checked by the `link` filter there. */
export const link = (label: string, uri: string, d: Drawing, style: Style = {}): Tree => ({
  type: "text",
  text: label,
  wrap: true,
  size: "sm",
  color: d.look.light.action,
  action: { type: "uri", label: "open", uri },
  ...style,
})

export const tel = (phone: string, d: Drawing): Tree =>
  link(phone, `tel:${phone.replace(/[^+\d]/g, "")}`, d, { size: "xs" })

/** An author's text, and below it each of its links: within a text LINE knows no links with words of their own. */
export function prose(text: string, d: Drawing, isQuiet = false): Tree[] {
  const { text: plain, links } = authorPieces(text)
  return [isQuiet ? quietText(plain) : say(plain), ...links.map(({ label, to }) => link(label, to, d))]
}

/** A small picture beside words, only when there is one. */
export const thumb = (path: string): Tree => ({
  type: "image",
  url: `{{ ${path} | link }}`,
  size: "72px",
  aspectRatio: "1:1",
  aspectMode: "cover",
  flex: 0,
})
