import { useState } from "react"
import { getRun, listPlayed } from "../../../server/capabilities/rehearsal/contract.ts"
import {
  type ChangeKind,
  changeKinds,
  type Figure,
  type Forecast,
} from "../../../server/capabilities/rehearsal/model.ts"
import { Button, ButtonLink } from "../../../ui/button.tsx"
import { DateText } from "../../../ui/figures.tsx"
import { useFormat, useText } from "../../../ui/language.tsx"
import { Note, Section, Stack } from "../../../ui/layout.tsx"
import { Link } from "../../../ui/link.tsx"
import { Tabs } from "../../../ui/nav.tsx"
import { Empty } from "../../../ui/states.tsx"
import { type Column, Pager, Table } from "../../../ui/table.tsx"
import { joined, same, type Text } from "../../../ui/text.ts"
import type { PageProps } from "../../app/feature.ts"
import { Loaded } from "../../app/loaded.tsx"
import { Page } from "../../app/page.tsx"
import { useMay } from "../../app/session.tsx"
import { useCall, useList } from "../../app/use-call.ts"
import { useCustomerNames } from "../../app/use-customer-names.ts"
import { Measured } from "./measured.tsx"
import { Outcome, type Whole } from "./outcome.tsx"
import { PublishDialog } from "./publish-dialog.tsx"
import { RanksReached } from "./ranks-reached.tsx"
import { between, changeWords, type PlayedItem } from "./words.ts"

/** What a rehearsal found: for the programme, against what is live, and for each person. */
export function RunPage({ params }: PageProps<"/rehearsal/$runId">) {
  const whole = useCall(getRun, { runId: params.runId }, { everyMs: 3_000 })
  return (
    <Loaded of={whole} what={{ ja: "リハーサルを読み込めませんでした", en: "The rehearsal could not be loaded" }}>
      {(found) => <Shown whole={found} />}
    </Loaded>
  )
}

function Shown({ whole }: { whole: Whole }) {
  const t = useText()
  const { date, number } = useFormat()
  const may = useMay()
  const [publishing, setPublishing] = useState(false)
  const { run, result } = whole
  return (
    <Page
      title={sentenceOf(whole, number)}
      name={same(run.name)}
      above={[{ label: { ja: "リハーサル", en: "Rehearsal" }, to: "/rehearsal" }]}
      over={t({
        ja: `${run.name}　${date(run.starts)}〜${date(run.until)}の注文${number(run.orders)}件・何も送っていません`,
        en: `${run.name}: ${number(run.orders)} orders from ${date(run.starts)} to ${date(run.until)}, nothing was sent`,
      })}
      facts={
        run.publishedAt
          ? [
              t({ ja: `第${run.publishedVersion}版として公開`, en: `Published as version ${run.publishedVersion}` }),
              <DateText key="at" at={run.publishedAt} />,
            ]
          : []
      }
      actions={
        may("loyalty:write") && (
          <>
            <ButtonLink label={{ ja: "条件を変えてもう一度", en: "Other numbers" }} to="/loyalty/start" />
            {whole.canPublish && (
              <Button
                look="go"
                label={{ ja: "公開の確認へ", en: "On to publishing" }}
                onClick={() => setPublishing(true)}
              />
            )}
          </>
        )
      }
    >
      <Stack>
        <Section
          title={{ ja: "結果", en: "Result" }}
          scope={{ ja: "期間の合計。幅は95%", en: "Over the whole time, with 95 % intervals" }}
          first
        >
          <Outcome whole={whole} />
        </Section>
        {result && result.draft.people > 0 && (
          <>
            <Changes whole={whole} live={result.live} draft={result.draft} />
            <RanksReached whole={whole} />
            {run.publishedAt && <Measured runId={run.runId} />}
            <People whole={whole} />
          </>
        )}
      </Stack>
      {publishing && <PublishDialog whole={whole} onClose={() => setPublishing(false)} />}
    </Page>
  )
}

function sentenceOf({ run, result }: Whole, number: (value: number) => string): Text {
  if (!result) return same(run.name)
  const { draft, live } = result
  const share = Math.round(draft.reach.value * 100)
  if (!live)
    return {
      ja: `${number(draft.people)}人のうち${share}%が、使える数までたまります。`,
      en: `${share}% of ${number(draft.people)} people come to hold enough to use.`,
    }
  const more = Math.round(draft.issued.value - live.issued.value)
  return {
    ja: `発行は${number(Math.abs(more))}ポイント${more >= 0 ? "増え" : "減り"}、${number(result.changed)}人に変化があります。`,
    en: `${number(Math.abs(more))} points ${more >= 0 ? "more" : "fewer"} are issued; ${number(result.changed)} people are affected.`,
  }
}

type Line = { key: string; label: Text; live: string; draft: string; range: string; change: string }

function Changes({ whole, live, draft }: { whole: Whole; live: Forecast | null; draft: Forecast }) {
  const t = useText()
  const { number, money, percent, change } = useFormat()
  const yen = (value: number) => money(Math.round(value), whole.currency)
  const whole0 = (value: number) => number(Math.round(value))
  const line = (
    key: string,
    label: Text,
    of: (f: Forecast) => Figure,
    write: (value: number) => string,
    step = 1,
  ): Line => ({
    key,
    label,
    draft: write(of(draft).value),
    range: between(of(draft), write),
    live: live ? write(of(live).value) : "—",
    change: live ? change(Math.round((of(draft).value - of(live).value) * step) / step, step === 1 ? 0 : 3) : "—",
  })
  const rows = [
    line("issued", { ja: "発行", en: "Issued" }, (f) => f.issued, whole0),
    line("signUp", { ja: "うち入会", en: "of which for joining" }, (f) => f.signUp, whole0),
    line("used", { ja: "利用", en: "Used" }, (f) => f.used, whole0),
    line("expired", { ja: "失効", en: "Expired" }, (f) => f.expired, whole0),
    line("open", { ja: "残高", en: "Still open" }, (f) => f.open, whole0),
    line("cost", { ja: "費用", en: "Cost" }, (f) => f.cost, yen),
    line("margin", { ja: "制度のあとの粗利", en: "Margin after it" }, (f) => f.margin, yen),
    line("liability", { ja: "負債の見積もり", en: "Liability" }, (f) => f.liability, yen),
    line("reach", { ja: "使える数までたまる人", en: "Ever hold enough" }, (f) => f.reach, percent, 1_000),
  ]
  // Before the first programme there is nothing to compare with.
  const compared = (column: Column<Line>) => (live ? [column] : [])
  const columns: Column<Line>[] = [
    { key: "label", head: { ja: "項目", en: "What" }, cell: ({ label }) => t(label) },
    ...compared({ key: "live", head: { ja: "稼働中", en: "Live" }, end: true, cell: (row) => row.live }),
    { key: "draft", head: { ja: "下書き", en: "Draft" }, end: true, cell: (row) => row.draft },
    { key: "range", head: { ja: "95%の幅", en: "95 % interval" }, end: true, cell: ({ range }) => range },
    ...compared({ key: "change", head: { ja: "ちがい", en: "Difference" }, end: true, cell: (row) => row.change }),
  ]
  return (
    <Section title={{ ja: "変わること", en: "What changes" }} scope={{ ja: "期間の合計", en: "over the whole time" }}>
      <Table label={{ ja: "変わること", en: "What changes" }} columns={columns} rows={rows} rowKey={({ key }) => key} />
      <Note>
        {t({
          ja: `全員が使えるときに使うと、費用は${yen(draft.costIfAll)}です。制度がないときの粗利は${yen(draft.marginBefore)}。使う人${whole.assumptions.usersBp / 100}%・粗利率${whole.assumptions.marginBp / 100}%は見込みです。`,
          en: `If everybody used points whenever possible it would cost ${yen(draft.costIfAll)}. Without a programme the margin is ${yen(draft.marginBefore)}. That ${whole.assumptions.usersBp / 100}% use points and the margin of ${whole.assumptions.marginBp / 100}% are assumed.`,
        })}
      </Note>
    </Section>
  )
}

function People({ whole: { run, result, ranks } }: { whole: Whole }) {
  const t = useText()
  const { number } = useFormat()
  const [kind, setKind] = useState<ChangeKind | "all">("all")
  const list = useList(listPlayed, { runId: run.runId, limit: 20, ...(kind === "all" ? {} : { kind }) }, { keep: true })
  const names = useCustomerNames(list.data?.items.map(({ customerId }) => customerId) ?? [])
  const rankName = (key: string) => (key === "" ? "—" : t(ranks.find((rank) => rank.key === key)?.name ?? same(key)))
  const said = (one: PlayedItem["draft"] | null) =>
    one
      ? `${t({ ja: `${number(Math.round(one.issued))}ポイント`, en: `${number(Math.round(one.issued))} points` })}・${rankName(one.rank)}`
      : "—"
  const columns: Column<PlayedItem>[] = [
    {
      key: "who",
      head: { ja: "顧客", en: "Customer" },
      cell: ({ customerId }) => (
        <Link to={`/customers/${customerId}`}>
          {names?.get(customerId) || t({ ja: "お客様を開く", en: "Open the customer" })}
        </Link>
      ),
    },
    {
      key: "what",
      head: { ja: "変わること", en: "What changes" },
      cell: ({ changes }) =>
        changes.length === 0
          ? t({ ja: "新しく始まる", en: "Begins" })
          : t(joined(changes.map((one) => changeWords[one]))),
    },
    ...(result?.live
      ? [{ key: "live", head: { ja: "稼働中", en: "Live" }, cell: ({ live }: PlayedItem) => said(live) }]
      : []),
    { key: "draft", head: { ja: "下書き", en: "Draft" }, cell: ({ draft }) => <b>{said(draft)}</b> },
    {
      key: "reach",
      head: { ja: "使えるまで", en: "Until usable" },
      end: true,
      cell: ({ draft }) =>
        draft.reachDays === null
          ? t({ ja: "届かない", en: "never" })
          : t({ ja: `${number(draft.reachDays)}日`, en: `${number(draft.reachDays)} days` }),
    },
  ]
  const shown = changeKinds.filter((one) => (result?.kinds.find((k) => k.kind === one)?.people ?? 0) > 0)
  return (
    <Section
      title={{ ja: "だれに、何が変わるか", en: "Who, and what changes" }}
      scope={
        result?.live
          ? { ja: `変わらない人 ${number(result.unchanged)}`, en: `${number(result.unchanged)} unchanged` }
          : { ja: `${number(result?.draft.people ?? 0)}人`, en: `${number(result?.draft.people ?? 0)} people` }
      }
    >
      {result?.live && (
        <Tabs<ChangeKind | "all">
          label={{ ja: "変わること", en: "What changes" }}
          open={kind}
          onOpen={setKind}
          tabs={[
            { key: "all", label: { ja: "すべて", en: "All" }, count: result.changed },
            ...shown.map((one) => ({
              key: one,
              label: changeWords[one],
              count: result.kinds.find((k) => k.kind === one)?.people ?? 0,
            })),
          ]}
        />
      )}
      <Loaded of={list}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty
              title={{ ja: "だれも変わりません", en: "Nobody is affected" }}
              why={{ ja: "稼働中の制度と同じ結果です。", en: "It comes to the same as what is live." }}
            />
          ) : (
            <>
              <Table
                label={{ ja: "変わるお客様", en: "Customers" }}
                columns={columns}
                rows={items}
                rowKey={({ customerId }) => customerId}
              />
              <Pager shown={items.length} more={list.more} busy={list.isFetchingNextPage} onMore={list.readMore} />
            </>
          )
        }
      </Loaded>
    </Section>
  )
}
