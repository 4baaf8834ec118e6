import { whyMessage } from "../../../server/capabilities/messages/contract.ts"
import { DateText } from "../../../ui/figures.tsx"
import { useFormat, useText } from "../../../ui/language.tsx"
import { Section } from "../../../ui/layout.tsx"
import { Mark, type Shape } from "../../../ui/status.tsx"
import type { Reply } from "../../app/call.ts"
import { Loaded } from "../../app/loaded.tsx"
import { useCall } from "../../app/use-call.ts"
import type { WholeMessage } from "./whole-message.ts"

type Why = NonNullable<Reply<typeof whyMessage>["why"]>
type Line = Why["lines"][number]

const shapes: Record<Line["says"], { shape: Shape; tone: "done" | "failed" | "waiting" }> = {
  yes: { shape: "tick", tone: "done" },
  no: { shape: "cross", tone: "failed" },
  wait: { shape: "clock", tone: "waiting" },
  other: { shape: "minus", tone: "waiting" },
}

/** Why a letter went or did not: what was looked at, line by line, as it was decided then (X03). */
export function WhyMessage({ message }: { message: WholeMessage }) {
  const t = useText()
  const { moment } = useFormat()
  const found = useCall(whyMessage, { messageId: message.messageId }, { everyMs: 10_000 })
  return (
    <Section title={{ ja: "なぜ", en: "Why" }}>
      <Loaded of={found} what={{ ja: "理由を読み込めませんでした", en: "The reasons could not be loaded" }}>
        {({ why, decidedAt }) =>
          why ? (
            <>
              <WhyLines why={why} />
              {decidedAt && (
                <p className="small quiet messages-gap">
                  {t({ ja: `${moment(decidedAt)} に判断しました。`, en: `Decided ${moment(decidedAt)}.` })}
                </p>
              )}
            </>
          ) : (
            <p className="small quiet messages-gap">
              {t({ ja: "時機が来たら判断します。", en: "It is decided when its moment comes." })}
            </p>
          )
        }
      </Loaded>
    </Section>
  )
}

function WhyLines({ why }: { why: Why }) {
  const t = useText()
  return (
    <ul className="messages-why">
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
