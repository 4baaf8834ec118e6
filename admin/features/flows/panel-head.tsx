import { X } from "lucide-react"
import { IconButton } from "../../../ui/button.tsx"
import { useText } from "../../../ui/language.tsx"
import type { Text } from "../../../ui/text.ts"

export function PanelHead({ over, title, onClose }: { over: Text; title: Text; onClose: () => void }) {
  const t = useText()
  return (
    <header className="flow-panel-head">
      <p className="tiny quiet">{t(over)}</p>
      <h2>{t(title)}</h2>
      <span className="close">
        <IconButton icon={X} label={{ ja: "閉じる", en: "Close" }} onClick={onClose} />
      </span>
    </header>
  )
}
