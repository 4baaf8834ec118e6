import type { FlowDocument } from "../../../server/capabilities/flows/model.ts"
import { useText } from "../../../ui/language.tsx"
import { TriggerIcon } from "./icons.ts"
import type { Box } from "./layout.ts"
import type { FlowNames } from "./naming.ts"
import { entryText } from "./words.ts"
import { triggerText } from "./words-time.ts"

/** The id by which the beginning is chosen. */
export const triggerId = "trigger"

type Props = {
  document: FlowDocument
  names: FlowNames
  box: Box
  isSelected: boolean
  onSelect: () => void
  onOpen: () => void
}

/** What sets the flow off, and who may come in. */
export function TriggerCard({ document, names, box, isSelected, onSelect, onOpen }: Props) {
  const t = useText()
  return (
    <button
      type="button"
      className={`flow-card trigger${isSelected ? " selected" : ""}`}
      style={{ left: box.x, top: box.y, width: box.width, height: box.height }}
      data-step={triggerId}
      aria-pressed={isSelected}
      onClick={onSelect}
      onDoubleClick={onOpen}
    >
      <span className="over">
        <TriggerIcon aria-hidden />
        <span>{t({ ja: "はじまり", en: "Begins" })}</span>
      </span>
      <span className="title">{t(triggerText(document.trigger, names))}</span>
      <span className="under long">{t(entryText(document.entry, names))}</span>
    </button>
  )
}
