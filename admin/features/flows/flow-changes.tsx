import type { FlowDocument } from "../../../server/capabilities/flows/model.ts"
import { useText } from "../../../ui/language.tsx"
import type { Text } from "../../../ui/text.ts"
import { changesBetween, type FlowChange } from "./changes.ts"
import { type FlowNames, messageOrder } from "./naming.ts"
import { cardWords } from "./words.ts"

const whats: Record<FlowChange["what"], Text> = {
  added: { ja: "足した", en: "Added" },
  removed: { ja: "消した", en: "Removed" },
  changed: { ja: "変えた", en: "Changed" },
  moved: { ja: "つなぎ替えた", en: "Leads elsewhere" },
}

/** What a version changed, step by step, in words. */
export function FlowChanges({ before, after, names }: { before: FlowDocument; after: FlowDocument; names: FlowNames }) {
  const t = useText()
  const changes = changesBetween(before, after)
  const titleOf = ({ step, what }: FlowChange): Text => {
    if (step === null) return { ja: "きっかけ・入れる人・目的など", en: "Trigger, entry, goal and the like" }
    const document = what === "removed" ? before : after
    const found = document.steps.find(({ id }) => id === step)
    return found ? cardWords(found, names, messageOrder(document).get(step)).title : { ja: step, en: step }
  }
  if (changes.length === 0)
    return <p className="quiet small">{t({ ja: "前の版と同じです。", en: "The same as the version before." })}</p>
  return (
    <ul className="flow-changes">
      {changes.map((change) => (
        <li key={`${change.step} ${change.what}`} className={change.what}>
          <span className="what">{t(whats[change.what])}</span>
          {change.what === "removed" ? <del>{t(titleOf(change))}</del> : <span>{t(titleOf(change))}</span>}
        </li>
      ))}
    </ul>
  )
}
