import "./experiments.css"
import { useText } from "../../../ui/language.tsx"
import type { Text } from "../../../ui/text.ts"

/** A word with its definition: on hover, and for those who come to it by keyboard or are read to. */
export function Defined({ word, meaning }: { word: Text; meaning: Text }) {
  const t = useText()
  return (
    <abbr className="defined" title={t(meaning)} tabIndex={0} aria-label={`${t(word)} ${t(meaning)}`}>
      {t(word)}
    </abbr>
  )
}
