import type { CSSProperties, ReactNode } from "react"
import { useText } from "../../ui/language.tsx"
import type { Text } from "../../ui/text.ts"
import "./line-view.css"

type Node = Readonly<Record<string, unknown>>
const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && !Array.isArray(value)
const listOf = (value: unknown): readonly Node[] => (Array.isArray(value) ? value.filter(isNode) : [])
const textOf = (value: unknown): string => (typeof value === "string" ? value : "")

/** Message objects of LINE as their reader sees them in the talk, in LINE's own day colours. Nothing in it can be pressed. */
export function LineView({ messages, label }: { messages: readonly unknown[]; label: Text }) {
  const t = useText()
  const shown = messages.filter(isNode)
  const { quickReply } = shown.at(-1) ?? {}
  const replies = isNode(quickReply) ? listOf(quickReply.items) : []
  return (
    <div className="line-view" role="group" aria-label={t(label)} tabIndex={0}>
      {shown.map((message, index) => (
        <Message key={index} message={message} />
      ))}
      {replies.length > 0 && (
        <div className="line-view-replies">
          {replies.map(({ action }, index) => (
            <span key={index}>{isNode(action) ? textOf(action.label) : ""}</span>
          ))}
        </div>
      )}
    </div>
  )
}

function Message({ message }: { message: Node }) {
  const t = useText()
  const { type, text, contents } = message
  if (type === "text") return <p className="line-view-said">{textOf(text)}</p>
  if (type === "sticker") return <p className="line-view-said">{t({ ja: "スタンプ", en: "Sticker" })}</p>
  if (!isNode(contents)) return null
  const bubbles = contents.type === "carousel" ? listOf(contents.contents) : [contents]
  return (
    <div className="line-view-row">
      {bubbles.map((bubble, index) => (
        <div key={index} className="line-view-bubble">
          {isNode(bubble.hero) && <Part node={bubble.hero} />}
          {isNode(bubble.body) && (
            <div className="line-view-body">
              <Part node={bubble.body} />
            </div>
          )}
          {isNode(bubble.footer) && (
            <div className="line-view-body">
              <Part node={bubble.footer} />
            </div>
          )}
        </div>
      ))}
    </div>
  )
}

const sizes: Readonly<Record<string, string>> = {
  xs: "12px",
  sm: "14px",
  md: "16px",
  lg: "18px",
  xl: "21px",
  xxl: "26px",
}
const gaps: Readonly<Record<string, string>> = { xs: "2px", sm: "4px", md: "8px", lg: "12px", xl: "16px" }

/** Where a node stands among its neighbours. */
const place = ({ flex, align, margin }: Node): CSSProperties => ({
  ...(typeof flex === "number" ? { flex: `${flex} ${flex === 0 ? 0 : 1} auto` } : {}),
  ...(align === "center" || align === "end" ? { textAlign: align } : {}),
  ...(typeof margin === "string" ? { marginTop: gaps[margin] ?? "8px" } : {}),
})

function Part({ node }: { node: Node }): ReactNode {
  switch (node.type) {
    case "box":
      return <Box node={node} />
    case "text":
      return <Words node={node} />
    case "image":
      return <Picture node={node} />
    case "separator":
      return <hr style={place(node)} />
    case "button":
      return <Press node={node} />
    default:
      return null
  }
}

function Box({ node }: { node: Node }) {
  const outlined = typeof node.borderColor === "string"
  return (
    <div
      className={node.layout === "vertical" ? "line-view-box" : "line-view-box side"}
      style={{
        ...place(node),
        gap: gaps[textOf(node.spacing)] ?? "0",
        ...(outlined ? { border: `1px solid ${textOf(node.borderColor)}`, borderRadius: 8, padding: 12 } : {}),
      }}
    >
      {listOf(node.contents).map((inner, index) => (
        <Part key={index} node={inner} />
      ))}
    </div>
  )
}

function Words({ node }: { node: Node }) {
  const style: CSSProperties = {
    ...place(node),
    fontSize: sizes[textOf(node.size)] ?? sizes.md,
    color: textOf(node.color) || undefined,
    fontWeight: node.weight === "bold" ? 700 : 400,
    textDecoration: node.decoration === "line-through" ? "line-through" : undefined,
  }
  return (
    <span className={isNode(node.action) ? "line-view-words pressed" : "line-view-words"} style={style}>
      {textOf(node.text)}
    </span>
  )
}

function Picture({ node }: { node: Node }) {
  const url = textOf(node.url)
  const width = node.size === "full" ? "100%" : textOf(node.size) || "100%"
  if (!url.startsWith("https://")) return null
  const ratio = textOf(node.aspectRatio).replace(":", " / ") || "1 / 1"
  return (
    <span className="line-view-picture" style={{ ...place(node), width, aspectRatio: ratio }}>
      <img src={url} alt="" loading="lazy" referrerPolicy="no-referrer" />
    </span>
  )
}

function Press({ node }: { node: Node }) {
  const isMain = node.style === "primary"
  const color = textOf(node.color)
  return (
    <span
      className={isMain ? "line-view-press main" : "line-view-press"}
      style={isMain ? { background: color || undefined } : { color: color || undefined }}
    >
      {isNode(node.action) ? textOf(node.action.label) : ""}
    </span>
  )
}
