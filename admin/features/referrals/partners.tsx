import { useState } from "react"
import { getPartners, getPayoutsCsv, postPartner } from "../../../server/capabilities/referrals/contract-results.ts"
import { Button } from "../../../ui/button.tsx"
import { MoneyText, NumberText } from "../../../ui/figures.tsx"
import { useText } from "../../../ui/language.tsx"
import { Empty } from "../../../ui/states.tsx"
import { Status } from "../../../ui/status.tsx"
import { type Column, Table } from "../../../ui/table.tsx"
import type { Text } from "../../../ui/text.ts"
import { Loaded } from "../../app/loaded.tsx"
import { Page } from "../../app/page.tsx"
import { useMay } from "../../app/session.tsx"
import { useAct, useCall } from "../../app/use-call.ts"
import { Views } from "./parts.tsx"
import { PartnerDialog } from "./partner-form.tsx"
import type { PartnerItem } from "./words.ts"

/** Affiliates: what each brought, what is owed, what was paid. */
export function Partners() {
  const may = useMay()
  const [isNew, setNew] = useState(false)
  const partners = useCall(getPartners, {}, { everyMs: 60_000, keep: true })
  const make = useAct(postPartner, { refresh: [getPartners], done: () => setNew(false) })
  return (
    <Page
      title={{ ja: "パートナー", en: "Partners" }}
      above={[{ label: { ja: "紹介", en: "Referrals" }, to: "/referrals" }]}
      actions={
        <>
          {may("export") && <Download />}
          {may("loyalty:write") && (
            <Button look="go" label={{ ja: "パートナーを加える", en: "Add a partner" }} onClick={() => setNew(true)} />
          )}
        </>
      }
    >
      <Views open="/referrals/partners" />
      <Loaded of={partners} what={{ ja: "パートナーを読み込めませんでした", en: "The partners could not be loaded" }}>
        {({ items, currency }) =>
          items.length === 0 ? (
            <Empty
              title={{ ja: "まだいません", en: "None yet" }}
              why={{
                ja: "紹介した注文の割合で報酬を支払う相手です。返品期間を過ぎた分だけが支払いに載ります。",
                en: "They are paid a commission on orders that they bring; only what is past the return window can be paid.",
              }}
            />
          ) : (
            <Table
              label={{ ja: "パートナー", en: "Partners" }}
              columns={columnsIn(currency)}
              rows={items}
              rowKey={({ partnerId }) => partnerId}
              to={({ partnerId }) => `/referrals/partners/${partnerId}`}
            />
          )
        }
      </Loaded>
      {isNew && (
        <PartnerDialog
          partner={null}
          busy={make.busy}
          onClose={() => setNew(false)}
          onSave={(document) => make.run({ document })}
        />
      )}
    </Page>
  )
}

/** All payouts for the books, as a file. */
function Download() {
  const [isAsked, setAsked] = useState(false)
  const file = useCall(getPayoutsCsv, {}, { when: isAsked })
  const t = useText()
  if (!file.data)
    return (
      <Button
        label={{ ja: "支払いの一覧（CSV）", en: "Payouts (CSV)" }}
        busy={file.isFetching}
        onClick={() => setAsked(true)}
      />
    )
  const { name, csv } = file.data
  return (
    <a className="button" download={name} href={`data:text/csv;charset=utf-8,${encodeURIComponent(`\uFEFF${csv}`)}`}>
      {t({ ja: `${name} を保存`, en: `Save ${name}` })}
    </a>
  )
}

export const commissionWords = ({ commission }: PartnerItem["document"]): Text =>
  commission.kind === "share"
    ? { ja: `注文の${commission.bp / 100}%`, en: `${commission.bp / 100}% of the order` }
    : {
        ja: `注文ひとつに${commission.amount.toLocaleString("ja-JP")}`,
        en: `${commission.amount.toLocaleString("en")} an order`,
      }

const columnsIn = (currency: string): Column<PartnerItem>[] => [
  { key: "name", head: { ja: "パートナー", en: "Partner" }, cell: (row) => <Name of={row} /> },
  {
    key: "people",
    head: { ja: "来た人", en: "People" },
    end: true,
    cell: ({ sums }) => <NumberText value={sums.people} />,
  },
  {
    key: "orders",
    head: { ja: "注文", en: "Orders" },
    end: true,
    cell: ({ sums }) => <NumberText value={sums.orders} />,
  },
  {
    key: "sales",
    head: { ja: "売上", en: "Sales" },
    end: true,
    cell: ({ sums }) => <MoneyText minor={sums.sales} currency={currency} />,
  },
  {
    key: "pending",
    head: { ja: "返品期間中", en: "Pending" },
    end: true,
    cell: ({ sums }) => <MoneyText minor={sums.pending} currency={currency} />,
  },
  {
    key: "payable",
    head: { ja: "支払える", en: "Payable" },
    end: true,
    cell: ({ sums }) => <MoneyText minor={sums.payable} currency={currency} />,
  },
  {
    key: "paid",
    head: { ja: "支払い済み", en: "Paid" },
    end: true,
    cell: ({ sums }) => <MoneyText minor={sums.paid} currency={currency} />,
  },
]

function Name({ of: { document, pausedAt } }: { of: PartnerItem }) {
  const t = useText()
  return (
    <>
      {document.name}
      <span className="under">
        {pausedAt ? <Status is="paused" label={{ ja: "止めています", en: "Paused" }} /> : t(commissionWords(document))}
      </span>
    </>
  )
}
