import { Download } from "lucide-react"
import {
  cancelImport,
  countProblems,
  getImport,
  linkReport,
  listProblems,
  pauseImport,
  resumeImport,
} from "../../../server/capabilities/imports/contract.ts"
import { Button, ButtonRow } from "../../../ui/button.tsx"
import { useFormat, useText } from "../../../ui/language.tsx"
import { Rows, Section, Stack } from "../../../ui/layout.tsx"
import { Filters } from "../../../ui/nav.tsx"
import { Failed, Progress } from "../../../ui/states.tsx"
import { Pager } from "../../../ui/table.tsx"
import { same, type Text } from "../../../ui/text.ts"
import type { Reply } from "../../app/call.ts"
import type { PageProps } from "../../app/feature.ts"
import { Loaded } from "../../app/loaded.tsx"
import { useAct, useCall, useList } from "../../app/use-call.ts"
import { AfterImport } from "./after-import.tsx"
import { ProblemTable } from "./problem-table.tsx"
import { RunFilters } from "./run-filters.tsx"
import { tallyWords } from "./words.ts"

type Running = Reply<typeof getImport>
type StepProps = { importId: string; moves: boolean } & Pick<PageProps, "search" | "setSearch">

/** Step four: how far it is, what came of it, and what was wrong with which line. */
export function RunStep({ importId, moves, search, setSearch }: StepProps) {
  const running = useCall(getImport, { importId }, moves ? { everyMs: 1_000, keep: true } : { keep: true })
  return (
    <Loaded of={running}>
      {(it) => (
        <Stack near>
          <HowFar it={it} />
          <Result it={it} />
          {it.state === "finished" && it.rowsDone > 0 && <AfterImport kind={it.kind} />}
          {it.problems > 0 && <Problems it={it} moves={moves} search={search} setSearch={setSearch} />}
        </Stack>
      )}
    </Loaded>
  )
}

function HowFar({ it }: { it: Running }) {
  const { number, duration } = useFormat()
  const pause = useAct(pauseImport)
  const resume = useAct(resumeImport)
  const cancel = useAct(cancelImport)
  const { importId, state } = it
  const left = it.secondsLeft === null ? null : duration(it.secondsLeft * 1_000)
  const rows = number(Math.round(it.rowsPerSecond ?? 0))
  const speed: Text =
    left === null
      ? { ja: `毎秒 ${rows} 行`, en: `${rows} lines a second` }
      : { ja: `毎秒 ${rows} 行、あと ${left}`, en: `${rows} lines a second, ${left} left` }
  return (
    <div>
      {state === "failed" && (
        <Failed what={{ ja: "取り込みが止まりました", en: "The import stopped" }} reason={failureWords(it)} />
      )}
      {state !== "failed" && (
        <Progress
          label={progressWords[state]}
          done={it.rowsDone}
          of={state === "splitting" ? null : it.rowsTotal}
          {...(it.rowsPerSecond !== null && { remark: speed })}
        />
      )}
      <ButtonRow>
        {state === "running" && (
          <Button label={{ ja: "一時停止", en: "Pause" }} busy={pause.busy} onClick={() => pause.run({ importId })} />
        )}
        {(state === "paused" || state === "failed") && (
          <Button
            look="go"
            label={{ ja: "続きから取り込む", en: "Go on" }}
            busy={resume.busy}
            onClick={() => resume.run({ importId })}
          />
        )}
        {["splitting", "running", "paused", "failed"].includes(state) && (
          <Button
            look="text"
            label={{ ja: "ここでやめる", en: "End here" }}
            busy={cancel.busy}
            onClick={() => cancel.run({ importId })}
          />
        )}
      </ButtonRow>
    </div>
  )
}

const progressWords: Record<Running["state"], Text> = {
  uploading: { ja: "ファイルを待っています", en: "Waiting for files" },
  ready: { ja: "準備中", en: "Being prepared" },
  splitting: { ja: "ファイルを読んでいます", en: "Reading the files" },
  running: { ja: "取り込んでいます", en: "Bringing in" },
  paused: { ja: "一時停止しています", en: "Paused" },
  finished: { ja: "取り込みが終わりました", en: "Everything was brought in" },
  cancelled: { ja: "途中でやめました。ここまでに入った分は残っています", en: "Ended early; what is in stays in" },
  failed: { ja: "止まりました", en: "Stopped" },
}

const failureWords = (it: Running): Text => ({
  ja: `${it.rowsTotal} 行のうち ${it.rowsDone} 行まで入っています。続きから取り込めます。くり返すときは、この記号を添えてお知らせください：${it.failure ?? ""}`,
  en: `${it.rowsDone} of ${it.rowsTotal} lines are in. You can go on from there; if it happens again, report this code: ${it.failure ?? ""}`,
})

function Result({ it }: { it: Running }) {
  const t = useText()
  const { number } = useFormat()
  if (it.rowsDone === 0) return null
  return (
    <Section first title={{ ja: "結果", en: "Result" }}>
      <Rows
        rows={tallyWords
          .filter(({ key }) => it.tally[key] > 0 || key === "created" || key === "refused")
          .map(({ key, label, about }) => ({ label, value: number(it.tally[key]), ...(about && { under: t(about) }) }))}
      />
    </Section>
  )
}

function Problems({ it, moves, search, setSearch }: { it: Running } & Omit<StepProps, "importId">) {
  const { importId } = it
  const every = moves ? { everyMs: 5_000, keep: true } : { keep: true }
  const counts = useCall(countProblems, { importId }, every)
  const known = counts.data?.counts.find(({ code }) => code === search["code"])
  const problems = useList(listProblems, { importId, limit: 50, ...(known && { code: known.code }) }, every)
  const report = useAct(linkReport, { refresh: [], done: ({ path }) => location.assign(path) })
  return (
    <Section
      title={{ ja: "気づいたこと", en: "Findings" }}
      beside={
        <Button
          look="text"
          icon={Download}
          label={{ ja: "報告書（CSV）", en: "Report (CSV)" }}
          busy={report.busy}
          onClick={() => report.run({ importId })}
        />
      }
    >
      {counts.data && (
        <Filters>
          <RunFilters counts={counts.data.counts} chosen={known?.code} onChoose={(code) => setSearch({ code })} />
        </Filters>
      )}
      <Loaded of={problems} rows={6} what={same("")}>
        {({ items }) => (
          <>
            <ProblemTable problems={items} />
            <Pager
              shown={items.length}
              more={problems.more}
              busy={problems.isFetchingNextPage}
              onMore={problems.readMore}
            />
          </>
        )}
      </Loaded>
    </Section>
  )
}
