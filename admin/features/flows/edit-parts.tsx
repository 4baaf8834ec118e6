import { ArrowDown, ArrowUp, X } from "lucide-react"
import { type ReactNode, useId } from "react"
import type { Span } from "../../../server/capabilities/flows/model-times.ts"
import type { EventMatch } from "../../../server/capabilities/flows/model-steps.ts"
import { IconButton } from "../../../ui/button.tsx"
import { NumberInput, Select, TextInput } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import { Popup } from "../../../ui/menu.tsx"
import type { Text } from "../../../ui/text.ts"
import { FiltersEditor, NamesEditor } from "../../app/conditions/slot-did.tsx"
import type { Offered } from "../../app/conditions/use-offer.ts"
import { unitOptions } from "./words-time.ts"

/** A part of the panel with its own heading. */
export function Part({ title, about, children }: { title: Text; about?: Text | undefined; children: ReactNode }) {
  const t = useText()
  const id = useId()
  return (
    <section className="flow-part" aria-labelledby={id}>
      <h3 id={id}>{t(title)}</h3>
      {about && <p className="quiet small">{t(about)}</p>}
      {children}
    </section>
  )
}

/** Words and inputs on one line, as a sentence. */
export const Sentence = ({ children }: { children: ReactNode }) => <div className="flow-sentence">{children}</div>

/** Words of a sentence that differ in place between the languages: `before` in English, `after` in Japanese. */
export function Words({ say }: { say: Text }) {
  const t = useText()
  const words = t(say)
  return words === "" ? null : <span>{words}</span>
}

type SpanProps = { value: Span; onChange: (span: Span) => void; units?: readonly Span["unit"][]; label: Text }

/** 3 日. */
export function SpanInput({ value, onChange, units, label }: SpanProps) {
  return (
    <span className="flow-span">
      <NumberInput
        label={label}
        value={value.n}
        onChange={(n) => n && n >= 1 && n <= 1000 && onChange({ ...value, n })}
      />
      <Select
        short
        label={{ ja: "単位", en: "Unit" }}
        value={value.unit}
        onChange={(unit) => onChange({ ...value, unit })}
        options={unitOptions.filter((option) => !units || units.includes(option.value))}
      />
    </span>
  )
}

/** Something that happens, in words; pressed, what it is and what must hold of it can be chosen. */
export function EventField({
  value,
  onChange,
  offered,
}: {
  value: EventMatch
  onChange: (value: EventMatch) => void
  offered: Offered
}) {
  const t = useText()
  const names = value.names.map(offered.names.event)
  const more = value.filters.length
  const words = {
    ja: `${names.map(({ ja }) => ja).join("、または")}${more > 0 ? `（条件 ${more}つ）` : ""}`,
    en: `${names.map(({ en }) => en).join(", or ")}${more > 0 ? ` (${more} details)` : ""}`,
  }
  return (
    <div className="flow-event">
      <Popup trigger={t(words)} className="segment-token" label={{ ja: "できごとを選ぶ", en: "Choose what happens" }}>
        {() => (
          <>
            <NamesEditor
              names={value.names}
              offered={offered}
              onChange={(next) => next.length > 0 && onChange({ ...value, names: next })}
            />
            <FiltersEditor
              filters={value.filters}
              offered={offered}
              onChange={(filters) => onChange({ ...value, filters })}
            />
          </>
        )}
      </Popup>
    </div>
  )
}

/** One name in both languages; the second may stay empty. */
export function NameInput({
  value,
  onChange,
  example,
}: {
  value: Text | undefined
  onChange: (value: Text | undefined) => void
  example: Text
}) {
  const t = useText()
  const isJa = t({ ja: "ja", en: "en" }) === "ja"
  const shown = isJa ? (value?.ja ?? "") : (value?.en ?? "")
  const other = isJa ? value?.en : value?.ja
  const write = (text: string) => {
    if (text === "" && !other) return onChange(undefined)
    onChange(isJa ? { ja: text, en: other ?? "" } : { ja: other ?? "", en: text })
  }
  return (
    <TextInput value={shown} onChange={write} maxLength={80} example={example} label={{ ja: "名前", en: "Name" }} />
  )
}

type OrderProps<V extends string> = {
  values: readonly V[]
  onChange: (values: V[]) => void
  options: readonly { readonly value: V; readonly label: Text }[]
  label: Text
}

/** A few things in order of preference. */
export function OrderedPick<V extends string>({ values, onChange, options, label }: OrderProps<V>) {
  const t = useText()
  const left = options.filter(({ value }) => !values.includes(value))
  const move = (at: number, by: number) => {
    const value = values[at]
    if (value !== undefined) onChange(values.toSpliced(at, 1).toSpliced(at + by, 0, value))
  }
  return (
    <div className="flow-ordered" role="group" aria-label={t(label)}>
      <ol>
        {values.map((value, index) => {
          const name = options.find((option) => option.value === value)?.label ?? { ja: value, en: value }
          return (
            <li key={value}>
              <span>{t(name)}</span>
              {index > 0 && (
                <IconButton
                  icon={ArrowUp}
                  label={{ ja: `${name.ja}を先に`, en: `${name.en} earlier` }}
                  onClick={() => move(index, -1)}
                />
              )}
              {index < values.length - 1 && (
                <IconButton
                  icon={ArrowDown}
                  label={{ ja: `${name.ja}をあとに`, en: `${name.en} later` }}
                  onClick={() => move(index, 1)}
                />
              )}
              {values.length > 1 && (
                <IconButton
                  icon={X}
                  label={{ ja: `${name.ja}を外す`, en: `Without ${name.en}` }}
                  onClick={() => onChange(values.filter((one) => one !== value))}
                />
              )}
            </li>
          )
        })}
      </ol>
      {left.length > 0 && (
        <div className="flow-adds">
          {left.map(({ value, label: name }) => (
            <button key={value} type="button" className="link" onClick={() => onChange([...values, value])}>
              {t({ ja: `＋ ${name.ja}`, en: `+ ${name.en}` })}
            </button>
          ))}
        </div>
      )}
    </div>
  )
}
