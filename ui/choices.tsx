import { type ReactNode, useId } from "react"
import "./field.css"
import { useFieldProps } from "./field.tsx"
import type { Option } from "./inputs.tsx"
import { useText } from "./language.tsx"
import type { Text } from "./text.ts"

const Tick = (props: { partly?: boolean | undefined }) => (
  <svg
    className="mark"
    viewBox="0 0 12 12"
    fill="none"
    stroke="currentColor"
    strokeWidth="2"
    strokeLinecap="round"
    aria-hidden
  >
    <path d={props.partly ? "M2.5 6h7" : "M2 6.4l2.7 2.7L10 3.4"} strokeLinejoin="round" />
  </svg>
)

function Choice(props: {
  children: ReactNode
  label: Text
  hint?: Text | undefined
  hintId: string
  bare?: boolean | undefined
}) {
  const t = useText()
  return (
    <label className={props.bare ? "choice bare" : "choice"}>
      {props.children}
      <span className={props.bare ? "hidden-text" : "words"}>
        {t(props.label)}
        {props.hint && (
          <span className="hint tiny quiet" id={props.hintId}>
            {t(props.hint)}
          </span>
        )}
      </span>
    </label>
  )
}

type CheckboxProps = {
  checked: boolean
  onChange: (checked: boolean) => void
  label: Text
  hint?: Text
  /** Some of what it stands for is checked. */
  partly?: boolean
  disabled?: boolean
  /** The label is only read aloud: in tables. */
  bare?: boolean
}

export function Checkbox({ checked, onChange, label, hint, partly, disabled, bare }: CheckboxProps) {
  const hintId = useId()
  const field = useFieldProps()
  return (
    <Choice label={label} hint={hint} hintId={hintId} bare={bare}>
      <input
        type="checkbox"
        id={field.id}
        checked={checked}
        disabled={disabled}
        aria-describedby={hint && hintId}
        onChange={(event) => onChange(event.target.checked)}
        ref={(box) => {
          if (box) box.indeterminate = partly === true && !checked
        }}
      />
      <Tick partly={partly && !checked} />
    </Choice>
  )
}

/** One of a few, all visible. Put it in a `<Field group>`. */
export function Radios<V extends string>(props: {
  value: V | ""
  onChange: (value: V) => void
  options: readonly Option<V>[]
}) {
  const name = useId()
  return (
    <div className="choices">
      {props.options.map((option) => (
        <Choice key={option.value} label={option.label} hint={option.hint} hintId={`${name}-${option.value}`}>
          <input
            type="radio"
            name={name}
            checked={props.value === option.value}
            disabled={option.blocked}
            aria-describedby={option.hint && `${name}-${option.value}`}
            onChange={() => props.onChange(option.value)}
          />
        </Choice>
      ))}
    </div>
  )
}

/** Several of a few. Put it in a `<Field group>`. */
export function Checkboxes<V extends string>(props: {
  values: readonly V[]
  onChange: (values: V[]) => void
  options: readonly Option<V>[]
}) {
  const toggle = (value: V, on: boolean) =>
    props.onChange(props.options.map((o) => o.value).filter((v) => (v === value ? on : props.values.includes(v))))
  return (
    <div className="choices">
      {props.options.map((option) => (
        <Checkbox
          key={option.value}
          label={option.label}
          {...(option.hint && { hint: option.hint })}
          checked={props.values.includes(option.value)}
          disabled={option.blocked ?? false}
          onChange={(on) => toggle(option.value, on)}
        />
      ))}
    </div>
  )
}

/** Takes effect at once; the word beside it says how it stands. */
export function Switch(props: {
  on: boolean
  onChange: (on: boolean) => void
  label: Text
  disabled?: boolean
  words?: { on: Text; off: Text }
}) {
  const t = useText()
  const words = props.words ?? { on: { ja: "入", en: "On" }, off: { ja: "切", en: "Off" } }
  return (
    <button
      type="button"
      role="switch"
      className="switch"
      aria-checked={props.on}
      disabled={props.disabled}
      onClick={() => props.onChange(!props.on)}
    >
      <span className="track" aria-hidden />
      {t(props.label)}
      <span className="now" aria-hidden>
        {t(props.on ? words.on : words.off)}
      </span>
    </button>
  )
}
