import { Checkbox, Checkboxes } from "../../../ui/choices.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import { NumberInput, Select, TextArea, TextInput } from "../../../ui/inputs.tsx"
import { BlockReaders } from "./block-readers.tsx"
import { type BlockField, blockShapes } from "./block-words.ts"
import type { EditedBlock } from "./edited-blocks.ts"
import { ProductPicker } from "./product-picker.tsx"
import { RowList } from "./row-list.tsx"

type Props = {
  block: EditedBlock
  isWrong: (key: string) => boolean
  onChange: (parts: EditedBlock["parts"]) => void
  forSegments: boolean
}

const wrong = {
  ja: "書いてください。アドレスは https:// から、長すぎるときは短くします。",
  en: "Fill this in; addresses begin with https://, and long texts must be shortened.",
}

/** The parts of one block, as its kind has them. */
export function BlockForm({ block, isWrong, onChange, forSegments }: Props) {
  const set = (key: string, value: unknown) => onChange({ ...block.parts, [key]: value })
  return (
    <div className="template-block-form">
      <Fields>
        {blockShapes[block.kind].fields.map((field) =>
          field.as === "flag" ? (
            <Checkbox
              key={field.key}
              label={field.label}
              checked={block.parts[field.key] === true}
              onChange={(on) => set(field.key, on)}
            />
          ) : (
            <Field
              key={field.key}
              label={field.label}
              hint={field.hint}
              optional={field.optional ?? false}
              group={field.as === "choices" || field.as === "rows" || field.as === "products"}
              error={isWrong(field.key) ? wrong : undefined}
            >
              <PartInput field={field} value={block.parts[field.key]} onChange={(value) => set(field.key, value)} />
            </Field>
          ),
        )}
        <BlockReaders
          when={asText(block.parts.when)}
          onChange={(when) => set("when", when)}
          isWrong={isWrong("when")}
          forSegments={forSegments}
        />
        {block.kind !== "related" && (
          <Checkbox
            label={{ ja: "お便りに同意した方だけに出す", en: "Only for those who agreed to letters" }}
            checked={block.parts.consent === "marketing"}
            onChange={(on) => set("consent", on ? "marketing" : undefined)}
          />
        )}
      </Fields>
    </div>
  )
}

const asText = (value: unknown) => (typeof value === "string" || typeof value === "number" ? String(value) : "")

type PartProps = { field: BlockField; value: unknown; onChange: (value: unknown) => void }

const isText = (value: unknown): value is string => typeof value === "string"
const textsIn = (value: unknown): string[] => (Array.isArray(value) ? value.filter(isText) : [])

function PartInput({ field, value, onChange }: PartProps) {
  if (field.as === "products") return <ProductPicker value={textsIn(value)} most={field.most} onChange={onChange} />
  if (field.as === "choices") return <Checkboxes values={textsIn(value)} onChange={onChange} options={field.options} />
  if (field.as === "rows") return <RowList field={field} value={value} onChange={onChange} />
  if (field.as === "prose") return <TextArea value={asText(value)} onChange={onChange} rows={5} />
  if (field.as === "number")
    return <NumberInput value={typeof value === "number" ? value : null} onChange={onChange} unit={field.unit} />
  if (field.as === "choice")
    return (
      <Select
        short
        value={asText(value)}
        onChange={(chosen) => onChange(field.options.find((option) => String(option.value) === chosen)?.value)}
        options={field.options.map((option) => ({ value: String(option.value), label: option.label }))}
      />
    )
  return <TextInput value={asText(value)} onChange={onChange} />
}
