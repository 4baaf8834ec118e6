import { listShared } from "../../../server/capabilities/templates/contract.ts"
import { Field, Fields } from "../../../ui/field.tsx"
import { Select } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import { Link } from "../../../ui/link.tsx"
import { same } from "../../../ui/text.ts"
import type { EditedBlock } from "../../app/blocks/edited-blocks.ts"
import { useCall } from "../../app/use-call.ts"

/** Names of shared blocks by their ids, for the list of blocks. */
export function useSharedNames(): ReadonlyMap<string, string> {
  const shared = useCall(listShared, {})
  return new Map((shared.data?.items ?? []).map(({ sharedId, name }) => [sharedId, name]))
}

type Props = { block: EditedBlock; onChange: (parts: EditedBlock["parts"]) => void }

/** Which shared block stands here; what it says is changed at its own place. */
export function SharedForm({ block, onChange }: Props) {
  const t = useText()
  const shared = useCall(listShared, {})
  const items = shared.data?.items ?? []
  const chosen = typeof block.parts.sharedId === "string" ? block.parts.sharedId : ""
  return (
    <div className="template-block-form">
      {shared.data && items.length === 0 ? (
        <p className="small">
          {t({ ja: "共有ブロックがまだありません。", en: "There are no shared blocks yet." })}{" "}
          <Link to="/templates/shared">{t({ ja: "作る", en: "Make one" })}</Link>
        </p>
      ) : (
        <Fields>
          <Field
            label={{ ja: "どのブロックか", en: "Which block" }}
            hint={{
              ja: "中身は共有ブロックの画面で変えます。変えると、使っているテンプレートの次の版が出ます。",
              en: "It is changed at its own place; templates that hold it then get a next version.",
            }}
          >
            <Select
              value={chosen}
              onChange={(sharedId) => onChange({ sharedId })}
              options={items.map(({ sharedId, name }) => ({ value: sharedId, label: same(name) }))}
            />
          </Field>
          {chosen && <Link to={`/templates/shared/${chosen}`}>{t({ ja: "中身を見る", en: "See what it says" })}</Link>}
        </Fields>
      )}
    </div>
  )
}
