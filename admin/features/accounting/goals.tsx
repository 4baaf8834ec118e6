import { useState } from "react"
import { deleteGoal, listGoals, postGoal } from "../../../server/capabilities/accounting/contract.ts"
import { Button } from "../../../ui/button.tsx"
import { Dialog } from "../../../ui/dialog.tsx"
import { Field, Fields } from "../../../ui/field.tsx"
import { useForm } from "../../../ui/form.ts"
import { NumberInput, Select } from "../../../ui/inputs.tsx"
import { useFormat, useText } from "../../../ui/language.tsx"
import { Section } from "../../../ui/layout.tsx"
import { Empty } from "../../../ui/states.tsx"
import { Status, type Standing } from "../../../ui/status.tsx"
import { type Column, Table } from "../../../ui/table.tsx"
import type { Text } from "../../../ui/text.ts"
import { Loaded } from "../../app/loaded.tsx"
import { useMay } from "../../app/session.tsx"
import { useAct, useCall } from "../../app/use-call.ts"
import { type GoalItem, goalWords } from "./words.ts"

const verdicts: Readonly<Record<NonNullable<GoalItem["tracked"]>["verdict"], { is: Standing; label: Text }>> = {
  better: { is: "done", label: { ja: "対照群より多い", en: "More than control" } },
  worse: { is: "failed", label: { ja: "対照群より少ない", en: "Less than control" } },
  same: { is: "none", label: { ja: "ちがいなし", en: "No difference" } },
  gathering: { is: "waiting", label: { ja: "まだ言えません", en: "Too early to say" } },
}

/** What the programme is to achieve, against those who are kept apart. */
export function Goals() {
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
