import type { TakenStep } from "../../../server/capabilities/flows/model-flow.ts"
import { DateText } from "../../../ui/figures.tsx"
import { useText } from "../../../ui/language.tsx"
import { Mark } from "../../../ui/status.tsx"
import type { Text } from "../../../ui/text.ts"

type ReasonsProps = { reasons: readonly { readonly code: string; readonly isMet: boolean; readonly sentence: Text }[] }

/** Why somebody comes in or does not, one line each, in the order in which it is asked. */
export function Reasons({ reasons }: ReasonsProps) {
  const t = useText()
  return (
    <ul className="flow-findings">
      {reasons.map(({ code, isMet, sentence }) => (
        <li key={`${code} ${sentence.en}`}>
          <Mark shape={isMet ? "tick" : "cross"} tone={isMet ? "done" : "failed"} />
          <span>{isMet ? t(sentence) : <b>{t(sentence)}</b>}</span>
        </li>
      ))}
    </ul>
  )
}

/** One way through the flow: when each step was come to, and why it went on as it did. */
export function TakenSteps({ steps, nameOf }: { steps: readonly TakenStep[]; nameOf: (id: string) => Text }) {
  const t = useText()
  return (
    <ol className="flow-taken">
      {steps.map((taken) => (
        <li key={`${taken.step} ${taken.visit}`}>
          <span className="when">
            <DateText at={taken.arrivedAt} />
          </span>
          <span>
            <b>{t(nameOf(taken.step))}</b>
            <span className="flow-under">{t(taken.sentence)}</span>
          </span>
        </li>
      ))}
    </ol>
  )
}
