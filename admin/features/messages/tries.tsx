import { DateText } from "../../../ui/figures.tsx"
import { useText } from "../../../ui/language.tsx"
import { Section } from "../../../ui/layout.tsx"
import { Status } from "../../../ui/status.tsx"
import { outcomeWords, phaseWords, reasonWords } from "./message-words.ts"
import type { WholeMessage } from "./whole-message.ts"

/** Each attempt to hand the mail over, with how far it came and what the other server said. */
export function Tries({ message }: { message: WholeMessage }) {
  const t = useText()
  const { tries } = message
  return (
    <Section
      title={{ ja: "送信の経過", en: "Attempts" }}
      scope={{ ja: `${tries.length}回`, en: `${tries.length} made` }}
    >
      {tries.length === 0 && (
        <p className="quiet small messages-gap">
          {t(
            message.acceptedAt
              ? {
                  ja: "Maido より前に送られたもので、経過は分かりません。",
                  en: "Sent before Maido kept a record of attempts.",
                }
              : { ja: "まだ試していません。", en: "None has been made yet." },
          )}
        </p>
      )}
      <ol className="messages-tries">
        {tries.map((attempt) => (
          <li key={`${attempt.round}-${attempt.attempt}`}>
            <span className="messages-try-head">
              <Status {...outcomeWords(attempt.outcome)} />
              <DateText at={attempt.at} />
            </span>
            {(attempt.reason || attempt.phase) && (
              <span className="small">
                {attempt.reason && t(reasonWords(attempt.reason))}
                {attempt.phase && <span className="quiet"> {t(phaseWords(attempt.phase))}</span>}
              </span>
            )}
            {attempt.response && (
              <code>
                {attempt.code !== null && !attempt.response.startsWith(String(attempt.code)) && `${attempt.code} `}
                {attempt.response}
              </code>
            )}
          </li>
        ))}
      </ol>
    </Section>
  )
}
