import "./orders.css"
import { getOrder } from "../../../server/capabilities/orders/contract.ts"
import { useFormat, useText } from "../../../ui/language.tsx"
import { Columns, Section, Stack } from "../../../ui/layout.tsx"
import { same } from "../../../ui/text.ts"
import type { PageProps } from "../../app/feature.ts"
import { Loaded } from "../../app/loaded.tsx"
import { Page } from "../../app/page.tsx"
import { useMay } from "../../app/session.tsx"
import { useCall } from "../../app/use-call.ts"
import { orderChannelWords, OrderStatus } from "../../app/words/order.tsx"
import { OrderBuyer } from "./order-buyer.tsx"
import { OrderItems } from "./order-items.tsx"
import { OrderMessages } from "./order-messages.tsx"
import { OrderParcels } from "./order-parcels.tsx"
import { OrderPast } from "./order-past.tsx"
import { OrderSteps } from "./order-steps.tsx"
import { TrackingPageButton } from "./tracking-page-button.tsx"
import type { WholeOrder } from "./whole-order.ts"

export function OrderPage({ params }: PageProps<"/orders/$orderId">) {
  const order = useCall(getOrder, { orderId: params.orderId }, { everyMs: 60_000 })
  return (
    <Loaded of={order} rows={10} what={{ ja: "注文を読み込めませんでした", en: "The order could not be loaded" }}>
      {(found) => <Shown order={found} />}
    </Loaded>
  )
}

function Shown({ order }: { order: WholeOrder }) {
  const t = useText()
  const { moment } = useFormat()
  const may = useMay()
  const facts = [
    <OrderStatus key="status" order={order} />,
    moment(order.placedAt),
    t(orderChannelWords[order.channel]),
    ...(order.isGift ? [t({ ja: "ギフト", en: "Gift" })] : []),
    ...(order.clockSkew ? [t({ ja: "ショップの時計が進んでいます", en: "The shop's clock runs ahead" })] : []),
  ]
  return (
    <Page
      above={[{ label: { ja: "注文", en: "Orders" }, to: "/orders" }]}
      title={{ ja: `注文 ${order.number}`, en: `Order ${order.number}` }}
      name={same(order.number)}
      facts={facts}
      actions={<TrackingPageButton orderId={order.orderId} />}
    >
      <Stack>
        <OrderSteps order={order} />
        <Columns split="8-4">
          <Stack>
            <Section first title={{ ja: "商品と金額", en: "Items and money" }}>
              <OrderItems order={order} />
            </Section>
            {may("shipments:read") && <OrderParcels order={order} />}
          </Stack>
          <Stack near>
            <OrderBuyer order={order} />
            {may("messages:read") && <OrderMessages orderId={order.orderId} />}
            <OrderPast order={order} />
          </Stack>
        </Columns>
      </Stack>
    </Page>
  )
}
