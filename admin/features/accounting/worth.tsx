import { useState } from "react"
import { getCosts, getFans } from "../../../server/capabilities/accounting/contract.ts"
import { BarChart } from "../../../ui/charts/bar-chart.tsx"
import { NumberText } from "../../../ui/figures.tsx"
import { useFormat, useText } from "../../../ui/language.tsx"
import { Note, Section, Stack } from "../../../ui/layout.tsx"
import { Link } from "../../../ui/link.tsx"
import { Tabs } from "../../../ui/nav.tsx"
import { Empty } from "../../../ui/states.tsx"
import { type Column, Pager, Table } from "../../../ui/table.tsx"
import { type Text } from "../../../ui/text.ts"
import type { Reply } from "../../app/call.ts"
import { Loaded } from "../../app/loaded.tsx"
import { Page } from "../../app/page.tsx"
import { useCall, useList } from "../../app/use-call.ts"
import { useCustomerNames } from "../../app/use-customer-names.ts"
import { Comparison } from "./comparison.tsx"
import { Goals } from "./goals.tsx"
import { fanWords, type FanItem } from "./words.ts"

/** What the programme costs beside discounts, what it is to achieve, and who comes for the reward only. */
export const Worth = () => (
  <Page
    title={{ ja: "会員制度の費用と目標", en: "Costs and goals of the programme" }}
    above={[{ label: { ja: "ポイント台帳", en: "Points ledger" }, to: "/accounting" }]}
  >
    <Stack>
      <Goals />
      <Costs />
      <Comparison />
      <Fans />
    </Stack>
  </Page>
)

type CostItem = Reply<typeof getCosts>["items"][number]

function Costs() {
  const t = useText()
  const { money, percent } = useFormat()
  const found = useCall(getCosts, { months: 6 })
  const currency = found.data?.currency ?? "JPY"
  const column = (key: "revenue" | "discounts" | "issued" | "used" | "expired", head: Text): Column<CostItem> => ({
    key,
    head,
    end: true,
    cell: (item) => money(item[key], currency),
  })
  const columns: Column<CostItem>[] = [
    { key: "month", head: { ja: "月", en: "Month" }, cell: ({ month }) => month },
    column("revenue", { ja: "売上", en: "Sales" }),
    column("discounts", { ja: "割引", en: "Discounts" }),
    column("issued", { ja: "発行", en: "Issued" }),
    column("used", { ja: "利用", en: "Used" }),
    column("expired", { ja: "失効", en: "Expired" }),
    {
      key: "share",
      head: { ja: "利用÷売上", en: "Used of sales" },
      end: true,
      cell: ({ used, revenue }) => (revenue > 0 ? percent(used / revenue) : "—"),
    },
  ]
  return (
    <Section
      title={{ ja: "ポイントの費用と割引", en: "Points beside discounts" }}
      scope={{ ja: "月ごと。今月は途中まで", en: "month by month, this one so far" }}
    >
      <Loaded of={found}>
        {({ items }) => (
          <>
            <BarChart
              label={{ ja: "割引と使われたポイント", en: "Discounts and points used" }}
              per={{ ja: "月", en: "Month" }}
              series={[
                { name: { ja: "割引", en: "Discounts" }, look: "soft" },
                { name: { ja: "使われたポイント", en: "Points used" }, look: "main" },
              ]}
              bars={items.map(({ month, discounts, used }) => ({
                label: t({ ja: `${Number(month.slice(5))}月`, en: month }),
                values: [discounts, used],
              }))}
              write={(value) => money(value, currency)}
            />
            <Table
              label={{ ja: "ポイントの費用と割引", en: "Points beside discounts" }}
              columns={columns}
              rows={items}
              rowKey={({ month }) => month}
            />
          </>
        )}
      </Loaded>
    </Section>
  )
}

function Fans() {
  const t = useText()
  const [kind, setKind] = useState<FanItem["kind"]>("reward-only")
  const list = useList(getFans, { kind, limit: 20 }, { keep: true })
  const names = useCustomerNames(list.data?.items.map(({ customerId }) => customerId) ?? [])
  const columns: Column<FanItem>[] = [
    {
      key: "who",
      head: { ja: "お客様", en: "Customer" },
      cell: ({ customerId }) => (
        <Link to={`/customers/${customerId}`}>
          {names?.get(customerId) || t({ ja: "お客様を開く", en: "Open the customer" })}
        </Link>
      ),
    },
    { key: "acts", head: { ja: "行動", en: "Acts" }, end: true, cell: ({ acts }) => <NumberText value={acts} /> },
    {
      key: "rewarded",
      head: { ja: "うちポイントつき", en: "of which rewarded" },
      end: true,
      cell: ({ rewarded }) => <NumberText value={rewarded} />,
    },
    {
      key: "orders",
      head: { ja: "注文", en: "Orders" },
      end: true,
      cell: ({ orders }) => <NumberText value={orders} />,
    },
    {
      key: "with",
      head: { ja: "うち特典つき", en: "of which with a reward" },
      end: true,
      cell: ({ ordersWithReward }) => <NumberText value={ordersWithReward} />,
    },
  ]
  const counts = list.data?.first?.counts ?? []
  return (
    <Section
      title={{ ja: "特典だけの会員とファン", en: "Reward-seekers and fans" }}
      scope={{ ja: "直近180日。毎晩見分けます", en: "the last 180 days, told apart every night" }}
    >
      <Loaded of={list}>
        {({ items }) =>
          counts.every(({ people }) => people === 0) ? (
            <Empty
              title={{ ja: "まだ見分けていません", en: "Not told apart yet" }}
              why={{
                ja: "ポイントのある会員ができると、毎晩見分けます。",
                en: "Once members hold points, they are told apart every night.",
              }}
            />
          ) : (
            <>
              <Tabs
                label={{ ja: "種類", en: "Kind" }}
                open={kind}
                onOpen={setKind}
                tabs={counts.map((one) => ({ key: one.kind, label: fanWords[one.kind], count: one.people }))}
              />
              <Table
                label={{ ja: "会員", en: "Members" }}
                columns={columns}
                rows={items}
                rowKey={({ customerId }) => customerId}
              />
              <Pager shown={items.length} more={list.more} busy={list.isFetchingNextPage} onMore={list.readMore} />
              <Note>
                {t({
                  ja: "特典がなくても口コミや会話・来店があり、それが特典つきより多い会員をファンと数えます。セグメントの項目「特典だけの会員・ファン」で絞り込めます。",
                  en: "A fan acts without a reward more often than for one. Segments can ask for it by the field \u201CReward-seeker or fan\u201D.",
                })}
              </Note>
            </>
          )
        }
      </Loaded>
    </Section>
  )
}
