import { getOverview } from "../../../server/capabilities/loyalty/contract.ts"
import { ButtonLink } from "../../../ui/button.tsx"
import { BarChart } from "../../../ui/charts/bar-chart.tsx"
import { DateText, MoneyText, NumberText } from "../../../ui/figures.tsx"
import { useFormat, useText } from "../../../ui/language.tsx"
import { Columns, Kpis, Section, Stack } from "../../../ui/layout.tsx"
import { Link } from "../../../ui/link.tsx"
import { Empty } from "../../../ui/states.tsx"
import { Status } from "../../../ui/status.tsx"
import { Loaded } from "../../app/loaded.tsx"
import { Page } from "../../app/page.tsx"
import { useMay } from "../../app/session.tsx"
import { useCall } from "../../app/use-call.ts"
import { Claims } from "./claims.tsx"
import { Lints } from "./lints.tsx"
import { ActionTable, MultiplierTable } from "./tables.tsx"
import type { Overview } from "./words.ts"
import "./loyalty.css"

/** The programme as it stands: what earns, and what it came to this month. */
export function LoyaltyPage() {
  const overview = useCall(getOverview, {}, { everyMs: 60_000, keep: true })
  return (
    <Loaded of={overview} what={{ ja: "会員制度を読み込めませんでした", en: "The programme could not be loaded" }}>
      {(found) => (found.programme ? <Running found={found} programme={found.programme} /> : <None found={found} />)}
    </Loaded>
  )
}

function None({ found }: { found: Overview }) {
  const may = useMay()
  return (
    <Page title={{ ja: "会員制度", en: "Programme" }}>
      <Empty
        title={{ ja: "まだ会員制度はありません", en: "There is no programme yet" }}
        why={{
          ja: "自社の過去の注文から数を提案します。費用と、だれが使えるようになるかを見てから、10分ほどで始められます。",
          en: "Numbers are suggested from your own past orders. See what it costs and who will ever redeem, and begin within ten minutes.",
        }}
        action={
          may("loyalty:write") && (
            <>
              <ButtonLink
                look="go"
                label={{ ja: "提案を見て始める", en: "See the suggestion and begin" }}
                to="/loyalty/start"
              />
              <ButtonLink
                label={
                  found.hasDraft
                    ? { ja: "下書きを続ける", en: "Go on with the draft" }
                    : { ja: "自分で決める", en: "Decide it yourself" }
                }
                to="/loyalty/programme"
              />
            </>
          )
        }
      />
    </Page>
  )
}

function Running({ found, programme }: { found: Overview; programme: NonNullable<Overview["programme"]> }) {
  const t = useText()
  const may = useMay()
  const { base, pointName, yenPerPoint } = programme
  return (
    <Page
      title={{
        ja: `${base.perYen}円につき${base.points}${pointName.ja}`,
        en: `${base.points} ${base.points === 1 ? "point" : "points"} for every ${base.perYen} yen`,
      }}
      name={{ ja: "会員制度", en: "Programme" }}
      over={t({
        ja: `会員制度　1${pointName.ja} = ${yenPerPoint}円・${expiryWords(programme).ja}`,
        en: `Programme · ${pointName.en}, ${yenPerPoint} yen each · ${expiryWords(programme).en}`,
      })}
      facts={[
        <Status
          key="live"
          is="live"
          label={{ ja: `第${found.version ?? 0}版が有効`, en: `Version ${found.version ?? 0} holds` }}
        />,
        found.hasDraft ? (
          <Link key="draft" to="/loyalty/programme">
            <Status is="draft" label={{ ja: "下書きあり", en: "There is a draft" }} />
          </Link>
        ) : null,
        <Link key="versions" to="/loyalty/versions">
          {t({ ja: "これまでの版", en: "Versions" })}
        </Link>,
        <Link key="fixes" to="/loyalty/fixes">
          {t({ ja: "過去の注文のやり直し", en: "Corrections" })}
        </Link>,
      ].filter(Boolean)}
      actions={
        may("loyalty:write") && (
          <ButtonLink look="go" label={{ ja: "決まりを直す", en: "Edit the rules" }} to="/loyalty/programme" />
        )
      }
    >
      <Stack>
        <Month found={found} />
        {found.waiting > 0 && <Claims />}
        <Columns split="8-4">
          <Stack>
            <Days found={found} />
            <MultiplierTable found={found} programme={programme} />
            <ActionTable found={found} programme={programme} />
          </Stack>
          <Lints lints={found.lints} />
        </Columns>
      </Stack>
    </Page>
  )
}

function expiryWords({ expiry }: NonNullable<Overview["programme"]>) {
  if (expiry === null) return { ja: "期限なし", en: "they never expire" }
  switch (expiry.kind) {
    case "months":
      return { ja: `発行から${expiry.months}か月で失効`, en: `they expire after ${expiry.months} months` }
    case "sliding":
      return {
        ja: `最後の動きから${expiry.months}か月で失効`,
        en: `they expire ${expiry.months} months after the last activity`,
      }
    case "yearly":
      return {
        ja: `毎年${expiry.month}月${expiry.day}日に失効`,
        en: `they expire each year on ${expiry.month}/${expiry.day}`,
      }
    case "at":
      return { ja: `${expiry.on}に失効`, en: `they expire on ${expiry.on}` }
  }
}

function Month({ found: { month, currency } }: { found: Overview }) {
  const t = useText()
  const { orders, people } = month
  const from = <DateText at={month.from} only="date" />
  return (
    <Kpis
      kpis={[
        {
          label: { ja: "今月のお買い物で", en: "By purchases this month" },
          value: <NumberText value={month.purchasePoints} unit="pt" />,
          remark: (
            <>
              {t({ ja: `${orders}件・${people}人、`, en: `${orders} orders, ${people} people, ` })}
              {from}
              {t({ ja: "から", en: " on" })}
            </>
          ),
        },
        {
          label: { ja: "倍率の上乗せ", en: "By multipliers" },
          value: <NumberText value={month.multiplierPoints} unit="pt" />,
          remark: t({ ja: "キャンペーンと個別の上乗せ", en: "campaigns and bonuses of one's own" }),
        },
        {
          label: { ja: "ランクの上乗せ", en: "By ranks" },
          value: <NumberText value={month.rankPoints} unit="pt" />,
        },
        {
          label: { ja: "アクションで", en: "By actions" },
          value: <NumberText value={month.actionPoints} unit="pt" />,
        },
        {
          label: { ja: "返品で取り消し", en: "Taken back" },
          value: <NumberText value={month.takenBack} unit="pt" />,
          remark: (
            <>
              {t({ ja: "対象の売上 ", en: "on sales of " })}
              <MoneyText minor={month.sales} currency={currency} />
            </>
          ),
        },
      ]}
    />
  )
}

function Days({ found: { days } }: { found: Overview }) {
  const { day } = useFormat()
  return (
    <Section
      title={{ ja: "付いたポイント", en: "Points earned" }}
      scope={{ ja: "この30日、取り消しを除く", en: "the last 30 days, less what was taken back" }}
      first
    >
      <BarChart
        label={{ ja: "日ごとのポイント", en: "Points by day" }}
        per={{ ja: "日", en: "Day" }}
        stacked
        series={[
          { name: { ja: "お買い物", en: "Purchases" }, look: "main" },
          { name: { ja: "アクション", en: "Actions" }, look: "soft" },
        ]}
        bars={days.map((one) => ({ label: day(one.day), values: [one.purchase, one.action] }))}
      />
    </Section>
  )
}
