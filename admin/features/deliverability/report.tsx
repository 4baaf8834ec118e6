import { getReport } from "../../../server/capabilities/deliverability/contract.ts"
import { LineChart } from "../../../ui/charts/line-chart.tsx"
import { NumberText, PercentText } from "../../../ui/figures.tsx"
import { useFormat, useText } from "../../../ui/language.tsx"
import { Columns, Kpis, Rows, Section, Stack } from "../../../ui/layout.tsx"
import { Link } from "../../../ui/link.tsx"
import { Empty } from "../../../ui/states.tsx"
import { Status } from "../../../ui/status.tsx"
import { type Column, Table } from "../../../ui/table.tsx"
import type { Text } from "../../../ui/text.ts"
import { Loaded } from "../../app/loaded.tsx"
import { useCall } from "../../app/use-call.ts"
import { DeliveryPage } from "./delivery-page.tsx"
import { Hygiene } from "./hygiene.tsx"
import { Share } from "./share.tsx"
import { findingNames, findingStates, findingText, type Report, returnKinds } from "./words.ts"

const month = { ja: "この30日", en: "these 30 days" }

/** How the brand's mails arrive: what stands against them, what is risky, and how it has been going. */
export function DeliveryReport() {
  const report = useCall(getReport, {}, { everyMs: 60_000, keep: true })
  return (
    <DeliveryPage
      open="report"
      title={report.data ? verdict(report.data) : { ja: "到達の診断", en: "How mails arrive" }}
    >
      <Loaded of={report} what={{ ja: "診断を読み込めませんでした", en: "The report could not be loaded" }}>
        {(found) => (
          <Stack>
            <Numbers report={found} />
            <Columns split="7-5">
              <Stack>
                <Trend report={found} />
                <Risky report={found} />
              </Stack>
              <Stack>
                <Authentication report={found} />
                <CameBack report={found} />
                <Complaints report={found} />
                <Hygiene />
              </Stack>
            </Columns>
          </Stack>
        )}
      </Loaded>
    </DeliveryPage>
  )
}

function verdict({ domain, alarm, pause, closed, total }: Report): Text {
  if (pause) return { ja: "メールのお便りを止めています", en: "Letters by mail are paused" }
  if (domain.state === "bad") return { ja: "ドメインに直すところがあります", en: "The domain needs mending" }
  if (alarm.level !== "calm") return { ja: "苦情が増えています", en: "Complaints are rising" }
  if (closed.length > 0) return { ja: "断っている宛先ドメインがあります", en: "A domain is refusing mails" }
  if (total.sent === 0) return { ja: "到達の診断", en: "How mails arrive" }
  return { ja: "メールは届いています", en: "Mails arrive" }
}

function Numbers({ report: { total, domain } }: { report: Report }) {
  const t = useText()
  const remark = <span>{t(month)}</span>
  return (
    <Kpis
      kpis={[
        {
          label: { ja: "届いた", en: "Delivered" },
          value: <NumberText value={total.delivered} />,
          remark,
          to: "/deliverability/rates",
        },
        {
          label: { ja: "不達", en: "Bounced" },
          value: <Share bp={total.rates.bounced} digits={2} />,
          remark,
          to: "/deliverability/returns",
        },
        {
          label: { ja: "苦情", en: "Called spam" },
          value: <Share bp={total.rates.complained} digits={2} />,
          remark,
          to: "/deliverability/returns?what=complaint",
        },
        {
          label: { ja: "配信停止", en: "Left" },
          value: <Share bp={total.rates.left} digits={2} />,
          remark,
          to: "/deliverability/rates",
        },
        { label: { ja: "お便り（24時間）", en: "Letters (24 hours)" }, value: <NumberText value={domain.perDay} /> },
      ]}
    />
  )
}

function Trend({ report: { trend } }: { report: Report }) {
  const { day, percent } = useFormat()
  const rate = (some: number, all: number) => (all === 0 ? null : (some * 100) / all)
  return (
    <Section
      first
      title={{ ja: "評判のうごき", en: "Reputation over time" }}
      scope={{ ja: "180日、日ごと", en: "180 days, by day" }}
    >
      {trend.length < 2 ? (
        <Empty
          title={{ ja: "まだ線になりません", en: "Not enough for a line yet" }}
          why={{
            ja: "毎晩、その日の数字を書きとめます。2日ぶんからここに並びます。",
            en: "Each night the day is written down. From two days on it is drawn here.",
          }}
        />
      ) : (
        <LineChart
          label={{ ja: "不達・苦情・配信停止の割合", en: "Bounces, complaints and people who left" }}
          per={{ ja: "日", en: "Day" }}
          at={trend.map((one) => day(one.day))}
          write={(value) => percent(value / 100, 2)}
          writeAxis={(value) => percent(value / 100, 1)}
          lines={[
            {
              name: { ja: "不達", en: "Bounced" },
              look: "main",
              values: trend.map((one) => rate(one.hard + one.soft, one.sent)),
            },
            {
              name: { ja: "苦情", en: "Called spam" },
              look: "dashed",
              values: trend.map((one) => rate(one.complained, one.delivered)),
            },
            {
              name: { ja: "配信停止", en: "Left" },
              look: "soft",
              values: trend.map((one) => rate(one.unsubbed, one.delivered)),
            },
          ]}
        />
      )}
    </Section>
  )
}

type Risk = Report["risky"][number]

function Risky({ report: { risky } }: { report: Report }) {
  const t = useText()
  const columns: Column<Risk>[] = [
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
    { key: "sent", head: { ja: "送った", en: "Sent" }, end: true, cell: ({ sent }) => <NumberText value={sent} /> },
    {
      key: "bounced",
      head: { ja: "不達", en: "Bounced" },
      end: true,
      cell: ({ rates }) => <Share bp={rates.bounced} />,
    },
    {
      key: "spam",
      head: { ja: "苦情", en: "Spam" },
      end: true,
      cell: ({ rates }) => <Share bp={rates.complained} digits={2} />,
    },
    {
      key: "left",
      head: { ja: "停止", en: "Left" },
      end: true,
      cell: ({ rates }) => <Share bp={rates.left} digits={2} />,
    },
  ]
  return (
    <Section title={{ ja: "評判を損ねやすいもの", en: "What hurts the good name" }} scope={month}>
      {risky.length === 0 ? (
        <Empty
          title={{ ja: "目立つものはありません", en: "Nothing stands out" }}
          why={{
            ja: "不達2%、苦情0.1%、配信停止1%を超えたものが並びます。",
            en: "Listed are those above 2 % bounces, 0.1 % complaints or 1 % leaving.",
          }}
        />
      ) : (
        <Table
          label={{ ja: "評判を損ねやすいもの", en: "What hurts the good name" }}
          columns={columns}
          rows={risky}
          rowKey={({ kind, originId, originStep }) => `${kind} ${originId} ${originStep}`}
        />
      )}
    </Section>
  )
}

function Authentication({ report: { check } }: { report: Report }) {
  const t = useText()
  return (
    <Section
      title={{ ja: "ドメインの認証", en: "Authentication" }}
      beside={<Link to="/deliverability/domain">{t({ ja: "くわしく", en: "Details" })}</Link>}
    >
      {check ? (
        <Rows
          rows={check.findings.map((finding) => ({
            label: findingNames[finding.name],
            ...(finding.state === "good" ? {} : { under: t(findingText(finding)) }),
            value: <Status {...findingStates[finding.state]} />,
          }))}
        />
      ) : (
        <p className="small quiet delivery-below">
          {t({ ja: "まだ確かめていません。", en: "Nobody has looked yet." })}
        </p>
      )}
    </Section>
  )
}

function CameBack({ report: { returns } }: { report: Report }) {
  const t = useText()
  const { number } = useFormat()
  const domains = [
    ...Map.groupBy(
      returns.filter(({ what }) => what === "hard" || what === "soft"),
      ({ domain }) => domain,
    ),
  ]
    .map(([domain, rows]) => ({ domain, count: rows.reduce((sum, row) => sum + row.count, 0), rows }))
    .sort((a, b) => b.count - a.count)
    .slice(0, 6)
  return (
    <Section title={{ ja: "どこから戻るか", en: "Where they come back from" }} scope={month}>
      {domains.length === 0 ? (
        <p className="small quiet delivery-below">
          {t({ ja: "戻ってきたメールはありません。", en: "Nothing has come back." })}
        </p>
      ) : (
        <Rows
          rows={domains.map(({ domain, count, rows }) => ({
            label: { ja: domain, en: domain },
            under: [...Map.groupBy(rows, ({ what }) => what)]
              .map(
                ([what, of]) => `${t(returnKinds[what].label)} ${number(of.reduce((sum, row) => sum + row.count, 0))}`,
              )
              .join(t({ ja: "、", en: "; " })),
            value: <NumberText value={count} />,
          }))}
        />
      )}
    </Section>
  )
}

function Complaints({ report: { complaints, total } }: { report: Report }) {
  const t = useText()
  if (complaints.length === 0) return null
  return (
    <Section title={{ ja: "何への苦情か", en: "What was complained of" }} scope={month}>
      <Rows
        rows={complaints.slice(0, 6).map(({ title, originKind, originId, originStep, segmentId, count }) => ({
          label: {
            ja: `${title.ja}${originStep ? `（${originStep}）` : ""}`,
            en: `${title.en}${originStep ? ` (${originStep})` : ""}`,
          },
          under: (
            <>
              {originId && (
                <Link to={`/${originKind === "flow" ? "flows" : "campaigns"}/${originId}`}>
                  {t({ ja: "配信を見る", en: "See it" })}
                </Link>
              )}{" "}
              {segmentId && (
                <Link to={`/segments/${segmentId}`}>{t({ ja: "セグメントを見る", en: "See the segment" })}</Link>
              )}
            </>
          ),
          value: <PercentText rate={count / Math.max(1, total.delivered)} digits={2} />,
        }))}
      />
    </Section>
  )
}
