import { Fragment, type ReactNode } from "react"
import "./loyalty.css"
import { useText } from "../../../ui/language.tsx"
import type { Text } from "../../../ui/text.ts"

/** A sentence with places to fill in: `{rate}` in the words stands for the slot of that name. */
export function Say({ words, slots }: { words: Text; slots: Readonly<Record<string, ReactNode>> }) {
  const t = useText()
  const parts = t(words).split(/\{(\w+)\}/)
  return (
    <p className="say">
      {parts.map((part, index) => (
        <Fragment key={`${index}${part}`}>{index % 2 === 0 ? part : slots[part]}</Fragment>
      ))}
    </p>
  )
}
