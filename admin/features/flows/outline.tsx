import { useMemo } from "react"
import type { FlowDocument } from "../../../server/capabilities/flows/model.ts"
import type { StepNumbers } from "../../../server/capabilities/flows/model-flow.ts"
import { useFormat, useText } from "../../../ui/language.tsx"
import { MessageStatus } from "./card.tsx"
import { daysOf, daysText } from "./days.ts"
import { iconOf, TriggerIcon } from "./icons.ts"
import { type FlowNames, messageOrder } from "./naming.ts"
import { countOfWay, figuresOf } from "./numbers.ts"
import { type OutlineRow, outlineOf } from "./outline-rows.ts"
import { triggerId } from "./trigger-card.tsx"
import { cardWords, entryText, portWords } from "./words.ts"
import { triggerText } from "./words-time.ts"

type Props = {
  document: FlowDocument
  names: FlowNames
  numbers: ReadonlyMap<string, StepNumbers>
  selected: string | undefined
  onSelect: (id: string) => void
}

/** The flow as a list to read, for narrow screens: one step under the other, side ways set in. */
export function Outline(props: Props) {
  const t = useText()
  const { document, names, selected, onSelect } = props
  const rows = useMemo(() => outlineOf(document), [document])
  const set = (depth: number) => ({ marginLeft: Math.min(depth, 4) * 18 })
  return (
    <div className="flow-outline">
      <button
        type="button"
        data-step={triggerId}
        className={selected === triggerId ? "selected" : ""}
        onClick={() => onSelect(triggerId)}
      >
        <TriggerIcon aria-hidden />
        <span>
          <b>{t(triggerText(document.trigger, names))}</b>
          <small>{t(entryText(document.entry, names))}</small>
        </span>
      </button>
      {rows.map((row) => (
        <div
          key={row.kind === "step" ? row.id : `${row.from} ${row.port}`}
          style={set(row.depth)}
          className={row.depth > 0 ? "inside" : ""}
        >
          {row.kind === "step" ? <StepRow {...props} id={row.id} /> : <WayRow {...props} row={row} />}
        </div>
      ))}
    </div>
  )
}

function WayRow({ row, document, names, numbers }: Props & { row: Extract<OutlineRow, { kind: "way" }> }) {
  const t = useText()
  const { number } = useFormat()
  const step = document.steps.find(({ id }) => id === row.from)
  const words = step && portWords(step, row.port, names)
  const count = countOfWay(numbers.get(row.from), row.port)
  const goes = { out: { ja: "おわり", en: "ends" }, on: { ja: "そのまま先へ", en: "goes on" }, down: null }[row.goes]
  return (
    <p className="way">
      {words && t(words)}
      {count !== undefined && <span className="num">{t({ ja: `${number(count)}人`, en: number(count) })}</span>}
      {goes && <span className="quiet">{t(goes)}</span>}
    </p>
  )
}

function StepRow({ id, document, names, numbers, selected, onSelect }: Props & { id: string }) {
  const t = useText()
  const { number } = useFormat()
  const step = document.steps.find((one) => one.id === id)
  if (!step) return null
  const { over, title, under, lacks } = cardWords(step, names, messageOrder(document).get(id))
  const Icon = iconOf(step)
  const days = daysOf(document).get(id)
  const known = numbers.get(id)
  const figures = figuresOf(step, known)
  return (
    <button type="button" data-step={id} className={selected === id ? "selected" : ""} onClick={() => onSelect(id)}>
      <Icon aria-hidden />
      <span>
        {step.kind !== "wait" && (
          <small>
            {t(over)}
            {days && step.kind === "message" && <span className="num">{t(daysText(days))}</span>}
            {step.kind === "message" && <MessageStatus status={step.status} />}
          </small>
        )}
        <b>{t(title)}</b>
        {under && <small>{t(under)}</small>}
        {lacks && <small className="lacks">{t(lacks)}</small>}
        {figures.length > 0 && (
          <small className="num">
            {figures.map(({ label, count }) => (
              <span key={label.en}>
                {t(label)} {number(count)}
              </span>
            ))}
          </small>
        )}
        {known && known.waiting > 0 && step.kind !== "message" && (
          <small className="num">
            {t({ ja: `${number(known.waiting)}人が待機`, en: `${number(known.waiting)} waiting` })}
          </small>
        )}
      </span>
    </button>
  )
}
