import { listExperimentPeople } from "../../../server/capabilities/experiments/contract.ts"
import { DateText } from "../../../ui/figures.tsx"
import { useText } from "../../../ui/language.tsx"
import { Empty } from "../../../ui/states.tsx"
import { type Column, Pager, Table } from "../../../ui/table.tsx"
import type { Reply } from "../../app/call.ts"
import type { PageProps } from "../../app/feature.ts"
import { Loaded } from "../../app/loaded.tsx"
import { Page } from "../../app/page.tsx"
import { useList } from "../../app/use-call.ts"
import { useCustomerNames } from "../../app/use-customer-names.ts"
import { Experiments } from "./experiments.tsx"
import { addressOf, armWords, type Named, namedIn } from "./words.ts"

type Person = Reply<typeof listExperimentPeople>["items"][number]

/** Who is in an experiment; the list of experiments where the address names none. */
export function People({ search }: PageProps<"/experiments/people">) {
  const named = namedIn(search)
  return named ? <PeopleOf experiment={named} arm={search.arm} /> : <Experiments />
}

/** Who is in one group of an experiment, the latest first. */
function PeopleOf({ experiment, arm }: { experiment: Named; arm: string | undefined }) {
  const t = useText()
  const list = useList(listExperimentPeople, { ...experiment, limit: 50, ...(arm ? { arm } : {}) }, { keep: true })
  const names = useCustomerNames(list.data?.items.map(({ customerId }) => customerId) ?? [])
  const columns: Column<Person>[] = [
    {
      key: "name",
      head: { ja: "お客様", en: "Customer" },
      cell: ({ customerId }) => names?.get(customerId) || t({ ja: "お客様を開く", en: "Open the customer" }),
    },
    { key: "arm", head: { ja: "グループ", en: "Group" }, cell: (person) => t(armWords(person.arm)) },
    { key: "at", head: { ja: "分けたとき", en: "Assigned" }, cell: ({ assignedAt }) => <DateText at={assignedAt} /> },
  ]
  return (
    <Page
      title={arm ? armWords(arm) : { ja: "入っている人", en: "People" }}
      above={[
        { label: { ja: "効果", en: "Lift" }, to: "/experiments" },
        { label: { ja: "実験", en: "Experiment" }, to: addressOf(experiment, "lift") },
      ]}
    >
      <Loaded of={list} what={{ ja: "お客様を読み込めませんでした", en: "The people could not be loaded" }}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty
              title={{ ja: "まだいません", en: "Nobody yet" }}
              why={{ ja: "分けられた人が、ここに並びます。", en: "Whoever is assigned is listed here." }}
            />
          ) : (
            <>
              <Table
                label={{ ja: "お客様", en: "Customers" }}
                columns={columns}
                rows={items}
                rowKey={({ customerId }) => customerId}
                to={({ customerId }) => `/customers/${customerId}`}
              />
              <Pager shown={items.length} more={list.more} busy={list.isFetchingNextPage} onMore={list.readMore} />
            </>
          )
        }
      </Loaded>
    </Page>
  )
}
