import type { Leaf } from "../../../server/capabilities/segments/model.ts"
import { Popup } from "../../../ui/menu.tsx"
import { useText } from "../../../ui/language.tsx"
import { offered as choicesFor } from "./kinds.ts"
import type { Offered } from "./use-offer.ts"

/** What can be asked of people, in four groups, each with what it is good for. */
export function AddCondition({ offered, onAdd }: { offered: Offered; onAdd: (leaf: Leaf) => void }) {
  const t = useText()
  const add = { ja: "＋ 条件を足す", en: "+ Add a condition" }
  return (
    <Popup trigger={t(add)} label={{ ja: "足す条件を選ぶ", en: "Choose a condition" }}>
      {(close) => (
        <div className="segment-choices">
          {choicesFor(offered.offer).map((group) => (
            <section key={group.key}>
              <h3>{t(group.label)}</h3>
              {group.choices.map((choice) => (
                <button
                  key={choice.key}
                  type="button"
                  onClick={() => {
                    close()
                    onAdd(choice.make(offered.offer))
                  }}
                >
                  {t(choice.label)}
                  <span>{t(choice.about)}</span>
                </button>
              ))}
            </section>
          ))}
        </div>
      )}
    </Popup>
  )
}
