import "./imports.css"
import {
  cancelImport,
  getImport,
  listProblems,
  pauseImport,
  resumeImport,
} from "../../../server/capabilities/klaviyo/contract.ts"
import { Button, ButtonRow } from "../../../ui/button.tsx"
import { DateText } from "../../../ui/figures.tsx"
import { useFormat, useText } from "../../../ui/language.tsx"
import { Rows, Section, Stack } from "../../../ui/layout.tsx"
import { Failed, Progress } from "../../../ui/states.tsx"
import { Status } from "../../../ui/status.tsx"
import { Pager, Table } from "../../../ui/table.tsx"
import { same } from "../../../ui/text.ts"
import type { PageProps } from "../../app/feature.ts"
import { Loaded } from "../../app/loaded.tsx"
import { Page } from "../../app/page.tsx"
import { useAct, useCall, useList } from "../../app/use-call.ts"
import { KeyForm } from "./klaviyo-key.tsx"
import { itemWords, type Run, resultWords, runStates, stageWords } from "./klaviyo-words.ts"

/** One import from Klaviyo: how far it is, what came of it, what could not be taken in. */
export function KlaviyoRun({ params }: PageProps<"/imports/klaviyo/$importId">) {
  const { importId } = params
  const first = useCall(getImport, { importId })
  const moves = first.data?.state === "running"
  const running = useCall(getImport, { importId }, moves ? { everyMs: 1_000, keep: true } : { keep: true })
  return (
    <Loaded of={running} what={{ ja: "この取り込みを開けませんでした", en: "This import could not be opened" }}>
      {(it) => (
        <Page
          title={{ ja: "Klaviyo からの取り込み", en: "Import from Klaviyo" }}
          above={[
            { label: { ja: "取り込み", en: "Imports" }, to: "/imports" },
            { label: same("Klaviyo"), to: "/imports/klaviyo" },
          ]}
          facts={[
            <Status key="state" {...runStates[it.state]} />,
            <DateText key="at" at={it.createdAt} />,
            <What key="what" it={it} />,
          ]}
        >
          <Stack near>
            <HowFar it={it} />
            <Result it={it} />
            {it.problems > 0 && <Problems importId={importId} moves={moves} />}
          </Stack>
        </Page>
      )}
    </Loaded>
  )
}

/** Whether everything was read, or since when. */
function What({ it: { changedSince } }: { it: Run }) {
  const t = useText()
  const { moment } = useFormat()
  return t(
    changedSince
      ? { ja: `${moment(changedSince)}からあとに変わった分`, en: `What changed since ${moment(changedSince)}` }
      : { ja: "すべてを読み取り", en: "Everything was read" },
  )
}

const keyTrouble = /^(key_refused|scope_missing|not_connected)/

function HowFar({ it }: { it: Run }) {
  const pause = useAct(pauseImport)
  const resume = useAct(resumeImport)
  const cancel = useAct(cancelImport)
  const { importId, state, tally } = it
  const seen = tally.peopleNew + tally.peopleChanged + tally.peopleSame + tally.eventsNew + tally.eventsSame
  const needsKey = state === "failed" && keyTrouble.test(it.failure?.code ?? "")
  return (
    <Stack near>
      {state === "failed" && it.failure && (
        <Failed what={{ ja: "取り込みが止まりました", en: "The import stopped" }} reason={it.failure.message} />
      )}
      {needsKey && (
        <KeyForm
          label={{ ja: "鍵を保存して、続きから取り込む", en: "Keep the key and go on" }}
          onDone={() => resume.run({ importId })}
        />
      )}
      {state !== "failed" && (
        <Progress
          label={state === "running" || state === "finished" ? stageWords[it.stage] : runStates[state].label}
          done={seen}
          of={state === "running" ? null : seen}
        />
      )}
      <ButtonRow>
        {state === "running" && (
          <Button label={{ ja: "一時停止", en: "Pause" }} busy={pause.busy} onClick={() => pause.run({ importId })} />
        )}
        {(state === "paused" || state === "failed") && (
          <Button
            look={needsKey ? "plain" : "go"}
            label={{ ja: "続きから取り込む", en: "Go on" }}
            busy={resume.busy}
            onClick={() => resume.run({ importId })}
          />
        )}
        {["running", "paused", "failed"].includes(state) && (
          <Button
            look="text"
            label={{ ja: "ここでやめる", en: "End here" }}
            busy={cancel.busy}
            onClick={() => cancel.run({ importId })}
          />
        )}
      </ButtonRow>
    </Stack>
  )
}

function Result({ it: { tally, pages } }: { it: Run }) {
  const t = useText()
  const { number } = useFormat()
  // The first page only looks whether the key may read.
  if (pages <= 1) return null
  return (
    <Section first title={{ ja: "結果", en: "Result" }}>
      <Rows
        rows={resultWords
          .filter(({ key, always }) => always || tally[key] > 0)
          .map(({ key, label, about }) => ({ label, value: number(tally[key]), ...(about && { under: t(about) }) }))}
      />
    </Section>
  )
}

function Problems({ importId, moves }: { importId: string; moves: boolean }) {
  const t = useText()
  const problems = useList(
    listProblems,
    { importId, limit: 50 },
    moves ? { everyMs: 5_000, keep: true } : { keep: true },
  )
  return (
    <Section title={{ ja: "気づいたこと", en: "Findings" }}>
      <Loaded of={problems} rows={6}>
        {({ items }) => (
          <>
            <Table
              label={{ ja: "ひとつずつの気づき", en: "Findings one by one" }}
              rows={items}
              rowKey={(p) => p.problemId}
              columns={[
                { key: "kind", head: { ja: "何", en: "What" }, cell: (p) => t(itemWords[p.kind]) },
                {
                  key: "item",
                  head: { ja: "Klaviyo の ID", en: "Klaviyo's ID" },
                  cell: (p) => <span className="import-value">{p.itemId || "–"}</span>,
                },
                {
                  key: "field",
                  head: { ja: "項目", en: "Field" },
                  cell: (p) => <span className="import-break">{p.field || "–"}</span>,
                },
                { key: "message", head: { ja: "内容", en: "Finding" }, cell: (p) => t(p.message) },
              ]}
            />
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
