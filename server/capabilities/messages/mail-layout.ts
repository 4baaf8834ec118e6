import type { Language, Text } from "#kernel/text"
import { type BrandLook, inks, type Purpose } from "./model.ts"

/** The pieces every block is drawn with: MJML as a tree, so that no text is ever parsed as markup by accident. */
export type Node = {
  readonly tagName: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children?: readonly Node[]
  readonly content?: string
}

/** For whom and how a document is drawn. */
export type Drawing = {
  readonly look: BrandLook
  readonly language: Language
  readonly purpose: Purpose
  readonly whySent?: Text | undefined
}

/** px: the width of the card, and the air at its sides on a wide screen and on a phone. */
export const cardWidth = 600
export const sideAir = 44
export const phoneAir = 20
export const stackBelow = 620

export const fonts = {
  sans: "'Hiragino Sans','Hiragino Kaku Gothic ProN','Yu Gothic','Noto Sans CJK JP','Noto Sans JP',sans-serif",
  mincho: "'Hiragino Mincho ProN','Yu Mincho','Noto Serif CJK JP','Noto Serif JP',serif",
} as const
export const headingFont = (look: BrandLook) => (look.headings === "mincho" ? fonts.mincho : fonts.sans)

export const node = (tagName: string, attributes: Record<string, string>, inside?: readonly Node[] | string): Node =>
  typeof inside === "string"
    ? { tagName, attributes, content: inside }
    : { tagName, attributes, children: inside ?? [] }

/** One full-width row of the card. `top` and `bottom` are px of air. */
export function row(air: { top: number; bottom?: number }, inside: readonly Node[], cssClass = ""): Node {
  const padding = `${air.top}px ${sideAir}px ${air.bottom ?? 0}px`
  return node("mj-section", { padding, "css-class": `pad ${cssClass}`.trim() }, [
    node("mj-column", { width: "100%", padding: "0" }, inside),
  ])
}

/** Two halves that stand below each other on a phone. `rule` is the CSS border above each. */
export function halves(
  air: { top: number; bottom?: number },
  rule: string,
  left: readonly Node[],
  right: readonly Node[],
): Node {
  const padding = `${air.top}px ${sideAir}px ${air.bottom ?? 0}px`
  const half = (side: string, inside: readonly Node[]) =>
    node("mj-column", { width: "50%", padding: "0", "border-top": rule, "css-class": `half ${side}` }, inside)
  return node("mj-section", { padding, "css-class": "pad" }, [half("left", left), half("right", right)])
}

export type TextStyle = {
  readonly size: number
  readonly leading?: number
  readonly color?: string
  readonly bold?: boolean
  readonly padding?: string
  readonly cssClass?: string
  readonly font?: string
}

export const words = (html: string, style: TextStyle): Node =>
  node(
    "mj-text",
    {
      padding: style.padding ?? "0",
      "font-size": `${style.size}px`,
      "line-height": String(style.leading ?? 1.7),
      color: style.color ?? inks.light.ink,
      "font-family": style.font ?? fonts.sans,
      "font-weight": style.bold ? "bold" : "normal",
      "css-class": style.cssClass ?? "ink",
    },
    html,
  )

export const quiet = (html: string, style: TextStyle): Node =>
  words(html, { color: inks.light.quiet, cssClass: "quiet", ...style })

export const rows = (html: string, cssClass = "ink"): Node =>
  node(
    "mj-table",
    {
      padding: "0",
      "font-size": "15px",
      "line-height": "1.6",
      color: inks.light.ink,
      "font-family": fonts.sans,
      "css-class": cssClass,
    },
    html,
  )

export const hairline = `1px solid ${inks.light.line}`
export const strongLine = `2px solid ${inks.light.ink}`

/** Liquid between rows: shows what stands between `before` and `after` only when it applies. */
export const raw = (liquid: string): Node => node("mj-raw", {}, liquid)

export const style = {
  cell: (extra = "") => `padding:14px 0;border-top:${hairline};${extra}`,
  quiet: `font-size:13px;color:${inks.light.quiet}`,
}

/** A bold line and a quiet text below a hairline: points, policies, help. Both are HTML. */
export const note = (title: string, text: string): Node =>
  row({ top: 14 }, [
    node("mj-divider", { padding: "0", "border-width": "1px", "border-color": inks.light.line, "css-class": "rule" }),
    words(`<b>${title}</b><br><span class="quiet" style="color:${inks.light.quiet}">${text}</span>`, {
      size: 14,
      leading: 1.75,
      padding: "18px 0 4px",
    }),
  ])
