import "./accounting.css"
import { useState } from "react"
import { getMonths, postClose, postFileLink } from "../../../server/capabilities/accounting/contract.ts"
import { Button, ButtonLink } from "../../../ui/button.tsx"
import { ConfirmDialog } from "../../../ui/dialog.tsx"
import { NumberText } from "../../../ui/figures.tsx"
import { useText } from "../../../ui/language.tsx"
import { Columns, Note, Section, Stack } from "../../../ui/layout.tsx"
import { Menu } from "../../../ui/menu.tsx"
import { Segments } from "../../../ui/nav.tsx"
import { type Column, Table } from "../../../ui/table.tsx"
import { Checklist } from "../../../ui/todo.tsx"
import { type Text } from "../../../ui/text.ts"
import type { Reply } from "../../app/call.ts"
import { Loaded } from "../../app/loaded.tsx"
import { Page } from "../../app/page.tsx"
import { useMay } from "../../app/session.tsx"
import { useAct, useCall } from "../../app/use-call.ts"
import { BaseDates } from "./base-dates.tsx"
import { Breakage } from "./breakage.tsx"
import { Equation } from "./equation.tsx"
import { Journal } from "./journal.tsx"
import { Liability } from "./liability.tsx"
import { lines, type MonthItem, monthShort, monthWords } from "./words.ts"

type Months = Reply<typeof getMonths>

/** Points as the accountant sees them: month by month, what is owed, and the close. */
export function Ledger() {
  const found = useCall(getMonths, { months: 3 })
  return (
    <Loaded of={found} what={{ ja: "台帳を読み込めませんでした", en: "The ledger could not be loaded" }}>
      {(months) => <Shown months={months} />}
    </Loaded>
  )
}

function Shown({ months: whole }: { months: Months }) {
  const t = useText()
  const { months, yenPerPoint } = whole
  const [open, setOpen] = useState(months.at(-1)?.month ?? "")
  const month = months.find((one) => one.month === open)
  return (
    <Page
      title={{ ja: "ポイント台帳", en: "Points ledger" }}
      over={t({ ja: `1ポイント = ${yenPerPoint}円`, en: `1 point = ${yenPerPoint} yen` })}
      actions={
        <>
          <Segments
            label={{ ja: "月", en: "Month" }}
            value={open}
            onChange={setOpen}
            options={months.map((one) => ({
              key: one.month,
              label: monthShort(one.month),
            }))}
          />
          <Files month={open} />
          <ButtonLink label={{ ja: "期間を選ぶ", en: "Another span" }} to="/accounting/roll-forward" />
          <ButtonLink label={{ ja: "承認待ち", en: "To be approved" }} to="/points/approvals" />
          <ButtonLink label={{ ja: "不足", en: "Missing points" }} to="/points/shortages" />
          <ButtonLink label={{ ja: "引き継ぎ", en: "Bring along" }} to="/accounting/opening" />
          <ButtonLink label={{ ja: "費用と目標", en: "Costs and goals" }} to="/accounting/worth" />
        </>
      }
    >
      <Stack>
        {month && <Equation month={month} tie={whole.tie} />}
        <Breakage />
        <Columns split="8-4">
          <MonthTable months={months} />
          <Liability />
        </Columns>
        <Columns split="8-4">
          <Journal month={open} />
          <Closing whole={whole} />
        </Columns>
        <BaseDates />
      </Stack>
    </Page>
  )
}

function Files({ month }: { month: string }) {
  const may = useMay()
  const link = useAct(postFileLink, { refresh: [], done: ({ path }) => window.location.assign(path) })
  if (!may("export")) return null
  const item = (kind: "journal" | "yayoi" | "freee" | "allocation" | "roll-forward", label: Text) => ({
    label,
    onPick: () => link.run({ month, kind }),
  })
  return (
    <Menu
      label={{ ja: "書き出す", en: "Export" }}
      items={[
        item("journal", { ja: "仕訳（CSV）", en: "Journal (CSV)" }),
        item("yayoi", { ja: "仕訳（弥生会計）", en: "Journal (Yayoi)" }),
        item("freee", { ja: "仕訳（freee会計）", en: "Journal (freee)" }),
        item("allocation", { ja: "収益認識の配分（注文ごと）", en: "Allocation for each order (IFRS 15)" }),
        item("roll-forward", { ja: "増減の明細（JSON）", en: "Roll-forward (JSON)" }),
      ]}
    />
  )
}

type Line = (typeof lines)[number]

function MonthTable({ months }: { months: readonly MonthItem[] }) {
  const t = useText()
  const columns: Column<Line>[] = [
    { key: "label", head: { ja: "動き", en: "What" }, cell: ({ sign, label }) => `${sign} ${t(label)}` },
    ...months.map(
      (month): Column<Line> => ({
        key: month.month,
        head: {
          ja: `${monthShort(month.month).ja}${month.closed ? "（締め済）" : ""}`,
          en: `${monthShort(month.month).en}${month.closed ? " (closed)" : ""}`,
        },
        end: true,
        cell: ({ key }) => <NumberText value={month.total[key]} />,
      }),
    ),
  ]
  return (
    <Section title={{ ja: "月ごとの動き", en: "Month by month" }} scope={{ ja: "単位 ポイント", en: "in points" }}>
      <Table
        label={{ ja: "月ごとの動き", en: "Month by month" }}
        columns={columns}
        rows={lines}
        rowKey={({ key }) => key}
        total={{
          label: t({ ja: "＝ 期末残高", en: "= Closing" }),
          ...Object.fromEntries(
            months.map((month) => [month.month, <NumberText key={month.month} value={month.total.closing} />]),
          ),
        }}
      />
    </Section>
  )
}

function Closing({ whole: { months, tie } }: { whole: Months }) {
  const t = useText()
  const may = useMay()
  const [closing, setClosing] = useState<string>()
  const next = months.find(({ canClose }) => canClose)
  return (
    <Section title={{ ja: "締め", en: "Close" }} scope={next ? monthWords(next.month) : undefined}>
      <Checklist
        checks={[
          {
            label: { ja: "仕訳とロットの一致", en: "Journal and lots agree" },
            about: { ja: `差 ${tie.difference}ポイント`, en: `difference: ${tie.difference}` },
            state: tie.difference === 0 ? "done" : "failed",
          },
          {
            label: { ja: "月が終わっている", en: "The month is over" },
            state: next ? "done" : "waiting",
            ...(next ? {} : { about: { ja: "締められる月はありません", en: "No month can be closed now" } }),
          },
          {
            label: { ja: "経理の承認", en: "The accountant agrees" },
            state: next ? "open" : "none",
            ...(next && may("points:approve") && tie.difference === 0
              ? {
                  action: (
                    <Button
                      look="text"
                      label={{ ja: "締める", en: "Close it" }}
                      onClick={() => setClosing(next.month)}
                    />
                  ),
                }
              : {}),
          },
        ]}
      />
      <Note>
        {t({
          ja: "締めた月への取り消しは、開いている月の取引になります。",
          en: "What is heard of a closed month later stands in the month that is open.",
        })}
      </Note>
      {closing && <CloseDialog month={closing} onClose={() => setClosing(undefined)} />}
    </Section>
  )
}

function CloseDialog({ month, onClose }: { month: string; onClose: () => void }) {
  const t = useText()
  const close = useAct(postClose, { done: onClose })
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={{ ja: `${monthWords(month).ja}を締める`, en: `Close ${monthWords(month).en}` }}
      confirm={{ ja: "締める", en: "Close it" }}
      busy={close.busy}
      onConfirm={() => close.run({ month })}
    >
      <p>
        {t({
          ja: "この月の数字は、このあと変わりません。元には戻せません。",
          en: "The figures of this month never change afterwards. This can't be taken back.",
        })}
      </p>
    </ConfirmDialog>
  )
}
