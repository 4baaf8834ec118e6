import type { SegmentDocument } from "../../../server/capabilities/segments/model.ts"
import { useText } from "../../../ui/language.tsx"
import type { Names } from "../../app/conditions/phrase.ts"
import { changesBetween } from "../../app/conditions/sentence.ts"

const everybody: SegmentDocument = { format: 1, who: { kind: "all", of: [] } }
const marks = { added: "＋", removed: "−", kept: "" }

/** What differs, condition by condition, in words: added, gone, unchanged. */
export function DocumentChanges(props: { before: SegmentDocument | undefined; after: SegmentDocument; names: Names }) {
  const t = useText()
  const changes = changesBetween(props.before ?? everybody, props.after, props.names)
  if (changes.length === 0)
    return <p>{t({ ja: "条件のない、すべての方です。", en: "Everybody: there are no conditions." })}</p>
  const same = changes.every(({ what }) => what === "kept")
  return (
    <>
      {same && props.before && <p>{t({ ja: "条件は変わっていません。", en: "The conditions are the same." })}</p>}
      <ol className="segment-changes">
        {changes.map(({ what, words }, index) => (
          <li key={index} className={what}>
            <span aria-hidden>{marks[what]}</span>
            <span>
              {what !== "kept" && (
                <span className="hidden-text">
                  {t(what === "added" ? { ja: "加わる：", en: "Added: " } : { ja: "なくなる：", en: "Gone: " })}
                </span>
              )}
              {t(words)}
            </span>
          </li>
        ))}
      </ol>
    </>
  )
}
