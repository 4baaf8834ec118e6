import { useState } from "react"
import { Button } from "../../../ui/button.tsx"
import { Checkbox } from "../../../ui/choices.tsx"
import { TextInput } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import { same, type Text } from "../../../ui/text.ts"

type Option = { readonly value: string; readonly label: Text }
type Props = {
  label: Text
  options: readonly Option[]
  values: readonly string[]
  onChange: (values: string[]) => void
  /** Values that are not in the list can be written too. */
  free?: boolean
  example?: Text
}

const mostShown = 60

/** Several of many: typed to narrow, ticked to choose, and written where the list doesn't know it. */
export function PickList({ label, options, values, onChange, free, example }: Props) {
  const t = useText()
  const [typed, setTyped] = useState("")
  const query = typed.normalize("NFKC").trim().toLowerCase()
  const unknown = values.filter((value) => !options.some((option) => option.value === value)).map(asOption)
  const all = [...unknown, ...options]
  const found = all.filter(
    ({ value, label }) =>
      query === "" || `${value} ${label.ja} ${label.en}`.normalize("NFKC").toLowerCase().includes(query),
  )
  const shown = found
    .toSorted((a, b) => Number(values.includes(b.value)) - Number(values.includes(a.value)))
    .slice(0, mostShown)
  const toggle = (value: string, on: boolean) => onChange(on ? [...values, value] : values.filter((v) => v !== value))
  const add = () => {
    const value = typed.trim()
    if (value && !values.includes(value)) onChange([...values, value])
    setTyped("")
  }
  const isNew = free && query !== "" && !all.some(({ value }) => value.toLowerCase() === query)
  return (
    <div className="segment-pick">
      {(all.length > 8 || free) && (
        <TextInput
          value={typed}
          onChange={setTyped}
          label={label}
          example={example ?? { ja: "入力して絞り込む", en: "Type to narrow" }}
        />
      )}
      {isNew && <Button label={{ ja: `「${typed.trim()}」を加える`, en: `Add “${typed.trim()}”` }} onClick={add} />}
      <div className="segment-pick-list" role="group" aria-label={t(label)}>
        {shown.map((option) => (
          <Checkbox
            key={option.value}
            label={option.label}
            checked={values.includes(option.value)}
            onChange={(on) => toggle(option.value, on)}
          />
        ))}
        {shown.length === 0 && !isNew && (
          <p className="quiet small">{t({ ja: "当てはまるものがありません。", en: "Nothing matches." })}</p>
        )}
        {found.length > shown.length && (
          <p className="quiet small">
            {t({
              ja: `ほか ${found.length - shown.length}件。入力して絞り込めます。`,
              en: `${found.length - shown.length} more: type to narrow.`,
            })}
          </p>
        )}
      </div>
    </div>
  )
}

const asOption = (value: string): Option => ({ value, label: same(value) })
