import { flowNumbers } from "../../../server/capabilities/flows/contract.ts"
import type { Lift } from "../../../server/capabilities/experiments/model-lift.ts"
import type { Step } from "../../../server/capabilities/flows/model-steps.ts"
import { useFormat, useText } from "../../../ui/language.tsx"
import { Link } from "../../../ui/link.tsx"
import type { Text } from "../../../ui/text.ts"
import { useCall } from "../../app/use-call.ts"
import { sentenceOf } from "../../app/words/lift.ts"
import { letterStateName, reasonName } from "./letter-words.ts"
import { numbersByStep } from "./numbers.ts"

/** The step in numbers that add up: who came = who stands there + who went on, by which way. Each opens to the people. */
export function StepFigures({ flowId, step }: { flowId: string; step: Step }) {
  const t = useText()
  const { number, percent } = useFormat()
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
        {numbers.clicks && numbers.clicks.rateBp !== null && (
          <li className="letters">
            <span>
              {t({ ja: "リンクを開いた人", en: "People who followed a link" })}
              <span className="quiet">
                　
                {t({
                  ja: `届いた${number(numbers.clicks.delivered)}通のうち`,
                  en: `of ${number(numbers.clicks.delivered)} that arrived`,
                })}
              </span>
            </span>
            <Link to={`/deliverability/rates`} className="num">
              {number(numbers.clicks.clicked)}（{percent(numbers.clicks.rateBp / 10_000, 1)}）
            </Link>
          </li>
        )}
      </ul>
      {numbers.lift && <LiftLines lift={numbers.lift} />}
    </section>
  )
}

/** What the arms of a split, or those who came in against those kept apart, were worth when they were last measured. */
export function LiftLines({ lift }: { lift: Lift }) {
  const t = useText()
  const writing = useFormat()
  return (
    <>
      {lift.compared.map((compared) => (
        <p key={`${compared.arm} ${compared.against}`} className="small">
          {t({
            ja: `${armName(compared.arm).ja}と${armName(compared.against).ja}：${sentenceOf(lift, compared, writing).ja}`,
            en: `${armName(compared.arm).en} against ${armName(compared.against).en}: ${sentenceOf(lift, compared, writing).en}`,
          })}
        </p>
      ))}
      <p className="tiny">
        <Link to={`/experiments/lift?kind=${lift.kind}&id=${encodeURIComponent(lift.id)}`}>
          {t({ ja: "くらべ方と週ごとの記録", en: "How it is compared, week by week" })}
        </Link>
      </p>
    </>
  )
}

const armName = (arm: string): Text =>
  arm === "treated"
    ? { ja: "入った方", en: "Those who came in" }
    : arm === "holdout"
      ? { ja: "入れずにおいた方", en: "those kept apart" }
      : { ja: `「${arm}」`, en: `“${arm}”` }
