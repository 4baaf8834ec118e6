import { useState } from "react"
import type { Condition } from "../../../server/capabilities/segments/model.ts"
import { useText } from "../../../ui/language.tsx"
import type { Text } from "../../../ui/text.ts"
import { AddCondition } from "./add-condition.tsx"
import { Clauses } from "./clauses.tsx"
import * as tree from "./edited.ts"
import type { Offered } from "./use-offer.ts"

type ConditionsProps = {
  who: Condition
  onChange: (who: Condition) => void
  offered: Offered
  /** What stands before the first clause: "この人が". */
  none: Text
}

/** Conditions in the sentence that segments are written in. What is not complete yet is kept here only. */
export function ConditionsField({ who, onChange, offered, none }: ConditionsProps) {
  const t = useText()
  const [group, setGroup] = useState(() => tree.edited({ format: 1, who }))
  const [known, setKnown] = useState(JSON.stringify(who))
  // Undo, or another version: what was written from here is not read back.
  if (JSON.stringify(who) !== known) {
    setKnown(JSON.stringify(who))
    setGroup(tree.edited({ format: 1, who }))
  }
  const edit = (change: (group: tree.Group) => tree.Group) => {
    const next = change(group)
    setGroup(next)
    if (!tree.canBeRead(next)) return
    const written = tree.written(next).who
    setKnown(JSON.stringify(written))
    onChange(written)
  }
  return (
    <div className="conditions-field">
      {group.items.length === 0 ? (
        <p className="quiet small">{t(none)}</p>
      ) : (
        <ul className="segment-clauses">
          <Clauses group={group} offered={offered} edit={edit} />
        </ul>
      )}
      <div className="segment-adds">
        <AddCondition
          offered={offered}
          onAdd={(leaf) => edit((root) => tree.addItem(root, undefined, tree.itemOf(leaf)))}
        />
        {group.items.length > 1 && (
          <button
            type="button"
            className="link"
            onClick={() => edit((root) => ({ ...root, join: root.join === "all" ? "any" : "all" }))}
          >
            {t(
              group.join === "all"
                ? { ja: "「どれか」に変える", en: "Any of these" }
                : { ja: "「すべて」に変える", en: "All of these" },
            )}
          </button>
        )}
      </div>
    </div>
  )
}
