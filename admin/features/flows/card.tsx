import type { Step } from "../../../server/capabilities/flows/model-steps.ts"
import { useFormat, useText } from "../../../ui/language.tsx"
import { Mark, Status } from "../../../ui/status.tsx"
import type { Text } from "../../../ui/text.ts"
import { iconOf } from "./icons.ts"
import type { Placed } from "./layout.ts"
import type { Finding, StepNumbers } from "../../../server/capabilities/flows/model-flow.ts"
import { type Figure, figuresOf } from "./numbers.ts"
import type { CardWords } from "./words.ts"

type Props = {
  placed: Placed
  step: Step
  words: CardWords
  /** "+3日": on cards that stand beside the column of the ruler. */
  days: Text | null
  numbers: StepNumbers | undefined
  findings: readonly Finding[]
  isSelected: boolean
  onSelect: () => void
  onOpen: () => void
}

/** One step: what it is, what it says, and how many people came by. */
export function Card({ placed, step, words, days, numbers, findings, isSelected, onSelect, onOpen }: Props) {
  const t = useText()
  const Icon = iconOf(step)
  const { x, y, width, height } = placed
  const kind = step.kind === "wait" ? " wait" : step.kind === "stop" ? " flat" : ""
  const draft = step.kind === "message" && step.status === "draft" ? " draft" : ""
  const wrong = words.lacks ?? findings.find(({ severity }) => severity === "stop")?.sentence
  return (
    <button
      type="button"
      className={`flow-card${kind}${draft}${isSelected ? " selected" : ""}`}
      style={{ left: x, top: y, width, height }}
      data-step={step.id}
      aria-pressed={isSelected}
      aria-label={t(labelOf(words, days))}
      tabIndex={isSelected ? 0 : -1}
      onClick={onSelect}
      onDoubleClick={onOpen}
    >
      {step.kind === "wait" ? (
        <span className="flow-wait">
          <Icon aria-hidden />
          <b>{t(words.title)}</b>
          {words.under && <span>{t(words.under)}</span>}
          <Waiting numbers={numbers} />
        </span>
      ) : (
        <>
          <span className="over">
            <Icon aria-hidden />
            <span>
              {t(words.over)}
              {days && `　${t(days)}`}
            </span>
            {step.kind === "message" && <MessageStatus status={step.status} />}
            {wrong && (
              <span className="wrong" title={t(wrong)}>
                <Mark shape="alert" tone="needed" />
              </span>
            )}
          </span>
          <span className="title">
            {t(words.title)}
            {step.kind !== "message" && <Waiting numbers={numbers} />}
          </span>
          {words.under && <span className="under">{t(words.under)}</span>}
          {words.lacks && <span className="lacks">{t(words.lacks)}</span>}
          <Figures of={figuresOf(step, numbers)} />
        </>
      )}
    </button>
  )
}

const labelOf = ({ over, title, under }: CardWords, days: Text | null): Text => ({
  ja: [over.ja, days?.ja, title.ja, under?.ja].filter(Boolean).join("、"),
  en: [over.en, days?.en, title.en, under?.en].filter(Boolean).join(", "),
})

function Waiting({ numbers }: { numbers: StepNumbers | undefined }) {
  const t = useText()
  const { number } = useFormat()
  if (!numbers || numbers.waiting === 0) return null
  const count = number(numbers.waiting)
  return <span className="waiting num">{t({ ja: `${count}人が待機`, en: `${count} waiting` })}</span>
}

export function MessageStatus({ status }: { status: "draft" | "manual" | "live" }) {
  if (status === "live") return <Status is="live" />
  if (status === "manual")
    return <Status is="manual" label={{ ja: "手動・確かめて送る", en: "Manual, sent by hand" }} />
  return <Status is="draft" />
}

function Figures({ of }: { of: readonly Figure[] }) {
  const t = useText()
  const { number, percent } = useFormat()
  if (of.length === 0) return null
  return (
    <span className="figures">
      {of.map(({ label, count, rateBp, tone }) => (
        <span key={label.en}>
          <small>{t(label)}</small>
          <span className={`num${tone ? ` tone-${tone}` : ""}`}>
            {rateBp === undefined ? number(count) : percent(rateBp / 10_000, 1)}
          </span>
        </span>
      ))}
    </span>
  )
}
