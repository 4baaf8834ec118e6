import { listMessages, listTemplates } from "../../../server/capabilities/messages/contract.ts"
import { messageStates } from "../../../server/capabilities/messages/model-states.ts"
import { Button, ButtonLink } from "../../../ui/button.tsx"
import { DateText } from "../../../ui/figures.tsx"
import { Select } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import { Link } from "../../../ui/link.tsx"
import { Filters } from "../../../ui/nav.tsx"
import { Empty, FilteredToNothing } from "../../../ui/states.tsx"
import { Status } from "../../../ui/status.tsx"
import { type Column, Pager, Table } from "../../../ui/table.tsx"
import { languageNames, same } from "../../../ui/text.ts"
import type { Reply } from "../../app/call.ts"
import type { PageProps } from "../../app/feature.ts"
import { Loaded } from "../../app/loaded.tsx"
import { useCall, useList } from "../../app/use-call.ts"
import { useCustomerNames } from "../../app/use-customer-names.ts"
import { MessagesPage } from "./messages-page.tsx"
import { reasonWords, states } from "./message-words.ts"

const isState = (value: string | undefined) => messageStates.find((state) => state === value)
type Summary = Reply<typeof listMessages>["items"][number]

/** Everything that was said to customers, or was going to be, newest first. */
export function Messages({ search, setSearch }: PageProps<"/messages">) {
  const state = isState(search.state)
  const asked = {
    ...(search.kind && { kind: search.kind }),
    ...(state && { state }),
    ...(search.customer && { customerId: search.customer }),
  }
  const list = useList(listMessages, asked, { keep: true, everyMs: 20_000 })
  const kinds = useCall(listTemplates, {})
  const kindTitle = kinds.data?.items.find(({ kind }) => kind === search.kind)?.title
  const clear = () => setSearch({ kind: undefined, state: undefined, customer: undefined })
  const conditions = [
    ...(search.kind ? [kindTitle ?? same(search.kind)] : []),
    ...(state ? [states[state].label] : []),
    ...(search.customer ? [{ ja: "一人のお客様", en: "one customer" }] : []),
  ]
  return (
    <MessagesPage open="log" title={{ ja: "メッセージ", en: "Messages" }}>
      <Filters
        spread={
          conditions.length > 0 && <Button look="text" label={{ ja: "条件を外す", en: "Clear" }} onClick={clear} />
        }
      >
        <Select
          short
          label={{ ja: "種類", en: "Kind" }}
          value={search.kind ?? "all"}
          onChange={(kind) => setSearch({ kind: kind === "all" ? undefined : kind })}
          options={[
            { value: "all", label: { ja: "すべての種類", en: "All kinds" } },
            ...(kinds.data?.items ?? []).map(({ kind, title }) => ({ value: kind, label: title })),
          ]}
        />
        <Select
          short
          label={{ ja: "状態", en: "State" }}
          value={state ?? "all"}
          onChange={(value) => setSearch({ state: value === "all" ? undefined : value })}
          options={[
            { value: "all", label: { ja: "すべての状態", en: "All states" } },
            ...messageStates.map((value) => ({ value, label: states[value].label })),
          ]}
        />
        {search.customer && (
          <Button
            look="text"
            label={{ ja: "すべてのお客様を見る", en: "Show all customers" }}
            onClick={() => setSearch({ customer: undefined })}
          />
        )}
      </Filters>
      <Loaded of={list} what={{ ja: "記録を読み込めませんでした", en: "The log could not be loaded" }}>
        {({ items }) =>
          items.length > 0 ? (
            <>
              <LogTable items={items} />
              <Pager shown={items.length} more={list.more} busy={list.isFetchingNextPage} onMore={list.readMore} />
            </>
          ) : conditions.length > 0 ? (
            <FilteredToNothing conditions={conditions} onClear={clear} />
          ) : (
            <NothingSent />
          )
        }
      </Loaded>
    </MessagesPage>
  )
}

const columnsWith = (names: ReadonlyMap<string, string> | undefined): Column<Summary>[] => [
  { key: "kind", head: { ja: "種類", en: "Kind" }, cell: (row) => <Title row={row} /> },
  { key: "state", head: { ja: "状態", en: "State" }, cell: (row) => <State row={row} /> },
  { key: "who", head: { ja: "お客様", en: "Customer" }, cell: (row) => <Recipient row={row} names={names} /> },
  { key: "language", head: { ja: "言語", en: "Language" }, cell: (row) => languageNames[row.language] },
  {
    key: "at",
    head: { ja: "できごと", en: "Planned" },
    end: true,
    cell: (row) => <DateText at={row.plannedAt} beside />,
  },
]

function LogTable({ items }: { items: readonly Summary[] }) {
  const names = useCustomerNames(items.map(({ customerId }) => customerId))
  return (
    <Table
      label={{ ja: "メッセージの記録", en: "Messages" }}
      columns={columnsWith(names)}
      rows={items}
      rowKey={(row) => row.messageId}
      to={(row) => `/messages/${row.messageId}`}
    />
  )
}

function Title({ row }: { row: Summary }) {
  const t = useText()
  return (
    <>
      {t(row.title)}
      {row.isTest && <span className="under">{t({ ja: "試し送り", en: "Test" })}</span>}
    </>
  )
}

function State({ row }: { row: Summary }) {
  const t = useText()
  return (
    <span>
      <Status {...states[row.state]} />
      {row.reason && <span className="under">{t(reasonWords(row.reason))}</span>}
    </span>
  )
}

function Recipient({ row, names }: { row: Summary; names: ReadonlyMap<string, string> | undefined }) {
  const t = useText()
  if (!row.customerId) return <span className="faint">{t({ ja: "なし", en: "none" })}</span>
  const name = names?.get(row.customerId)
  return <Link to={`/customers/${row.customerId}`}>{name ?? t({ ja: "お客様を見る", en: "See customer" })}</Link>
}

const NothingSent = () => (
  <Empty
    title={{ ja: "まだ何も送っていません", en: "Nothing has been sent yet" }}
    why={{
      ja: "注文が届くと、受付・発送・お届けのお知らせがここに並びます。送る前に文面を確かめられます。",
      en: "Once orders arrive, their notices are listed here. You can look at the wordings before.",
    }}
    action={<ButtonLink to="/messages/templates" label={{ ja: "文面を見る", en: "See the wordings" }} />}
  />
)
