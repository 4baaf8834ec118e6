import { ChevronDown, Search, X } from "lucide-react"
import { type HTMLInputTypeAttribute, type InputHTMLAttributes, type Ref, useEffect, useRef, useState } from "react"
import { useFieldIsWrong, useFieldProps } from "./field.tsx"
import { useText } from "./language.tsx"
import type { Text } from "./text.ts"

type Box = { short?: boolean | undefined; figure?: boolean }
const useBox = ({ short, figure }: Box) => {
  const wrong = useFieldIsWrong()
  return `input${short ? " short" : ""}${figure ? " figure" : ""}${wrong ? " wrong-value" : ""}`
}

type TextInputProps = {
  value: string
  onChange: (value: string) => void
  /** An example of a value, never the label. */
  example?: Text | undefined
  before?: Text
  after?: Text
  short?: boolean
  disabled?: boolean
  type?: Extract<HTMLInputTypeAttribute, "text" | "email" | "tel" | "url" | "password">
  autoComplete?: string
  inputMode?: InputHTMLAttributes<HTMLInputElement>["inputMode"]
  maxLength?: number
  /** Read aloud when no Field gives a label. */
  label?: Text
  ref?: Ref<HTMLInputElement>
}

export function TextInput(props: TextInputProps) {
  const t = useText()
  return (
    <span className={useBox(props)}>
      {props.before && <span className="affix">{t(props.before)}</span>}
      <input
        {...useFieldProps()}
        ref={props.ref}
        type={props.type ?? "text"}
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
        placeholder={props.example && t(props.example)}
        disabled={props.disabled}
        autoComplete={props.autoComplete ?? "off"}
        inputMode={props.inputMode}
        maxLength={props.maxLength}
        aria-label={props.label && t(props.label)}
      />
      {props.after && <span className="affix">{t(props.after)}</span>}
    </span>
  )
}

export function TextArea(props: {
  value: string
  onChange: (value: string) => void
  example?: Text
  label?: Text
  rows?: number
  maxLength?: number
}) {
  const t = useText()
  return (
    <span className={useBox({})}>
      <textarea
        {...useFieldProps()}
        value={props.value}
        rows={props.rows ?? 4}
        maxLength={props.maxLength}
        onChange={(event) => props.onChange(event.target.value)}
        placeholder={props.example && t(props.example)}
        aria-label={props.label && t(props.label)}
      />
    </span>
  )
}

const westernDigits = (text: string) => text.normalize("NFKC").replace(/[\s,]/g, "").replace("\u2212", "-")

type NumberInputProps = {
  /** null while nothing is written. */
  value: number | null
  onChange: (value: number | null) => void
  before?: Text
  unit?: Text | undefined
  /** Digits allowed after the point. */
  digits?: number
  label?: Text
  disabled?: boolean
}

/** Takes １２３ and 1,284 as people type them; what is not a number stays visible and counts as nothing. */
export function NumberInput({ value, onChange, unit, before, digits = 0, label, disabled }: NumberInputProps) {
  const t = useText()
  const [typed, setTyped] = useState<string | null>(null)
  const shown = typed ?? (value === null ? "" : value.toLocaleString("en-US", { maximumFractionDigits: 10 }))
  const read = (text: string) => {
    setTyped(text)
    const plain = westernDigits(text)
    const fits = new RegExp(`^-?\\d+${digits > 0 ? `(\\.\\d{0,${digits}})?` : ""}$`).test(plain)
    onChange(fits ? Number(plain) : null)
  }
  return (
    <span className={useBox({ short: true, figure: true })}>
      {before && <span className="affix">{t(before)}</span>}
      <input
        {...useFieldProps()}
        inputMode={digits > 0 ? "decimal" : "numeric"}
        autoComplete="off"
        value={shown}
        disabled={disabled}
        onChange={(event) => read(event.target.value)}
        onBlur={() => value !== null && setTyped(null)}
        aria-label={label && t(label)}
      />
      {unit && <span className="affix">{t(unit)}</span>}
    </span>
  )
}

export type Option<V extends string> = {
  readonly value: V
  readonly label: Text
  readonly hint?: Text
  readonly blocked?: boolean
}

type SelectProps<V extends string> = {
  value: V | ""
  onChange: (value: V) => void
  options: readonly Option<V>[]
  /** Shown while nothing is chosen. */
  nothing?: Text
  label?: Text
  short?: boolean
  disabled?: boolean
}

/** The browser's own list: right on phones, with keyboards and screen readers. */
export function Select<V extends string>(props: SelectProps<V>) {
  const t = useText()
  const choose = (value: string) => {
    const found = props.options.find((option) => option.value === value)
    if (found) props.onChange(found.value)
  }
  return (
    <span className={useBox(props)}>
      <select
        {...useFieldProps()}
        value={props.value}
        disabled={props.disabled}
        onChange={(event) => choose(event.target.value)}
        aria-label={props.label && t(props.label)}
      >
        {(props.value === "" || props.nothing) && (
          <option value="" disabled>
            {t(props.nothing ?? { ja: "選んでください", en: "Choose" })}
          </option>
        )}
        {props.options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.blocked}>
            {t(option.label)}
          </option>
        ))}
      </select>
      <ChevronDown aria-hidden />
    </span>
  )
}

type SearchFieldProps = {
  value: string
  onChange: (value: string) => void
  label: Text
  example?: Text
  waitMs?: number
}

/** Reports what was typed once the typing pauses, and at once on Enter. */
export function SearchField({ value, onChange, label, example, waitMs = 250 }: SearchFieldProps) {
  const t = useText()
  const [typed, setTyped] = useState(value)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => setTyped(value), [value])
  useEffect(() => () => clearTimeout(timer.current), [])
  const type = (text: string, now = false) => {
    setTyped(text)
    clearTimeout(timer.current)
    if (now) onChange(text)
    else timer.current = setTimeout(() => onChange(text), waitMs)
  }
  return (
    <search className="input search">
      <Search aria-hidden />
      <input
        type="search"
        value={typed}
        aria-label={t(label)}
        placeholder={t(example ?? label)}
        onChange={(event) => type(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && !event.nativeEvent.isComposing) type(typed, true)
          if (event.key === "Escape") type("", true)
        }}
      />
      {typed && (
        <button
          type="button"
          className="clear"
          aria-label={t({ ja: "消す", en: "Clear" })}
          onClick={() => type("", true)}
        >
          <X aria-hidden />
        </button>
      )}
    </search>
  )
}
