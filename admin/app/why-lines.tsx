import type { whyLetter } from "../../server/capabilities/messages/contract.ts"
import { DateText } from "../../ui/figures.tsx"
import { useText } from "../../ui/language.tsx"
import { Mark, type Shape } from "../../ui/status.tsx"
import type { Reply } from "./call.ts"
import "./why-lines.css"

export type Why = Reply<typeof whyLetter>
type Line = Why["lines"][number]

const shapes: Record<Line["says"], { shape: Shape; tone: "done" | "failed" | "waiting" }> = {
  yes: { shape: "tick", tone: "done" },
  no: { shape: "cross", tone: "failed" },
  wait: { shape: "clock", tone: "waiting" },
  other: { shape: "minus", tone: "waiting" },
}

/** What was looked at before a letter, in order, and what was found (X03). */
export function WhyLines({ why }: { why: Why }) {
  const t = useText()
  return (
    <ul className="why-lines">
      {why.lines.map((line, index) => (
        // Lines are told in the order in which they were looked at and never move.
        <li key={`${line.check}:${index.toString()}`}>
          <Mark {...shapes[line.says]} />
          <span>
            <b>{t(line.name)}</b>
            <span className="small quiet">
              {t(line.words)}
              {line.until && (
                <>
                  {" "}
                  <DateText at={line.until} />
                  {t({ ja: "まで", en: "" })}
                </>
              )}
            </span>
          </span>
        </li>
      ))}
    </ul>
  )
}
