import { useState } from "react"
import { countStuck, listStuck } from "../../../server/capabilities/queue/contract.ts"
import { DateText } from "../../../ui/figures.tsx"
import { Select } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import { Filters, Tabs } from "../../../ui/nav.tsx"
import { Empty, FilteredToNothing } from "../../../ui/states.tsx"
import { Status } from "../../../ui/status.tsx"
import { type Column, Pager, Table } from "../../../ui/table.tsx"
import type { PageProps } from "../../app/feature.ts"
import { Loaded } from "../../app/loaded.tsx"
import { SettingsPage } from "../../app/settings-page.tsx"
import { useCall, useList } from "../../app/use-call.ts"
import { StuckDialog } from "./stuck-dialog.tsx"
import { ClockNotice } from "./clock-notice.tsx"
import { reasonWords, type Stuck, states } from "./words.ts"

const views = ["all", "unknown", "failed", "dead", "retrying"] as const
const all = { ja: "すべて", en: "All" }

/** What the brand's work could not do: why, and what a person may do about it. */
export function Queue({ search, setSearch }: PageProps<"/settings/queue">) {
  const [open, setOpen] = useState<Stuck>()
  const view = views.find((one) => one === search.state) ?? "all"
  const counts = useCall(countStuck, {}, { everyMs: 15_000 })
  const stuck = useList(
    listStuck,
    { ...(view !== "all" && { state: view }), ...(search.kind && { kind: search.kind }) },
    { keep: true, everyMs: 15_000 },
  )
  const counted = counts.data?.items ?? []
  const kinds = [...new Map(counted.map(({ kind, title }) => [kind, title]))]
  const countOf = (state: (typeof views)[number]) =>
    counted.reduce((sum, one) => sum + (state === "all" || one.state === state ? one.count : 0), 0)
  const clear = () => setSearch({ state: undefined, kind: undefined })
  return (
    <SettingsPage title={{ ja: "滞った処理", en: "Queue" }} facts={[<About key="about" />]}>
      <ClockNotice />
      <Tabs
        label={{ ja: "状態", en: "State" }}
        tabs={views.map((key) => ({
          key,
          label: key === "all" ? all : states[key].label,
          ...(counts.data && { count: countOf(key) }),
        }))}
        open={view}
        onOpen={(key) => setSearch({ state: key === "all" ? undefined : key })}
      />
      {(kinds.length > 1 || search.kind) && (
        <Filters>
          <Select
            short
            label={{ ja: "処理の種類", en: "Kind of work" }}
            value={search.kind ?? "all"}
            onChange={(kind) => setSearch({ kind: kind === "all" ? undefined : kind })}
            options={[{ value: "all", label: all }, ...kinds.map(([value, label]) => ({ value, label }))]}
          />
        </Filters>
      )}
      <Loaded of={stuck} rows={5} what={{ ja: "読み込めませんでした", en: "The queue could not be loaded" }}>
        {({ items }) =>
          items.length > 0 ? (
            <>
              <Table
                label={{ ja: "滞った処理", en: "Stuck work" }}
                columns={columns}
                rows={items}
                rowKey={({ id }) => id}
                onOpen={setOpen}
              />
              <Pager shown={items.length} more={stuck.more} busy={stuck.isFetchingNextPage} onMore={stuck.readMore} />
            </>
          ) : view !== "all" || search.kind ? (
            <FilteredToNothing
              conditions={view === "all" ? [{ ja: "処理の種類", en: "Kind of work" }] : [states[view].label]}
              onClear={clear}
            />
          ) : (
            <Empty
              title={{ ja: "滞っている処理はありません", en: "Nothing is stuck" }}
              why={{
                ja: "できなかったことや、結果の分からないことがあれば、失われずにここに並びます。",
                en: "What cannot be done, or what nobody knows the outcome of, is not lost: it is listed here.",
              }}
            />
          )
        }
      </Loaded>
      {open && <StuckDialog stuck={open} onClose={() => setOpen(undefined)} />}
    </SettingsPage>
  )
}

function About() {
  const t = useText()
  return t({
    ja: "人の判断を待っているもの。やり直しても、二重に届かないように扱われます。",
    en: "What waits for a person's decision. Done again, it is still kept from happening twice.",
  })
}

const columns: readonly Column<Stuck>[] = [
  { key: "title", head: { ja: "処理", en: "Work" }, cell: (row) => <Title row={row} /> },
  { key: "state", head: { ja: "状態", en: "State" }, cell: ({ state }) => <Status {...states[state]} /> },
  { key: "reason", head: { ja: "理由", en: "Reason" }, cell: ({ reason }) => <Reason reason={reason} /> },
  { key: "at", head: { ja: "日時", en: "When" }, end: true, cell: ({ at }) => <DateText at={at} beside /> },
]

function Title({ row }: { row: Stuck }) {
  const t = useText()
  return (
    <>
      {t(row.title)}
      <span className="under">{row.kind}</span>
    </>
  )
}

function Reason({ reason }: { reason: string | null }) {
  const t = useText()
  return t(reasonWords(reason))
}
