import "./verdict-panel.css"
import type { Verdict } from "../../server/capabilities/segments/model-segment.ts"
import { useFormat, useText } from "../../ui/language.tsx"
import type { Text } from "../../ui/text.ts"
import { type Condition, WhyPanel } from "../../ui/why.tsx"

type Props = {
  verdict: Verdict
  subject: Text
  /** Why the conditions are asked: なぜ入っているか. */
  question: Text
  judged?: string | undefined
}

/** Why somebody belongs to a segment or not, with her own values, and what would turn it round. */
export function VerdictPanel({ verdict, subject, question, judged }: Props) {
  const t = useText()
  const { day } = useFormat()
  const parts = verdict.children.length > 0 ? verdict.children : [verdict]
  const conditions: Condition[] = parts.map((part) => {
    const { children, value } = innermost(part)
    return {
      label: part.sentence,
      passed: part.holds,
      value: children.length > 1 ? <Nested of={children} /> : value ? t(value) : undefined,
    }
  })
  const turning = turnsOf(verdict)
  const dated = datesOf(verdict).toSorted()[0]
  return (
    <WhyPanel
      question={question}
      subject={subject}
      judged={judged}
      conditions={conditions}
      outcome={[
        ...(dated ? [{ label: { ja: "変わる日", en: "Turns on" }, value: day(dated) }] : []),
        ...(turning.length > 0
          ? [
              {
                label: verdict.holds ? { ja: "出るには", en: "To leave" } : { ja: "入るには", en: "To enter" },
                value: (
                  <>
                    {turning.map((words) => (
                      <span key={words.en} className="verdict-turn">
                        {t(words)}
                      </span>
                    ))}
                  </>
                ),
              },
            ]
          : []),
      ]}
    />
  )
}

/** What is kept out, and another segment, are told by what stands inside. */
const innermost = (part: Verdict): Verdict => {
  const [only, ...others] = part.children
  return only && others.length === 0 ? innermost(only) : part
}

function Nested({ of }: { of: readonly Verdict[] }) {
  const t = useText()
  return (
    <>
      {of.map((part) => (
        <span key={part.path} className="verdict-part">
          {t(part.holds ? { ja: "○ ", en: "Yes: " } : { ja: "× ", en: "No: " })}
          {t(part.sentence)}
          {part.value && t({ ja: `（${part.value.ja}）`, en: ` (${part.value.en})` })}
        </span>
      ))}
    </>
  )
}

/** What decides: of what is kept out, and of another segment, the one inside; else those that say as the whole does. */
const deciding = ({ children, holds }: Verdict): readonly Verdict[] =>
  children.length === 1 ? children : children.filter((part) => part.holds === holds)

/** What would turn the answer: of those who are in any one condition, of those who are out every one that fails. */
function turnsOf(verdict: Verdict): Text[] {
  if (verdict.wouldChange) return [verdict.wouldChange]
  return deciding(verdict).flatMap(turnsOf).slice(0, 4)
}

const datesOf = (verdict: Verdict): string[] => [
  ...(verdict.changesOn ? [verdict.changesOn] : []),
  ...deciding(verdict).flatMap(datesOf),
]
