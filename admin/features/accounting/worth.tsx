import { useState } from "react"
import {
  deleteGoal,
  getComparison,
  getCosts,
  getFans,
  listGoals,
  postGoal,
} from "../../../server/capabilities/accounting/contract.ts"
import { listExperiments } from "../../../server/capabilities/experiments/contract.ts"
import { Button } from "../../../ui/button.tsx"
import { BarChart } from "../../../ui/charts/bar-chart.tsx"
import { Dialog } from "../../../ui/dialog.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import { NumberText, PercentText } from "../../../ui/figures.tsx"
import { useForm } from "../../../ui/form.ts"
import { NumberInput, Select } from "../../../ui/inputs.tsx"
import { useFormat, useText } from "../../../ui/language.tsx"
import { Note, Section, Stack } from "../../../ui/layout.tsx"
import { Link } from "../../../ui/link.tsx"
import { Tabs } from "../../../ui/nav.tsx"
import { Empty } from "../../../ui/states.tsx"
import { Status, type Standing } from "../../../ui/status.tsx"
import { type Column, Pager, Table } from "../../../ui/table.tsx"
import { same, type Text } from "../../../ui/text.ts"
import type { Reply } from "../../app/call.ts"
import { Loaded } from "../../app/loaded.tsx"
import { Page } from "../../app/page.tsx"
import { useMay } from "../../app/session.tsx"
import { useAct, useCall, useList } from "../../app/use-call.ts"
import { useCustomerNames } from "../../app/use-customer-names.ts"
import { type ArmItem, fanWords, type FanItem, type GoalItem, goalWords } from "./words.ts"

/** What the programme costs beside discounts, what it is to achieve, and who comes for the reward only. */
export const Worth = () => (
  <Page
    title={{ ja: "会員制度の費用と目標", en: "Costs and goals of the programme" }}
    above={[{ label: { ja: "ポイントの帳簿", en: "Books of points" }, to: "/accounting" }]}
  >
    <Stack>
      <Goals />
      <Costs />
      <Comparison />
      <Fans />
    </Stack>
  </Page>
)

const verdicts: Readonly<Record<NonNullable<GoalItem["tracked"]>["verdict"], { is: Standing; label: Text }>> = {
  better: { is: "done", label: { ja: "対照群より多い", en: "More than control" } },
  worse: { is: "failed", label: { ja: "対照群より少ない", en: "Less than control" } },
  same: { is: "none", label: { ja: "ちがいなし", en: "No difference" } },
  gathering: { is: "waiting", label: { ja: "まだ言えません", en: "Too early to say" } },
}

function Goals() {
  const t = useText()
  const { number, money, percent } = useFormat()
  const may = useMay()("loyalty:write")
  const found = useCall(listGoals, {})
  const [open, setOpen] = useState(false)
  const drop = useAct(deleteGoal, { refresh: [listGoals] })
  const currency = found.data?.currency ?? "JPY"
  const write = (goal: GoalItem, value: number | null | undefined) =>
    value === null || value === undefined
      ? "—"
      : goal.metric === "frequency"
        ? value.toFixed(2)
        : money(Math.round(value), currency)
  const columns: Column<GoalItem>[] = [
    {
      key: "goal",
      head: { ja: "目標", en: "Goal" },
      cell: ({ metric, months }) => (
        <>
          {t(goalWords[metric].label)}
          <span className="under">
            {t(goalWords[metric].about)}・{t({ ja: `${months}か月`, en: `${months} months` })}
          </span>
        </>
      ),
    },
    { key: "target", head: { ja: "めざす値", en: "Target" }, end: true, cell: (goal) => write(goal, goal.target) },
    { key: "ours", head: { ja: "いま", en: "Now" }, end: true, cell: (goal) => write(goal, goal.tracked?.ours.value) },
    {
      key: "control",
      head: { ja: "対照群", en: "Control" },
      end: true,
      cell: (goal) => write(goal, goal.tracked?.control.value),
    },
    {
      key: "difference",
      head: { ja: "差（95%の幅）", en: "Difference (95 %)" },
      end: true,
      cell: (goal) => {
        const { difference, low, high } = goal.tracked ?? {}
        return difference === null || difference === undefined
          ? "—"
          : `${write(goal, difference)} (${write(goal, low)}〜${write(goal, high)})`
      },
    },
    {
      key: "verdict",
      head: { ja: "判定", en: "Verdict" },
      cell: ({ tracked }) =>
        tracked === null ? (
          <Status is="waiting" label={{ ja: "くらべる相手がいません", en: "Nobody to compare with" }} />
        ) : (
          <>
            <Status {...verdicts[tracked.verdict]} />
            <span className="under">
              {tracked.reached !== null &&
                t({ ja: `目標の${percent(tracked.reached)}`, en: `${percent(tracked.reached)} of the target` })}
              {tracked.weeks !== null &&
                t({ ja: ` あと${number(tracked.weeks)}週ほど`, en: ` about ${number(tracked.weeks)} more weeks` })}
            </span>
          </>
        ),
    },
    ...(may
      ? [
          {
            key: "act",
            head: { ja: "操作", en: "Action" },
            cell: ({ goalId }: GoalItem) => (
              <Button look="text" label={{ ja: "やめる", en: "Drop" }} onClick={() => drop.run({ goalId })} />
            ),
          },
        ]
      : []),
  ]
  return (
    <Section
      title={{ ja: "目標", en: "Goals" }}
      scope={{ ja: "送らない人（対照群）とくらべて", en: "against those who are kept apart" }}
      beside={
        may && <Button look="text" label={{ ja: "目標を決める", en: "Set a goal" }} onClick={() => setOpen(true)} />
      }
      first
    >
      <Loaded of={found}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty
              title={{ ja: "目標がありません", en: "No goals yet" }}
              why={{
                ja: "購入頻度・注文単価・CLTV のどれを伸ばしたいか決めると、対照群との差で追いかけます。",
                en: "Say whether frequency, order value or lifetime value is to grow: it is tracked against those kept apart.",
              }}
            />
          ) : (
            <Table label={{ ja: "目標", en: "Goals" }} columns={columns} rows={items} rowKey={({ goalId }) => goalId} />
          )
        }
      </Loaded>
      {open && <GoalDialog onClose={() => setOpen(false)} />}
    </Section>
  )
}

type Values = { metric: GoalItem["metric"]; target: number | null; months: number | null }
const wrongIn = ({ target, months }: Values) => ({
  target: target !== null && target >= 1 ? undefined : { ja: "1以上で入れてください。", en: "1 or more." },
  months:
    months !== null && months >= 1 && months <= 60
      ? undefined
      : { ja: "1〜60か月で入れてください。", en: "1 to 60 months." },
})

function GoalDialog({ onClose }: { onClose: () => void }) {
  const form = useForm<Values>({ metric: "frequency", target: null, months: 12 }, wrongIn)
  const save = useAct(postGoal, { refresh: [listGoals], done: onClose })
  return (
    <Dialog
      open
      onClose={onClose}
      title={{ ja: "目標を決める", en: "Set a goal" }}
      actions={
        <Button
          look="go"
          label={{ ja: "決める", en: "Set it" }}
          busy={save.busy}
          onClick={() =>
            form.submit(({ metric, target, months }) => save.run({ metric, target: target ?? 1, months: months ?? 12 }))
          }
        />
      }
    >
      <Fields>
        <Field label={{ ja: "伸ばしたいもの", en: "What is to grow" }}>
          <Select
            {...form.input("metric")}
            options={(["frequency", "order-value", "cltv"] as const).map((value) => ({
              value,
              label: goalWords[value].label,
            }))}
          />
        </Field>
        <Field label={{ ja: "めざす値", en: "Target" }} error={form.errors.target}>
          <NumberInput
            {...form.input("target")}
            unit={form.values.metric === "frequency" ? { ja: "回", en: "orders" } : { ja: "円", en: "yen" }}
          />
        </Field>
        <Field label={{ ja: "期間", en: "Within" }} error={form.errors.months}>
          <NumberInput {...form.input("months")} unit={{ ja: "か月", en: "months" }} />
        </Field>
      </Fields>
    </Dialog>
  )
}

type CostItem = Reply<typeof getCosts>["items"][number]

function Costs() {
  const t = useText()
  const { money, percent } = useFormat()
  const found = useCall(getCosts, { months: 6 })
  const currency = found.data?.currency ?? "JPY"
  const column = (key: "revenue" | "discounts" | "issued" | "used" | "expired", head: Text): Column<CostItem> => ({
    key,
    head,
    end: true,
    cell: (item) => money(item[key], currency),
  })
  const columns: Column<CostItem>[] = [
    { key: "month", head: { ja: "月", en: "Month" }, cell: ({ month }) => month },
    column("revenue", { ja: "売上", en: "Sales" }),
    column("discounts", { ja: "割引", en: "Discounts" }),
    column("issued", { ja: "発行", en: "Issued" }),
    column("used", { ja: "利用", en: "Used" }),
    column("expired", { ja: "失効", en: "Expired" }),
    {
      key: "share",
      head: { ja: "利用÷売上", en: "Used of sales" },
      end: true,
      cell: ({ used, revenue }) => (revenue > 0 ? percent(used / revenue) : "—"),
    },
  ]
  return (
    <Section
      title={{ ja: "ポイントの費用と割引", en: "Points beside discounts" }}
      scope={{ ja: "月ごと。今月は途中まで", en: "month by month, this one so far" }}
    >
      <Loaded of={found}>
        {({ items }) => (
          <>
            <BarChart
              label={{ ja: "割引と使われたポイント", en: "Discounts and points used" }}
              per={{ ja: "月", en: "Month" }}
              series={[
                { name: { ja: "割引", en: "Discounts" }, look: "soft" },
                { name: { ja: "使われたポイント", en: "Points used" }, look: "main" },
              ]}
              bars={items.map(({ month, discounts, used }) => ({
                label: t({ ja: `${Number(month.slice(5))}月`, en: month }),
                values: [discounts, used],
              }))}
              write={(value) => money(value, currency)}
            />
            <Table
              label={{ ja: "ポイントの費用と割引", en: "Points beside discounts" }}
              columns={columns}
              rows={items}
              rowKey={({ month }) => month}
            />
          </>
        )}
      </Loaded>
    </Section>
  )
}

function Comparison() {
  const t = useText()
  const { money, percent } = useFormat()
  const [id, setId] = useState("")
  const splits = useCall(listExperiments, {}).data?.items.filter(({ kind }) => kind === "split") ?? []
  const found = useCall(getComparison, { kind: "split", id, windowDays: 90 }, { when: id !== "" })
  const currency = found.data?.currency ?? "JPY"
  const columns: Column<ArmItem>[] = [
    { key: "arm", head: { ja: "グループ", en: "Group" }, cell: ({ arm }) => arm },
    {
      key: "people",
      head: { ja: "人数", en: "People" },
      end: true,
      cell: ({ people }) => <NumberText value={people} />,
    },
    {
      key: "points",
      head: { ja: "ポイントの費用", en: "Cost of points" },
      end: true,
      cell: ({ pointsCost }) => money(pointsCost, currency),
    },
    {
      key: "given",
      head: { ja: "クーポンの割引", en: "Coupons took off" },
      end: true,
      cell: ({ given }) => money(given, currency),
    },
    {
      key: "each",
      head: { ja: "1人あたりの費用", en: "Cost for each" },
      end: true,
      cell: ({ costPerPerson }) => (costPerPerson === null ? "—" : money(Math.round(costPerPerson), currency)),
    },
    {
      key: "repeat",
      head: { ja: "再購入", en: "Came back" },
      end: true,
      cell: ({ repeatRate }) => (repeatRate === null ? "—" : <PercentText rate={repeatRate} />),
    },
    {
      key: "lift",
      head: { ja: "対照群との差（95%の幅）", en: "Against control (95 %)" },
      end: true,
      cell: ({ repeat }) =>
        !repeat || repeat.difference === null || repeat.low === null || repeat.high === null
          ? t({ ja: "まだ言えません", en: "too early to say" })
          : `${percent(repeat.difference)} (${percent(repeat.low)}〜${percent(repeat.high)})`,
    },
  ]
  return (
    <Section
      title={{ ja: "ポイントとクーポン、どちらがよいか", en: "Points or a coupon?" }}
      scope={{ ja: "分けたときから90日", en: "90 days from when each was assigned" }}
      beside={
        splits.length > 0 && (
          <Select
            short
            label={{ ja: "くらべる出し分け", en: "Which split" }}
            value={id}
            onChange={setId}
            options={splits.map((one) => ({ value: one.id, label: same(one.name ?? one.id) }))}
          />
        )
      }
    >
      {splits.length === 0 ? (
        <Empty
          title={{ ja: "くらべるものがありません", en: "Nothing to compare yet" }}
          why={{
            ja: "フローの出し分けで、片方にポイント、片方にクーポンを贈り、送らない人を残すと、ここで費用と再購入をくらべられます。",
            en: "Let a flow split people: points for some, a coupon for others, nothing for a few. Cost and repeat purchases are then compared here.",
          }}
        />
      ) : id === "" ? (
        <p className="quiet">{t({ ja: "出し分けを選んでください。", en: "Choose a split." })}</p>
      ) : (
        <Loaded of={found}>
          {({ arms, expectedUseBp }) => (
            <>
              <Table
                label={{ ja: "ポイントとクーポン", en: "Points and coupons" }}
                columns={columns}
                rows={arms}
                rowKey={({ arm }) => arm}
              />
              <Note>
                {t({
                  ja: `ポイントの費用は、発行したうち${expectedUseBp / 100}%が使われるとして数えます。`,
                  en: `Points cost what ${expectedUseBp / 100}% of those issued come to.`,
                })}
              </Note>
            </>
          )}
        </Loaded>
      )}
    </Section>
  )
}

function Fans() {
  const t = useText()
  const [kind, setKind] = useState<FanItem["kind"]>("reward-only")
  const list = useList(getFans, { kind, limit: 20 }, { keep: true })
  const names = useCustomerNames(list.data?.items.map(({ customerId }) => customerId) ?? [])
  const columns: Column<FanItem>[] = [
    {
      key: "who",
      head: { ja: "お客様", en: "Customer" },
      cell: ({ customerId }) => (
        <Link to={`/customers/${customerId}`}>
          {names?.get(customerId) || t({ ja: "お客様を開く", en: "Open the customer" })}
        </Link>
      ),
    },
    { key: "acts", head: { ja: "行動", en: "Acts" }, end: true, cell: ({ acts }) => <NumberText value={acts} /> },
    {
      key: "rewarded",
      head: { ja: "うちポイントつき", en: "of which rewarded" },
      end: true,
      cell: ({ rewarded }) => <NumberText value={rewarded} />,
    },
    {
      key: "orders",
      head: { ja: "注文", en: "Orders" },
      end: true,
      cell: ({ orders }) => <NumberText value={orders} />,
    },
    {
      key: "with",
      head: { ja: "うち特典つき", en: "of which with a reward" },
      end: true,
      cell: ({ ordersWithReward }) => <NumberText value={ordersWithReward} />,
    },
  ]
  const counts = list.data?.first?.counts ?? []
  return (
    <Section
      title={{ ja: "特典だけの会員とファン", en: "Reward-seekers and fans" }}
      scope={{ ja: "直近180日。毎晩見分けます", en: "the last 180 days, told apart every night" }}
    >
      <Loaded of={list}>
        {({ items }) =>
          counts.every(({ people }) => people === 0) ? (
            <Empty
              title={{ ja: "まだ見分けていません", en: "Not told apart yet" }}
              why={{
                ja: "ポイントのある会員ができると、毎晩見分けます。",
                en: "Once members hold points, they are told apart every night.",
              }}
            />
          ) : (
            <>
              <Tabs
                label={{ ja: "種類", en: "Kind" }}
                open={kind}
                onOpen={setKind}
                tabs={counts.map((one) => ({ key: one.kind, label: fanWords[one.kind], count: one.people }))}
              />
              <Table
                label={{ ja: "会員", en: "Members" }}
                columns={columns}
                rows={items}
                rowKey={({ customerId }) => customerId}
              />
              <Pager shown={items.length} more={list.more} busy={list.isFetchingNextPage} onMore={list.readMore} />
              <Note>
                {t({
                  ja: "特典がなくても口コミや会話・来店があり、それが特典つきより多い会員をファンと数えます。セグメントの項目「特典だけの会員・ファン」で絞り込めます。",
                  en: "A fan acts without a reward more often than for one. Segments can ask for it by the field \u201CReward-seeker or fan\u201D.",
                })}
              </Note>
            </>
          )
        }
      </Loaded>
    </Section>
  )
}
