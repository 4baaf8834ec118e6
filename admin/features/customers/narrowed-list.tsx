import { countAudience, listAudience } from "../../../server/capabilities/segments/contract.ts"
import { SegmentDocument, type ConditionInput } from "../../../server/capabilities/segments/model.ts"
import { ButtonLink } from "../../../ui/button.tsx"
import { Select } from "../../../ui/inputs.tsx"
import { useFormat, useText } from "../../../ui/language.tsx"
import { FilteredToNothing } from "../../../ui/states.tsx"
import { type Column, Pager, Table } from "../../../ui/table.tsx"
import { same, type Text } from "../../../ui/text.ts"
import type { PageProps } from "../../app/feature.ts"
import type { Reply } from "../../app/call.ts"
import { Loaded } from "../../app/loaded.tsx"
import { segmentOf } from "../../app/segment-address.ts"
import { useMay } from "../../app/session.tsx"
import { useCall, useList } from "../../app/use-call.ts"
import { Masked } from "./masked.tsx"
import { anyone, narrowingKeys, type Narrowing, narrowings } from "./narrow.ts"

const heads: Record<Narrowing, Text> = {
  bought: { ja: "購入", en: "Purchases" },
  reach: { ja: "届く手段", en: "Reached by" },
  lives: { ja: "お住まい", en: "Lives in" },
}

/** Choices that narrow the list of customers. */
export const Narrow = ({ search, setSearch }: Pick<PageProps, "search" | "setSearch">) =>
  narrowingKeys.map((key) => (
    <Select
      key={key}
      short
      label={heads[key]}
      value={search[key] || anyone}
      onChange={(value) => setSearch({ [key]: value === anyone ? "" : value })}
      options={narrowings[key]}
    />
  ))

type Props = {
  who: ConditionInput
  words: readonly Text[]
  query: string
  onClear: () => void
}
type Person = Reply<typeof listAudience>["items"][number]

/** Those of whom the choices hold, and the way to keep them as a segment. */
export function NarrowedList({ who, words, query, onClear }: Props) {
  const t = useText()
  const may = useMay()
  const { number } = useFormat()
  const document = SegmentDocument.parse({ format: 1, who })
  const people = useList(listAudience, { document, ...(query && { query }) }, { keep: true })
  const audience = useCall(countAudience, { document }, { keep: true })
  const count = audience.data?.count
  return (
    <>
      <p className="customers-narrowed">
        <span>
          {count !== undefined &&
            t({ ja: `この条件に当てはまる方は ${number(count)}人`, en: `${number(count)} match these choices` })}
          {query !== "" &&
            t({
              ja: "。検索の言葉は条件に入りません",
              en: ". Words of a search are not part of them",
            })}
        </span>
        {may("segments:write") && (
          <ButtonLink label={{ ja: "セグメントとして残す", en: "Save as a segment" }} to={segmentOf(who)} />
        )}
      </p>
      <Loaded
        of={people}
        rows={8}
        what={{ ja: "お客様を読み込めませんでした", en: "The customers could not be loaded" }}
      >
        {({ items }) =>
          items.length > 0 ? (
            <>
              {!may("customers:personal") && <Masked />}
              <Table
                label={{ ja: "顧客", en: "Customers" }}
                columns={columns}
                rows={items}
                rowKey={({ customerId }) => customerId}
                to={({ customerId }) => `/customers/${customerId}`}
              />
              <Pager
                shown={items.length}
                total={query === "" ? count : undefined}
                more={people.more}
                busy={people.isFetchingNextPage}
                onMore={people.readMore}
              />
            </>
          ) : (
            <FilteredToNothing conditions={[...(query ? [same(`「${query}」`)] : []), ...words]} onClear={onClear} />
          )
        }
      </Loaded>
    </>
  )
}

const nameless: Text = { ja: "お名前のない方", en: "Someone without a name" }

const columns: readonly Column<Person>[] = [
  { key: "name", head: { ja: "お名前", en: "Name" }, cell: (person) => <Name person={person} /> },
  {
    key: "email",
    head: { ja: "メール", en: "E-mail" },
    cell: ({ email }) => <span className="customers-break">{email ?? "－"}</span>,
  },
]

function Name({ person: { displayName, email } }: { person: Person }) {
  const t = useText()
  return displayName ?? email ?? t(nameless)
}
