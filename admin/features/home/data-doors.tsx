import { getLatestEvents, getProjection, listDeadLetters } from "../../../server/capabilities/events/contract.ts"
import { getMailSettings, listSenders } from "../../../server/capabilities/messages/contract.ts"
import { listShops } from "../../../server/capabilities/orders/contract-shops.ts"
import { useFormat, useText } from "../../../ui/language.tsx"
import { Section } from "../../../ui/layout.tsx"
import { Link } from "../../../ui/link.tsx"
import { Status } from "../../../ui/status.tsx"
import type { Text } from "../../../ui/text.ts"
import { useMay } from "../../app/session.tsx"
import { useCall } from "../../app/use-call.ts"

type Door = {
  readonly name: Text
  readonly about: Text
  readonly is: "done" | "failed" | "waiting" | "none"
  readonly word: Text
  readonly to: string
}

/** Whether what the product lives on arrives: shops, events, analytics, mails. */
export function DataDoors() {
  const t = useText()
  const doors = useDoors()
  if (doors.length === 0) return null
  return (
    <Section
      title={{ ja: "データの届きぐあい", en: "How data arrives" }}
      beside={<Link to="/settings">{t({ ja: "連携の設定", en: "Connections" })}</Link>}
    >
      <ul className="home-doors">
        {doors.map((door) => (
          <li key={door.name.en}>
            <Link to={door.to}>{t(door.name)}</Link>
            <span className="small quiet">{t(door.about)}</span>
            <Status is={door.is} label={door.word} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

function useDoors(): Door[] {
  const may = useMay()
  const { relative, number, duration } = useFormat()
  const everyMs = 60_000
  const shops = useCall(listShops, {}, { when: may("brand:read"), everyMs })
  const events = useCall(getLatestEvents, { limit: 1 }, { when: may("customers:read"), everyMs })
  const dead = useCall(listDeadLetters, { limit: 200 }, { when: may("customers:read"), everyMs })
  const projection = useCall(getProjection, {}, { everyMs })
  const mail = useCall(getMailSettings, {}, { when: may("brand:read"), everyMs })
  const senders = useCall(listSenders, {}, { when: may("messages:read"), everyMs })
  const isClosed = senders.data?.items.some(({ isPaused }) => isPaused) ?? false
  const doors: Door[] = []
  const ago = (at: Date): Text => ({ ja: relative(at), en: relative(at) })
  for (const shop of shops.data?.items ?? [])
    doors.push({
      name: { ja: `${shop.name} の注文`, en: `Orders of ${shop.name}` },
      about: { ja: shop.shopDomain, en: shop.shopDomain },
      to: "/settings/shops",
      ...(shop.refusedLastHour > 0
        ? { is: "failed", word: { ja: "署名が合いません", en: "Signatures do not match" } }
        : shop.lastMessageAt
          ? { is: "done", word: ago(shop.lastMessageAt) }
          : { is: "waiting", word: { ja: "最初の知らせを待っています", en: "Waiting for its first message" } }),
    })
  const last = events.data?.items[0]
  if (events.data)
    doors.push({
      name: { ja: "できごと", en: "Events" },
      about: last ? last.title : { ja: "ショップ・サイト・API から", en: "From shops, sites and the API" },
      to: "/settings/events",
      ...(last
        ? { is: "done", word: ago(last.receivedAt) }
        : { is: "none", word: { ja: "まだ届いていません", en: "None yet" } }),
    })
  if (dead.data && dead.data.items.length > 0)
    doors.push({
      name: { ja: "処理できなかったもの", en: "Dead letters" },
      about: { ja: "直して、やり直せます", en: "Can be mended and processed again" },
      to: "/settings/events?view=dead",
      is: "failed",
      word: { ja: `${number(dead.data.items.length)}件`, en: number(dead.data.items.length) },
    })
  if (projection.data)
    doors.push({
      name: { ja: "集計", en: "Analytics" },
      about: { ja: "数字に映るまでの遅れ", en: "Behind the events by" },
      to: "/settings/events",
      ...(!projection.data.available
        ? { is: "failed", word: { ja: "止まっています", en: "Not available" } }
        : projection.data.seconds > 60
          ? {
              is: "waiting",
              word: {
                ja: `${duration(projection.data.seconds * 1000)}遅れ`,
                en: `${duration(projection.data.seconds * 1000)} behind`,
              },
            }
          : { is: "done", word: { ja: "遅れなし", en: "Up to date" } }),
    })
  if (mail.data)
    doors.push({
      name: { ja: "メールの送り口", en: "Way out of mails" },
      about: mail.data.isCaught
        ? { ja: "受け取り箱（お客様には届きません）", en: "The catcher: no customer gets them" }
        : { ja: mail.data.way, en: mail.data.way },
      to: "/settings/mail",
      ...(isClosed
        ? { is: "failed", word: { ja: "止まっています", en: "Closed" } }
        : mail.data.isCaught
          ? { is: "waiting", word: { ja: "サーバー未設定", en: "No server set" } }
          : { is: "done", word: { ja: "設定済み", en: "Set" } }),
    })
  return doors
}
