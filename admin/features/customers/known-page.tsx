import "./customers.css"
import { getProfileRates } from "../../../server/capabilities/profiles/contract.ts"
import { listStaff } from "../../../server/capabilities/brands/contract.ts"
import type { ConditionInput } from "../../../server/capabilities/segments/model.ts"
import { DateText, NumberText, PercentText } from "../../../ui/figures.tsx"
import { useFormat, useText } from "../../../ui/language.tsx"
import { Columns, Kpis, Section, Stack } from "../../../ui/layout.tsx"
import { Link } from "../../../ui/link.tsx"
import { Empty } from "../../../ui/states.tsx"
import { type Column, Table } from "../../../ui/table.tsx"
import type { Reply } from "../../app/call.ts"
import { Loaded } from "../../app/loaded.tsx"
import { Page } from "../../app/page.tsx"
import { peopleOf } from "../../app/segment-address.ts"
import { useMay } from "../../app/session.tsx"
import { useCall } from "../../app/use-call.ts"
import { lackingField } from "./lacking.ts"
import { stageWords } from "../../../server/capabilities/profiles/model-stages.ts"

type Rates = Reply<typeof getProfileRates>

/** How well the brand knows its customers: what is known, where they stand, and when somebody last talked with them. */
export function KnownPage() {
  const rates = useCall(getProfileRates, {})
  return (
    <Page
      above={[{ label: { ja: "顧客", en: "Customers" }, to: "/customers" }]}
      title={{ ja: "どれだけ知っているか", en: "How well we know them" }}
    >
      <Loaded of={rates} rows={8} what={{ ja: "読み込めませんでした", en: "It could not be loaded" }}>
        {(found) => (found.people === 0 ? <Nobody /> : <Shown rates={found} />)}
      </Loaded>
    </Page>
  )
}

const Nobody = () => (
  <Empty
    title={{ ja: "お客様はまだいません", en: "There are no customers yet" }}
    why={{ ja: "お客様が増えると、ここに現れます。", en: "It shows here once there are customers." }}
  />
)

function Shown({ rates }: { rates: Rates }) {
  const t = useText()
  const { people, completeness, talks } = rates
  return (
    <Stack>
      <Kpis
        kpis={[
          {
            label: { ja: "情報の充足", en: "Data completeness" },
            value: completeness === null ? "－" : <PercentText rate={completeness} />,
          },
          { label: { ja: "お客様", en: "Customers" }, value: <NumberText value={people} /> },
          {
            label: { ja: "話したことのある方", en: "Talked with" },
            value: <NumberText value={talks.people} />,
          },
          {
            label: { ja: "最後に話してから（中央値）", en: "Days since we talked (median)" },
            value:
              talks.medianDays === null ? (
                "－"
              ) : (
                <NumberText value={Math.round(talks.medianDays)} unit={t({ ja: "日", en: "days" })} />
              ),
          },
        ]}
      />
      <Columns split="7-5">
        <Fields rates={rates} />
        <Stages rates={rates} />
      </Columns>
      <Talks rates={rates} />
    </Stack>
  )
}

/** A figure that opens to the people behind it, for those who may see segments. */
function Opens({ who, n }: { who: ConditionInput | undefined; n: number }) {
  const may = useMay()
  const t = useText()
  const { number } = useFormat()
  if (!who || n === 0 || !may("segments:read")) return number(n)
  return (
    <Link to={peopleOf(who)} label={t({ ja: `${number(n)}人を見る`, en: `See the ${number(n)} people` })}>
      {number(n)}
    </Link>
  )
}

type Field = Rates["fields"][number] & { readonly lacking: number; readonly share: number }

function Fields({ rates: { fields, people } }: { rates: Rates }) {
  const rows = fields
    .map((field) => ({ ...field, lacking: Math.max(0, people - field.people), share: field.people / people }))
    .toSorted((a, b) => a.share - b.share)
  return (
    <Section
      title={{ ja: "分かっていること", en: "What is known" }}
      scope={{ ja: "少ないものから", en: "least known first" }}
      first
    >
      <Table
        label={{ ja: "分かっていること", en: "What is known" }}
        columns={fieldColumns}
        rows={rows}
        rowKey={({ key }) => key}
      />
    </Section>
  )
}

const fieldColumns: readonly Column<Field>[] = [
  { key: "field", head: { ja: "項目", en: "Field" }, cell: ({ label }) => <Words of={label} /> },
  {
    key: "share",
    head: { ja: "分かる割合", en: "Known of" },
    end: true,
    cell: ({ share }) => <PercentText rate={share} />,
  },
  {
    key: "lacking",
    head: { ja: "分からない人", en: "Not known of" },
    end: true,
    cell: ({ key, lacking }) => <Opens who={lackingField(key)} n={lacking} />,
  },
]

function Words({ of }: { of: { ja: string; en: string } }) {
  return useText()(of)
}

type Stage = Rates["stages"][number]

function Stages({ rates: { stages } }: { rates: Rates }) {
  const order = Object.keys(stageWords)
  const rows = stages.toSorted((a, b) => order.indexOf(a.stage) - order.indexOf(b.stage))
  return (
    <Section
      title={{ ja: "段階ごとの人数", en: "People by stage" }}
      scope={{ ja: "昨夜の時点", en: "as of last night" }}
      first
    >
      <Table
        label={{ ja: "段階ごとの人数", en: "People by stage" }}
        columns={stageColumns}
        rows={rows}
        rowKey={({ stage }) => stage}
      />
    </Section>
  )
}

const stageColumns: readonly Column<Stage>[] = [
  { key: "stage", head: { ja: "段階", en: "Stage" }, cell: ({ stage }) => <Words of={stageWords[stage]} /> },
  {
    key: "people",
    head: { ja: "人数", en: "People" },
    end: true,
    cell: ({ stage, people }) => (
      <Opens who={{ kind: "field", field: "profiles.stage", test: { is: [stage] } }} n={people} />
    ),
  },
]

type Talker = Rates["staff"][number] & { readonly name: string }

/** Days since somebody really talked with customers, for the brand and each of its staff (T06). */
function Talks({ rates: { talks, staff } }: { rates: Rates }) {
  const t = useText()
  const may = useMay()
  const { number } = useFormat()
  const known = useCall(listStaff, {}, { when: may("staff:write") && staff.length > 0 })
  const nameOf = (id: string) => known.data?.items.find(({ staffId }) => staffId === id)?.name
  const rows = staff.map((one) => ({ ...one, name: nameOf(one.staffId) ?? t({ ja: "スタッフ", en: "Staff" }) }))
  return (
    <Section
      title={{ ja: "話をした方", en: "Conversations" }}
      scope={{
        ja: `この90日に話したのは ${number(talks.within90)}人`,
        en: `${number(talks.within90)} talked with in the last 90 days`,
      }}
    >
      {rows.length === 0 ? (
        <p className="customer-empty">
          {t({
            ja: "スタッフが話をした記録はまだありません。お客様のページで記録できます。",
            en: "Staff have written down no conversations yet. They can on a customer's page.",
          })}
        </p>
      ) : (
        <Table
          label={{ ja: "話をした方", en: "Conversations" }}
          columns={talkColumns}
          rows={rows}
          rowKey={({ staffId }) => staffId}
        />
      )}
    </Section>
  )
}

const talkColumns: readonly Column<Talker>[] = [
  { key: "name", head: { ja: "スタッフ", en: "Staff" }, cell: ({ name }) => name },
  { key: "people", head: { ja: "人数", en: "People" }, end: true, cell: ({ people }) => <NumberText value={people} /> },
  {
    key: "talks",
    head: { ja: "回数", en: "Times" },
    end: true,
    cell: ({ conversations }) => <NumberText value={conversations} />,
  },
  {
    key: "days",
    head: { ja: "最後からの日数（中央値）", en: "Days since (median)" },
    end: true,
    cell: ({ medianDays }) => <NumberText value={Math.round(medianDays)} />,
  },
  {
    key: "last",
    head: { ja: "最後", en: "Last" },
    end: true,
    cell: ({ lastAt }) => <DateText at={lastAt} only="date" />,
  },
]
