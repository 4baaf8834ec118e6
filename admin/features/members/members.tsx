import { getCircle, listMembers } from "../../../server/capabilities/members/contract.ts"
import { ButtonLink } from "../../../ui/button.tsx"
import { DateText, MoneyText, NumberText } from "../../../ui/figures.tsx"
import { Select } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import { Kpis, Section, Stack } from "../../../ui/layout.tsx"
import { Empty, FilteredToNothing } from "../../../ui/states.tsx"
import { type Column, Pager, Table } from "../../../ui/table.tsx"
import { same } from "../../../ui/text.ts"
import type { Reply } from "../../app/call.ts"
import type { PageProps } from "../../app/feature.ts"
import { Loaded } from "../../app/loaded.tsx"
import { Page } from "../../app/page.tsx"
import { useCall, useList } from "../../app/use-call.ts"
import { useCustomerNames } from "../../app/use-customer-names.ts"
import { doorWords, unitOf } from "./words.ts"

type Circle = Reply<typeof getCircle>
type Item = Reply<typeof listMembers>["items"][number]

/** Who belongs to the circle, and where they stand. */
export function Members({ search, setSearch }: PageProps<"/members">) {
  const circle = useCall(getCircle, {}, { keep: true })
  return (
    <Page
      title={{ ja: "会員", en: "Members" }}
      actions={
        <>
          <ButtonLink label={{ ja: "プラン", en: "Plans" }} to="/members/plans" />
          <ButtonLink label={{ ja: "規約", en: "Terms" }} to="/members/terms" />
          <ButtonLink label={{ ja: "ランク", en: "Ranks" }} to="/members/ranks" />
        </>
      }
    >
      <Loaded of={circle} what={{ ja: "会員を読み込めませんでした", en: "The members could not be loaded" }}>
        {(found) => (
          <Stack>
            <Numbers circle={found} />
            <List circle={found} search={search} setSearch={setSearch} />
          </Stack>
        )}
      </Loaded>
    </Page>
  )
}

function Numbers({ circle }: { circle: Circle }) {
  const t = useText()
  const unit = t({ ja: "人", en: "" })
  return (
    <Section title={{ ja: "いまの会員", en: "The circle now" }} first>
      <Kpis
        kpis={[
          {
            label: { ja: "会員", en: "Members" },
            value: <NumberText value={circle.members} unit={unit} />,
            remark: t({ ja: `退会 ${circle.left}人`, en: `${circle.left} left` }),
          },
          {
            label: { ja: "この30日の入会", en: "Joined in 30 days" },
            value: <NumberText value={circle.joined} unit={unit} />,
          },
          ...circle.ranks.map(({ key, name, people }) => ({
            label: name,
            value: <NumberText value={people} unit={unit} />,
            to: `/members?rank=${key}`,
          })),
          ...(circle.hasTerms
            ? [
                {
                  label: { ja: "規約の同意待ち", en: "Yet to accept the terms" },
                  value: <NumberText value={circle.asked} unit={unit} />,
                  to: "/members/terms",
                },
              ]
            : []),
        ]}
      />
    </Section>
  )
}

function List({ circle, search, setSearch }: { circle: Circle } & Pick<PageProps, "search" | "setSearch">) {
  const rank = search.rank ?? "all"
  const list = useList(listMembers, { limit: 50, ...(rank === "all" ? {} : { rank }) }, { keep: true })
  const names = useCustomerNames(list.data?.items.map(({ customerId }) => customerId) ?? [])
  const options = [
    { value: "all", label: { ja: "すべてのランク", en: "All ranks" } },
    ...circle.ranks.map(({ key, name }) => ({ value: key, label: name })),
  ]
  return (
    <Section
      title={{ ja: "会員の一覧", en: "Members" }}
      scope={{ ja: "新しい順", en: "newest first" }}
      beside={
        circle.ranks.length > 0 && (
          <Select
            short
            label={{ ja: "ランクで絞り込む", en: "Filter by rank" }}
            value={rank}
            onChange={(value) => setSearch({ rank: value === "all" ? undefined : value })}
            options={options}
          />
        )
      }
    >
      <Loaded of={list} what={{ ja: "会員を読み込めませんでした", en: "The members could not be loaded" }}>
        {({ items }) =>
          items.length > 0 ? (
            <>
              <Table
                label={{ ja: "会員", en: "Members" }}
                columns={columnsOf(circle, names)}
                rows={items}
                rowKey={({ customerId }) => customerId}
                to={({ customerId }) => `/customers/${customerId}`}
              />
              <Pager shown={items.length} more={list.more} busy={list.isFetchingNextPage} onMore={list.readMore} />
            </>
          ) : rank === "all" ? (
            <Empty
              title={{ ja: "まだ会員がいません", en: "No members yet" }}
              why={{
                ja: "会員ページ・メール・LINE・店頭・API のどこからでも入会できます。先にランクを決めておくと、入会した日から特典が使えます。",
                en: "People join on the members' page, by mail, LINE, at the till or by API. Set the ranks first, and benefits begin on the day they join.",
              }}
              action={<ButtonLink label={{ ja: "ランクを決める", en: "Set the ranks" }} to="/members/ranks" />}
            />
          ) : (
            <FilteredToNothing
              conditions={[options.find(({ value }) => value === rank)?.label ?? same(rank)]}
              onClear={() => setSearch({ rank: undefined })}
            />
          )
        }
      </Loaded>
    </Section>
  )
}

const columnsOf = (circle: Circle, names: ReadonlyMap<string, string> | undefined): Column<Item>[] => [
  { key: "who", head: { ja: "お客様", en: "Customer" }, cell: (item) => <Who item={item} names={names} /> },
  { key: "rank", head: { ja: "ランク", en: "Rank" }, cell: (item) => <RankName circle={circle} rank={item.rankKey} /> },
  {
    key: "missing",
    head: { ja: "次のランクまで", en: "To the next" },
    end: true,
    cell: ({ missing }) => (missing === null ? "—" : <Missing circle={circle} value={missing} />),
  },
  { key: "door", head: { ja: "入会の入口", en: "Joined by" }, cell: ({ door }) => <Door door={door} /> },
  { key: "at", head: { ja: "入会", en: "Joined" }, cell: ({ enrolledAt }) => <DateText at={enrolledAt} only="date" /> },
]

/** What is missing for the next rank, in what the ranks count. */
function Missing({ circle, value }: { circle: Circle; value: number }) {
  const t = useText()
  const { metric, currency } = circle
  if (metric === "spend") return <MoneyText minor={value} currency={currency} />
  return <NumberText value={value} {...(metric ? { unit: t(unitOf(metric, currency)) } : {})} />
}

function Who({ item, names }: { item: Item; names: ReadonlyMap<string, string> | undefined }) {
  const t = useText()
  return names?.get(item.customerId) || t({ ja: "お客様を開く", en: "Open the customer" })
}

function RankName({ circle, rank }: { circle: Circle; rank: string | null }) {
  const t = useText()
  const name = circle.ranks.find(({ key }) => key === rank)?.name
  return name ? t(name) : "—"
}

function Door({ door }: { door: Item["door"] }) {
  const t = useText()
  return t(doorWords[door])
}
