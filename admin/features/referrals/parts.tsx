import { useText } from "../../../ui/language.tsx"
import { Link, useWay } from "../../../ui/link.tsx"
import { Tabs } from "../../../ui/nav.tsx"
import { type Column, Table } from "../../../ui/table.tsx"
import { MoneyText, NumberText, PercentText } from "../../../ui/figures.tsx"
import type { ShareChannel } from "../../../server/capabilities/referrals/model.ts"
import { channelName, type Spread } from "./words.ts"

const views = [
  { key: "/referrals", label: { ja: "結果", en: "Results" } },
  { key: "/referrals/people", label: { ja: "人と確認", en: "People and checks" } },
  { key: "/referrals/contents", label: { ja: "コンテンツ", en: "Contents" } },
  { key: "/referrals/campaigns", label: { ja: "インフルエンサー", en: "Campaigns" } },
  { key: "/referrals/partners", label: { ja: "パートナー", en: "Partners" } },
  { key: "/referrals/ambassadors", label: { ja: "アンバサダー", en: "Ambassadors" } },
  { key: "/referrals/programme", label: { ja: "制度", en: "Programme" } },
] as const
type View = (typeof views)[number]["key"]

/** The views of this part, the same on each of its pages. */
export function Views({ open }: { open: View }) {
  const way = useWay()
  return <Tabs label={{ ja: "紹介", en: "Referrals" }} tabs={views} open={open} onOpen={(to) => way.go(to)} />
}

/** A customer by name where names may be seen, as a link. */
export function Who({ id, names }: { id: string | null; names: ReadonlyMap<string, string> | undefined }) {
  const t = useText()
  if (id === null) return <>—</>
  return <Link to={`/customers/${id}`}>{names?.get(id) || t({ ja: "お客様を開く", en: "Open the customer" })}</Link>
}

/** How each channel did (J12). */
export function ByChannel({
  rows,
  currency,
}: {
  rows: readonly { readonly channel: ShareChannel; readonly spread: Spread }[]
  currency: string
}) {
  const t = useText()
  const columns: Column<(typeof rows)[number]>[] = [
    { key: "channel", head: { ja: "チャネル", en: "Channel" }, cell: ({ channel }) => t(channelName(channel)) },
    {
      key: "sharers",
      head: { ja: "送った人", en: "Sharers" },
      end: true,
      cell: ({ spread }) => <NumberText value={spread.sharers} />,
    },
    {
      key: "reach",
      head: { ja: "届いた人", en: "Reached" },
      end: true,
      cell: ({ spread }) => <NumberText value={spread.reach} />,
    },
    {
      key: "new",
      head: { ja: "新しいお客様", en: "Newcomers" },
      end: true,
      cell: ({ spread }) => <NumberText value={spread.newcomers} />,
    },
    {
      key: "rate",
      head: { ja: "割合", en: "Share" },
      end: true,
      cell: ({ spread }) => <PercentText rate={spread.conversion} digits={1} />,
    },
    {
      key: "value",
      head: { ja: "売上", en: "Sales" },
      end: true,
      cell: ({ spread }) => <MoneyText minor={spread.value} currency={currency} />,
    },
  ]
  return (
    <Table
      label={{ ja: "チャネルごと", en: "By channel" }}
      columns={columns}
      rows={rows}
      rowKey={({ channel }) => channel}
    />
  )
}

type Hop = {
  readonly from: ShareChannel
  readonly to: ShareChannel
  readonly count: number
  readonly newcomers: number
}

/** From which channel to which it was passed on (J13). */
export function Hops({ rows }: { rows: readonly Hop[] }) {
  const t = useText()
  const columns: Column<Hop>[] = [
    { key: "from", head: { ja: "届いた先", en: "Came by" }, cell: ({ from }) => t(channelName(from)) },
    { key: "to", head: { ja: "次に送った先", en: "Passed on by" }, cell: ({ to }) => t(channelName(to)) },
    { key: "count", head: { ja: "回数", en: "Times" }, end: true, cell: ({ count }) => <NumberText value={count} /> },
    {
      key: "new",
      head: { ja: "新しいお客様", en: "Newcomers" },
      end: true,
      cell: ({ newcomers }) => <NumberText value={newcomers} />,
    },
  ]
  return (
    <Table
      label={{ ja: "チャネルからチャネルへ", en: "From channel to channel" }}
      columns={columns}
      rows={rows}
      rowKey={({ from, to }) => `${from} ${to}`}
    />
  )
}
