import { useState } from "react"
import { listMessages } from "../../../server/capabilities/messages/contract.ts"
import { channelName, reasonWords } from "../../../server/capabilities/messages/reason-words-rules.ts"
import { Button } from "../../../ui/button.tsx"
import { DateText } from "../../../ui/figures.tsx"
import { useText } from "../../../ui/language.tsx"
import { Section } from "../../../ui/layout.tsx"
import { Link } from "../../../ui/link.tsx"
import { Status } from "../../../ui/status.tsx"
import { useCall } from "../../app/use-call.ts"
import { messageStanding } from "../../app/words/message.ts"
import { WhyNot } from "./why-not.tsx"

const onTheWay: readonly string[] = ["planned", "held", "deferred", "attempting", "retrying"]

/** What is about to be sent to the person and what it waits for; and whether she would get something, and why not. */
export function PlannedMessages({ customerId }: { customerId: string }) {
  const t = useText()
  const messages = useCall(listMessages, { customerId, limit: 200 }, { everyMs: 60_000 })
  const [asking, setAsking] = useState(false)
  const items = messages.data?.items.filter((message) => onTheWay.includes(message.state)) ?? []
  return (
    <Section
      title={{ ja: "これから届くもの", en: "About to be sent" }}
      beside={
        <Button look="text" label={{ ja: "届くか調べる", en: "Would it arrive?" }} onClick={() => setAsking(true)} />
      }
    >
      {items.length === 0 ? (
        <p className="small quiet customer-gap">{t({ ja: "いまはありません。", en: "Nothing at the moment." })}</p>
      ) : (
        <ul className="customer-list">
          {items.map(({ messageId, title, sendAt, plannedAt, channel, state, reason }) => (
            <li key={messageId}>
              <span>
                <Link to={`/messages/${messageId}`}>{t(title)}</Link>
                <span className="under">
                  <DateText at={sendAt ?? plannedAt} />
                  {channel && ` · ${t(channelName(channel))}`}
                  {reason && ` · ${t(reasonWords(reason))}`}
                </span>
              </span>
              <span className="end">
                <Status {...messageStanding(state)} />
              </span>
            </li>
          ))}
        </ul>
      )}
      {asking && <WhyNot customerId={customerId} onClose={() => setAsking(false)} />}
    </Section>
  )
}
