import type { z } from "zod"
import {
  carrierCodes,
  carrierNames,
  parcelStateNames,
  parcelStates,
} from "../../../server/capabilities/shipments/carriers/model-carrier.ts"
import { listShipments, type ShipmentSummary } from "../../../server/capabilities/shipments/contract.ts"
import { delayReasons } from "../../../server/capabilities/shipments/model-standing.ts"
import { DateText } from "../../../ui/figures.tsx"
import { SearchField, Select } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import { Link } from "../../../ui/link.tsx"
import { Filters } from "../../../ui/nav.tsx"
import { Empty, FilteredToNothing } from "../../../ui/states.tsx"
import { type Column, Pager, Table } from "../../../ui/table.tsx"
import { counted, same, type Text } from "../../../ui/text.ts"
import type { PageProps } from "../../app/feature.ts"
import { Loaded } from "../../app/loaded.tsx"
import { useList } from "../../app/use-call.ts"
import { ArrivalText, carrierWords, ParcelStatus } from "../../app/words/parcel.tsx"
import type { View } from "./views.ts"

type Parcel = z.output<typeof ShipmentSummary>
type Props = Pick<PageProps, "search" | "setSearch"> & { view: View }

const anyCarrier: Text = { ja: "すべての配送会社", en: "All carriers" }
const anyState: Text = { ja: "すべての状態", en: "All states" }

export function ParcelList({ view, search, setSearch }: Props) {
  const carrier = carrierCodes.find((code) => code === search.carrier)
  const state = parcelStates.find((name) => name === search.state)
  const number = search.number
  const parcels = useList(
    listShipments,
    { ...view.asked, ...(carrier && { carrier }), ...(state && { state }), ...(number && { number }) },
    { keep: true, everyMs: 60_000 },
  )
  const conditions = [
    ...(number ? [same(number)] : []),
    ...(carrier ? [carrierNames[carrier]] : []),
    ...(state ? [parcelStateNames[state]] : []),
  ]
  return (
    <>
      <Filters>
        <SearchField
          label={{ ja: "お問い合わせ番号で探す", en: "Find by tracking number" }}
          value={number ?? ""}
          onChange={(text) => setSearch({ number: text })}
        />
        <Select
          short
          label={{ ja: "配送会社", en: "Carrier" }}
          value={carrier ?? "any"}
          onChange={(value) => setSearch({ carrier: value === "any" ? "" : value })}
          options={[
            { value: "any", label: anyCarrier },
            ...carrierCodes.map((value) => ({ value, label: carrierNames[value] })),
          ]}
        />
        <Select
          short
          label={{ ja: "状態", en: "State" }}
          value={state ?? "any"}
          onChange={(value) => setSearch({ state: value === "any" ? "" : value })}
          options={[
            { value: "any", label: anyState },
            ...parcelStates.map((value) => ({ value, label: parcelStateNames[value] })),
          ]}
        />
      </Filters>
      <Loaded of={parcels} what={{ ja: "荷物を読み込めませんでした", en: "The parcels could not be loaded" }}>
        {({ items }) =>
          items.length > 0 ? (
            <>
              <Table
                label={view.title}
                columns={view.key === "parked" ? parkedColumns : columns}
                rows={items}
                rowKey={(parcel) => parcel.shipmentId}
                to={(parcel) => `/shipments/${parcel.shipmentId}`}
              />
              <Pager
                shown={items.length}
                more={parcels.more}
                busy={parcels.isFetchingNextPage}
                onMore={parcels.readMore}
              />
            </>
          ) : conditions.length > 0 ? (
            <FilteredToNothing
              conditions={conditions}
              onClear={() => setSearch({ number: "", carrier: "", state: "" })}
            />
          ) : (
            <Empty {...view.none} />
          )
        }
      </Loaded>
    </>
  )
}

const parcelColumn: Column<Parcel> = {
  key: "parcel",
  head: { ja: "荷物", en: "Parcel" },
  cell: (parcel) => <ParcelName parcel={parcel} />,
}

function ParcelName({ parcel }: { parcel: Parcel }) {
  const t = useText()
  return (
    <span className="parcel-name">
      <span className="num">{parcel.trackingNumber ?? t({ ja: "番号はまだありません", en: "No number yet" })}</span>
    </span>
  )
}

const carrierColumn: Column<Parcel> = {
  key: "carrier",
  head: { ja: "配送会社・発送元", en: "Carrier, from" },
  cell: (parcel) => <Carrier parcel={parcel} />,
}

function Carrier({ parcel }: { parcel: Parcel }) {
  const t = useText()
  return (
    <span className="parcel-cell">
      {t(carrierWords(parcel.carrier))}
      <span className="parcel-under">{parcel.origin.name}</span>
    </span>
  )
}

const stateColumn: Column<Parcel> = {
  key: "state",
  head: { ja: "状態", en: "State" },
  cell: (parcel) => <State parcel={parcel} />,
}

function State({ parcel }: { parcel: Parcel }) {
  const t = useText()
  const isOpen = parcel.deliveredAt === null && !parcel.isCancelled
  return (
    <span className="parcel-cell">
      <ParcelStatus parcel={parcel} />
      {parcel.unread > 0 && (
        <span className="parcel-under">
          {t({ ja: `読めない文言 ${parcel.unread}件`, en: `${counted(parcel.unread, "wording")} could not be read` })}
        </span>
      )}
      {isOpen && parcel.standing !== "on_time" && parcel.unread === 0 && (
        <span className="parcel-under">{t(delayReasons[parcel.delayReason])}</span>
      )}
    </span>
  )
}

const leftColumn: Column<Parcel> = {
  key: "left",
  head: { ja: "発送", en: "Left" },
  cell: (parcel) => <DateText at={parcel.shippedAt} only="date" />,
}

const columns: readonly Column<Parcel>[] = [
  parcelColumn,
  carrierColumn,
  {
    key: "order",
    head: { ja: "注文", en: "Order" },
    cell: (parcel) =>
      parcel.orderId ? (
        <Link to={`/orders/${parcel.orderId}`}>{parcel.orderNumber ?? parcel.orderId.slice(-6)}</Link>
      ) : (
        "－"
      ),
  },
  stateColumn,
  leftColumn,
  {
    key: "promised",
    head: { ja: "約束", en: "Promised" },
    cell: (parcel) => (parcel.promised ? <ArrivalText days={parcel.promised} /> : "－"),
  },
  {
    key: "now",
    head: { ja: "いまの見込み", en: "Expected now" },
    cell: (parcel) =>
      parcel.deliveredAt ? (
        <DateText at={parcel.deliveredAt} />
      ) : parcel.expected ? (
        <ArrivalText days={parcel.expected} />
      ) : (
        <Unsure />
      ),
  },
]

function Unsure() {
  const t = useText()
  return <span className="quiet">{t({ ja: "まだ言えません", en: "Can't be said" })}</span>
}

const parkedColumns: readonly Column<Parcel>[] = [
  parcelColumn,
  carrierColumn,
  {
    key: "source",
    head: { ja: "知らせ元の番号", en: "Name at its source" },
    cell: (parcel) => `${parcel.source} ${parcel.externalId}`,
  },
  leftColumn,
]
