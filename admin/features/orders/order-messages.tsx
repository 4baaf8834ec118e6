import type { z } from "zod"
import { listOrderMessages } from "../../../server/capabilities/tracking/contract.ts"
import { DateText } from "../../../ui/figures.tsx"
import { useText } from "../../../ui/language.tsx"
import { Section } from "../../../ui/layout.tsx"
import { Link } from "../../../ui/link.tsx"
import { Empty } from "../../../ui/states.tsx"
import { type Standing, Status } from "../../../ui/status.tsx"
import type { Text } from "../../../ui/text.ts"
import { Loaded } from "../../app/loaded.tsx"
import { useCall } from "../../app/use-call.ts"

type Message = z.output<typeof listOrderMessages.reply>["items"][number]

const sent: [Standing, Text] = ["done", { ja: "送信済み", en: "Sent" }]
const states: Readonly<Record<string, [Standing, Text]>> = {
  accepted: sent,
  planned: ["waiting", { ja: "送信待ち", en: "Waiting" }],
  attempting: ["waiting", { ja: "送信中", en: "Being sent" }],
  retrying: ["waiting", { ja: "やり直し待ち", en: "Will try again" }],
  failed: ["failed", { ja: "送れませんでした", en: "Failed" }],
  unknown: ["needed", { ja: "届いたか不明", en: "Not known" }],
  expired: ["none", { ja: "期限切れ", en: "Too late" }],
  skipped: ["none", { ja: "見送り", en: "Skipped" }],
}

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
  const [is, label] = states[message.state] ?? sent
  return (
    <li>
      <span>
        <Link to={`/messages/${message.messageId}`}>{t(message.title)}</Link>
        <span className="under">
          <DateText at={message.acceptedAt ?? message.plannedAt} />
        </span>
      </span>
      <span className="value">
        <Status is={is} label={label} />
      </span>
    </li>
  )
}
