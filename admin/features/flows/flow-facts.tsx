import type { ReactNode } from "react"
import type { Flow } from "../../../server/capabilities/flows/model-flow.ts"
import { useFormat, useText } from "../../../ui/language.tsx"
import { Status } from "../../../ui/status.tsx"
import type { FlowDraft } from "./use-flow-draft.ts"

/** The line under the name: how many messages are live, which version runs, and how the draft stands. */
export function facts(flow: Flow, draft: FlowDraft): ReactNode[] {
  const messages = draft.document.steps.filter((step) => step.kind === "message")
  const count = (status: string) => messages.filter((step) => step.status === status).length
  return [
    ...(flow.state === "paused" ? [<Status key="paused" is="paused" />] : []),
    ...(flow.state === "archived"
      ? [<Status key="archived" is="none" label={{ ja: "しまってあります", en: "Put away" }} />]
      : []),
    ...(flow.mode === "shadow" && flow.state === "live"
      ? [<Status key="shadow" is="manual" label={{ ja: "影で動いています", en: "Runs in the shadow" }} />]
      : []),
    ...(count("live") > 0
      ? [<Status key="live" is="live" label={{ ja: `${count("live")}通 配信`, en: `${count("live")} live` }} />]
      : []),
    ...(count("manual") > 0
      ? [
          <Status
            key="manual"
            is="manual"
            label={{ ja: `${count("manual")}通 手動`, en: `${count("manual")} manual` }}
          />,
        ]
      : []),
    ...(count("draft") > 0
      ? [<Status key="draft" is="draft" label={{ ja: `${count("draft")}通 下書き`, en: `${count("draft")} drafts` }} />]
      : []),
    <Versioned key="version" flow={flow} />,
    <Kept key="kept" draft={draft} />,
  ]
}

function Versioned({ flow }: { flow: Flow }) {
  const t = useText()
  const { number } = useFormat()
  if (flow.liveVersion === null) return t({ ja: "まだ公開していません", en: "Not published yet" })
  const editing = flow.hasDraft
    ? { ja: `、第${flow.liveVersion + 1}版を編集中`, en: `, version ${flow.liveVersion + 1} is edited` }
    : { ja: "", en: "" }
  return (
    <>
      {t({ ja: `第${flow.liveVersion}版が稼働中${editing.ja}`, en: `Version ${flow.liveVersion} runs${editing.en}` })}
      {flow.entered > 0 && (
        <span className="num">
          {t({ ja: `　過去30日に ${number(flow.entered)}人`, en: `  ${number(flow.entered)} in 30 days` })}
        </span>
      )}
    </>
  )
}

function Kept({ draft }: { draft: FlowDraft }) {
  if (draft.refusal) return <Status is="failed" label={draft.refusal.sentence} />
  if (!draft.isValid)
    return <Status is="needed" label={{ ja: "決まっていないところがあります", en: "Something is not finished" }} />
  if (draft.busy || draft.isChanged) return <Status is="waiting" label={{ ja: "保存しています", en: "Saving" }} />
  return <Status is="none" label={{ ja: "保存しました", en: "Saved" }} />
}
