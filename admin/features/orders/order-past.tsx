import { DateText, MoneyText } from "../../../ui/figures.tsx"
import { useText } from "../../../ui/language.tsx"
import { Section } from "../../../ui/layout.tsx"
import type { Text } from "../../../ui/text.ts"
import { useSourceNames } from "../../app/words/source.ts"
import type { WholeOrder } from "./whole-order.ts"

type Past = WholeOrder["history"][number]

// In the order of an order's life: what has one and the same time is still told in it.
const words: Readonly<Record<string, Text>> = {
  received: { ja: "注文を受け付け", en: "Order received" },
  "payment-approved": { ja: "決済を承認", en: "Payment approved" },
  "stock-allocated": { ja: "在庫を確保", en: "Stock allocated" },
  cancelled: { ja: "注文を取消", en: "Order cancelled" },
  deleted: { ja: "ショップで削除", en: "Deleted at the shop" },
  redacted: { ja: "個人情報を消去", en: "Personal data erased" },
}
const rank = (past: Past) => [...Object.keys(words), past.fact].indexOf(past.fact)
const inOrder = (a: Past, b: Past) => a.at.getTime() - b.at.getTime() || rank(a) - rank(b)

const day = 86_400_000
const tooOld: Text = {
  ja: " に知りました。24時間より前のことなので、このことでは新しくお知らせを送りません。",
  en: ", more than 24 hours later, so that no new notice goes out about it.",
}
const broughtIn: Text = {
  ja: " に、過去の注文として取り込みました。新しくお知らせを送りません。",
  en: ", as one of the past that was brought in: no new notice goes out about it.",
}

/** What became of the order, and when we heard of it. */
export function OrderPast({ order }: { order: WholeOrder }) {
  const t = useText()
  const sourceName = useSourceNames()
  const wasLate = order.history.length > 0 && order.history.every((past) => past.late)
  const isOld = order.history.every(({ at }) => order.firstSeenAt.getTime() - at.getTime() > day)
  return (
    <Section title={{ ja: "記録", en: "History" }} scope={{ ja: "起きた順", en: "as it happened" }}>
      {wasLate && (
        <p className="small quiet order-masked">
          {t({ ja: "この注文は ", en: "We heard of this order on " })}
          <DateText at={order.firstSeenAt} />
          {t(isOld ? tooOld : broughtIn)}
        </p>
      )}
      <ul className="rows">
        {order.history.toSorted(inOrder).map((past) => (
          <Row key={past.fact} order={order} past={past} explained={wasLate} />
        ))}
        <li>
          <span>{t({ ja: "注文の出どころ", en: "Comes from" })}</span>
          <span className="value">
            {t(sourceName(order.source))}
            <span className="under num">{order.externalId}</span>
          </span>
        </li>
      </ul>
    </Section>
  )
}

function Row({ order, past, explained }: { order: WholeOrder; past: Past; explained: boolean }) {
  const t = useText()
  const isRefund = past.fact.startsWith("refunded:")
  return (
    <li>
      <span>
        {isRefund ? (
          <Refunded order={order} fact={past.fact} />
        ) : (
          t(words[past.fact] ?? { ja: past.fact, en: past.fact })
        )}
        {past.late && !explained && (
          <span className="under">
            {t({ ja: "知ったのは ", en: "heard of it " })}
            <DateText at={past.seenAt} />
            {t({ ja: "。お知らせは送っていません", en: "; nobody was written to" })}
          </span>
        )}
      </span>
      <span className="value">
        <DateText at={past.at} />
      </span>
    </li>
  )
}

function Refunded({ order, fact }: { order: WholeOrder; fact: string }) {
  const t = useText()
  const refund = order.refunds.find(({ externalId }) => fact === `refunded:${externalId}`)
  if (!refund) return t({ ja: "返金", en: "Refund" })
  return (
    <>
      {t({ ja: "返金 ", en: "Refund " })}
      <MoneyText minor={refund.amount} currency={order.currency} />
    </>
  )
}
