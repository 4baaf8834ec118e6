import "./ledger.css"
import type { ReactNode } from "react"
import { getLedger, listShortages } from "../../../server/capabilities/points/contract.ts"
import { Button, ButtonLink } from "../../../ui/button.tsx"
import { BarChart } from "../../../ui/charts/bar-chart.tsx"
import { DateText, NumberText } from "../../../ui/figures.tsx"
import { useFormat, useText } from "../../../ui/language.tsx"
import { Columns, Note, Rows, Section, Stack } from "../../../ui/layout.tsx"
import { Link } from "../../../ui/link.tsx"
import { Empty } from "../../../ui/states.tsx"
import { Status } from "../../../ui/status.tsx"
import { type Column, Table } from "../../../ui/table.tsx"
import type { Text } from "../../../ui/text.ts"
import type { Reply } from "../../app/call.ts"
import type { PageProps } from "../../app/feature.ts"
import { Loaded } from "../../app/loaded.tsx"
import { Page } from "../../app/page.tsx"
import { useCall } from "../../app/use-call.ts"
import { useCustomerNames } from "../../app/use-customer-names.ts"
import { monthWords, originWords } from "./words.ts"

type Books = Reply<typeof getLedger>
type Month = Books["months"][number]

/** The points of everybody as a book: what was there, what came and went, what is left, and that all of it agrees. */
export function Ledger({ search, setSearch }: PageProps<"/points">) {
  const ledger = useCall(getLedger, {}, { keep: true })
  const months = ledger.data?.months ?? []
  const shown = months.find(({ month }) => month === search.month) ?? months.at(-1)
  return (
    <Page
      title={{ ja: "ポイント台帳", en: "Points ledger" }}
      actions={
        <>
          <span className="points-months">
            {months.map(({ month }) => (
              <Button
                key={month}
                look={month === shown?.month ? "plain" : "text"}
                label={monthWords(month)}
                onClick={() => setSearch({ month })}
              />
            ))}
          </span>
          <ButtonLink label={{ ja: "承認待ち", en: "Waiting for approval" }} to="/points/approvals" />
        </>
      }
    >
      <Loaded of={ledger} rows={8} what={{ ja: "台帳を読み込めませんでした", en: "The ledger could not be loaded" }}>
        {(books) => (shown ? <Shown books={books} month={shown} /> : <Nothing />)}
      </Loaded>
    </Page>
  )
}

function Shown({ books, month }: { books: Books; month: Month }) {
  const isNow = month.month === books.months.at(-1)?.month
  if (books.members === 0 && books.months.every(({ closing, issued }) => closing === 0 && issued === 0))
    return <Nothing />
  return (
    <>
      <Roll month={month} difference={isNow ? books.difference : null} />
      <Columns split="7-5">
        <Stack>
          <Endings endings={books.endings} />
          <Months months={books.months} />
        </Stack>
        <Stack>
          <Standing books={books} />
          <Shortages />
        </Stack>
      </Columns>
    </>
  )
}

const Nothing = () => (
  <Empty
    title={{ ja: "まだポイントの動きがありません", en: "No points have moved yet" }}
    why={{
      ja: "会員制度を公開して注文が届くと、発行・利用・失効がここに並びます。1ポイントごとに、どこから来てどこへ行ったかが残ります。",
      en: "Once the programme is published and orders come in, what was issued, used and expired stands here, each point with where it came from and where it went.",
    }}
  />
)

function Figure(props: { label: Text; sign?: string; points: number; under?: ReactNode; closing?: boolean }) {
  const t = useText()
  return (
    <div className={props.closing ? "closing" : undefined}>
      <dt>{t(props.label)}</dt>
      <dd>
        {props.sign && (
          <span className="sign" aria-hidden>
            {props.sign}
          </span>
        )}
        <NumberText value={props.points} {...(props.closing && { unit: "pt" })} />
      </dd>
      {props.under && <div className="under">{props.under}</div>}
    </div>
  )
}

function Roll({ month: m, difference }: { month: Month; difference: number | null }) {
  const t = useText()
  const { number } = useFormat()
  const by = m.issuedBy.map(({ origin, points }) => `${t(originWords(origin))} ${number(points)}`)
  return (
    <dl className="points-roll" aria-label={t({ ja: "今月の動き", en: "The month rolled forward" })}>
      <Figure label={{ ja: "期首残高", en: "Opening" }} points={m.opening} />
      <Figure
        label={{ ja: "発行", en: "Issued" }}
        sign="＋"
        points={m.issued}
        under={by.join(t({ ja: "・", en: ", " }))}
      />
      <Figure
        label={{ ja: "利用", en: "Used" }}
        sign="−"
        points={m.redeemed}
        under={t({ ja: `${number(m.redemptions)}件`, en: `in ${number(m.redemptions)}` })}
      />
      <Figure
        label={{ ja: "失効", en: "Expired" }}
        sign="−"
        points={m.expired}
        under={t({ ja: `${number(m.expiredPeople)}人`, en: `of ${number(m.expiredPeople)} people` })}
      />
      <Figure label={{ ja: "取消", en: "Taken back" }} sign="−" points={m.revoked} />
      {m.adjusted !== 0 && <Figure label={{ ja: "調整", en: "Adjusted" }} sign="±" points={m.adjusted} />}
      <Figure
        label={{ ja: "残高", en: "Closing" }}
        sign="＝"
        points={m.closing}
        closing
        under={
          difference === null ? (
            m.isClosed && <Status is="done" label={{ ja: "締め済み", en: "Closed" }} />
          ) : difference === 0 ? (
            <Status is="done" label={{ ja: "ロットの合計と一致（差 0pt）", en: "Equals all lots (0 pt apart)" }} />
          ) : (
            <Status
              is="failed"
              label={{ ja: `ロットの合計と ${difference}pt の差`, en: `${difference} pt apart from all lots` }}
            />
          )
        }
      />
    </dl>
  )
}

function Endings({ endings }: { endings: Books["endings"] }) {
  const t = useText()
  const { number } = useFormat()
  const ending = endings.flatMap(({ month, points }) => (month === null ? [] : [{ month, points }])).slice(0, 24)
  const never = endings.find(({ month }) => month === null)?.points ?? 0
  return (
    <Section
      title={{ ja: "いつ失効するか", en: "When they expire" }}
      scope={{ ja: "失効月ごとの残高", en: "what is left, by month of its end" }}
    >
      {ending.length === 0 ? (
        <p>{t({ ja: "期限のあるポイントはありません。", en: "Nothing has an end." })}</p>
      ) : (
        <BarChart
          label={{ ja: "失効月ごとの残高", en: "What is left by month of expiry" }}
          per={{ ja: "月", en: "Month" }}
          series={[{ name: { ja: "ポイント", en: "Points" }, look: "soft" }]}
          bars={ending.map(({ month, points }, i) => ({
            label: String(Number(month.slice(5))),
            values: [points],
            ...((i === 0 || month.endsWith("-01")) && { group: month.slice(0, 4) }),
            ...(i < 2 && { look: "hatch" as const }),
          }))}
        />
      )}
      {never > 0 && (
        <Note>{t({ ja: `期限のないもの ${number(never)}pt`, en: `${number(never)} pt never expire` })}</Note>
      )}
    </Section>
  )
}

type Line = { readonly key: string; readonly sign: string; readonly label: Text; readonly of: (month: Month) => number }
const lines: readonly Line[] = [
  { key: "opening", sign: "", label: { ja: "期首残高", en: "Opening" }, of: (m) => m.opening },
  { key: "issued", sign: "＋", label: { ja: "発行", en: "Issued" }, of: (m) => m.issued },
  { key: "redeemed", sign: "−", label: { ja: "利用", en: "Used" }, of: (m) => m.redeemed },
  { key: "expired", sign: "−", label: { ja: "失効", en: "Expired" }, of: (m) => m.expired },
  { key: "revoked", sign: "−", label: { ja: "取消", en: "Taken back" }, of: (m) => m.revoked },
  { key: "adjusted", sign: "±", label: { ja: "調整", en: "Adjusted" }, of: (m) => m.adjusted },
  { key: "closing", sign: "＝", label: { ja: "期末残高", en: "Closing" }, of: (m) => m.closing },
]

function Months({ months }: { months: readonly Month[] }) {
  const t = useText()
  const columns: Column<Line>[] = [
    {
      key: "what",
      head: { ja: "動き", en: "Movement" },
      cell: ({ sign, label }) => `${sign} ${t(label)}`,
    },
    ...months.map(
      (month): Column<Line> => ({
        key: month.month,
        head: month.isClosed
          ? { ja: `${monthWords(month.month).ja}（締め済み）`, en: `${monthWords(month.month).en} (closed)` }
          : monthWords(month.month),
        end: true,
        cell: ({ of }) => <NumberText value={of(month)} />,
      }),
    ),
  ]
  return (
    <Section title={{ ja: "月ごとの動き", en: "Month by month" }} scope={{ ja: "単位 pt", en: "in points" }}>
      <Table
        label={{ ja: "月ごとの動き", en: "Month by month" }}
        columns={columns}
        rows={lines}
        rowKey={({ key }) => key}
      />
    </Section>
  )
}

function Standing({ books }: { books: Books }) {
  const t = useText()
  const figure = (value: number) => <NumberText value={value} unit="pt" />
  return (
    <Section title={{ ja: "いまの内訳", en: "What it consists of" }}>
      <Rows
        rows={[
          { label: { ja: "使える", en: "Usable" }, value: figure(books.usable) },
          { label: { ja: "会計中に確保", en: "Held at a checkout" }, value: figure(books.held) },
          ...(books.debt > 0
            ? [{ label: { ja: "不足分（次の付与から引く）", en: "Owed by members" }, value: figure(-books.debt) }]
            : []),
          {
            label: { ja: "残高", en: "Balance" },
            value: figure(books.usable + books.held - books.debt),
            total: true,
          },
          { label: { ja: "付与予定（残高に含まない）", en: "To come (not in it)" }, value: figure(books.pending) },
          { label: { ja: "持っている方", en: "Members with points" }, value: <NumberText value={books.members} /> },
          {
            label: { ja: "締め", en: "Closed until" },
            value: books.closedUntil ? (
              <DateText at={books.closedUntil} only="date" />
            ) : (
              t({ ja: "まだ締めていません", en: "nothing yet" })
            ),
          },
          ...(books.head
            ? [
                {
                  label: { ja: "封印の末尾", en: "Seal" },
                  under: t({ ja: "あとから書き換えられていないことの印", en: "shows that nothing was changed later" }),
                  value: <code>{books.head.slice(0, 12)}</code>,
                },
              ]
            : []),
        ]}
      />
    </Section>
  )
}

const policies = {
  floor_zero: { ja: "あきらめた", en: "forgiven" },
  deduct_cash: { ja: "返金から差し引く", en: "taken off the refund" },
  manual_review: { ja: "確認が必要", en: "to be looked at" },
} satisfies Record<string, Text>

function Shortages() {
  const t = useText()
  const items = useCall(listShortages, {}).data?.items ?? []
  const names = useCustomerNames(items.map(({ customerId }) => customerId))
  if (items.length === 0) return null
  return (
    <Section title={{ ja: "取り消しきれなかったもの", en: "What could not be taken back" }}>
      <ul className="customer-list">
        {items.slice(0, 20).map(({ shortageId, customerId, points, policy, notedAt }) => (
          <li key={shortageId}>
            <span>
              <Link to={`/customers/${customerId}`}>
                {names?.get(customerId) || t({ ja: "お客様を開く", en: "Open the customer" })}
              </Link>
              <span className="under">
                {t(policies[policy])} <DateText at={notedAt} only="date" />
              </span>
            </span>
            <span className="end">
              <NumberText value={points} unit="pt" />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
