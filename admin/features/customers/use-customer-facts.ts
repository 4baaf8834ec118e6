import type { CustomerView } from "../../../server/capabilities/customers/model-view.ts"
import { getPurchases } from "../../../server/capabilities/orders/contract.ts"
import { useFormat, useNow, useText } from "../../../ui/language.tsx"
import { useMay } from "../../app/session.tsx"
import { useCall } from "../../app/use-call.ts"
import { ageOn } from "./age.ts"

/** The line under the name: age and town, first purchase, language, the end of the id. */
export function useCustomerFacts(customer: CustomerView): string[] {
  const t = useText()
  const { date } = useFormat()
  const now = useNow()
  const may = useMay()
  const purchases = useCall(getPurchases, { customerId: customer.customerId }, { when: may("orders:read") })
  const age = customer.bornOn === null ? undefined : ageOn(customer.bornOn, new Date(now))
  const home = [
    age === undefined ? undefined : t({ ja: `${age}歳`, en: `${age} years old` }),
    customer.address?.city ?? customer.address?.prefecture,
  ].filter(Boolean)
  const first = purchases.data?.firstAt
  return [
    ...(home.length > 0 ? [home.join(t({ ja: "・", en: ", " }))] : []),
    first
      ? t({ ja: `はじめての購入 ${date(first)}`, en: `First order ${date(first)}` })
      : t({ ja: `知ったのは ${date(customer.firstSeenAt)}`, en: `Known since ${date(customer.firstSeenAt)}` }),
    ...(customer.language === "en" ? [t({ ja: "英語でお知らせ", en: "Written to in English" })] : []),
    `ID …${customer.customerId.slice(-8)}`,
  ]
}
