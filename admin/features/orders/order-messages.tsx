import type { z } from "zod"
import { listOrderMessages } from "../../../server/capabilities/tracking/contract.ts"
import { DateText } from "../../../ui/figures.tsx"
import { useText } from "../../../ui/language.tsx"
import { Section } from "../../../ui/layout.tsx"
import { Link } from "../../../ui/link.tsx"
import { Empty } from "../../../ui/states.tsx"
import { Status } from "../../../ui/status.tsx"
import { Loaded } from "../../app/loaded.tsx"
import { useCall } from "../../app/use-call.ts"
import { messageStanding } from "../../app/words/message.ts"

type Message = z.output<typeof listOrderMessages.reply>["items"][number]

/** What was written to the buyer about this order. */
export function OrderMessages({ orderId }: { orderId: string }) {
  const messages = useCall(listOrderMessages, { orderId }, { everyMs: 60_000 })
  return (
    <Section title={{ ja: "送ったお知らせ", en: "Messages sent" }}>
      <Loaded of={messages} rows={2}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty
              title={{ ja: "お知らせはまだありません", en: "Nothing was sent yet" }}
              why={{
                ja: "24時間より前のことは、あとから届いても知らせません。",
                en: "What happened more than 24 hours before we heard of it is not told.",
              }}
            />
          ) : (
            <ul className="rows">
              {items.map((message) => (
                <MessageRow key={message.messageId} message={message} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </Section>
  )
}

function MessageRow({ message }: { message: Message }) {
  const t = useText()
  return (
    <li>
      <span>
        <Link to={`/messages/${message.messageId}`}>{t(message.title)}</Link>
        <span className="under">
          <DateText at={message.acceptedAt ?? message.plannedAt} />
        </span>
      </span>
      <span className="value">
        <Status {...messageStanding(message.state)} />
      </span>
    </li>
  )
}
