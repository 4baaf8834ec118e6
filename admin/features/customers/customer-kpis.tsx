import { getPurchases, listOrders } from "../../../server/capabilities/orders/contract.ts"
import { listShipments } from "../../../server/capabilities/shipments/contract.ts"
import { DateText, MoneyText, NumberText } from "../../../ui/figures.tsx"
import { useFormat, useNow, useText } from "../../../ui/language.tsx"
import { type Kpi, Kpis } from "../../../ui/layout.tsx"
import { counted } from "../../../ui/text.ts"
import { Loaded } from "../../app/loaded.tsx"
import { useMay } from "../../app/session.tsx"
import { useCall } from "../../app/use-call.ts"
import { needsAttention } from "../../app/words/parcel.tsx"

const dayMs = 86_400_000
const most = 50

/** The person in figures: cancelled and returned orders are left out everywhere. */
export function CustomerKpis({ customerId }: { customerId: string }) {
  const purchases = useCall(getPurchases, { customerId })
  const parcels = useParcelsKpi(customerId)
  const bought = useBoughtKpis(customerId)
  return (
    <div className="customer-kpis">
      <Loaded of={purchases} rows={1}>
        {(found) => <Kpis kpis={[...bought(found), ...parcels]} />}
      </Loaded>
    </div>
  )
}

type Purchases = {
  orders: number
  net: readonly { currency: string; amount: number }[]
  firstAt: Date | null
  lastAt: Date | null
}

function useBoughtKpis(customerId: string): (of: Purchases) => Kpi[] {
  const t = useText()
  const { relative, money } = useFormat()
  const now = useNow()
  const inStores = useCall(listOrders, { customerId, channel: "store", limit: most }).data
  return ({ orders, net, firstAt, lastAt }) => {
    const visits = inStores?.items.filter((order) => order.counted).length ?? 0
    const atLeast = inStores?.cursor ? "+" : ""
    const [main, ...others] = net
    const interval =
      firstAt && lastAt && orders > 1 ? (lastAt.getTime() - firstAt.getTime()) / (orders - 1) / dayMs : undefined
    const sinceLast = lastAt && Math.floor((now - lastAt.getTime()) / dayMs)
    const nothing = t({ ja: "まだありません", en: "none yet" })
    return [
      {
        label: { ja: "購入", en: "Orders" },
        value: <NumberText value={orders} unit={t({ ja: "回", en: "" })} />,
        remark:
          visits > 0
            ? t({ ja: `うち店舗 ${visits}${atLeast}回`, en: `${visits}${atLeast} in stores` })
            : t({ ja: "取消・返品を除く", en: "without cancelled ones" }),
        to: `/orders?customer=${customerId}`,
      },
      {
        label: { ja: "累計", en: "Spent" },
        ...(main
          ? { value: <MoneyText minor={main.amount} currency={main.currency} /> }
          : { value: nothing, sentence: true }),
        remark:
          others.length > 0
            ? others.map((one) => money(one.amount, one.currency)).join("、")
            : t({ ja: "返金を引いた額", en: "refunds taken off" }),
      },
      {
        label: { ja: "1回の平均", en: "Average" },
        ...(main && orders > 0
          ? { value: <MoneyText minor={Math.round(main.amount / orders)} currency={main.currency} /> }
          : { value: nothing, sentence: true }),
      },
      {
        label: { ja: "買う間隔", en: "Interval" },
        ...(interval === undefined
          ? { value: t({ ja: "2回目の購入から分かります", en: "known from the second order" }), sentence: true }
          : { value: <NumberText value={Math.round(interval)} unit={t({ ja: "日", en: "days" })} /> }),
        ...(interval !== undefined &&
          sinceLast !== null && {
            remark: t({ ja: `前回から ${sinceLast}日`, en: `${counted(sinceLast, "day")} since the last` }),
          }),
      },
      {
        label: { ja: "最後の注文", en: "Last order" },
        ...(lastAt
          ? { value: <DateText at={lastAt} only="date" />, remark: relative(lastAt) }
          : { value: nothing, sentence: true }),
      },
    ]
  }
}

function useParcelsKpi(customerId: string): Kpi[] {
  const t = useText()
  const may = useMay()("shipments:read")
  const parcels = useCall(listShipments, { customerId, onTheRoad: "yes", limit: most }, { when: may }).data?.items
  if (!parcels) return []
  const late = parcels.filter(needsAttention).length
  return [
    {
      label: { ja: "届く途中の荷物", en: "Parcels on the way" },
      value: <NumberText value={parcels.length} unit={t({ ja: "個", en: "" })} />,
      remark:
        late > 0
          ? t({ ja: `うち遅れ ${late}個`, en: `${late} late` })
          : t(
              parcels.length > 0
                ? { ja: "予定どおり", en: "on time" }
                : { ja: "いまはありません", en: "none right now" },
            ),
    },
  ]
}
