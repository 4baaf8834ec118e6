import { flowNumbers } from "../../../server/capabilities/flows/contract.ts"
import type { Step } from "../../../server/capabilities/flows/model-steps.ts"
import { useFormat, useText } from "../../../ui/language.tsx"
import { Link } from "../../../ui/link.tsx"
import { useCall } from "../../app/use-call.ts"
import { letterStateName, reasonName } from "./letter-words.ts"
import { numbersByStep } from "./numbers.ts"

/** The step in numbers that add up: who came = who stands there + who went on, by which way. Each opens to the people. */
export function StepFigures({ flowId, step }: { flowId: string; step: Step }) {
  const t = useText()
  const { number } = useFormat()
  const asked = useCall(flowNumbers, { flowId }, { keep: true })
  const numbers = numbersByStep(asked.data).get(step.id)
  if (!numbers || numbers.entered === 0) return null
  const people = (way?: string) => `/flows/${flowId}?view=people&step=${step.id}${way ? `&way=${way}` : ""}`
  const rows = [
    { key: "waiting", label: { ja: "ここにいる", en: "Here now" }, count: numbers.waiting, to: people() },
    ...(numbers.parked > 0
      ? [{ key: "parked", label: { ja: "止まっている", en: "Parked" }, count: numbers.parked, to: people() }]
      : []),
    ...numbers.ways.map(({ way, outcome, count }) => ({
      key: `${way} ${outcome}`,
      label: reasonName(outcome),
      count,
      to: people(way),
    })),
  ]
  return (
    <section className="flow-part">
      <header className="flow-part-head">
        <h3>{t({ ja: "ここを通った人", en: "Who came by" })}</h3>
        <span className="num">{number(numbers.entered)}</span>
      </header>
      <ul className="flow-rows">
        {rows.map(({ key, label, count, to }) => (
          <li key={key}>
            <span>{t(label)}</span>
            <Link to={to} className="num">
              {number(count)}
            </Link>
          </li>
        ))}
        {numbers.letters?.map(({ state, reason, count }) => (
          <li key={`${state} ${reason ?? ""}`} className="letters">
            <span>
              {t(letterStateName(state))}
              {reason && <span className="quiet">　{t(reasonName(reason))}</span>}
            </span>
            <span className="num">{number(count)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
