import { Bell, Mail, Mailbox, MessageCircle, Smartphone } from "lucide-react"
import { getSuppressions } from "../../../server/capabilities/customers/contract.ts"
import type { Icon } from "../../../ui/button.tsx"
import { useFormat, useText } from "../../../ui/language.tsx"
import { Mark, type Shape } from "../../../ui/status.tsx"
import type { Text } from "../../../ui/text.ts"
import { useCall } from "../../app/use-call.ts"
import type { Known } from "./known.ts"
import { type Reach, reachOf, shownChannels } from "./reach.ts"
import { channelWords, suppressionWords } from "./words.ts"

const icons: Readonly<Record<(typeof shownChannels)[number], Icon>> = {
  email: Mail,
  line: MessageCircle,
  post: Mailbox,
  sms: Smartphone,
  push: Bell,
}

const looks: Readonly<Record<Reach["state"], { shape: Shape; tone?: "done" | "waiting"; label: Text }>> = {
  reached: { shape: "tick", tone: "done", label: { ja: "届きます", en: "Reached" } },
  refused: { shape: "cross", label: { ja: "同意なし", en: "Refused" } },
  pending: { shape: "clock", tone: "waiting", label: { ja: "同意の確認待ち", en: "To be confirmed" } },
  unproven: { shape: "clock", tone: "waiting", label: { ja: "未確認の同意", en: "Unproven consent" } },
  unasked: { shape: "minus", label: { ja: "同意なし", en: "No consent" } },
  absent: { shape: "minus", label: { ja: "登録なし", en: "Not registered" } },
  stopped: { shape: "pause", tone: "waiting", label: { ja: "止めています", en: "Stopped" } },
}

/** By which ways news and offers reach the person, and why not. Mails about orders go out without this consent. */
export function CustomerChannels({ known }: { known: Known }) {
  const t = useText()
  const suppressions = useCall(getSuppressions, { customerId: known.customer.customerId })
  return (
    <ul
      className="customer-channels"
      aria-label={t({ ja: "届けられる手段（ご案内）", en: "Ways that news and offers can go" })}
    >
      {shownChannels.map((channel) => (
        <Channel
          key={channel}
          channel={channel}
          reach={reachOf(channel, {
            ...known,
            hasOrderMails: channel === "email",
            suppressions: suppressions.data?.items ?? [],
          })}
        />
      ))}
    </ul>
  )
}

function Channel({ channel, reach }: { channel: (typeof shownChannels)[number]; reach: Reach }) {
  const t = useText()
  const { date } = useFormat()
  const { [channel]: Picture } = icons
  const { shape, tone, label } = looks[reach.state]
  const remark: Text =
    reach.state === "stopped"
      ? suppressionWords(reach.reason)
      : reach.state === "absent"
        ? { ja: "まだ登録がありません", en: "no address yet" }
        : reach.since
          ? { ja: `${date(reach.since)}から`, en: `since ${date(reach.since)}` }
          : { ja: "まだ尋ねていません", en: "not asked yet" }
  return (
    <li>
      <Picture aria-hidden />
      <span>{t(channelWords(channel))}</span>
      <span className={tone ? `status ${tone}` : "status"}>
        <Mark shape={shape} />
        {t(label)}
      </span>
      <span className="remark">{t(remark)}</span>
      {reach.getsOrderMails && (
        <span className="remark">{t({ ja: "注文と配送の連絡は届きます", en: "order mails do arrive" })}</span>
      )}
    </li>
  )
}
