import { getMessageSignals } from "../../../server/capabilities/engagement/contract.ts"
import { DateText } from "../../../ui/figures.tsx"
import { useFormat, useText } from "../../../ui/language.tsx"
import { Section } from "../../../ui/layout.tsx"
import { Status } from "../../../ui/status.tsx"
import { same, type Text } from "../../../ui/text.ts"
import type { Reply } from "../../app/call.ts"
import { useCall } from "../../app/use-call.ts"

type Signal = Reply<typeof getMessageSignals>["items"][number]
const shown = 8

/** Who opened a message and followed its links: people apart from machines, and why we think so. Nothing while there is nothing. */
export function Signals({ messageId }: { messageId: string }) {
  const t = useText()
  const { number } = useFormat()
  const signals = useCall(getMessageSignals, { messageId }, { everyMs: 15_000, keep: true })
  const items = signals.data?.items ?? []
  if (items.length === 0) return null
  return (
    <Section title={{ ja: "反応", en: "Reactions" }}>
      <ul className="rows">
        {items.slice(0, shown).map((signal) => (
          <li key={signal.hitId}>
            <span>
              <Status {...standing(signal)} />
              <span className="under">
                {t(reasonOf(signal))}
                {signal.url && ` ${signal.url}`}
              </span>
            </span>
            <span className="value">
              <DateText at={signal.at} />
            </span>
          </li>
        ))}
      </ul>
      {items.length > shown && (
        <p className="small quiet">
          {t({ ja: `ほかに${number(items.length - shown)}件`, en: `and ${number(items.length - shown)} more` })}
        </p>
      )}
    </Section>
  )
}

const standing = ({ what, verdict }: Signal) => {
  const isOpen = what === "open"
  if (verdict === "human")
    return {
      is: "done",
      label: isOpen ? { ja: "開いた", en: "Opened" } : { ja: "リンクを開いた", en: "Followed a link" },
    } as const
  if (verdict === "machine")
    return {
      is: "none",
      label: isOpen
        ? { ja: "機械が開いた", en: "A machine opened it" }
        : { ja: "機械がリンクを開いた", en: "A machine followed a link" },
    } as const
  return verdict === null
    ? ({ is: "waiting", label: { ja: "見分けています", en: "Being told apart" } } as const)
    : ({ is: "none", label: { ja: "人か機械か分かりません", en: "A person or a machine" } } as const)
}

const reasons: Record<string, Text> = {
  trap: { ja: "見えないリンクを開いた", en: "followed the link that nobody sees" },
  "head-request": { ja: "中身を受け取らない問い合わせ", en: "asked without wanting the page" },
  prefetch: { ja: "先読み", en: "fetched ahead" },
  "scanner-agent": { ja: "検査の機械や自動のしくみ", en: "a scanner or another program" },
  "scanner-network": { ja: "検査会社のネットワークから", en: "from a scanner's network" },
  "no-agent": { ja: "名乗らない", en: "gave no name" },
  "mail-privacy-proxy": { ja: "Apple メールの先読み", en: "Apple Mail's privacy protection" },
  "before-delivery": { ja: "届く前", en: "before it was delivered" },
  "many-links-at-once": { ja: "いくつものリンクを一度に", en: "several links at once" },
  "same-visitor-as-a-machine": { ja: "機械と同じ訪問者", en: "the same visitor as a machine" },
  "not-a-navigation": { ja: "ページを開く操作ではない", en: "not a page that was opened" },
  "not-a-browser": { ja: "ブラウザーらしくない", en: "not like a browser" },
  "image-proxy": { ja: "Gmail などの画像の取り次ぎ", en: "a picture proxy such as Gmail's" },
  "reader-clicked": { ja: "あとで本人がリンクを開いた", en: "the reader followed a link later" },
  reader: { ja: "本人の端末から", en: "from the reader's own device" },
}

const reasonOf = ({ reason }: Signal): Text => (reason === null ? same("") : (reasons[reason] ?? same(reason)))
