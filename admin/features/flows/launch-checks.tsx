import { checkFlow, flowAudience } from "../../../server/capabilities/flows/contract.ts"
import { FlowDocument } from "../../../server/capabilities/flows/model.ts"
import type { Finding } from "../../../server/capabilities/flows/model-flow.ts"
import { useFormat, useText } from "../../../ui/language.tsx"
import { Mark, Status } from "../../../ui/status.tsx"
import { useCall } from "../../app/use-call.ts"
import { useSettled } from "./use-settled.ts"

/** What stands in the way of a launch, looked at again whenever the writing pauses. */
export function useChecks(document: FlowDocument) {
  const settled = useSettled(document, 500)
  const isValid = FlowDocument.safeParse(settled).success
  return useCall(checkFlow, { document: settled }, { when: isValid, keep: true })
}

type ListProps = { findings: readonly Finding[]; onStep?: (step: string) => void }

export function FindingList({ findings, onStep }: ListProps) {
  const t = useText()
  return (
    <ul className="flow-findings">
      {findings.map(({ severity, code, step, sentence }) => (
        <li key={`${code} ${step ?? ""} ${sentence.en}`}>
          <Mark shape={severity === "stop" ? "cross" : "alert"} tone={severity === "stop" ? "failed" : "waiting"} />
          <span>
            <span className="hidden-text">
              {t(
                severity === "stop"
                  ? { ja: "直すところ：", en: "To mend: " }
                  : { ja: "確かめるところ：", en: "To look at: " },
              )}
            </span>
            {severity === "stop" ? <b>{t(sentence)}</b> : t(sentence)}
          </span>
          {step !== null && onStep && (
            <button type="button" className="link" onClick={() => onStep(step)}>
              {t({ ja: "直す", en: "Mend" })}
            </button>
          )}
        </li>
      ))}
    </ul>
  )
}

type Props = { checks: ReturnType<typeof useChecks>; document: FlowDocument; onStep: (step: string) => void }

/** Before it is published: what has to be mended, what should be seen, and whom it would reach. */
export function LaunchChecks({ checks, document, onStep }: Props) {
  const t = useText()
  const findings = checks.data?.findings ?? []
  const stops = findings.filter(({ severity }) => severity === "stop").length
  return (
    <section className="flow-part">
      <header className="flow-part-head">
        <h3>{t({ ja: "公開の前に", en: "Before publishing" })}</h3>
        {checks.data &&
          (stops > 0 ? (
            <Status is="needed" label={{ ja: `あと${stops}つ`, en: `${stops} to mend` }} />
          ) : (
            <Status is="done" label={{ ja: "公開できます", en: "Ready" }} />
          ))}
      </header>
      {findings.length > 0 && <FindingList findings={findings} onStep={onStep} />}
      {checks.data && findings.length === 0 && (
        <ul className="flow-findings">
          {passed(document).map((words) => (
            <li key={words.en}>
              <Mark shape="tick" tone="done" />
              <span>{t(words)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

const passed = (document: FlowDocument) => [
  { ja: "すべての文面が選ばれています", en: "Every message has its words" },
  { ja: "すべての道に終わりがあります", en: "Every way has an end" },
  document.holdoutBp > 0
    ? {
        ja: `くらべるために ${document.holdoutBp / 100}% を分けます`,
        en: `${document.holdoutBp / 100}% are kept apart to compare`,
      }
    : { ja: "くらべるための対照群はありません", en: "Nobody is kept apart to compare" },
]

/** Whom it would reach, on the brand's own data. */
export function Audience({ document }: { document: FlowDocument }) {
  const t = useText()
  const { number } = useFormat()
  const settled = useSettled(document, 700)
  const isValid = FlowDocument.safeParse(settled).success
  const asked = useCall(flowAudience, { document: settled }, { when: isValid, keep: true })
  const { data } = asked
  if (!data) return null
  const figures = [
    { label: { ja: "いま当てはまる人", en: "Fit now" }, value: data.fits },
    { label: { ja: "この30日のきっかけ", en: "Set off in 30 days" }, value: data.last30Days },
    {
      label: { ja: "一日の通数", en: "Messages a day" },
      value: data.messagesPerDay === null ? null : Math.round(data.messagesPerDay),
    },
  ]
  return (
    <section className="flow-part">
      <header className="flow-part-head">
        <h3>{t({ ja: "届く見込み", en: "Whom it would reach" })}</h3>
      </header>
      <dl className="flow-figures">
        {figures.map(({ label, value }) => (
          <div key={label.en}>
            <dt>{t(label)}</dt>
            <dd className="num">{value === null ? <span className="faint">－</span> : number(value)}</dd>
          </div>
        ))}
      </dl>
      <p className="quiet small">{t(data.sentence)}</p>
    </section>
  )
}
