import type { ReactNode } from "react"
import "./line.css"
import { useText } from "../../../ui/language.tsx"

type Node = Readonly<Record<string, unknown>>
const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && !Array.isArray(value)
const listOf = (value: unknown): readonly Node[] => (Array.isArray(value) ? value.filter(isNode) : [])
const textOf = (value: unknown): string => (typeof value === "string" ? value : "")

/** Message objects of LINE as their reader sees them: texts, stickers, pictures, flex bubbles, quick replies. */
export function LineBubbles({ messages }: { messages: readonly unknown[] }) {
  const shown = messages.filter(isNode)
  const replies = listOf(isNode(shown.at(-1)?.quickReply) ? Object(shown.at(-1)?.quickReply).items : [])
  return (
    <>
      {shown.map((message, index) => (
        <OneMessage key={index} message={message} />
      ))}
      {replies.length > 0 && (
        <div className="line-replies">
          {replies.map((item, index) => (
            <span key={index}>{textOf(isNode(item.action) ? item.action.label : "")}</span>
          ))}
        </div>
      )}
    </>
  )
}

function OneMessage({ message }: { message: Node }) {
  const t = useText()
  const { type, text, contents, originalContentUrl } = message
  if (type === "text") return <div className="line-bubble">{textOf(text)}</div>
  if (type === "image") return <Picture url={textOf(originalContentUrl)} />
  if (type === "flex" && isNode(contents)) return <Flex contents={contents} />
  return (
    <div className="line-bubble wordless">
      {type === "sticker" ? t({ ja: "スタンプ", en: "Sticker" }) : textOf(message.altText) || textOf(type)}
    </div>
  )
}

const Picture = ({ url }: { url: string }) =>
  url.startsWith("https://") ? <img src={url} alt="" loading="lazy" referrerPolicy="no-referrer" /> : null

function Flex({ contents }: { contents: Node }) {
  if (contents.type === "carousel")
    return (
      <div className="line-carousel">
        {listOf(contents.contents).map((bubble, index) => (
          <Bubble key={index} bubble={bubble} />
        ))}
      </div>
    )
  return <Bubble bubble={contents} />
}

const Bubble = ({ bubble }: { bubble: Node }) => (
  <div className="line-flex">
    {[bubble.header, bubble.hero, bubble.body, bubble.footer].filter(isNode).map((part, index) => (
      <Part key={index} node={part} />
    ))}
  </div>
)

function Part({ node }: { node: Node }): ReactNode {
  if (node.type === "box")
    return (
      <div className={node.layout === "vertical" ? "line-box" : "line-box side"}>
        {listOf(node.contents).map((inner, index) => (
          <Part key={index} node={inner} />
        ))}
      </div>
    )
  if (node.type === "text")
    return <div>{textOf(node.text) || listOf(node.contents).map(({ text }) => textOf(text))}</div>
  if (node.type === "button")
    return <div className="line-button">{textOf(isNode(node.action) ? node.action.label : "")}</div>
  if (node.type === "image") return <Picture url={textOf(node.url)} />
  return node.type === "separator" ? <hr /> : null
}
