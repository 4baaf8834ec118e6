import { listRedemptions } from "../../../server/capabilities/offers/contract.ts"
import { DateText, MoneyText } from "../../../ui/figures.tsx"
import { useText } from "../../../ui/language.tsx"
import { Section } from "../../../ui/layout.tsx"
import { Link } from "../../../ui/link.tsx"
import { Empty } from "../../../ui/states.tsx"
import { Status } from "../../../ui/status.tsx"
import { type Column, Pager, Table } from "../../../ui/table.tsx"
import { Loaded } from "../../app/loaded.tsx"
import { useList } from "../../app/use-call.ts"
import { useCustomerNames } from "../../app/use-customer-names.ts"
import { beyondWords, channelWords, type Use } from "./words.ts"

/** Who used it, the latest first; uses that came back stay in sight. */
export function Uses({ offerId, currency }: { offerId: string; currency: string }) {
  const t = useText()
  const list = useList(listRedemptions, { offerId, limit: 20 }, { keep: true })
  const names = useCustomerNames(list.data?.items.map(({ customerId }) => customerId) ?? [])
  const columns: Column<Use>[] = [
    { key: "at", head: { ja: "日時", en: "When" }, cell: ({ redeemedAt }) => <DateText at={redeemedAt} /> },
    { key: "state", head: { ja: "状態", en: "State" }, cell: (use) => <Standing of={use} /> },
    {
      key: "who",
      head: { ja: "お客様", en: "Customer" },
      cell: ({ customerId }) =>
        customerId === null ? (
          "—"
        ) : (
          <Link to={`/customers/${customerId}`}>
            {names?.get(customerId) || t({ ja: "お客様を開く", en: "Open the customer" })}
          </Link>
        ),
    },
    { key: "where", head: { ja: "どこで", en: "Where" }, cell: ({ channel }) => t(channelWords(channel)) },
    {
      key: "discount",
      head: { ja: "割引", en: "Discount" },
      end: true,
      cell: ({ discount }) =>
        discount === null ? t({ ja: "不明", en: "Not available" }) : <MoneyText minor={discount} currency={currency} />,
    },
    {
      key: "total",
      head: { ja: "注文の額", en: "Order" },
      end: true,
      cell: ({ total }) =>
        total === null ? t({ ja: "不明", en: "Not available" }) : <MoneyText minor={total} currency={currency} />,
    },
  ]
  return (
    <div id="uses">
      <Section title={{ ja: "使われた記録", en: "Uses" }}>
        <Loaded of={list} what={{ ja: "記録を読み込めませんでした", en: "The uses could not be loaded" }}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty
                title={{ ja: "まだ使われていません", en: "Not used yet" }}
                why={{
                  ja: "注文や店舗でコードが使われると、ここに並びます。",
                  en: "Whenever a code is used in an order or a store, it is listed here.",
                }}
              />
            ) : (
              <>
                <Table
                  label={{ ja: "使われた記録", en: "Uses" }}
                  columns={columns}
                  rows={items}
                  rowKey={({ redemptionId }) => redemptionId}
                />
                <Pager shown={items.length} more={list.more} busy={list.isFetchingNextPage} onMore={list.readMore} />
              </>
            )
          }
        </Loaded>
      </Section>
    </div>
  )
}

function Standing({ of: { undoneAt, undoneReason, beyond } }: { of: Use }) {
  const t = useText()
  if (undoneAt)
    return (
      <Status
        is="none"
        label={
          undoneReason === "returned"
            ? { ja: "返品で戻した", en: "Came back: returned" }
            : { ja: "取り消しで戻した", en: "Came back: cancelled" }
        }
      />
    )
  return (
    <>
      <Status is="done" label={{ ja: "使った", en: "Used" }} />
      {beyond && <span className="under">{t(beyondWords(beyond))}</span>}
    </>
  )
}
