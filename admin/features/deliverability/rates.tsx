import { getRates } from "../../../server/capabilities/engagement/contract.ts"
import { listSegments } from "../../../server/capabilities/segments/contract.ts"
import { NumberText } from "../../../ui/figures.tsx"
import { Select } from "../../../ui/inputs.tsx"
import { useNow, useText } from "../../../ui/language.tsx"
import { Columns, Kpis, Rows, Section, Stack } from "../../../ui/layout.tsx"
import { Link } from "../../../ui/link.tsx"
import { Filters } from "../../../ui/nav.tsx"
import { Switch } from "../../../ui/choices.tsx"
import { Empty } from "../../../ui/states.tsx"
import { type Column, Table } from "../../../ui/table.tsx"
import type { Text } from "../../../ui/text.ts"
import type { Reply } from "../../app/call.ts"
import type { PageProps } from "../../app/feature.ts"
import { Loaded } from "../../app/loaded.tsx"
import { useCall } from "../../app/use-call.ts"
import { DeliveryPage } from "./delivery-page.tsx"
import { Share } from "./share.tsx"
import { doorWords } from "./words.ts"

type Rates = Reply<typeof getRates>
type Group = Rates["groups"][number]
type BySegmentRow = Rates["segments"][number]

const periods = {
  "7": { ja: "この7日", en: "7 days" },
  "30": { ja: "この30日", en: "30 days" },
  "90": { ja: "この90日", en: "90 days" },
} as const
type Period = keyof typeof periods
const isPeriod = (text: string | undefined): text is Period => text !== undefined && Object.hasOwn(periods, text)
const dayMs = 86_400_000

/** What readers did with each kind of message: people's reactions, and with one switch the machines' as well (C09-C13). */
export function MessageRates({ search, setSearch }: PageProps<"/deliverability/rates">) {
  const period: Period = isPeriod(search.days) ? search.days : "30"
  const purpose = search.purpose === "marketing" || search.purpose === "transactional" ? search.purpose : undefined
  const withMachines = search.machines === "1"
  // Whole days, so that the question stays the same while the page is open.
  const from = new Date(Math.floor(useNow() / dayMs) * dayMs - Number(period) * dayMs)
  const rates = useCall(getRates, { from, ...(purpose && { purpose }) }, { keep: true, everyMs: 60_000 })
  return (
    <DeliveryPage open="rates" title={{ ja: "お便りへの反応", en: "Reactions to messages" }}>
      <Filters
        spread={
          <Switch
            label={{ ja: "機械の分も数える", en: "Count machines, too" }}
            on={withMachines}
            onChange={(on) => setSearch({ machines: on ? "1" : undefined })}
          />
        }
      >
        <Select
          short
          label={{ ja: "期間", en: "Period" }}
          value={period}
          onChange={(days) => setSearch({ days: days === "30" ? undefined : days })}
          options={(["7", "30", "90"] as const).map((value) => ({ value, label: periods[value] }))}
        />
        <Select
          short
          label={{ ja: "目的", en: "Purpose" }}
          value={purpose ?? "all"}
          onChange={(value) => setSearch({ purpose: value === "all" ? undefined : value })}
          options={[
            { value: "all", label: { ja: "すべて", en: "All" } },
            { value: "marketing", label: { ja: "お便り", en: "Letters" } },
            { value: "transactional", label: { ja: "注文のお知らせ", en: "Notices of orders" } },
          ]}
        />
      </Filters>
      <Loaded of={rates} what={{ ja: "反応を読み込めませんでした", en: "The reactions could not be loaded" }}>
        {(found) =>
          found.total.sent === 0 ? (
            <Empty
              title={{ ja: "この期間に送ったものはありません", en: "Nothing was sent in this period" }}
              why={{
                ja: "送ると、届いた・開いた・クリックした・戻った・止めた数がここに並びます。",
                en: "Once something is sent, what became of it is listed here.",
              }}
            />
          ) : (
            <Stack>
              <Totals found={found} withMachines={withMachines} scope={periods[period]} />
              <Groups found={found} withMachines={withMachines} scope={periods[period]} />
              <BySegment found={found} withMachines={withMachines} scope={periods[period]} />
              <Columns split="7-5">
                <Links found={found} withMachines={withMachines} />
                <Stack>
                  <Leavings found={found} />
                  <Definitions found={found} />
                </Stack>
              </Columns>
            </Stack>
          )
        }
      </Loaded>
    </DeliveryPage>
  )
}

type Shown = { found: Rates; withMachines: boolean; scope: Text }

const opened = ({ rates }: Pick<Group, "rates">, withMachines: boolean) =>
  withMachines ? rates.openedWithMachines : rates.opened
const clicked = ({ rates }: Pick<Group, "rates">, withMachines: boolean) =>
  withMachines ? rates.clickedWithMachines : rates.clicked

function Totals({ found: { total }, withMachines, scope }: Shown) {
  const t = useText()
  const remark = <span>{t(scope)}</span>
  const machines = total.opened.machine + total.opened.unknown
  return (
    <Kpis
      kpis={[
        { label: { ja: "届いた", en: "Delivered" }, value: <NumberText value={total.delivered} />, remark },
        {
          label: { ja: "開いた", en: "Opened" },
          value: <Share bp={opened(total, withMachines)} />,
          remark: withMachines ? (
            remark
          ) : (
            <span>
              {t({ ja: `機械などの${machines}通は数えません`, en: `${machines} by machines or unclear are left out` })}
            </span>
          ),
        },
        { label: { ja: "クリックした", en: "Clicked" }, value: <Share bp={clicked(total, withMachines)} />, remark },
        {
          label: { ja: "不達", en: "Bounced" },
          value: <Share bp={total.rates.bounced} digits={2} />,
          remark,
          to: "/deliverability/returns",
        },
        { label: { ja: "配信停止", en: "Left" }, value: <Share bp={total.rates.left} digits={2} />, remark },
      ]}
    />
  )
}

function Groups({ found, withMachines, scope }: Shown) {
  const t = useText()
  const rate = (key: string, head: Text, of: (group: Group) => number | null, digits = 1): Column<Group> => ({
    key,
    head,
    end: true,
    cell: (group) => <Share bp={of(group)} digits={digits} />,
  })
  const columns: Column<Group>[] = [
    {
      key: "title",
      head: { ja: "メッセージ", en: "Message" },
      cell: ({ title, originKind, originId, originStep }) => (
        <>
          {originId ? (
            <Link to={`/${originKind === "flow" ? "flows" : "campaigns"}/${originId}`}>{t(title)}</Link>
          ) : (
            t(title)
          )}
          {originStep && <span className="under">{originStep}</span>}
        </>
      ),
    },
    {
      key: "delivered",
      head: { ja: "届いた", en: "Delivered" },
      end: true,
      cell: ({ delivered }) => <NumberText value={delivered} />,
    },
    rate("opened", { ja: "開いた", en: "Opened" }, (group) => opened(group, withMachines)),
    rate("clicked", { ja: "クリック", en: "Clicked" }, (group) => clicked(group, withMachines)),
    rate("bounced", { ja: "不達", en: "Bounced" }, ({ rates }) => rates.bounced),
    rate("spam", { ja: "苦情", en: "Spam" }, ({ rates }) => rates.complained, 2),
    rate("left", { ja: "停止", en: "Left" }, ({ rates }) => rates.left, 2),
  ]
  return (
    <Section first title={{ ja: "メッセージごと", en: "By message" }} scope={scope}>
      <Table
        label={{ ja: "メッセージごとの反応", en: "Reactions by message" }}
        columns={columns}
        rows={found.groups}
        rowKey={({ kind, channel, originId, originStep }) => `${kind} ${channel} ${originId} ${originStep}`}
      />
    </Section>
  )
}

/** Whether those leave more who got what was not meant for them (C29). */
function BySegment({ found, withMachines, scope }: Shown) {
  const t = useText()
  const isWorth = found.segments.some(({ segmentId }) => segmentId !== null)
  const names = useCall(listSegments, {}, { when: isWorth })
  if (!isWorth) return null
  const nameOf = (segmentId: string) => names.data?.items.find((one) => one.segmentId === segmentId)?.name
  const columns: Column<BySegmentRow>[] = [
    {
      key: "segment",
      head: { ja: "セグメント", en: "Segment" },
      cell: ({ segmentId }) =>
        segmentId === null ? (
          t({ ja: "絞らずに送ったもの", en: "Sent to everybody" })
        ) : (
          <Link to={`/segments/${segmentId}`}>{t(nameOf(segmentId) ?? { ja: "セグメント", en: "Segment" })}</Link>
        ),
    },
    {
      key: "delivered",
      head: { ja: "届いた", en: "Delivered" },
      end: true,
      cell: ({ delivered }) => <NumberText value={delivered} />,
    },
    {
      key: "clicked",
      head: { ja: "クリック", en: "Clicked" },
      end: true,
      cell: (row) => <Share bp={clicked(row, withMachines)} />,
    },
    {
      key: "left",
      head: { ja: "停止", en: "Left" },
      end: true,
      cell: ({ rates }) => <Share bp={rates.left} digits={2} />,
    },
  ]
  return (
    <Section title={{ ja: "セグメントごと", en: "By segment" }} scope={scope}>
      <Table
        label={{ ja: "セグメントごとの反応", en: "Reactions by segment" }}
        columns={columns}
        rows={found.segments}
        rowKey={({ segmentId }) => segmentId ?? "everybody"}
      />
    </Section>
  )
}

function Links({ found, withMachines }: Pick<Shown, "found" | "withMachines">) {
  const t = useText()
  const rows = found.links
    .map((link) => ({ ...link, count: withMachines ? link.human + link.unknown + link.machine : link.human }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count)
    .slice(0, 20)
  return (
    <Section
      title={{ ja: "よく開かれたリンク", en: "Links that were followed" }}
      scope={{ ja: "通数", en: "messages" }}
    >
      {rows.length === 0 ? (
        <p className="small quiet delivery-below">
          {t({ ja: "まだ開かれていません。", en: "None has been followed yet." })}
        </p>
      ) : (
        <Rows
          rows={rows.map(({ url, count }) => ({ label: { ja: url, en: url }, value: <NumberText value={count} /> }))}
        />
      )}
    </Section>
  )
}

function Leavings({ found: { leavings } }: Pick<Shown, "found">) {
  if (leavings.length === 0) return null
  return (
    <Section title={{ ja: "どこで止めたか", en: "How people left" }} scope={{ ja: "人", en: "people" }}>
      <Rows rows={leavings.map(({ by, count }) => ({ label: doorWords(by), value: <NumberText value={count} /> }))} />
    </Section>
  )
}

const defined = [
  ["delivered", { ja: "届いた", en: "Delivered" }],
  ["opened", { ja: "開いた", en: "Opened" }],
  ["clicked", { ja: "クリックした", en: "Clicked" }],
  ["bounced", { ja: "不達", en: "Bounced" }],
  ["complained", { ja: "苦情", en: "Called spam" }],
  ["left", { ja: "配信停止", en: "Left" }],
] as const

function Definitions({ found: { definitions } }: Pick<Shown, "found">) {
  const t = useText()
  return (
    <Section title={{ ja: "数え方", en: "What the numbers mean" }}>
      <dl className="delivery-words">
        {defined.map(([key, label]) => (
          <div key={key}>
            <dt className="small">{t(label)}</dt>
            <dd className="small quiet">{t(definitions[key])}</dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}
