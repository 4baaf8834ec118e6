import { useState } from "react"
import { getEventNames, getLatestEvents, listDeadLetters } from "../../../server/capabilities/events/contract.ts"
import { ButtonLink } from "../../../ui/button.tsx"
import { CodeBlock } from "../../../ui/copy.tsx"
import { Dialog } from "../../../ui/dialog.tsx"
import { DateText } from "../../../ui/figures.tsx"
import { SearchField, Select } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import { Filters, Tabs } from "../../../ui/nav.tsx"
import { Empty, FilteredToNothing } from "../../../ui/states.tsx"
import { Status } from "../../../ui/status.tsx"
import { type Column, Table } from "../../../ui/table.tsx"
import { same } from "../../../ui/text.ts"
import type { PageProps } from "../../app/feature.ts"
import type { Reply } from "../../app/call.ts"
import { Loaded } from "../../app/loaded.tsx"
import { SettingsPage } from "../../app/settings-page.tsx"
import { useCall } from "../../app/use-call.ts"
import { DeadLetters } from "./dead-letters.tsx"
import { NameLimit } from "./name-limit.tsx"
import { PropertyLimit } from "./property-limit.tsx"

type Event = Reply<typeof getLatestEvents>["items"][number]

/** What came in just now, for whoever is connecting a system. */
export function EventDebugger({ search, setSearch }: PageProps<"/settings/events">) {
  const dead = useCall(listDeadLetters, {}, { everyMs: 15_000 })
  const view = search.view === "dead" ? "dead" : "latest"
  return (
    <SettingsPage title={{ ja: "できごとの到着", en: "Arriving events" }}>
      <NameLimit />
      <PropertyLimit />
      <Tabs
        label={{ ja: "見方", en: "View" }}
        tabs={[
          { key: "latest", label: { ja: "届いた順", en: "As they came" } },
          {
            key: "dead",
            label: { ja: "処理できなかったもの", en: "Dead letters" },
            ...(dead.data && { count: dead.data.items.length }),
          },
        ]}
        open={view}
        onOpen={(key) => setSearch({ view: key === "latest" ? undefined : key })}
      />
      {view === "dead" ? <DeadLetters letters={dead} /> : <Latest search={search} setSearch={setSearch} />}
    </SettingsPage>
  )
}

function Latest({ search, setSearch }: Pick<PageProps, "search" | "setSearch">) {
  const [open, setOpen] = useState<Event>()
  const names = useCall(getEventNames, {})
  const latest = useCall(
    getLatestEvents,
    {
      ...(search.name && { names: search.name }),
      ...(search.source && { source: search.source }),
      ...(search.id && { externalId: search.id }),
    },
    { everyMs: 5_000, keep: true },
  )
  const conditions = [search.name, search.source, search.id].filter((part) => part !== undefined).map(same)
  return (
    <>
      <Filters>
        <Select
          short
          label={{ ja: "できごと", en: "Event" }}
          value={search.name ?? "all"}
          onChange={(name) => setSearch({ name: name === "all" ? undefined : name })}
          options={[
            { value: "all", label: { ja: "すべてのできごと", en: "All events" } },
            ...(names.data?.items ?? []).map(({ name, title }) => ({ value: name, label: title })),
          ]}
        />
        <SearchField
          value={search.source ?? ""}
          onChange={(source) => setSearch({ source: source || undefined })}
          label={{ ja: "どこから（例：web）", en: "Source, such as web" }}
        />
        <SearchField
          value={search.id ?? ""}
          onChange={(id) => setSearch({ id: id || undefined })}
          label={{ ja: "送り手の番号", en: "Sender's id" }}
        />
      </Filters>
      <Loaded of={latest} what={{ ja: "できごとを読み込めませんでした", en: "The events could not be loaded" }}>
        {({ items }) =>
          items.length > 0 ? (
            <Table
              label={{ ja: "届いたできごと", en: "Events received" }}
              columns={columns}
              rows={items}
              rowKey={(event) => String(event.seq)}
              onOpen={setOpen}
            />
          ) : conditions.length > 0 ? (
            <FilteredToNothing
              conditions={conditions}
              onClear={() => setSearch({ name: undefined, source: undefined, id: undefined })}
            />
          ) : (
            <Empty
              title={{ ja: "まだ何も届いていません", en: "Nothing has arrived yet" }}
              why={{
                ja: "ショップをつなぐか、書き込みキーでサイトにタグを置くと、届いたものがここに並びます。",
                en: "Connect a shop, or put the tag with a write key on your site.",
              }}
              action={<ButtonLink to="/settings/keys" label={{ ja: "キーを作る", en: "Make a key" }} />}
            />
          )
        }
      </Loaded>
      <Detail event={open} onClose={() => setOpen(undefined)} />
    </>
  )
}

const columns: Column<Event>[] = [
  { key: "name", head: { ja: "できごと", en: "Event" }, cell: (event) => <Name event={event} /> },
  {
    key: "source",
    head: { ja: "どこから", en: "Source" },
    cell: (event) => <code className="small">{event.source}</code>,
  },
  {
    key: "id",
    head: { ja: "送り手の番号", en: "Sender's id" },
    cell: (event) => <code className="small">{event.externalId}</code>,
  },
  {
    key: "occurred",
    head: { ja: "起きたとき", en: "Occurred" },
    end: true,
    cell: (event) => <Occurred event={event} />,
  },
  {
    key: "received",
    head: { ja: "届いたとき", en: "Received" },
    end: true,
    cell: (event) => <DateText at={event.receivedAt} beside />,
  },
]

function Name({ event }: { event: Event }) {
  const t = useText()
  return (
    <>
      {t(event.title)}
      <span className="under">{event.name}</span>
    </>
  )
}

const Occurred = ({ event }: { event: Event }) => (
  <span>
    <DateText at={event.occurredAt} />
    {event.isClockSkewed && (
      <span className="under">
        <Status is="waiting" label={{ ja: "送り手の時計が進んでいます", en: "The sender's clock is fast" }} />
      </span>
    )}
  </span>
)

function Detail({ event, onClose }: { event: Event | undefined; onClose: () => void }) {
  return (
    <Dialog open={event !== undefined} wide onClose={onClose} title={event?.title ?? same("")}>
      {event && (
        <>
          {event.customerId && (
            <ButtonLink
              look="text"
              to={`/customers/${event.customerId}`}
              label={{ ja: "お客様を見る", en: "See the customer" }}
            />
          )}
          <CodeBlock text={JSON.stringify(event, null, 2)} label={{ ja: "届いたまま", en: "As it stands" }} />
        </>
      )}
    </Dialog>
  )
}
