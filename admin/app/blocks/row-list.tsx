import { ArrowDown, ArrowUp, Trash2 } from "lucide-react"
import { Button, IconButton } from "../../../ui/button.tsx"
import { TextInput } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import type { BlockField } from "./block-shape.ts"

type Field = Extract<BlockField, { as: "rows" }>
type Row = Readonly<Record<string, unknown>>
type Props = { field: Field; value: unknown; onChange: (rows: readonly Row[]) => void }

const isRow = (value: unknown): value is Row => typeof value === "object" && value !== null

/** Several of the same shape: answers, benefits. Parts that may be left out are left out when empty. */
export function RowList({ field, value, onChange }: Props) {
  const t = useText()
  const rows = Array.isArray(value) ? value.filter(isRow) : []
  const set = (index: number, key: string, text: string) => {
    const { [key]: _old, ...rest } = rows[index] ?? {}
    const isLeftOut = text === "" && field.parts.some((part) => part.key === key && part.optional)
    onChange(rows.with(index, isLeftOut ? rest : { ...rest, [key]: text }))
  }
  const move = (index: number, by: number) => {
    const row = rows[index]
    if (row && rows[index + by]) onChange(rows.toSpliced(index, 1).toSpliced(index + by, 0, row))
  }
  return (
    <div className="template-rows">
      {rows.map((row, index) => (
        <fieldset key={index}>
          <legend className="small quiet">
            {t({ ja: `${field.row.ja} ${index + 1}`, en: `${field.row.en} ${index + 1}` })}
          </legend>
          {field.parts.map((part) => (
            <label key={part.key} className="small">
              <span className="quiet">{t(part.label)}</span>
              <TextInput
                label={part.label}
                value={typeof row[part.key] === "string" ? String(row[part.key]) : ""}
                onChange={(text) => set(index, part.key, text)}
              />
            </label>
          ))}
          <span className="template-block-acts">
            <IconButton icon={ArrowUp} label={{ ja: "上へ", en: "Up" }} onClick={() => move(index, -1)} />
            <IconButton icon={ArrowDown} label={{ ja: "下へ", en: "Down" }} onClick={() => move(index, 1)} />
            <IconButton
              icon={Trash2}
              label={{ ja: "外す", en: "Remove" }}
              onClick={() => onChange(rows.toSpliced(index, 1))}
            />
          </span>
        </fieldset>
      ))}
      {rows.length < field.most && (
        <Button
          look="text"
          label={{ ja: `${field.row.ja}を足す`, en: `Add: ${field.row.en.toLowerCase()}` }}
          onClick={() => onChange([...rows, field.fresh])}
        />
      )}
    </div>
  )
}
