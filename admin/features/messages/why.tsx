import { whyMessage } from "../../../server/capabilities/messages/contract.ts"
import { useFormat, useText } from "../../../ui/language.tsx"
import { Section } from "../../../ui/layout.tsx"
import { Loaded } from "../../app/loaded.tsx"
import { useCall } from "../../app/use-call.ts"
import { WhyLines } from "../../app/why-lines.tsx"
import type { WholeMessage } from "./whole-message.ts"

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
