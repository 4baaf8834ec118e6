import type { z } from "zod"
import { parcelStateNames } from "../../../server/capabilities/shipments/carriers/model-carrier.ts"
import { getShipment, listShipments, type ShipmentSummary } from "../../../server/capabilities/shipments/contract.ts"
import { delayReasons } from "../../../server/capabilities/shipments/model-standing.ts"
import { DateText } from "../../../ui/figures.tsx"
import { useText } from "../../../ui/language.tsx"
import { Section } from "../../../ui/layout.tsx"
import { Link } from "../../../ui/link.tsx"
import { Empty } from "../../../ui/states.tsx"
import type { Text } from "../../../ui/text.ts"
import { Loaded } from "../../app/loaded.tsx"
import { useCall } from "../../app/use-call.ts"
import { ArrivalText, carrierWords, needsAttention, ParcelStatus } from "../../app/words/parcel.tsx"
import type { WholeOrder } from "./whole-order.ts"

type Parcel = z.output<typeof ShipmentSummary>

/** The parcels of an order, each with its way so far. */
export function OrderParcels({ order }: { order: WholeOrder }) {
  const parcels = useCall(listShipments, { orderId: order.orderId })
  return (
    <Section
      title={{ ja: "荷物", en: "Parcels" }}
      scope={{ ja: "約束の日は、発送したときに決めたもの", en: "the promise was fixed when it left" }}
    >
      <Loaded of={parcels} rows={3}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={{ ja: "まだ発送されていません", en: "Nothing has left yet" }} why={whyNone(order)} />
          ) : (
            <ul className="order-parcels">
              {items.map((parcel) => (
                <ParcelRow key={parcel.shipmentId} parcel={parcel} order={order} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </Section>
  )
}

const whyNone = (order: WholeOrder): Text => {
  if (order.cancelledAt) return { ja: "この注文は取り消されています。", en: "This order was cancelled." }
  if (order.channel === "store") return { ja: "店舗でお渡ししたご注文です。", en: "It was handed over in the store." }
  return {
    ja: "発送の知らせが届くと、ここに出ます。",
    en: "Parcels appear here when the shop tells that they have left.",
  }
}

function ParcelRow({ parcel, order }: { parcel: Parcel; order: WholeOrder }) {
  const t = useText()
  return (
    <li>
      <div className="order-parcel-head">
        <h3>
          <Link to={`/shipments/${parcel.shipmentId}`}>
            {parcel.trackingNumber ?? t({ ja: "番号のない荷物", en: "Parcel without a number" })}
          </Link>
          <span className="order-parcel-from">
            {t(carrierWords(parcel.carrier))} · {parcel.origin.name}
          </span>
        </h3>
        <ParcelStatus parcel={parcel} />
      </div>
      <p className="small quiet">
        {parcel.promised && (
          <>
            {t({ ja: "約束 ", en: "Promised " })}
            <ArrivalText days={parcel.promised} />
          </>
        )}
        {parcel.expected && parcel.expected.lastDay !== parcel.promised?.lastDay && (
          <>
            {t({ ja: "、いまの見込み ", en: ", now expected " })}
            <ArrivalText days={parcel.expected} />
          </>
        )}
        {needsAttention(parcel) && <>　{t(delayReasons[parcel.delayReason])}</>}
      </p>
      <Content parcel={parcel} order={order} />
    </li>
  )
}

/** What is in it, and every step it took. */
function Content({ parcel, order }: { parcel: Parcel; order: WholeOrder }) {
  const whole = useCall(getShipment, { shipmentId: parcel.shipmentId })
  if (!whole.data) return null
  const titles = whole.data.lines.flatMap(({ orderLineExternalId, quantity }) => {
    const line = order.lines.find(({ externalId }) => externalId === orderLineExternalId)
    return line ? [`${line.title} ×${quantity}`] : []
  })
  return (
    <>
      {titles.length > 0 && <p className="small">{titles.join("、")}</p>}
      <ol className="order-way">
        {[...whole.data.events]
          .reverse()
          .slice(0, 6)
          .map((event) => (
            <Step key={`${event.at.toISOString()} ${event.rawText}`} event={event} />
          ))}
      </ol>
    </>
  )
}

type Event = z.output<typeof getShipment.reply>["events"][number]

function Step({ event }: { event: Event }) {
  const t = useText()
  return (
    <li>
      <DateText at={event.at} />
      <span>
        {event.isKnown
          ? t(parcelStateNames[event.state])
          : t({ ja: `読めない文言「${event.rawText}」`, en: `Not understood: “${event.rawText}”` })}
      </span>
      <span className="quiet">{event.place}</span>
    </li>
  )
}
