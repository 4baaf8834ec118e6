import type { ReactNode } from "react"
import { filterName } from "../../../server/capabilities/segments/filter-words-rules.ts"
import { DateText } from "../../../ui/figures.tsx"
import { useText } from "../../../ui/language.tsx"
import { Link } from "../../../ui/link.tsx"
import type { Text } from "../../../ui/text.ts"
import { useMay } from "../../app/session.tsx"
import { type Fact, productsOf, textOf } from "./timeline-words.ts"

/** The lines under an entry: what it was about, what followed from it, and where to see more. */
export function Detail({ fact, steps }: { fact: Fact; steps: readonly Fact[] }) {
  const t = useText()
  const may = useMay()
  const place = placeOf(fact)
  const about = aboutOf(fact, t)
  return (
    <>
      {about && <span className="customer-about">{about}</span>}
      {place && may(place.right) && (
        <Link to={place.to} className="customer-open">
          {t(place.words)}
        </Link>
      )}
      {steps.length > 0 && (
        <span className="customer-steps">
          {steps.map((step) => (
            <span key={step.seq}>
              {t(stepWords[step.name] ?? step.title)} <DateText at={step.occurredAt} />
            </span>
          ))}
        </span>
      )}
    </>
  )
}

const stepWords: Readonly<Record<string, Text>> = {
  "Order Confirmed": { ja: "決済承認", en: "payment approved" },
  "Stock Allocated": { ja: "在庫確保", en: "stock allocated" },
}

type Place = { readonly to: string; readonly right: string; readonly words: Text }

function placeOf(fact: Fact): Place | undefined {
  const shipmentId = textOf(fact, "shipment_id")
  if (shipmentId)
    return {
      to: `/shipments/${shipmentId}`,
      right: "shipments:read",
      words: { ja: "荷物を見る", en: "See the parcel" },
    }
  if (fact.messageId)
    return {
      to: `/messages/${fact.messageId}`,
      right: "messages:read",
      words: { ja: "送ったものを見る", en: "See what was sent" },
    }
  if (fact.orderId)
    return { to: `/orders/${fact.orderId}`, right: "orders:read", words: { ja: "注文を見る", en: "See the order" } }
  return undefined
}

function aboutOf(fact: Fact, t: (text: Text) => string): ReactNode {
  if (fact.name === "Order Placed") return productsOf(fact)
  if (fact.properties.shipment_id)
    return [textOf(fact, "tracking_number"), textOf(fact, "place")].filter(Boolean).join("　")
  if (fact.messageId || fact.orderId || ownFact.test(fact.name)) return undefined
  return Object.entries(fact.properties)
    .filter(([key, value]) => !said.has(key) && (typeof value === "string" || typeof value === "number"))
    .slice(0, 4)
    .map(([key, value]) => {
      const { ja, en } = filterName(`properties.${key}`)
      return t({ ja: `${ja} ${value}`, en: `${en}: ${value}` })
    })
    .join(t({ ja: "・", en: ", " }))
}

/** What we ourselves noted says all of it in its title; the rest is for machines. */
const ownFact = /^(Points|Member|Rank|Plan|Reward|Quest|Referral|Friend|Share Prompt|Sign-up) /

// Said in the title already, or nothing that a person reads.
const said = new Set(
  "from into title path url referrer search query name comment note purpose sku price category currency product_id variant_id variant image_url quantity position".split(
    " ",
  ),
)
