import type { BrandLook, FilledWords } from "./model.ts"
import type { LetterWords } from "./model-letter.ts"

/** An object of LINE's `messages`; quick replies stand in the last one. */
export type LineMessage = { readonly type: "text" | "flex" | "sticker" } & Readonly<Record<string, unknown>>

/**
 * What LINE takes (Messaging API reference): texts in UTF-16 code units, labels in grapheme clusters, bubbles and carousels in
 * bytes of JSON.
 */
export const lineLimits = {
  messages: 5,
  text: 5_000,
  altText: 400,
  bubbleBytes: 30_000,
  carouselBytes: 50_000,
  bubbles: 12,
  quickReplies: 13,
  replyLabel: 20,
  buttonLabel: 40,
} as const

type Node = Readonly<Record<string, unknown>>
type Filled = {
  readonly head: NonNullable<LetterWords["line"]>
  readonly filled: FilledWords
  readonly look: BrandLook
  readonly wrap: (url: string) => string
}

/** The messages of a filled-in letter, or why LINE would refuse them. */
export function lineMessagesFrom({
  head,
  filled,
  look,
  wrap,
}: Filled): { messages: LineMessage[] } | { problem: string } {
  const text = filled.text?.trim() ?? ""
  if (text.length > lineLimits.text) return { problem: `the text has more than ${lineLimits.text} characters` }
  const bubbles = bubblesOf(partsOf(filled.flex ?? "[]"), look).map((bubble) => watched(bubble, wrap))
  if (bubbles.some((bubble) => bytes(bubble) > lineLimits.bubbleBytes))
    return { problem: "one block is larger than a bubble may be" }
  const contents = bubbles.length > 1 ? { type: "carousel", contents: bubbles } : bubbles[0]
  if (bubbles.length > lineLimits.bubbles || (contents && bytes(contents) > lineLimits.carouselBytes))
    return { problem: "the blocks are larger than LINE takes" }
  const altText = cut(filled.altText?.trim() ?? "", lineLimits.altText)
  const messages: LineMessage[] = [
    ...(text === "" ? [] : [{ type: "text" as const, text }]),
    ...(head.sticker ? [{ type: "sticker" as const, ...head.sticker }] : []),
    ...(contents ? [{ type: "flex" as const, altText: altText || look.name, contents }] : []),
  ]
  if (messages.length === 0) return { problem: "there is nothing to say" }
  return { messages: withReplies(messages, repliesOf(head, filled)) }
}

/** Every web link within a node leads by way of `wrap`, in the order in which they stand. */
function watched(node: Node, wrap: Filled["wrap"]): Node {
  const inside = (value: unknown): unknown =>
    Array.isArray(value) ? value.map(inside) : isNode(value) ? watched(value, wrap) : value
  const uri = node.type === "uri" && typeof node.uri === "string" && /^https?:/.test(node.uri) ? node.uri : undefined
  const own = uri === undefined ? node : { ...node, uri: wrap(uri) }
  return Object.fromEntries(Object.entries(own).map(([key, value]) => [key, inside(value)]))
}

function withReplies(messages: readonly LineMessage[], items: readonly Node[]): LineMessage[] {
  const last = messages.at(-1)
  if (!last || items.length === 0) return [...messages]
  return [...messages.slice(0, -1), { ...last, quickReply: { items } }]
}

function repliesOf(head: Filled["head"], filled: FilledWords): Node[] {
  return head.quickReplies.slice(0, lineLimits.quickReplies).flatMap((_, index) => {
    const label = cutGraphemes(filled[`reply${index}`]?.trim() ?? "", lineLimits.replyLabel)
    const [said, to] = [filled[`say${index}`]?.trim() ?? "", filled[`to${index}`]?.trim() ?? ""]
    if (label === "") return []
    const action = opens(to) ? { type: "uri", label, uri: to } : { type: "message", label, text: said || label }
    return [{ type: "action", action }]
  })
}

type Part = { readonly at: string; readonly node?: unknown; readonly nodes?: readonly unknown[] }

function partsOf(json: string): Part[] {
  const parsed: unknown = JSON.parse(json)
  return Array.isArray(parsed) ? parsed.filter(isPart) : []
}

const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && !Array.isArray(value)
const isPart = (value: unknown): value is Part => isNode(value) && typeof value.at === "string"

/** One bubble while it is small enough; after that each further block opens the next one, buttons at the very end. */
function bubblesOf(parts: readonly Part[], look: BrandLook): Node[] {
  const hero = parts.filter(({ at }) => at === "hero").flatMap(({ node }) => tidy(node))[0]
  const blocks = parts
    .filter(({ at }) => at === "body")
    .map(({ nodes = [] }) => nodes.flatMap(tidy))
    .filter((nodes) => nodes.length > 0)
  const buttons = parts.filter(({ at }) => at === "foot").flatMap(({ node }) => buttonOf(node))
  const footer = buttons.map((button, index) => painted(button, look, index === 0))
  const bodies = packed(trimmed(blocks))
  if (bodies.length === 0 && !hero && footer.length === 0) return []
  const last = Math.max(bodies.length, 1) - 1
  return (bodies.length === 0 ? [[]] : bodies).map((body, index) => ({
    type: "bubble",
    ...(index === 0 && hero ? { hero } : {}),
    ...(body.length > 0 ? { body: boxOf(body.flat()) } : {}),
    ...(index === last && footer.length > 0 ? { footer: boxOf(footer) } : {}),
    styles: { body: { backgroundColor: look.light.surface }, footer: { backgroundColor: look.light.surface } },
  }))
}

const boxOf = (contents: readonly Node[]) => ({ type: "box", layout: "vertical", spacing: "md", contents })

/** A line at either end of a bubble, or next to another one, divides nothing. */
function trimmed(blocks: readonly Node[][]): Node[][] {
  const isRule = (node: Node | undefined) => node?.type === "separator"
  const all = blocks.map((nodes) => [...nodes])
  while (all.length > 0 && isRule(all[0]?.[0])) {
    all[0]?.shift()
    if (all[0]?.length === 0) all.shift()
  }
  return all
    .map((nodes, index) =>
      nodes.filter((node, at) => !(isRule(node) && at === nodes.length - 1 && (all[index + 1]?.length ?? 0) === 0)),
    )
    .filter((nodes) => nodes.length > 0)
}

/** Room for styles, hero, footer and braces beside a bubble's body. */
const besideBody = 4_000

function packed(blocks: readonly Node[][]): Node[][][] {
  const bodies: Node[][][] = []
  let size = Number.POSITIVE_INFINITY
  for (const nodes of blocks) {
    const own = bytes(nodes)
    if (size + own > lineLimits.bubbleBytes - besideBody) {
      bodies.push([])
      size = 0
    }
    bodies.at(-1)?.push(nodes)
    size += own
  }
  return bodies
}

/** A node without what LINE refuses: empty texts and boxes, pictures and links to nowhere. */
function tidy(value: unknown): Node[] {
  if (!isNode(value)) return []
  if (value.type === "text") {
    const text = typeof value.text === "string" ? value.text.trim() : ""
    return text === "" ? [] : [withAction({ ...value, text })]
  }
  if (value.type === "image")
    return typeof value.url === "string" && value.url.startsWith("https://") ? [withAction(value)] : []
  if (value.type !== "box") return [value]
  const contents = Array.isArray(value.contents) ? value.contents.flatMap(tidy) : []
  return contents.length === 0 ? [] : [{ ...value, contents }]
}

/** A link that LINE cannot open is left out, its words stay. */
function withAction(node: Node): Node {
  const { action, ...rest } = node
  if (!isNode(action)) return node
  if (!opens(action.uri)) return rest
  const label = typeof rest.text === "string" ? cutGraphemes(rest.text, lineLimits.replyLabel) : "open"
  return { ...rest, action: { ...action, label } }
}

const opens = (uri: unknown): uri is string =>
  typeof uri === "string" && uri.length <= 1_000 && /^(https?:\/\/|tel:)/.test(uri)

function buttonOf(node: unknown): { label: string; uri: string }[] {
  if (!isNode(node) || !opens(node.uri) || typeof node.label !== "string" || node.label.trim() === "") return []
  return [{ label: cutGraphemes(node.label.trim(), lineLimits.buttonLabel), uri: node.uri }]
}

const painted = ({ label, uri }: { label: string; uri: string }, look: BrandLook, isFirst: boolean): Node => ({
  type: "button",
  height: "sm",
  style: isFirst ? "primary" : "link",
  color: look.light.action,
  action: { type: "uri", label, uri },
})

const bytes = (value: unknown) => Buffer.byteLength(JSON.stringify(value))

const graphemes = new Intl.Segmenter("ja", { granularity: "grapheme" })

function cutGraphemes(text: string, most: number): string {
  const parts = [...graphemes.segment(text)]
  if (parts.length <= most) return text
  return `${parts
    .slice(0, most - 1)
    .map(({ segment }) => segment)
    .join("")}…`
}

/** Cuts by UTF-16 code units, never within a letter. */
function cut(text: string, most: number): string {
  if (text.length <= most) return text
  let kept = ""
  for (const { segment } of graphemes.segment(text)) {
    if (kept.length + segment.length > most - 1) break
    kept += segment
  }
  return `${kept}…`
}
