import { listOrders } from "../../../server/capabilities/orders/contract.ts"
import { listShipments } from "../../../server/capabilities/shipments/contract.ts"
import { delayReasons } from "../../../server/capabilities/shipments/model-standing.ts"
import { DateText, MoneyText } from "../../../ui/figures.tsx"
import { useText } from "../../../ui/language.tsx"
import { Section } from "../../../ui/layout.tsx"
import { Link } from "../../../ui/link.tsx"
import { Loaded } from "../../app/loaded.tsx"
import { useCall } from "../../app/use-call.ts"
import { OrderStatus } from "../../app/words/order.tsx"
import { ArrivalText, carrierWords, needsAttention, ParcelStatus } from "../../app/words/parcel.tsx"

/** Parcels on their way to the person; nothing when there is none. */
export function CustomerParcels({ customerId }: { customerId: string }) {
  const t = useText()
  const parcels = useCall(listShipments, { customerId, onTheRoad: "yes", limit: 50 }, { everyMs: 60_000 })
  const items = parcels.data?.items ?? []
  if (parcels.data && items.length === 0) return null
  return (
    <Section title={{ ja: "届く途中", en: "On the way" }}>
      <Loaded of={parcels} rows={1}>
        {() => (
          <ul className="customer-list">
            {items.map((parcel) => (
              <li key={parcel.shipmentId}>
                <span>
                  <Link to={`/shipments/${parcel.shipmentId}`}>
                    {parcel.trackingNumber ?? t({ ja: "番号のない荷物", en: "Without a number" })}
                  </Link>
                  <span className="under">
                    {t(carrierWords(parcel.carrier))} · {parcel.origin.name}
                  </span>
                  {needsAttention(parcel) && <span className="under">{t(delayReasons[parcel.delayReason])}</span>}
                </span>
                <span className="end">
                  <ParcelStatus parcel={parcel} />
                  {(parcel.expected ?? parcel.promised) && (
                    <span className="under">
                      <ArrivalText days={parcel.expected ?? parcel.promised ?? { firstDay: "", lastDay: "" }} />
                    </span>
                  )}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </Section>
  )
}

const shown = 5

export function CustomerOrders({ customerId }: { customerId: string }) {
  const t = useText()
  const orders = useCall(listOrders, { customerId, limit: shown })
  return (
    <Section
      title={{ ja: "注文", en: "Orders" }}
      scope={{ ja: `新しい${shown}件`, en: `last ${shown}` }}
      beside={<Link to={`/orders?customer=${customerId}`}>{t({ ja: "すべての注文", en: "All orders" })}</Link>}
    >
      <Loaded of={orders} rows={3}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="customer-empty">{t({ ja: "注文はまだありません。", en: "No orders yet." })}</p>
          ) : (
            <ul className="customer-list">
              {items.map((order) => (
                <li key={order.orderId}>
                  <span>
                    <Link to={`/orders/${order.orderId}`}>{order.number}</Link>
                    <span className="under">
                      <DateText at={order.placedAt} />
                    </span>
                  </span>
                  <span className="end">
                    <MoneyText minor={order.totals.total} currency={order.currency} />
                    <span className="under">
                      <OrderStatus order={order} />
                    </span>
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Section>
  )
}
