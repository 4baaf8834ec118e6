import { listMessages } from "../../../server/capabilities/messages/contract.ts"
import { DateText } from "../../../ui/figures.tsx"
import { useText } from "../../../ui/language.tsx"
import { Section } from "../../../ui/layout.tsx"
import { Link } from "../../../ui/link.tsx"
import { Status } from "../../../ui/status.tsx"
import { useCall } from "../../app/use-call.ts"
import { messageStanding } from "../../app/words/message.ts"

const onTheWay: readonly string[] = ["planned", "attempting", "retrying"]

/** What is about to be sent to the person; nothing when nothing is. */
export function PlannedMessages({ customerId }: { customerId: string }) {
  const t = useText()
  const messages = useCall(listMessages, { customerId, limit: 200 }, { everyMs: 60_000 })
  const items = messages.data?.items.filter((message) => onTheWay.includes(message.state)) ?? []
  if (items.length === 0) return null
  return (
    <Section title={{ ja: "これから届くもの", en: "About to be sent" }}>
      <ul className="customer-list">
        {items.map((message) => (
          <li key={message.messageId}>
            <span>
              <Link to={`/messages/${message.messageId}`}>{t(message.title)}</Link>
              <span className="under">
                <DateText at={message.plannedAt} />
              </span>
            </span>
            <span className="end">
              <Status {...messageStanding(message.state)} />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
