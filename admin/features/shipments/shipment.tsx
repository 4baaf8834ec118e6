import "./shipments.css"
import { ExternalLink } from "lucide-react"
import type { z } from "zod"
import { getShipment } from "../../../server/capabilities/shipments/contract.ts"
import { parcelStateNames } from "../../../server/capabilities/shipments/carriers/model-carrier.ts"
import { delayReasons } from "../../../server/capabilities/shipments/model-standing.ts"
import { ButtonLink } from "../../../ui/button.tsx"
import { DateText } from "../../../ui/figures.tsx"
import { useText } from "../../../ui/language.tsx"
import { Columns, Kpis, Rows, Section, Stack } from "../../../ui/layout.tsx"
import { Link } from "../../../ui/link.tsx"
import { Empty } from "../../../ui/states.tsx"
import { Status } from "../../../ui/status.tsx"
import { type Column, Table } from "../../../ui/table.tsx"
import { counted, same, type Text } from "../../../ui/text.ts"
import type { PageProps } from "../../app/feature.ts"
import { Loaded } from "../../app/loaded.tsx"
import { Page } from "../../app/page.tsx"
import { useCall } from "../../app/use-call.ts"
import { ArrivalText, carrierWords, originKindWords, ParcelStatus } from "../../app/words/parcel.tsx"
import { useSourceNames } from "../../app/words/source.ts"

type Parcel = z.output<typeof getShipment.reply>
type Event = Parcel["events"][number]

export function ShipmentPage({ params }: PageProps<"/shipments/$shipmentId">) {
  const parcel = useCall(getShipment, { shipmentId: params.shipmentId }, { everyMs: 60_000 })
  return (
    <Loaded of={parcel} what={{ ja: "荷物を読み込めませんでした", en: "The parcel could not be loaded" }}>
      {(found) => <Shown parcel={found} />}
    </Loaded>
  )
}

function Shown({ parcel }: { parcel: Parcel }) {
  const t = useText()
  const name: Text = parcel.trackingNumber
    ? same(parcel.trackingNumber)
    : { ja: "番号のない荷物", en: "Parcel without a number" }
  return (
    <Page
      above={[{ label: { ja: "荷物", en: "Parcels" }, to: "/shipments" }]}
      title={name}
      after={carrierWords(parcel.carrier)}
      facts={[
        <ParcelStatus key="state" parcel={parcel} />,
        parcel.orderId ? (
          <Link key="order" to={`/orders/${parcel.orderId}`}>
            {t({ ja: `注文 ${parcel.orderNumber}`, en: `Order ${parcel.orderNumber}` })}
          </Link>
        ) : (
          t({
            ja: `注文を待っています（${parcel.orderExternalId}）`,
            en: `Waits for its order (${parcel.orderExternalId})`,
          })
        ),
        `${parcel.origin.name} · ${t(originKindWords[parcel.origin.kind])}`,
      ]}
      actions={
        parcel.trackingUrl && (
          <ButtonLink
            look="plain"
            icon={ExternalLink}
            to={parcel.trackingUrl}
            label={{ ja: "配送会社のページを開く", en: "Open the carrier's page" }}
          />
        )
      }
    >
      <Stack>
        <Keeping parcel={parcel} />
        <Columns split="8-4">
          <Section
            first
            title={{ ja: "荷物の記録", en: "What was reported" }}
            scope={{ ja: "左がわたしたちの読み、右がもとの言葉", en: "our reading, and the original words beside it" }}
          >
            <Reports parcel={parcel} />
          </Section>
          <Section title={{ ja: "この荷物について", en: "About this parcel" }}>
            <Rows rows={aboutRows(parcel)} />
          </Section>
        </Columns>
      </Stack>
    </Page>
  )
}

function Keeping({ parcel }: { parcel: Parcel }) {
  const t = useText()
  const unknown = <span className="quiet">{t({ ja: "まだ言えません", en: "Can't be said" })}</span>
  const isOpen = parcel.deliveredAt === null && !parcel.isCancelled
  return (
    <Kpis
      kpis={[
        {
          label: { ja: "発送", en: "Left" },
          value: <DateText at={parcel.shippedAt} only="date" />,
          remark: <DateText at={parcel.shippedAt} only="time" />,
        },
        {
          label: { ja: "約束したお届け", en: "Promised" },
          value: parcel.promised ? <ArrivalText days={parcel.promised} /> : unknown,
          remark: t({ ja: "発送したときに決めた日", en: "fixed when it left" }),
        },
        parcel.deliveredAt
          ? {
              label: { ja: "お届け", en: "Delivered" },
              value: <DateText at={parcel.deliveredAt} only="date" />,
              remark: <DateText at={parcel.deliveredAt} only="time" />,
            }
          : {
              label: { ja: "いまの見込み", en: "Expected now" },
              value: parcel.expected ? <ArrivalText days={parcel.expected} /> : unknown,
              remark: isOpen
                ? t(delayReasons[parcel.delayReason])
                : t({ ja: "発送は取り消されました", en: "The shipment was cancelled" }),
            },
      ]}
    />
  )
}

function Reports({ parcel }: { parcel: Parcel }) {
  if (parcel.events.length === 0)
    return (
      <Empty
        title={{ ja: "記録はまだありません", en: "Nothing was reported yet" }}
        why={{
          ja: "配送会社が荷物を受け付けると、ここに並びます。",
          en: "Reports appear here once the carrier has the parcel.",
        }}
      />
    )
  return (
    <Table
      label={{ ja: "荷物の記録", en: "What was reported" }}
      columns={columns}
      rows={[...parcel.events].reverse()}
      rowKey={(event) => `${event.source} ${event.at.toISOString()} ${event.rawText}`}
    />
  )
}

const columns: readonly Column<Event>[] = [
  { key: "at", head: { ja: "日時", en: "When" }, cell: (event) => <DateText at={event.at} /> },
  { key: "state", head: { ja: "わたしたちの読み", en: "Our reading" }, cell: (event) => <Reading event={event} /> },
  { key: "words", head: { ja: "もとの言葉", en: "Original words" }, cell: (event) => <Words event={event} /> },
  { key: "place", head: { ja: "場所", en: "Place" }, cell: (event) => event.place ?? "－" },
]

function Reading({ event }: { event: Event }) {
  const t = useText()
  if (event.isKnown) return t(parcelStateNames[event.state])
  return (
    <span className="parcel-cell">
      <Status is="needed" label={{ ja: "読めません", en: "Not understood" }} />
      <span className="parcel-under">{t({ ja: "状態は変えていません", en: "it changed nothing" })}</span>
    </span>
  )
}

function SourceName({ of: source }: { of: string }) {
  const t = useText()
  return <>{t(useSourceNames()(source))}</>
}

function Words({ event }: { event: Event }) {
  const t = useText()
  const sourceName = useSourceNames()
  return (
    <span className="parcel-cell">
      「{event.rawText}」
      <span className="parcel-under">{t(event.carrier ? carrierWords(event.carrier) : sourceName(event.source))}</span>
    </span>
  )
}

const aboutRows = (parcel: Parcel) => [
  { label: { ja: "発送元", en: "From" }, value: parcel.origin.name },
  {
    label: { ja: "中身", en: "Content" },
    value: <Pieces parcel={parcel} />,
  },
  { label: { ja: "知らせ元", en: "Told by" }, value: <SourceName of={parcel.source} /> },
  { label: { ja: "知らせ元の番号", en: "Its name there" }, value: parcel.externalId },
  { label: { ja: "最後の動き", en: "Last news" }, value: <DateText at={parcel.stateAt} beside /> },
]

function Pieces({ parcel }: { parcel: Parcel }) {
  const t = useText()
  const pieces = parcel.lines.reduce((sum, line) => sum + line.quantity, 0)
  return t({
    ja: `${parcel.lines.length}品・${pieces}点`,
    en: `${counted(parcel.lines.length, "product")}, ${counted(pieces, "piece")}`,
  })
}
