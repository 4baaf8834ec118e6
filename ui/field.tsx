import { createContext, type ReactNode, useContext, useId } from "react"
import "./field.css"
import { useText } from "./language.tsx"
import { Mark } from "./status.tsx"
import type { Text } from "./text.ts"

type Ids = { id: string; describedBy: string | undefined; wrong: boolean; required: boolean }
const FieldContext = createContext<Ids | null>(null)

/** What an input inside a Field needs so that its label, hint and error are read with it. */
export function useFieldProps() {
  const own = useId()
  const field = useContext(FieldContext)
  return {
    id: field?.id ?? own,
    "aria-describedby": field?.describedBy,
    "aria-invalid": field?.wrong || undefined,
    "aria-required": field?.required || undefined,
  }
}

export const useFieldIsWrong = () => useContext(FieldContext)?.wrong ?? false

type FieldProps = {
  label: Text
  children: ReactNode
  hint?: Text | undefined
  /** What is wrong with the value and how to mend it; from `useForm` or the server. */
  error?: Text | undefined
  optional?: boolean
  /** For a set of choices, which is one group and not one input. */
  group?: boolean
}

export function Field({ label, children, hint, error, optional, group }: FieldProps) {
  const t = useText()
  const id = useId()
  const hintId = `${id}-hint`
  const errorId = `${id}-error`
  const describedBy = [error && errorId, hint && hintId].filter(Boolean).join(" ") || undefined
  const words = (
    <>
      {t(label)}
      {optional && <span className="optional">{t({ ja: "なくてもかまいません", en: "optional" })}</span>}
    </>
  )
  const below = (
    <>
      {error && (
        <p className="wrong" id={errorId}>
          <Mark shape="cross" />
          {t(error)}
        </p>
      )}
      {hint && (
        <p className="hint" id={hintId}>
          {t(hint)}
        </p>
      )}
    </>
  )
  const ids = {
    id,
    describedBy: group ? undefined : describedBy,
    wrong: error !== undefined,
    required: !optional && !group,
  }
  if (group)
    return (
      <div className="field" role="group" aria-labelledby={id} aria-describedby={describedBy}>
        <span className="field-label" id={id}>
          {words}
        </span>
        <FieldContext value={null}>{children}</FieldContext>
        {below}
      </div>
    )
  return (
    <div className="field">
      <label htmlFor={id}>{words}</label>
      <FieldContext value={ids}>{children}</FieldContext>
      {below}
    </div>
  )
}

/** Fields under each other, or two abreast on wide screens. */
export const Fields = (props: { children: ReactNode; two?: boolean }) => (
  <div className={`fields${props.two ? " two" : ""}`}>{props.children}</div>
)
