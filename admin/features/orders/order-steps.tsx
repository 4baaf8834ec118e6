import { listShipments } from "../../../server/capabilities/shipments/contract.ts"
import { DateText } from "../../../ui/figures.tsx"
import { useText } from "../../../ui/language.tsx"
import { Mark } from "../../../ui/status.tsx"
import type { Text } from "../../../ui/text.ts"
import { useMay } from "../../app/session.tsx"
import { useCall } from "../../app/use-call.ts"
import { needsAttention } from "../../app/words/parcel.tsx"
import type { WholeOrder } from "./whole-order.ts"

type Step = {
  readonly key: string
  readonly label: Text
  readonly at: Date | null
  readonly needed?: boolean
  readonly remark?: Text | undefined
}

/** The life of an order from left to right: each step with its time, the next one waiting. */
export function OrderSteps({ order }: { order: WholeOrder }) {
  const t = useText()
  const steps = [...useSteps(order)]
  const next = order.cancelledAt ? -1 : steps.findIndex((step) => step.at === null)
  return (
    <ol className="order-steps" aria-label={t({ ja: "注文の進み", en: "Progress of the order" })}>
      {steps.map((step, index) => (
        <li key={step.key} className={step.at ? "done" : index === next ? "next" : undefined}>
          <span className="order-step-head">
            {step.needed ? (
              <Mark shape="alert" tone="needed" />
            ) : step.at ? (
              <Mark shape="tick" tone="done" />
            ) : index === next ? (
              <Mark shape="clock" tone="waiting" />
            ) : (
              <Mark shape="ring" />
            )}
            {t(step.label)}
          </span>
          <span className="order-step-at">
            {step.at ? <DateText at={step.at} /> : t(order.cancelledAt ? never : index === next ? waiting : later)}
            {step.remark && <span className={step.needed ? "needed" : undefined}>{t(step.remark)}</span>}
          </span>
        </li>
      ))}
    </ol>
  )
}

const waiting: Text = { ja: "待っています", en: "waiting" }
const later: Text = { ja: "このあと", en: "later" }
const never: Text = { ja: "なし", en: "none" }

function useSteps(order: WholeOrder): Step[] {
  const may = useMay()
  const isShipped = order.channel === "online"
  const shipments = useCall(listShipments, { orderId: order.orderId }, { when: isShipped && may("shipments:read") })
  const parcels = (shipments.data?.items ?? []).filter((parcel) => !parcel.isCancelled)
  const left = parcels.map((parcel) => parcel.shippedAt).toSorted((a, b) => a.getTime() - b.getTime())
  const arrived = parcels.flatMap((parcel) => parcel.deliveredAt ?? []).toSorted((a, b) => a.getTime() - b.getTime())
  const late = parcels.filter(needsAttention).length
  const last = arrived.length > 0 && arrived.length === parcels.length ? (arrived.at(-1) ?? null) : null
  const milestones: Step[] = [
    { key: "received", label: { ja: "受付", en: "Received" }, at: order.placedAt },
    { key: "approved", label: { ja: "決済承認", en: "Payment approved" }, at: order.paymentApprovedAt },
  ]
  if (order.cancelledAt)
    return [...milestones, { key: "cancelled", label: { ja: "取消", en: "Cancelled" }, at: order.cancelledAt }]
  if (!isShipped) return milestones
  return [
    ...milestones,
    { key: "allocated", label: { ja: "在庫確保", en: "Stock allocated" }, at: order.stockAllocatedAt },
    { key: "left", label: { ja: "発送", en: "Shipped" }, at: left[0] ?? null, remark: several(parcels.length) },
    {
      key: "arrived",
      label: { ja: "お届け", en: "Delivered" },
      at: last,
      needed: late > 0,
      remark: late > 0 ? { ja: `${late}個が遅れています`, en: `${late} late` } : partly(arrived.length, parcels.length),
    },
  ]
}

const several = (count: number): Text | undefined =>
  count > 1 ? { ja: `${count}個に分けて`, en: `in ${count} parcels` } : undefined

const partly = (arrived: number, all: number): Text | undefined =>
  arrived > 0 && arrived < all ? { ja: `${all}個のうち ${arrived}個`, en: `${arrived} of ${all}` } : undefined
