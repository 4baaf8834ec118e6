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
  const conditions: Condition[] = parts.map((part) => ({
    label: part.sentence,
    passed: part.holds,
    value: part.children.length > 1 ? <Nested of={part.children} /> : valueOf(part, t),
  }))
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

/** Her own value; of what is kept out, the value of the condition inside. */
const valueOf = (part: Verdict, t: ReturnType<typeof useText>) => {
  const value = part.value ?? part.children[0]?.value
  return value ? t(value) : undefined
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

/** What would turn the answer: of those who are in any one condition, of those who are out every one that fails. */
function turnsOf(verdict: Verdict): Text[] {
  if (verdict.wouldChange) return [verdict.wouldChange]
  return verdict.children
    .filter((part) => part.holds === verdict.holds)
    .flatMap(turnsOf)
    .slice(0, 4)
}

const datesOf = (verdict: Verdict): string[] => [
  ...(verdict.changesOn ? [verdict.changesOn] : []),
  ...verdict.children.filter((part) => part.holds === verdict.holds).flatMap(datesOf),
]
