import "./accounting.css"
import { useState } from "react"
import { getRollForward } from "../../../server/capabilities/accounting/contract.ts"
import { DateInput } from "../../../ui/dates.tsx"
import { DayText, NumberText } from "../../../ui/figures.tsx"
import { useNow, useSurroundings, useText } from "../../../ui/language.tsx"
import { Section, Stack } from "../../../ui/layout.tsx"
import { Segments } from "../../../ui/nav.tsx"
import { Empty } from "../../../ui/states.tsx"
import { type Column, Table } from "../../../ui/table.tsx"
import { same, type Text } from "../../../ui/text.ts"
import { onTheWall } from "../../../ui/wall-clock.ts"
import type { Reply } from "../../app/call.ts"
import type { PageProps } from "../../app/feature.ts"
import { Loaded } from "../../app/loaded.tsx"
import { Page } from "../../app/page.tsx"
import { useCall } from "../../app/use-call.ts"
import { Sums } from "./equation.tsx"
import { closing, lines, monthWords, originWords } from "./words.ts"

type Report = Reply<typeof getRollForward>
type RollLine = Report["lines"][number]
type Part = "origin" | "issueMonth" | "expiryMonth"

const parts: readonly { readonly key: Part; readonly label: Text }[] = [
  { key: "origin", label: { ja: "発生区分", en: "Origin" } },
  { key: "issueMonth", label: { ja: "発行月", en: "Month of issue" } },
  { key: "expiryMonth", label: { ja: "失効月", en: "Month of expiry" } },
]

/** What became of what members held between any two days, and out of which points (L30). */
export function RollForward({ search, setSearch }: PageProps) {
  const { timeZone } = useSurroundings()
  const today = onTheWall(new Date(useNow()), timeZone).day
  const until = search["until"] ?? today
  const from = search["from"] ?? `${until.slice(0, 7)}-01`
  const found = useCall(getRollForward, { from, until }, { keep: true })
  return (
    <Page
      title={{ ja: "ポイントの増減", en: "Roll-forward" }}
      above={[{ label: { ja: "ポイント台帳", en: "Points ledger" }, to: "/accounting" }]}
    >
      <Stack>
        <div className="filters">
          <DateInput
            label={{ ja: "はじめの日", en: "First day" }}
            value={from}
            most={until}
            onChange={(day) => setSearch({ from: day ?? undefined })}
          />
          <span aria-hidden>〜</span>
          <DateInput
            label={{ ja: "おわりの日", en: "Last day" }}
            value={until}
            least={from}
            most={today}
            onChange={(day) => setSearch({ until: day ?? undefined })}
          />
        </div>
        <Loaded of={found} what={{ ja: "増減を読み込めませんでした", en: "The roll-forward could not be loaded" }}>
          {(report) => <Shown report={report} />}
        </Loaded>
      </Stack>
    </Page>
  )
}

function Shown({ report }: { report: Report }) {
  const t = useText()
  const [by, setBy] = useState<Part>("origin")
  const rows = summed(report.lines, by)
  const columns: Column<[string, RollLine]>[] = [
    {
      key: "part",
      head: parts.find(({ key }) => key === by)?.label ?? same(by),
      cell: ([key]) => t(partWords(by, key)),
    },
    ...sums.map(
      ({ key, label }): Column<[string, RollLine]> => ({
        key,
        head: label,
        end: true,
        cell: ([, line]) => <NumberText value={line[key]} />,
      }),
    ),
  ]
  return (
    <>
      <Section
        title={{ ja: "この期間", en: "This span" }}
        scope={{ ja: "単位 ポイント", en: "in points" }}
        beside={
          <span className="small quiet">
            <DayText day={report.from} /> 〜 <DayText day={report.until} />
          </span>
        }
        first
      >
        <Sums total={report.total} />
      </Section>
      <Section
        title={{ ja: "内訳", en: "Out of which points" }}
        beside={
          <Segments label={{ ja: "内訳の分け方", en: "Told apart by" }} options={parts} value={by} onChange={setBy} />
        }
      >
        {rows.length === 0 ? (
          <Empty
            title={{ ja: "ポイントがありません", en: "No points" }}
            why={{ ja: "この期間に、残高も動きもありません。", en: "Nobody held any in this span, and none moved." }}
          />
        ) : (
          <Table
            label={{ ja: "内訳", en: "Out of which points" }}
            columns={columns}
            rows={rows}
            rowKey={([key]) => key}
            total={{
              part: t({ ja: "合計", en: "In all" }),
              ...Object.fromEntries(sums.map(({ key }) => [key, <NumberText key={key} value={report.total[key]} />])),
            }}
          />
        )}
      </Section>
    </>
  )
}

const sums = [...lines, { key: "closing", sign: "＝", label: closing } as const]

/** Lines of one origin, month of issue or month of expiry added up, in the order of their names; the key names it. */
function summed(all: readonly RollLine[], by: Part): [string, RollLine][] {
  const found = new Map<string, RollLine>()
  for (const line of all) {
    const key = line[by] ?? ""
    const known = found.get(key)
    if (!known) found.set(key, line)
    else {
      const added = sums.map(({ key }) => [key, known[key] + line[key]])
      found.set(key, { ...known, ...Object.fromEntries(added) })
    }
  }
  return [...found].toSorted(([a], [b]) => (a < b ? -1 : 1))
}

function partWords(by: Part, key: string): Text {
  if (by === "origin") return originWords[key] ?? same(key)
  if (key === "sliding") return { ja: "最後の利用から", en: "From the last use on" }
  if (key !== "") return monthWords(key)
  return by === "expiryMonth" ? { ja: "失効しない", en: "Never" } : { ja: "ロットなし", en: "No lot" }
}
