import { Ban, CircleX, Package, Send, ShoppingCart } from "lucide-react"
import type { ReactNode } from "react"
import { getToday } from "../../../server/capabilities/tracking/contract-today.ts"
import type { Icon } from "../../../ui/button.tsx"
import { useFormat, useText } from "../../../ui/language.tsx"
import { Section } from "../../../ui/layout.tsx"
import { Link } from "../../../ui/link.tsx"
import type { Text } from "../../../ui/text.ts"
import type { Reply } from "../../app/call.ts"
import { Loaded } from "../../app/loaded.tsx"
import { useCall } from "../../app/use-call.ts"
import { HoursChart } from "./hours-chart.tsx"

type Day = Reply<typeof getToday>

/** The day so far in figures; each opens to what is behind it. */
export function DayInFigures() {
  const today = useCall(getToday, {}, { everyMs: 60_000 })
  const { time } = useFormat()
  const scope = today.data && { ja: `0:00〜${time(today.data.now)}`, en: `0:00–${time(today.data.now)}` }
  return (
    <Section title={{ ja: "きょうの様子", en: "Today so far" }} {...(scope && { scope })}>
      <Loaded of={today} what={{ ja: "きょうの数字を読み込めませんでした", en: "Today's figures could not be loaded" }}>
        {(day) => (
          <>
            <Figures day={day} />
            <HoursChart day={day} />
          </>
        )}
      </Loaded>
    </Section>
  )
}

function Figures({ day }: { day: Day }) {
  const t = useText()
  const { number, money } = useFormat()
  const { orders, parcels, messages } = day
  const usual = orders.usual?.reduce((sum, count) => sum + count, 0)
  return (
    <ul className="home-figures">
      <Figure
        icon={ShoppingCart}
        label={{ ja: "注文", en: "Orders" }}
        count={orders.count}
        unit={{ ja: "件", en: "" }}
        to="/orders"
      >
        {[
          orders.money.map(({ currency, total }) => money(total, currency)).join(" + "),
          usual !== undefined &&
            t({
              ja: `いつもの同じ曜日は一日${number(Math.round(usual))}件`,
              en: `${number(Math.round(usual))} on a usual such day`,
            }),
        ]
          .filter(Boolean)
          .join(" · ")}
      </Figure>
      <Figure
        icon={Package}
        label={{ ja: "荷物", en: "Parcels" }}
        count={parcels.onTheRoad}
        unit={{ ja: "個", en: "" }}
        to="/shipments?onTheRoad=yes"
      >
        {t({
          ja: `輸送中。きょう着く予定 ${number(parcels.dueToday)}、遅れ ${number(parcels.needAttention)}`,
          en: `on the road; ${number(parcels.dueToday)} due today, ${number(parcels.needAttention)} late`,
        })}
      </Figure>
      <Figure
        icon={Send}
        label={{ ja: "送信", en: "Sent" }}
        count={messages.sent}
        unit={{ ja: "通", en: "" }}
        to="/messages?state=accepted"
      >
        {messages.underWay > 0 &&
          t({ ja: `送信待ち ${number(messages.underWay)}`, en: `${number(messages.underWay)} under way` })}
      </Figure>
      <Figure
        icon={Ban}
        label={{ ja: "見送り", en: "Skipped" }}
        count={messages.skipped}
        unit={{ ja: "通", en: "" }}
        to="/messages?state=skipped"
      >
        {t({ ja: "理由は一通ずつ見られます", en: "each with its reason" })}
      </Figure>
      <Figure
        icon={CircleX}
        label={{ ja: "届かず", en: "Failed" }}
        count={messages.failed}
        unit={{ ja: "通", en: "" }}
        to="/messages?state=failed"
      >
        {messages.unknown > 0 &&
          t({
            ja: `ほかに届いたか分からない ${number(messages.unknown)}通`,
            en: `and ${number(messages.unknown)} of unknown outcome`,
          })}
      </Figure>
    </ul>
  )
}

type FigureProps = { icon: Icon; label: Text; count: number; unit: Text; to: string; children?: ReactNode }

function Figure({ icon: Mark, label, count, unit, to, children }: FigureProps) {
  const t = useText()
  const { number } = useFormat()
  return (
    <li>
      <span className="home-figure-name">
        <Mark aria-hidden />
        {t(label)}
      </span>
      <Link to={to} className="home-figure-count">
        {number(count)}
        <small>{t(unit)}</small>
      </Link>
      <span className="home-figure-more">{children}</span>
    </li>
  )
}
