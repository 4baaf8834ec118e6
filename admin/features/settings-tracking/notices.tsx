import "./notices.css"
import { getTrackingSettings, putTrackingSettings } from "../../../server/capabilities/tracking/contract-settings.ts"
import type { NoticeName, TrackingSettings } from "../../../server/capabilities/tracking/model-settings.ts"
import { Switch } from "../../../ui/choices.tsx"
import { useText } from "../../../ui/language.tsx"
import { Note, Section, Stack } from "../../../ui/layout.tsx"
import { Link } from "../../../ui/link.tsx"
import type { Text } from "../../../ui/text.ts"
import { useToast } from "../../../ui/toast.tsx"
import { Loaded } from "../../app/loaded.tsx"
import { useMay, useSession } from "../../app/session.tsx"
import { SettingsPage } from "../../app/settings-page.tsx"
import { useAct, useCall } from "../../app/use-call.ts"

type Notice = { key: NoticeName; kind: string; label: Text; about: Text }

const notices: readonly { title: Text; scope: Text; notices: readonly Notice[] }[] = [
  {
    title: { ja: "注文", en: "Order" },
    scope: { ja: "ショップから届いたとき", en: "as the shop tells us" },
    notices: [
      {
        key: "received",
        kind: "order-received",
        label: { ja: "ご注文の受付", en: "Order received" },
        about: { ja: "注文が届いたら、すぐに。", en: "As soon as the order arrives." },
      },
      {
        key: "confirmed",
        kind: "order-confirmed",
        label: { ja: "ご注文の確定", en: "Order confirmed" },
        about: {
          ja: "支払いの承認が、注文よりあとだったときだけ。",
          en: "Only when the payment is approved after the order.",
        },
      },
      {
        key: "stockAllocated",
        kind: "stock-allocated",
        label: { ja: "ご用意ができました", en: "Stock allocated" },
        about: {
          ja: "商品を確保したとき。予約や受注生産のお店に。",
          en: "When the goods are set aside: for pre-orders and made to order.",
        },
      },
      {
        key: "cancelled",
        kind: "order-cancelled",
        label: { ja: "キャンセル", en: "Cancelled" },
        about: { ja: "注文が取り消されたとき。", en: "When the order is cancelled." },
      },
      {
        key: "refunded",
        kind: "refunded",
        label: { ja: "返金", en: "Refunded" },
        about: { ja: "返金したとき、金額と理由を。", en: "When money is returned, with amount and reason." },
      },
    ],
  },
  {
    title: { ja: "お届け", en: "Delivery" },
    scope: { ja: "荷物ごとに", en: "for each parcel" },
    notices: [
      {
        key: "shipped",
        kind: "shipped",
        label: { ja: "発送", en: "Shipped" },
        about: { ja: "お届け予定とお問い合わせ番号を。", en: "With the expected day and the tracking number." },
      },
      {
        key: "outForDelivery",
        kind: "out-for-delivery",
        label: { ja: "まもなくお届け", en: "Out for delivery" },
        about: { ja: "配達に出た朝に。", en: "On the morning it goes out." },
      },
      {
        key: "delivered",
        kind: "delivered",
        label: { ja: "お届け完了", en: "Delivered" },
        about: { ja: "受け取られたら、使い方も添えて。", en: "Once received, with how to use it." },
      },
      {
        key: "delayed",
        kind: "delayed",
        label: { ja: "お届けの遅れ", en: "Delayed" },
        about: { ja: "遅れが分かったら、尋ねられる前に。", en: "As soon as we know, before they ask." },
      },
    ],
  },
]

/** Which mails of an order go out by themselves. Each switch counts from the next event on. */
export function Notices() {
  const settings = useCall(getTrackingSettings, {})
  const t = useText()
  return (
    <SettingsPage title={{ ja: "お届けのお知らせ", en: "Delivery notices" }}>
      <Loaded of={settings} what={{ ja: "設定を読み込めませんでした", en: "The settings could not be loaded" }}>
        {(found) => <Switches {...found} />}
      </Loaded>
      <div className="settings-below">
        <Note>
          {t({
            ja: "24時間より前の注文や荷物が届いたときは、記録だけを直し、メールは送りません。",
            en: "Orders and parcels older than 24 hours only correct the record; no mail is sent for them.",
          })}
        </Note>
      </div>
    </SettingsPage>
  )
}

function Switches({ settings, version }: { settings: TrackingSettings; version: number }) {
  const t = useText()
  const may = useMay()
  const toast = useToast()
  const { brand } = useSession()
  const save = useAct(putTrackingSettings, {
    refresh: [getTrackingSettings],
    done: () =>
      toast({ words: { ja: "変えました。次のできごとから効きます。", en: "Changed, from the next event on." } }),
  })
  return (
    <Stack>
      {notices.map((group) => (
        <Section key={group.title.en} title={group.title} scope={group.scope}>
          <ul className="notices">
            {group.notices.map(({ key, kind, label, about }) => (
              <li key={key}>
                <Switch
                  on={settings[key]}
                  label={label}
                  disabled={save.busy || !may("brand:write")}
                  words={{ on: { ja: "送る", en: "Sent" }, off: { ja: "送らない", en: "Not sent" } }}
                  onChange={(on) => save.run({ settings: { ...settings, [key]: on }, basedOn: version })}
                />
                <span className="quiet small">{t(about)}</span>
                <Link to={`/messages/templates/tracking.${kind}/${brand.language}`} className="small">
                  {t({ ja: "文面", en: "Wording" })}
                  <span className="hidden-text">{t({ ja: `：${label.ja}`, en: `: ${label.en}` })}</span>
                </Link>
              </li>
            ))}
          </ul>
        </Section>
      ))}
    </Stack>
  )
}
