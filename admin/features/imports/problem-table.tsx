import type { z } from "zod"
import type { ProblemReply } from "../../../server/capabilities/imports/contract.ts"
import { useText } from "../../../ui/language.tsx"
import { Mark } from "../../../ui/status.tsx"
import { Table } from "../../../ui/table.tsx"

type Problem = z.output<typeof ProblemReply>

/** What was found in which line. */
export function ProblemTable({ problems }: { problems: readonly Problem[] }) {
  const severalFiles = new Set(problems.map((p) => p.file)).size > 1
  return (
    <Table
      label={{ ja: "行ごとの気づき", en: "Findings by line" }}
      rows={problems}
      rowKey={(p) => `${p.file}:${p.rowInFile}:${p.field}:${p.code}`}
      columns={[
        { key: "row", head: { ja: "行", en: "Row" }, cell: (p) => <Place problem={p} withFile={severalFiles} /> },
        {
          key: "column",
          head: { ja: "列", en: "Column" },
          cell: (p) => <span className="import-break">{p.column}</span>,
        },
        {
          key: "value",
          head: { ja: "値", en: "Value" },
          cell: (p) => <span className="import-value">{p.value || "–"}</span>,
        },
        { key: "what", head: { ja: "内容", en: "What" }, cell: (p) => <What problem={p} /> },
      ]}
    />
  )
}

function Place({ problem, withFile }: { problem: Problem; withFile: boolean }) {
  return (
    <span className="import-place">
      <span className="num">{problem.rowInFile}</span>
      {withFile && <span className="tiny quiet">{problem.file}</span>}
    </span>
  )
}

function What({ problem }: { problem: Problem }) {
  const t = useText()
  return (
    <span className="import-what">
      <Mark shape={problem.isNote ? "minus" : "cross"} {...(problem.isNote ? {} : { tone: "failed" as const })} />
      <span>
        {problem.isNote && <span className="quiet">{t({ ja: "お知らせ：", en: "Note: " })}</span>}
        {t(problem.message)}
      </span>
    </span>
  )
}
