import { getProgramme, putPause } from "../../../server/capabilities/referrals/contract.ts"
import {
  getContents,
  getResults,
  postAlarmSettled,
  putContentPause,
} from "../../../server/capabilities/referrals/contract-results.ts"
import { Button, ButtonLink, ButtonRow } from "../../../ui/button.tsx"
import { DateText, MoneyText, NumberText, PercentText } from "../../../ui/figures.tsx"
import { useFormat, useText } from "../../../ui/language.tsx"
import { Columns, Kpis, Note, Rows, Section, Stack } from "../../../ui/layout.tsx"
import { Filters, Segments } from "../../../ui/nav.tsx"
import { Empty } from "../../../ui/states.tsx"
import { Status } from "../../../ui/status.tsx"
import { type Column, Table } from "../../../ui/table.tsx"
import { same } from "../../../ui/text.ts"
import type { PageProps } from "../../app/feature.ts"
import { Loaded } from "../../app/loaded.tsx"
import { Page } from "../../app/page.tsx"
import { useMay } from "../../app/session.tsx"
import { useAct, useCall } from "../../app/use-call.ts"
import { useCustomerNames } from "../../app/use-customer-names.ts"
import { ByChannel, Hops, Views, Who } from "./parts.tsx"
import { placeName, reachWords, reasonWords, type Whole } from "./words.ts"

const periods = [
  { key: "30", label: { ja: "30日", en: "30 days" } },
  { key: "365", label: { ja: "1年", en: "A year" } },
  { key: "3650", label: { ja: "すべて", en: "Ever" } },
] as const

/** What people passed on, whom it brought, and what it was worth. */
export function Results({ search, setSearch }: PageProps<"/referrals">) {
  const period = periods.find(({ key }) => key === search.days)?.key ?? "365"
  const whole = useCall(getResults, { days: Number(period) }, { everyMs: 60_000, keep: true })
  return (
    <Page title={{ ja: "紹介", en: "Referrals" }} facts={[<Running key="running" />]} actions={<Pause />}>
      <Views open="/referrals" />
      <Filters>
        <Segments
          label={{ ja: "期間", en: "Period" }}
          options={periods}
          value={period}
          onChange={(key) => setSearch({ days: key === "365" ? undefined : key })}
        />
      </Filters>
      <Loaded of={whole} what={{ ja: "結果を読み込めませんでした", en: "The results could not be loaded" }}>
        {(found) => <Shown whole={found} />}
      </Loaded>
    </Page>
  )
}

function Running() {
  const programme = useCall(getProgramme, {})
  if (!programme.data) return null
  const { live, pausedAt } = programme.data
  if (pausedAt) return <Status is="paused" label={{ ja: "止めています", en: "Paused" }} />
  return live ? (
    <Status is="live" label={{ ja: "公開中", en: "Live" }} />
  ) : (
    <Status is="draft" label={{ ja: "未公開", en: "Not published" }} />
  )
}

/** Every link at once, in one press (J20). */
export function Pause() {
  const may = useMay()
  const programme = useCall(getProgramme, {})
  const change = useAct(putPause, { refresh: [getProgramme] })
  if (!may("loyalty:write") || !programme.data?.live) return null
  const { pausedAt } = programme.data
  return (
    <Button
      look={pausedAt ? "go" : "plain"}
      label={pausedAt ? { ja: "再開する", en: "Let it go on" } : { ja: "すべて止める", en: "Pause everything" }}
      busy={change.busy}
      onClick={() => change.run({ paused: !pausedAt, reason: "" })}
    />
  )
}

function Shown({ whole }: { whole: Whole }) {
  const { spread, currency, channels, hops } = whole
  if (spread.sharers === 0)
    return (
      <Stack>
        <Alarms whole={whole} />
        <Empty
          title={{ ja: "まだ誰も紹介していません", en: "Nobody has shared anything yet" }}
          why={{
            ja: "制度が公開されていれば、お客様のページとお便りに、ひとりずつの紹介リンクが入ります。渡されると、ここに数が並びます。",
            en: "While the programme is live, everybody finds a link of her own on her page and in letters. Once they are passed on, it is counted here.",
          }}
          action={
            <ButtonLink look="go" label={{ ja: "制度を見る", en: "Look at the programme" }} to="/referrals/programme" />
          }
        />
      </Stack>
    )
  return (
    <Stack>
      <Alarms whole={whole} />
      <Numbers whole={whole} />
      <Section title={{ ja: "よく紹介する方", en: "Who brings most" }}>
        <Inviters whole={whole} />
      </Section>
      <Columns split="7-5">
        <Section title={{ ja: "チャネルごと", en: "By channel" }}>
          <ByChannel rows={channels} currency={currency} />
        </Section>
        <Generations whole={whole} />
      </Columns>
      {hops.length > 0 && (
        <Section title={{ ja: "チャネルからチャネルへ", en: "From channel to channel" }}>
          <Hops rows={hops} />
        </Section>
      )}
      <Columns split="6-6">
        <Reasons whole={whole} />
        <Markets whole={whole} />
      </Columns>
      <Carried whole={whole} />
    </Stack>
  )
}

function Numbers({ whole: { spread, money, currency, yenPerPoint } }: { whole: Whole }) {
  const t = useText()
  const { number } = useFormat()
  const k = spread.kFactor
  return (
    <Section title={{ ja: "広がり", en: "How it spreads" }} first>
      <Kpis
        kpis={[
          {
            label: { ja: "新しいお客様", en: "Newcomers" },
            value: <NumberText value={spread.newcomers} />,
            to: "/referrals/people",
            remark:
              spread.held > 0
                ? t({
                    ja: `ほかに確認待ち${number(spread.held)}人`,
                    en: `${number(spread.held)} more wait for your look`,
                  })
                : undefined,
          },
          {
            label: { ja: "紹介した人", en: "Sharers" },
            value: <NumberText value={spread.sharers} />,
            to: "/referrals/contents/none",
          },
          {
            label: { ja: "届いた人", en: "Reached" },
            value: <NumberText value={spread.reach} />,
            to: "/referrals/contents/none",
          },
          {
            label: { ja: "K値", en: "K-factor" },
            value: <NumberText value={k} digits={2} />,
            remark: t(reachWords(spread, number)),
          },
          {
            label: { ja: "費用対効果", en: "Return" },
            value:
              money.roi === null ? (
                t({ ja: "費用なし", en: "No cost" })
              ) : (
                <NumberText value={money.roi} digits={1} unit={t({ ja: "倍", en: "×" })} />
              ),
            remark: (
              <>
                <MoneyText minor={money.value} currency={currency} /> /{" "}
                <MoneyText minor={money.cost} currency={currency} />
              </>
            ),
          },
        ]}
      />
      <Note>
        {t({
          ja: `売上は、紹介で来た方のその後の注文もふくみます（返品を除く）。費用は、渡したポイント（1pt=${number(yenPerPoint)}円）、クーポンの割引、報酬、制作費の合計です。`,
          en: `Sales include what newcomers bought later, less returns. Costs are points (${number(yenPerPoint)} yen each), what coupons took off, commissions, and what was spent on contents.`,
        })}
      </Note>
    </Section>
  )
}

function Alarms({ whole: { alarms } }: { whole: Whole }) {
  const may = useMay()
  const settle = useAct(postAlarmSettled, { refresh: [getResults] })
  const pause = useAct(putContentPause, { refresh: [getResults, getContents] })
  if (alarms.length === 0) return null
  return (
    <Section title={{ ja: "否定的な反応が増えています", en: "Negative answers are rising" }} first>
      <Rows
        rows={alarms.map((alarm) => ({
          label: alarm.title ? same(alarm.title) : { ja: "紹介のページ", en: "The landing page" },
          under: (
            <>
              <DateText at={alarm.raisedAt} /> <NumberText value={alarm.negative} />/
              <NumberText value={alarm.answers} />
            </>
          ),
          value: may("loyalty:write") ? (
            <ButtonRow end>
              {alarm.contentId && !alarm.hasPaused && (
                <Button
                  look="danger"
                  label={{ ja: "すぐに止める", en: "Pause it now" }}
                  busy={pause.busy}
                  onClick={() => alarm.contentId && pause.run({ contentId: alarm.contentId, paused: true })}
                />
              )}
              <Button
                label={{ ja: "確認した", en: "I have looked" }}
                busy={settle.busy}
                onClick={() => settle.run({ alarmId: alarm.alarmId })}
              />
            </ButtonRow>
          ) : (
            <Status is="needed" />
          ),
        }))}
      />
    </Section>
  )
}

function Inviters({ whole: { inviters, currency } }: { whole: Whole }) {
  const names = useCustomerNames(inviters.map(({ customerId }) => customerId))
  const columns: Column<Whole["inviters"][number]>[] = [
    {
      key: "who",
      head: { ja: "お客様", en: "Customer" },
      cell: ({ customerId }) => <Who id={customerId} names={names} />,
    },
    {
      key: "brought",
      head: { ja: "紹介", en: "Brought" },
      end: true,
      cell: ({ brought }) => <NumberText value={brought} />,
    },
    {
      key: "rewarded",
      head: { ja: "特典", en: "Rewarded" },
      end: true,
      cell: ({ rewarded }) => <NumberText value={rewarded} />,
    },
    {
      key: "held",
      head: { ja: "確認待ち", en: "To check" },
      end: true,
      cell: ({ held }) => <NumberText value={held} />,
    },
    {
      key: "value",
      head: { ja: "最初の注文の合計", en: "First orders" },
      end: true,
      cell: ({ value }) => <MoneyText minor={value} currency={currency} />,
    },
    {
      key: "last",
      head: { ja: "最後", en: "Last" },
      end: true,
      cell: ({ lastAt }) => <DateText at={lastAt} only="date" />,
    },
  ]
  return inviters.length === 0 ? (
    <Empty
      title={{ ja: "まだいません", en: "Nobody yet" }}
      why={{ ja: "紹介された方が買うと、紹介した方がここに並びます。", en: "Whoever brings a buyer is listed here." }}
    />
  ) : (
    <Table
      label={{ ja: "よく紹介する方", en: "Who brings most" }}
      columns={columns}
      rows={inviters.slice(0, 10)}
      rowKey={({ customerId }) => customerId}
    />
  )
}

function Generations({ whole: { spread } }: { whole: Whole }) {
  const columns: Column<Whole["spread"]["generations"][number]>[] = [
    {
      key: "g",
      head: { ja: "世代", en: "Generation" },
      cell: ({ generation }) => <NumberText value={generation + 1} />,
    },
    { key: "links", head: { ja: "リンク", en: "Links" }, end: true, cell: ({ links }) => <NumberText value={links} /> },
    {
      key: "reach",
      head: { ja: "届いた人", en: "Reached" },
      end: true,
      cell: ({ visitors }) => <NumberText value={visitors} />,
    },
    {
      key: "new",
      head: { ja: "新しいお客様", en: "Newcomers" },
      end: true,
      cell: ({ newcomers }) => <NumberText value={newcomers} />,
    },
  ]
  return (
    <Section title={{ ja: "世代", en: "Generations" }}>
      <Table
        label={{ ja: "世代", en: "Generations" }}
        columns={columns}
        rows={spread.generations}
        rowKey={({ generation }) => String(generation)}
      />
    </Section>
  )
}

function Reasons({ whole: { reasons } }: { whole: Whole }) {
  const t = useText()
  const columns: Column<Whole["reasons"][number]>[] = [
    { key: "reason", head: { ja: "広まる理由", en: "Why it spreads" }, cell: ({ reason }) => t(reasonWords(reason)) },
    {
      key: "contents",
      head: { ja: "数", en: "Contents" },
      end: true,
      cell: ({ contents }) => <NumberText value={contents} />,
    },
    {
      key: "reach",
      head: { ja: "届いた人", en: "Reached" },
      end: true,
      cell: ({ spread }) => <NumberText value={spread.reach} />,
    },
    {
      key: "rate",
      head: { ja: "お客様になった割合", en: "Became customers" },
      end: true,
      cell: ({ spread }) => <PercentText rate={spread.conversion} digits={1} />,
    },
    {
      key: "k",
      head: { ja: "K値", en: "K-factor" },
      end: true,
      cell: ({ spread }) => <NumberText value={spread.kFactor} digits={2} />,
    },
  ]
  return (
    <Section title={{ ja: "役に立つか、心が動くか", en: "Useful, or moving" }}>
      {reasons.length === 0 ? (
        <Empty
          title={{ ja: "まだ比べられません", en: "Nothing to compare yet" }}
          why={{
            ja: "コンテンツに「広まる理由」を付けると、どちらがよく広まるかが分かります。",
            en: "Say of each content why it spreads, and this shows which kind does better.",
          }}
        />
      ) : (
        <Table
          label={{ ja: "広まる理由", en: "Why it spreads" }}
          columns={columns}
          rows={reasons}
          rowKey={({ reason }) => reason}
        />
      )}
    </Section>
  )
}

function Markets({ whole: { markets } }: { whole: Whole }) {
  if (markets.length === 0) return null
  return (
    <Section title={{ ja: "新しいお客様の地域", en: "Where newcomers live" }}>
      <Rows
        rows={markets.slice(0, 10).map(({ market, newcomers }) => ({
          label: market === "" ? { ja: "不明", en: "Not known" } : same(market),
          value: <NumberText value={newcomers} />,
        }))}
      />
    </Section>
  )
}

function Carried({ whole: { carried } }: { whole: Whole }) {
  const t = useText()
  if (carried.length === 0) return null
  return (
    <Section title={{ ja: "ほかの場所へ運ばれたリンク", en: "Links that were carried elsewhere" }}>
      <Rows
        rows={carried.map(({ from, to, count }) => ({
          label: same(`${t(placeName(from))} → ${t(placeName(to))}`),
          value: <NumberText value={count} />,
        }))}
      />
    </Section>
  )
}
