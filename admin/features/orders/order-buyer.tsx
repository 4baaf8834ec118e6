import { paymentWords } from "../../../server/capabilities/orders/payment-words-rules.ts"
import type { z } from "zod"
import { getOrderBuyer } from "../../../server/capabilities/orders/contract.ts"
import { useFormat, useText } from "../../../ui/language.tsx"
import { Rows, Section } from "../../../ui/layout.tsx"
import { Link } from "../../../ui/link.tsx"
import type { Text } from "../../../ui/text.ts"
import { Loaded } from "../../app/loaded.tsx"
import { useMay } from "../../app/session.tsx"
import { useCall } from "../../app/use-call.ts"
import { nameOf } from "../../app/words/person.ts"
import type { WholeOrder } from "./whole-order.ts"

type Buyer = z.output<typeof getOrderBuyer.reply>
type Address = NonNullable<Buyer["shippingAddress"]>

/** Who bought it, where it goes and what was asked for. */
export function OrderBuyer({ order }: { order: WholeOrder }) {
  const t = useText()
  const may = useMay()
  const maySee = may("customers:personal")
  const buyer = useCall(getOrderBuyer, { orderId: order.orderId }, { when: maySee })
  return (
    <Section
      title={{ ja: "お客様", en: "Customer" }}
      beside={
        order.customerId &&
        may("customers:read") && (
          <Link to={`/customers/${order.customerId}`}>{t({ ja: "お客様のページ", en: "Open customer" })}</Link>
        )
      }
    >
      {maySee ? (
        <Loaded of={buyer} rows={3}>
          {(found) => <Shown buyer={found} order={order} />}
        </Loaded>
      ) : (
        <>
          <p className="small quiet order-masked">
            {t({
              ja: "お名前とお届け先を見る権限がありません。必要なときは管理者に頼んでください。",
              en: "You do not have the right to see names and addresses. Ask an administrator if you need it.",
            })}
          </p>
          <Wishes order={order} />
        </>
      )}
    </Section>
  )
}

function Shown({ buyer, order }: { buyer: Buyer; order: WholeOrder }) {
  const t = useText()
  const { profile } = { profile: buyer.buyer }
  const name = nameOf({
    displayName: profile.displayName ?? null,
    familyName: profile.familyName ?? null,
    givenName: profile.givenName ?? null,
    email: profile.email ?? null,
  })
  const recipient = buyer.gift?.recipient
  const address = recipient?.address ?? buyer.shippingAddress
  return (
    <>
      <Rows
        rows={[
          { label: { ja: "お名前", en: "Name" }, value: t(name) },
          ...(profile.email
            ? [{ label: { ja: "メール", en: "E-mail" }, value: <span className="order-break">{profile.email}</span> }]
            : []),
          ...(profile.phone
            ? [{ label: { ja: "電話", en: "Phone" }, value: <span className="num">{profile.phone}</span> }]
            : []),
          ...(address
            ? [
                {
                  label: (recipient
                    ? { ja: "贈り先", en: "Given to" }
                    : { ja: "お届け先", en: "Goes to" }) satisfies Text,
                  value: <AddressText address={address} name={recipient?.name ?? address.name} />,
                },
              ]
            : []),
          ...(buyer.note ? [{ label: { ja: "ご要望", en: "Note" }, value: buyer.note }] : []),
        ]}
      />
      {buyer.gift?.message && <blockquote className="order-gift">{buyer.gift.message}</blockquote>}
      <Wishes order={order} />
    </>
  )
}

function AddressText({ address, name }: { address: Address; name: string | undefined }) {
  const { postalCode, prefecture, city, street, building, company, country } = address
  const lines = [
    name,
    company,
    postalCode && `〒${postalCode}`,
    [prefecture, city, street].filter(Boolean).join(""),
    building,
  ]
  return (
    <span className="order-address">
      {[...lines, country === "JP" ? undefined : country].filter(Boolean).map((line) => (
        <span key={line}>{line}</span>
      ))}
    </span>
  )
}

function Wishes({ order }: { order: WholeOrder }) {
  const t = useText()
  const { day } = useFormat()
  const wish = order.requestedDelivery
  const rows = [
    ...(wish?.day || wish?.slot
      ? [
          {
            label: { ja: "希望日時", en: "Wished for" },
            value: [wish.day && day(wish.day), wish.slot].filter(Boolean).join(" "),
          },
        ]
      : []),
    ...(order.paymentMethod
      ? [{ label: { ja: "支払い", en: "Payment" }, value: t(paymentWords(order.paymentMethod)) }]
      : []),
  ]
  return rows.length > 0 ? <Rows rows={rows} /> : null
}
