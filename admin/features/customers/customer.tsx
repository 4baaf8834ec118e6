import "./customers.css"
import { getCustomer } from "../../../server/capabilities/customers/contract.ts"
import { getProfile } from "../../../server/capabilities/profiles/contract.ts"
import { useText } from "../../../ui/language.tsx"
import { Columns, Note, Stack } from "../../../ui/layout.tsx"
import type { PageProps } from "../../app/feature.ts"
import { Loaded } from "../../app/loaded.tsx"
import { Page } from "../../app/page.tsx"
import { useMay } from "../../app/session.tsx"
import { useCall } from "../../app/use-call.ts"
import { nameOf, readingOf } from "../../app/words/person.ts"
import { CustomerActions } from "./customer-actions.tsx"
import { CustomerChannels } from "./customer-channels.tsx"
import { CustomerConsents } from "./customer-consents.tsx"
import { CustomerContact } from "./customer-contact.tsx"
import { CustomerIdentities } from "./customer-identities.tsx"
import { CustomerKpis } from "./customer-kpis.tsx"
import { CustomerMember } from "./customer-member.tsx"
import { CustomerMerges } from "./customer-merges.tsx"
import { CustomerMood } from "./customer-mood.tsx"
import { CustomerOrders, CustomerParcels } from "./customer-orders.tsx"
import { CustomerPartner } from "./customer-partner.tsx"
import { CustomerPoints } from "./customer-points.tsx"
import { ProfileKpis } from "./customer-profile.tsx"
import { CustomerProperties } from "./customer-properties.tsx"
import { CustomerRadar } from "./customer-radar.tsx"
import { CustomerRest } from "./customer-rest.tsx"
import { CustomerSegments } from "./customer-segments.tsx"
import { CustomerMissing, CustomerStages } from "./customer-stages.tsx"
import { CustomerTalks } from "./customer-talks.tsx"
import { CustomerTimeline } from "./customer-timeline.tsx"
import type { Known } from "./known.ts"
import { Masked } from "./masked.tsx"
import { PlannedMessages } from "./planned-messages.tsx"
import { useCustomerFacts } from "./use-customer-facts.ts"

type Props = PageProps<"/customers/$customerId">

/** Everything about one person on one page. */
export function CustomerPage({ params, search, setSearch }: Props) {
  const known = useCall(getCustomer, { customerId: params.customerId })
  return (
    <Loaded of={known} rows={10} what={{ ja: "お客様を読み込めませんでした", en: "The customer could not be loaded" }}>
      {(found) =>
        found.customer.isErased ? (
          <Erased known={found} asked={params.customerId} />
        ) : (
          <Shown known={found} asked={params.customerId} search={search} setSearch={setSearch} />
        )
      }
    </Loaded>
  )
}

/** Of whoever was erased nothing is told but that, and what they once agreed to. */
function Erased({ known, asked }: { known: Known; asked: string }) {
  const facts = useCustomerFacts(known.customer)
  return (
    <Page
      person
      above={[{ label: { ja: "顧客", en: "Customers" }, to: "/customers" }]}
      title={{ ja: "消去された方", en: "Erased" }}
      facts={facts}
    >
      <Remarks known={known} asked={asked} />
      <CustomerConsents customer={known.customer} />
    </Page>
  )
}

function Shown({
  known,
  asked,
  search,
  setSearch,
}: Pick<Props, "search" | "setSearch"> & { known: Known; asked: string }) {
  const may = useMay()
  const { customer } = known
  const { customerId } = customer
  const reading = readingOf(customer)
  const facts = useCustomerFacts(customer)
  const profile = useCall(getProfile, { customerId }).data
  return (
    <Page
      person
      above={[{ label: { ja: "顧客", en: "Customers" }, to: "/customers" }]}
      title={customer.known ? nameOf(customer) : { ja: "訪問者", en: "Visitor" }}
      after={reading ? { ja: `${reading}　様`, en: reading } : { ja: "様", en: "" }}
      facts={facts}
      actions={<CustomerActions known={known} />}
    >
      <Remarks known={known} asked={asked} />
      <CustomerRest customerId={customerId} />
      <CustomerChannels known={known} />
      {may("orders:read") && <CustomerKpis customerId={customerId} />}
      {profile && <ProfileKpis profile={profile} />}
      <Columns split="7-5">
        <Stack>
          {profile && <CustomerMood mood={profile.mood} />}
          <CustomerTimeline customerId={customerId} search={search} setSearch={setSearch} />
        </Stack>
        <Stack near>
          {may("loyalty:read") && <CustomerMember customerId={customerId} />}
          {may("loyalty:read") && <CustomerPoints customerId={customerId} />}
          {may("shipments:read") && <CustomerParcels customerId={customerId} />}
          {may("messages:read") && <PlannedMessages customerId={customerId} />}
          {may("segments:read") && <CustomerSegments customerId={customerId} />}
          {may("orders:read") && <CustomerOrders customerId={customerId} />}
          {profile && <CustomerTalks customerId={customerId} talk={profile.talk} />}
          {profile && <CustomerRadar radar={profile.radar} />}
          {profile && <CustomerStages stages={profile.stages} />}
          {profile && <CustomerMissing completeness={profile.completeness} />}
          <CustomerContact customer={customer} />
          <CustomerProperties customer={customer} />
          {profile && <CustomerPartner customerId={customerId} values={profile.partner} />}
          <CustomerConsents customer={customer} />
          <CustomerIdentities known={known} />
          <CustomerMerges known={known} />
        </Stack>
      </Columns>
    </Page>
  )
}

function Remarks({ known, asked }: { known: Known; asked: string }) {
  const t = useText()
  const { customer } = known
  return (
    <>
      {customer.isErased && (
        <div className="customer-note">
          <Note>
            {t({
              ja: "この方の情報は消去されています。注文の金額など、法律で残す記録だけがあります。",
              en: "This person's data was erased. Only what the law wants kept is left, such as the amounts of orders.",
            })}
          </Note>
        </div>
      )}
      {customer.isMasked && !customer.isErased && <Masked />}
      {asked !== customer.customerId && (
        <div className="customer-note">
          <Note>
            {t({
              ja: "開いた番号の記録は、このお客様に統合されています。",
              en: "The record that was asked for is merged into this customer.",
            })}
          </Note>
        </div>
      )}
    </>
  )
}
