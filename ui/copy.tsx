import { Check, Copy } from "lucide-react"
import { useState } from "react"
import "./copy.css"
import { IconButton } from "./button.tsx"
import { useText } from "./language.tsx"
import type { Text } from "./text.ts"

/** A key, an address or a code to take away. */
export function CopyText(props: { value: string; label: Text }) {
  const t = useText()
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    await copyToClipboard(props.value)
    setCopied(true)
  }
  return (
    <span className="copy">
      <code tabIndex={0} aria-label={t(props.label)}>
        {props.value}
      </code>
      <IconButton
        icon={copied ? Check : Copy}
        label={
          copied ? { ja: "写しました", en: "Copied" } : { ja: `${props.label.ja}を写す`, en: `Copy ${props.label.en}` }
        }
        onClick={() => void copy()}
      />
    </span>
  )
}

/** Lines of code to take away whole; `prose`: words for people, which break where they end. */
export function CopyBlock(props: { text: string; label: Text; prose?: boolean }) {
  const t = useText()
  const [copied, setCopied] = useState(false)
  return (
    <div className="copy-block">
      <pre className={`code-block${props.prose ? " prose" : ""}`} tabIndex={0} aria-label={t(props.label)}>
        {props.text}
      </pre>
      <IconButton
        icon={copied ? Check : Copy}
        label={
          copied ? { ja: "写しました", en: "Copied" } : { ja: `${props.label.ja}を写す`, en: `Copy ${props.label.en}` }
        }
        onClick={() => void copyToClipboard(props.text).then(() => setCopied(true))}
      />
    </div>
  )
}

/** Puts text on the clipboard, also where the page has no secure address and browsers keep the newer way shut. */
async function copyToClipboard(text: string): Promise<void> {
  if (navigator.clipboard) return navigator.clipboard.writeText(text)
  const area = document.createElement("textarea")
  area.value = text
  document.body.append(area)
  area.select()
  document.execCommand("copy")
  area.remove()
}

export const CodeBlock = (props: { text: string; label: Text }) => {
  const t = useText()
  return (
    <pre className="code-block" tabIndex={0} aria-label={t(props.label)}>
      {props.text}
    </pre>
  )
}
