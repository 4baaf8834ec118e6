import { Field } from "../../ui/field.tsx"
import { TextArea, TextInput } from "../../ui/inputs.tsx"
import type { Text } from "../../ui/text.ts"

type Bound = { readonly value: string; readonly onChange: (value: string) => void }
type Props = {
  label: Text
  /** `form.input("nameJa")`, or any value with what changes it. */
  ja: Bound
  en: Bound
  maxLength: number
  hint?: Text
  /** What is wrong; one language is enough where the reader's is missing. */
  error?: Text | undefined
  /** Neither language has to be written. */
  optional?: boolean
  /** Each language has to be written. */
  both?: boolean
  /** Lines of text instead of one. */
  rows?: number
}

/** The same words in both languages, side by side: readers get theirs, or the other where theirs is not written. */
export function WordsFields({ label, ja, en, maxLength, hint, error, optional = false, both = false, rows }: Props) {
  const input = (bound: Bound) =>
    rows === undefined ? (
      <TextInput {...bound} maxLength={maxLength} />
    ) : (
      <TextArea {...bound} rows={rows} maxLength={maxLength} />
    )
  return (
    <>
      <Field
        label={{ ja: `${label.ja}（日本語）`, en: `${label.en} (Japanese)` }}
        hint={hint}
        error={error}
        optional={optional}
      >
        {input(ja)}
      </Field>
      <Field label={{ ja: `${label.ja}（英語）`, en: `${label.en} (English)` }} optional={!both}>
        {input(en)}
      </Field>
    </>
  )
}
