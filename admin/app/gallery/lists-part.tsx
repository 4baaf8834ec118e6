import { useState } from "react"
import { MoneyText, NumberText, PercentText } from "../../../ui/figures.tsx"
import { SearchField, Select } from "../../../ui/inputs.tsx"
import { Columns, Kpis, Note, Rows, Section, Stack } from "../../../ui/layout.tsx"
import { Link } from "../../../ui/link.tsx"
import { Filters, Tabs } from "../../../ui/nav.tsx"
import { type Standing, Status } from "../../../ui/status.tsx"
import { Pager, type Sort, Table } from "../../../ui/table.tsx"
import { same } from "../../../ui/text.ts"

const people = [
  { id: "1", name: "高橋 彩", city: "藤沢市", orders: 4, days: 67, total: 58_740 },
  { id: "2", name: "伊藤 真由美", city: "横浜市", orders: 3, days: 82, total: 41_200 },
  { id: "3", name: "渡辺 健", city: "新宿区", orders: 2, days: 76, total: 12_480 },
  { id: "4", name: "中村 由紀", city: "鎌倉市", orders: 6, days: 114, total: 103_900 },
  { id: "5", name: "加藤 陽子", city: "杉並区", orders: 2, days: 62, total: 9800 },
]

const standings: Standing[] = ["live", "manual", "draft", "done", "waiting", "failed", "none", "needed", "paused"]

export const ListsPart = () => (
  <Stack>
    <Kpis
      kpis={[
        { label: { ja: "購入", en: "Orders" }, value: <NumberText value={7} unit="回" />, remark: "うち店舗 1回" },
        { label: { ja: "累計", en: "Spent" }, value: <MoneyText minor={58_740} />, remark: "1回平均 ¥8,391" },
        {
          label: { ja: "買う間隔", en: "Interval" },
          value: <NumberText value={87} unit="日" />,
          remark: "前回から 27日",
        },
        {
          label: { ja: "ポイント", en: "Points" },
          value: <NumberText value={1284} unit="pt" />,
          remark: "300pt は 12/31 まで",
          to: "/gallery",
        },
        { label: { ja: "紹介の増分", en: "Referral lift" }, sentence: true, value: "まだ言えません。あと5週間ほど" },
        {
          label: { ja: "離れそうな度合い", en: "Churn risk" },
          value: <PercentText rate={0.12} digits={0} />,
          remark: "全体の平均 27%",
        },
      ]}
    />
    <Columns split="8-4">
      <People />
      <Section title={{ ja: "負債の見積もり", en: "Liability" }} scope={{ ja: "11/20 現在", en: "as of Nov 20" }}>
        <p className="big" style={{ padding: "16px 0 8px" }}>
          <MoneyText minor={4_109_359} />
        </p>
        <Rows
          rows={[
            { label: { ja: "額面", en: "Face value" }, under: "1pt = 1円", value: <MoneyText minor={4_999_220} /> },
            { label: { ja: "使われない見込み", en: "Breakage" }, value: <MoneyText minor={-889_861} /> },
            { label: { ja: "見積もり", en: "Estimate" }, value: <MoneyText minor={4_109_359} />, total: true },
          ]}
        />
      </Section>
    </Columns>
    <Section title={{ ja: "状態のことば", en: "Standings" }}>
      <p style={{ display: "flex", flexWrap: "wrap", gap: 20, padding: "16px 0" }}>
        {standings.map((is) => (
          <Status key={is} is={is} />
        ))}
      </p>
      <Note>
        リハーサルが再現するのは、だれに・いつ・何が届くか、いくらかかるかです。反応のちがいは、公開後に対照群とくらべて分かります。
      </Note>
    </Section>
  </Stack>
)

function People() {
  const [sort, setSort] = useState<Sort>({ key: "orders", down: true })
  const [picked, setPicked] = useState<Set<string>>(new Set(["2"]))
  const [query, setQuery] = useState("")
  const [tab, setTab] = useState("all")
  const sorted = people.toSorted(
    (a, b) => (sort.down ? -1 : 1) * (sort.key === "orders" ? a.orders - b.orders : a.days - b.days),
  )
  return (
    <Section
      first
      title={{ ja: "当てはまる人", en: "People in it" }}
      scope={{ ja: "無作為の5人", en: "five at random" }}
      beside={<Link to="/gallery/lists">2,146人を見る</Link>}
    >
      <Tabs
        label={{ ja: "種類", en: "Kind" }}
        open={tab}
        onOpen={setTab}
        tabs={[
          { key: "all", label: { ja: "すべて", en: "All" }, count: 6214 },
          { key: "new", label: { ja: "新しく届く", en: "New" }, count: 1286 },
          { key: "gone", label: { ja: "届かなくなる", en: "Gone" }, count: 1902 },
        ]}
      />
      <Filters
        spread={
          <Select
            short
            label={{ ja: "並び", en: "Order" }}
            value="near"
            onChange={() => {}}
            options={[{ value: "near", label: { ja: "近い順", en: "Nearest" } }]}
          />
        }
      >
        <SearchField value={query} onChange={setQuery} label={{ ja: "名前で探す", en: "Find by name" }} />
      </Filters>
      <Table
        label={{ ja: "当てはまる人", en: "People in it" }}
        rows={sorted.filter((person) => person.name.includes(query))}
        rowKey={(person) => person.id}
        to={() => "/gallery/person"}
        sort={sort}
        onSort={setSort}
        picked={picked}
        onPick={setPicked}
        columns={[
          { key: "name", head: { ja: "名前", en: "Name" }, cell: (person) => person.name },
          { key: "city", head: { ja: "住まい", en: "City" }, cell: (person) => person.city },
          {
            key: "status",
            head: { ja: "届き方", en: "Reach" },
            cell: () => <Status is="done" label={same("LINE・メール")} />,
          },
          {
            key: "orders",
            head: { ja: "購入", en: "Orders" },
            end: true,
            sortable: true,
            cell: (person) => `${person.orders}回`,
          },
          {
            key: "days",
            head: { ja: "経過", en: "Since" },
            end: true,
            sortable: true,
            cell: (person) => `${person.days}日前`,
          },
          {
            key: "total",
            head: { ja: "累計", en: "Spent" },
            end: true,
            cell: (person) => <MoneyText minor={person.total} />,
          },
        ]}
        total={{ name: "合計", orders: "17回", total: <MoneyText minor={226_120} /> }}
      />
      <Pager shown={5} total={2146} more onMore={() => {}} />
    </Section>
  )
}
