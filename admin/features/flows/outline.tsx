import type { Finding, StepNumbers } from "../../../server/capabilities/flows/model-flow.ts"
import type { FlowDocument } from "../../../server/capabilities/flows/model.ts"
import { useFormat, useText } from "../../../ui/language.tsx"
import { MessageStatus } from "./card.tsx"
import { daysOf, daysText } from "./days.ts"
import { stepsOf, type Way, waysOf } from "./edges.ts"
import { iconOf, TriggerIcon } from "./icons.ts"
import { meetingOf } from "./meeting.ts"
import { type FlowNames, messageOrder } from "./naming.ts"
import { figuresOf } from "./numbers.ts"
import { triggerId } from "./trigger-card.tsx"
import { cardWords, entryText, portWords } from "./words.ts"
import { triggerText } from "./words-time.ts"

type Props = {
  document: FlowDocument
  names: FlowNames
  numbers: ReadonlyMap<string, StepNumbers>
  findings: readonly Finding[]
  selected: string | undefined
  onSelect: (id: string) => void
}

/** The flow as a list to read, for narrow screens: one step under the other, side ways set in. */
export function Outline(props: Props) {
  const t = useText()
  const { document, names, selected, onSelect } = props
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
      <Steps {...props} from={{ from: null, port: "next", to: document.first }} until={null} seen={new Set()} />
    </div>
  )
}

type StepsProps = Props & { from: Way; until: string | null; seen: Set<string> }

function Steps({ from, until, seen, ...props }: StepsProps) {
  const steps = stepsOf(props.document)
  const rows: React.ReactNode[] = []
  let at = from.to
  while (at !== null && at !== until && !seen.has(at)) {
    const step = steps.get(at)
    if (!step) break
    seen.add(at)
    rows.push(<Row key={at} {...props} id={at} />)
    if (step.kind === "repeat")
      rows.push(
        <Inside
          key={`${at} inside`}
          {...props}
          way={{ from: at, port: "round", to: step.first }}
          until={null}
          seen={seen}
        />,
      )
    const ways = waysOf(step)
    if (ways.length < 2) {
      at = ways[0]?.to ?? null
      continue
    }
    const meeting = meetingOf(steps, ways) ?? until
    const last = ways.at(-1)
    const others = meeting === null || meeting === until ? ways.filter((way) => way !== last) : ways
    for (const way of others)
      rows.push(<Inside key={`${at} ${way.port}`} {...props} way={way} until={meeting} seen={seen} />)
    at = others.length === ways.length ? meeting : (last?.to ?? null)
  }
  return rows
}

function Inside({ way, until, seen, ...props }: Props & { way: Way; until: string | null; seen: Set<string> }) {
  const t = useText()
  const step = props.document.steps.find(({ id }) => id === way.from)
  const words = step && portWords(step, way.port, props.names)
  const isEmpty = way.to === null || way.to === until
  return (
    <div className="flow-inside">
      {words && (
        <p>
          {t(words)}
          {isEmpty && (
            <span className="quiet">
              　{t(way.to === null ? { ja: "おわり", en: "ends" } : { ja: "そのまま先へ", en: "goes on" })}
            </span>
          )}
        </p>
      )}
      {!isEmpty && <Steps {...props} from={way} until={until} seen={seen} />}
    </div>
  )
}

function Row({ id, document, names, numbers, selected, onSelect }: Props & { id: string }) {
  const t = useText()
  const { number } = useFormat()
  const step = document.steps.find((one) => one.id === id)
  if (!step) return null
  const { over, title, under, lacks } = cardWords(step, names, messageOrder(document).get(id))
  const Icon = iconOf(step)
  const days = daysOf(document).get(id)
  const known = numbers.get(id)
  return (
    <button type="button" data-step={id} className={selected === id ? "selected" : ""} onClick={() => onSelect(id)}>
      <Icon aria-hidden />
      <span>
        <small>
          {t(over)}
          {days && step.kind === "message" && <span className="num">　{t(daysText(days))}</span>}
          {step.kind === "message" && <MessageStatus status={step.status} />}
        </small>
        <b>{t(title)}</b>
        {under && <small>{t(under)}</small>}
        {lacks && <small className="lacks">{t(lacks)}</small>}
        {figuresOf(step, known).length > 0 && (
          <small className="num">
            {figuresOf(step, known)
              .map(({ label, count }) => `${t(label)} ${number(count)}`)
              .join("　")}
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
