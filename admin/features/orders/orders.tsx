import "./orders.css"
import type { z } from "zod"
import { listOrderBuyers, listOrders, type OrderSummary } from "../../../server/capabilities/orders/contract.ts"
import { ButtonLink } from "../../../ui/button.tsx"
import { DateText, MoneyText, NumberText } from "../../../ui/figures.tsx"
import { useText } from "../../../ui/language.tsx"
import { Link } from "../../../ui/link.tsx"
import { Empty, FilteredToNothing } from "../../../ui/states.tsx"
import { type Column, Pager, Table } from "../../../ui/table.tsx"
import type { PageProps } from "../../app/feature.ts"
import { Loaded } from "../../app/loaded.tsx"
import { Page } from "../../app/page.tsx"
import { peopleOf } from "../../app/segment-address.ts"
import { useMay } from "../../app/session.tsx"
import { useCall, useList } from "../../app/use-call.ts"
import { orderChannelWords, OrderStatus } from "../../app/words/order.tsx"
import { buyersOf } from "./buyers-segment.ts"
import { OrderFilters, useOrderFilter } from "./order-filters.tsx"

type Order = z.output<typeof OrderSummary>

export function Orders({ search, setSearch }: PageProps<"/orders">) {
  const filter = useOrderFilter(search)
  const may = useMay()
  const buyers = buyersOf(search)
  const orders = useList(listOrders, filter.asked, { keep: true })
  const names = useBuyerNames(orders.data?.items ?? [])
  return (
    <Page
      title={{ ja: "注文", en: "Orders" }}
      over={<Scope />}
      actions={
        buyers &&
        may("segments:read") && (
          <ButtonLink label={{ ja: "買った方を見る", en: "See who bought" }} to={peopleOf(buyers)} />
        )
      }
    >
      <OrderFilters search={search} setSearch={setSearch} />
      <Loaded of={orders} rows={8} what={{ ja: "注文を読み込めませんでした", en: "The orders could not be loaded" }}>
        {({ items }) =>
          items.length > 0 ? (
            <>
              <Table
                label={{ ja: "注文", en: "Orders" }}
                columns={columnsWith(names)}
                rows={items}
                rowKey={(order) => order.orderId}
                to={(order) => `/orders/${order.orderId}`}
              />
              <Pager
                shown={items.length}
                more={orders.more}
                busy={orders.isFetchingNextPage}
                onMore={orders.readMore}
              />
            </>
          ) : filter.conditions.length > 0 ? (
            <FilteredToNothing conditions={filter.conditions} onClear={() => setSearch(filter.cleared)} />
          ) : (
            <NoOrders />
          )
        }
      </Loaded>
    </Page>
  )
}

function Scope() {
  const t = useText()
  return t({ ja: "ショップと店舗から届いた注文、新しい順", en: "Orders from shops and stores, newest first" })
}

const NoOrders = () => (
  <Empty
    title={{ ja: "注文はまだありません", en: "There are no orders yet" }}
    why={{
      ja: "ショップをつなぐ、CSV を取り込む、または API で登録すると、ここに並びます。",
      en: "They are listed here once a shop is connected, a CSV imported, or orders are sent by API.",
    }}
  />
)

/** Who bought each of these orders; nobody for those who may not see personal data. */
function useBuyerNames(orders: readonly Order[]): ReadonlyMap<string, string> | undefined {
  const may = useMay()("customers:personal")
  const ids = orders.map((order) => order.orderId).slice(-200)
  const buyers = useCall(listOrderBuyers, { orderIds: ids.join(",") }, { when: may && ids.length > 0, keep: true })
  if (!may) return undefined
  return new Map(buyers.data?.items.flatMap(({ orderId, name }) => (name ? [[orderId, name]] : [])))
}

const columnsWith = (names: ReadonlyMap<string, string> | undefined): readonly Column<Order>[] => [
  {
    key: "number",
    head: { ja: "注文番号", en: "Order" },
    cell: (order) => <span className="num keep">{order.number}</span>,
  },
  { key: "placed", head: { ja: "注文日時", en: "Placed" }, cell: (order) => <DateText at={order.placedAt} /> },
  { key: "buyer", head: { ja: "お客様", en: "Customer" }, cell: (order) => <Buyer order={order} names={names} /> },
  { key: "status", head: { ja: "状態", en: "State" }, cell: (order) => <State order={order} /> },
  { key: "channel", head: { ja: "チャネル", en: "Channel" }, cell: (order) => <Channel order={order} /> },
  {
    key: "pieces",
    head: { ja: "点数", en: "Pieces" },
    end: true,
    cell: (order) => <NumberText value={order.pieces} />,
  },
  {
    key: "total",
    head: { ja: "金額", en: "Total" },
    end: true,
    cell: (order) => <MoneyText minor={order.totals.total} currency={order.currency} />,
  },
]

function Buyer({ order, names }: { order: Order; names: ReadonlyMap<string, string> | undefined }) {
  const t = useText()
  if (!order.customerId) return <span className="quiet">{t({ ja: "どなたか分かりません", en: "Not known" })}</span>
  const name = names?.get(order.orderId) ?? t({ ja: "お客様を見る", en: "See customer" })
  return <Link to={`/customers/${order.customerId}`}>{name}</Link>
}

function State({ order }: { order: Order }) {
  const t = useText()
  return (
    <span className="order-cell">
      <OrderStatus order={order} />
      {order.totals.refunded > 0 && (
        <span className="order-under">
          {t({ ja: "返金 ", en: "refunded " })}
          <MoneyText minor={order.totals.refunded} currency={order.currency} />
        </span>
      )}
    </span>
  )
}

function Channel({ order }: { order: Order }) {
  const t = useText()
  return (
    <span className="order-cell">
      {t(orderChannelWords[order.channel])}
      {order.isGift && <span className="order-under">{t({ ja: "ギフト", en: "gift" })}</span>}
    </span>
  )
}
