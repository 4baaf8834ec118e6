import type { ReactNode } from "react"
import "./why.css"
import { useText } from "./language.tsx"
import { Mark } from "./status.tsx"
import type { Text } from "./text.ts"

export type Condition = {
  readonly label: Text
  /** The person's own value, as it was then. */
  readonly value?: ReactNode
  /** null when it was not asked any more, because an earlier one had stopped it. */
  readonly passed: boolean | null
}

type WhyProps = {
  /** なぜ届かなかったか, なぜ入らないか. */
  question: Text
  subject: Text
  /** When it was judged. */
  judged?: ReactNode
  /** In the order in which they were asked. */
  conditions: readonly Condition[]
  /** 次に送れるとき, 変えるなら: what follows from it. */
  outcome?: readonly { readonly label: Text; readonly value: ReactNode }[]
}

/** The same answer for a message, a segment, points and tiers: what was asked, of what, and where it stopped. */
export function WhyPanel({ question, subject, judged, conditions, outcome }: WhyProps) {
  const t = useText()
  const stop = conditions.findIndex((condition) => condition.passed === false)
  return (
    <section className="why" aria-label={t(question)}>
      <div className="over">
        <span>{t(question)}</span>
        {judged && <span className="num">{judged}</span>}
      </div>
      <h3>{t(subject)}</h3>
      <ol>
        {conditions.map((condition, index) => (
          <Judged key={condition.label.en} condition={condition} stops={index === stop} />
        ))}
      </ol>
      {outcome && outcome.length > 0 && (
        <dl>
          {outcome.map((line) => (
            <Line key={line.label.en} label={t(line.label)} value={line.value} />
          ))}
        </dl>
      )}
    </section>
  )
}

const Line = (props: { label: string; value: ReactNode }) => (
  <>
    <dt>{props.label}</dt>
    <dd>{props.value}</dd>
  </>
)

function Judged({ condition, stops }: { condition: Condition; stops: boolean }) {
  const t = useText()
  const { passed } = condition
  const words =
    passed === null
      ? { ja: "見ていません", en: "not asked" }
      : passed
        ? { ja: "当てはまる", en: "holds" }
        : { ja: "当てはまらない", en: "does not hold" }
  return (
    <li className={stops ? "stop" : passed === null ? "unasked" : undefined}>
      <span>
        <span className="hidden-text">{t(words)}</span>
        {passed === null ? (
          <Mark shape="minus" />
        ) : passed ? (
          <Mark shape="tick" tone="done" />
        ) : (
          <Mark shape="cross" tone="failed" />
        )}
      </span>
      <span>
        {t(condition.label)}
        {stops && <span className="here">{t({ ja: "ここで止まりました", en: "It stopped here" })}</span>}
        {condition.value && <span className="value">{condition.value}</span>}
      </span>
    </li>
  )
}
