import { listRedemptions } from "../../../server/capabilities/rewards/contract.ts"
import { DateText } from "../../../ui/figures.tsx"
import { useNow, useText } from "../../../ui/language.tsx"
import { Link } from "../../../ui/link.tsx"
import { Empty } from "../../../ui/states.tsx"
import { Mark } from "../../../ui/status.tsx"
import { type Column, Pager, Table } from "../../../ui/table.tsx"
import { Loaded } from "../../app/loaded.tsx"
import { Page } from "../../app/page.tsx"
import { useMay } from "../../app/session.tsx"
import { useList } from "../../app/use-call.ts"
import { useCustomerNames } from "../../app/use-customer-names.ts"
import { Acts } from "./acts.tsx"
import { Who } from "./redemptions.tsx"
import { either, kindWords, type Redeemed } from "./words.ts"

/** Everything that the staff has promised: who gets what, by when; the most urgent first. */
export function ToDo() {
  const may = useMay()
  const list = useList(listRedemptions, { state: "open", sort: "due", limit: 50 }, { keep: true })
  const names = useCustomerNames(list.data?.items.map(({ customerId }) => customerId) ?? [])
  const columns: Column<Redeemed>[] = [
    { key: "what", head: { ja: "渡すもの", en: "What" }, cell: (one) => <What of={one} /> },
    { key: "who", head: { ja: "お客様", en: "Customer" }, cell: (one) => <Who of={one} names={names} /> },
    { key: "due", head: { ja: "期限", en: "By when" }, cell: (one) => <Due of={one} /> },
    ...(may("points:adjust")
      ? [{ key: "do", head: { ja: "操作", en: "Action" }, cell: (one: Redeemed) => <Acts of={one} /> }]
      : []),
  ]
  return (
    <Page
      title={{ ja: "お渡しするもの", en: "To hand over" }}
      above={[{ label: { ja: "特典", en: "Rewards" }, to: "/rewards" }]}
    >
      <Loaded of={list} what={{ ja: "一覧を読み込めませんでした", en: "The list could not be loaded" }}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty
              title={{ ja: "いま、お渡しするものはありません", en: "Nothing to hand over" }}
              why={{
                ja: "会員が商品や包装、イベントを選ぶと、期限の近い順にここに並びます。",
                en: "When members choose products, wrapping or events, they are listed here, the most urgent first.",
              }}
            />
          ) : (
            <>
              <Table
                label={{ ja: "お渡しするもの", en: "To hand over" }}
                columns={columns}
                rows={items}
                rowKey={({ redemptionId }) => redemptionId}
              />
              <Pager shown={items.length} more={list.more} busy={list.isFetchingNextPage} onMore={list.readMore} />
            </>
          )
        }
      </Loaded>
    </Page>
  )
}

function What({ of: { rewardId, name, kind, sku } }: { of: Redeemed }) {
  const t = useText()
  return (
    <>
      <Link to={`/rewards/${rewardId}`}>{t(either(name)) || t(kindWords(kind))}</Link>
      <span className="under">
        {t(kindWords(kind))} {sku ?? ""}
      </span>
    </>
  )
}

function Due({ of: { dueAt } }: { of: Redeemed }) {
  const t = useText()
  const now = useNow()
  if (dueAt === null) return "—"
  const isLate = dueAt.getTime() <= now
  return (
    <>
      <DateText at={dueAt} />
      {isLate && (
        <span className="under">
          <Mark shape="alert" /> {t({ ja: "期限を過ぎています", en: "Late" })}
        </span>
      )}
    </>
  )
}
