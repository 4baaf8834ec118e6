import { useState } from "react"
import { listDeliveries, type listTopics } from "../../../server/capabilities/webhooks/contract.ts"
import { DateText } from "../../../ui/figures.tsx"
import { Select } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import { Section } from "../../../ui/layout.tsx"
import { Filters } from "../../../ui/nav.tsx"
import { Empty, FilteredToNothing } from "../../../ui/states.tsx"
import { Status } from "../../../ui/status.tsx"
import { type Column, Pager, Table } from "../../../ui/table.tsx"
import { same } from "../../../ui/text.ts"
import type { Reply } from "../../app/call.ts"
import type { PageProps } from "../../app/feature.ts"
import { Loaded } from "../../app/loaded.tsx"
import { useList } from "../../app/use-call.ts"
import { DeliveryDialog } from "./delivery-dialog.tsx"
import { type Delivery, deliveryStanding, type Endpoint, reasonWords } from "./words.ts"

type Props = { endpoints: Endpoint[]; topics: Reply<typeof listTopics>["items"] } & Pick<
  PageProps,
  "search" | "setSearch"
>
const states = ["waiting", "delivered", "failed"] as const
const isState = (text: string | undefined): text is Delivery["state"] => states.some((state) => state === text)

/** What was sent to whom, and what came of it. */
export function Deliveries({ endpoints, topics, search, setSearch }: Props) {
  const t = useText()
  const [open, setOpen] = useState<string>()
  const state = isState(search.state) ? search.state : undefined
  const endpoint = endpoints.find(({ endpointId }) => endpointId === search.endpoint)
  const list = useList(
    listDeliveries,
    { ...(state && { state }), ...(endpoint && { endpointId: endpoint.endpointId }) },
    { everyMs: 5_000, keep: true },
  )
  const nameOf = (id: string) => endpoints.find(({ endpointId }) => endpointId === id)?.name ?? "—"
  const columns: Column<Delivery>[] = [
    {
      key: "topic",
      head: { ja: "できごと", en: "Topic" },
      cell: ({ topic }) => t(topics.find((known) => known.topic === topic)?.words ?? same(topic)),
    },
    { key: "endpoint", head: { ja: "通知先", en: "Endpoint" }, cell: ({ endpointId }) => nameOf(endpointId) },
    { key: "state", head: { ja: "状態", en: "State" }, cell: (delivery) => <Standing of={delivery} /> },
    {
      key: "at",
      head: { ja: "とき", en: "When" },
      end: true,
      cell: ({ createdAt }) => <DateText at={createdAt} beside />,
    },
  ]
  const clear = () => setSearch({ state: undefined, endpoint: undefined })
  return (
    <Section title={{ ja: "通知の記録", en: "Deliveries" }} scope={{ ja: "30日ぶん", en: "of thirty days" }}>
      <Filters>
        <Select
          label={{ ja: "状態", en: "State" }}
          value={state ?? "all"}
          onChange={(chosen) => setSearch({ state: chosen === "all" ? undefined : chosen })}
          options={[
            { value: "all", label: { ja: "すべての状態", en: "All states" } },
            ...states.map((value) => ({ value, label: deliveryStanding(value).label })),
          ]}
        />
        {endpoints.length > 1 && (
          <Select
            label={{ ja: "通知先", en: "Endpoint" }}
            value={endpoint?.endpointId ?? "all"}
            onChange={(chosen) => setSearch({ endpoint: chosen === "all" ? undefined : chosen })}
            options={[
              { value: "all", label: { ja: "すべての通知先", en: "All endpoints" } },
              ...endpoints.map(({ endpointId, name }) => ({ value: endpointId, label: same(name) })),
            ]}
          />
        )}
      </Filters>
      <Loaded of={list} what={{ ja: "記録を読み込めませんでした", en: "The deliveries could not be loaded" }}>
        {({ items }) =>
          items.length > 0 ? (
            <>
              <Table
                label={{ ja: "通知の記録", en: "Deliveries" }}
                columns={columns}
                rows={items}
                rowKey={({ deliveryId }) => deliveryId}
                onOpen={({ deliveryId }) => setOpen(deliveryId)}
              />
              <Pager shown={items.length} more={list.more} busy={list.isFetchingNextPage} onMore={list.readMore} />
            </>
          ) : state || endpoint ? (
            <FilteredToNothing
              conditions={[
                ...(state ? [deliveryStanding(state).label] : []),
                ...(endpoint ? [same(endpoint.name)] : []),
              ]}
              onClear={clear}
            />
          ) : (
            <Empty
              title={{ ja: "まだ通知していません", en: "Nothing has been sent yet" }}
              why={{
                ja: "次の注文や荷物から届きます。通知先の操作から、ためしに送れます。",
                en: "The next order or parcel will be. A test can be sent from the endpoint's menu.",
              }}
            />
          )
        }
      </Loaded>
      {open && <DeliveryDialog deliveryId={open} onClose={() => setOpen(undefined)} />}
    </Section>
  )
}

function Standing({ of: { state, reason, attempts } }: { of: Delivery }) {
  const t = useText()
  const { is, label } = deliveryStanding(state)
  const why = reasonWords(reason ?? "")
  const times = attempts === 1 ? "once" : `${attempts} times`
  return (
    <>
      <Status is={is} label={label} />
      {reason && (
        <span className="under">{t({ ja: `${why.ja}（${attempts}回送った）`, en: `${why.en} (tried ${times})` })}</span>
      )}
    </>
  )
}
