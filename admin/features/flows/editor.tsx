import { Redo2, Undo2 } from "lucide-react"
import { useEffect, useRef, useState } from "react"
import { flowNumbers, type getFlow } from "../../../server/capabilities/flows/contract.ts"
import { Button, IconButton } from "../../../ui/button.tsx"
import { useText } from "../../../ui/language.tsx"
import { Segments } from "../../../ui/nav.tsx"
import type { Reply } from "../../app/call.ts"
import type { PageProps } from "../../app/feature.ts"
import { Page } from "../../app/page.tsx"
import { useMay } from "../../app/session.tsx"
import { UnsavedGuard } from "../../app/unsaved.tsx"
import { useCall } from "../../app/use-call.ts"
import { AboutPanel } from "./about-panel.tsx"
import { AddDialog, useAdding } from "./add-step.tsx"
import { Canvas } from "./canvas.tsx"
import { EditorMenu } from "./editor-menu.tsx"
import { TriggerEditor } from "./edit-trigger.tsx"
import { facts } from "./flow-facts.tsx"
import { Held } from "./held.tsx"
import { useChecks } from "./launch-checks.tsx"
import { numbersByStep } from "./numbers.ts"
import { Outline } from "./outline.tsx"
import { PanelHead } from "./panel-head.tsx"
import { StepPanel } from "./panel.tsx"
import { People } from "./people.tsx"
import { PublishDialog } from "./publish-dialog.tsx"
import { Results } from "./results.tsx"
import { triggerId } from "./trigger-card.tsx"
import { useCanvasActs } from "./use-canvas-acts.ts"
import { useFlowDraft } from "./use-flow-draft.ts"
import { useFlowOffer } from "./use-flow-offer.ts"
import { useNarrow } from "./use-narrow.ts"
import { Versions } from "./versions.tsx"
import { WalkDialog } from "./walk.tsx"

type Props = { whole: Reply<typeof getFlow> } & Pick<PageProps, "search" | "setSearch">

const views = [
  { key: "canvas", label: { ja: "図", en: "Canvas" } },
  { key: "people", label: { ja: "人", en: "People" } },
  { key: "results", label: { ja: "結果", en: "Results" } },
  { key: "versions", label: { ja: "版", en: "Versions" } },
] as const
type View = (typeof views)[number]["key"]

export function Editor({ whole, search, setSearch }: Props) {
  const { flow, live } = whole
  const may = useMay()
  const offer = useFlowOffer()
  const draft = useFlowDraft(whole)
  const checks = useChecks(draft.document)
  const numbers = useCall(
    flowNumbers,
    { flowId: flow.flowId },
    { when: flow.liveVersion !== null, everyMs: 15_000, keep: true },
  )
  const [asking, setAsking] = useState<"publish" | "walk">()
  const view: View = views.find(({ key }) => key === search.view)?.key ?? "canvas"
  const isPublished = flow.liveVersion !== null && !flow.hasDraft && !draft.isChanged
  const canEdit = may("messages:write") && flow.state !== "archived"
  const canSend = may("messages:send") && flow.state !== "archived"
  return (
    <Page
      above={[{ label: { ja: "フロー", en: "Flows" }, to: "/flows" }]}
      title={draft.name}
      facts={facts(flow, draft)}
      actions={
        <>
          <Segments
            label={{ ja: "見方", en: "View" }}
            options={views}
            value={view}
            onChange={(key) => setSearch({ view: key === "canvas" ? "" : key, step: "", way: "" })}
          />
          {canEdit && view === "canvas" && (
            <>
              <IconButton icon={Undo2} label={{ ja: "元に戻す（⌘Z）", en: "Undo (⌘Z)" }} onClick={draft.undo} />
              <IconButton icon={Redo2} label={{ ja: "やり直す（⇧⌘Z）", en: "Redo (⇧⌘Z)" }} onClick={draft.redo} />
            </>
          )}
          <Button label={{ ja: "一人で試す", en: "Walk one through" }} onClick={() => setAsking("walk")} />
          <EditorMenu flow={flow} draft={draft} offer={offer} canSend={canSend} canEdit={canEdit} />
          {canSend && (
            <Button
              look="go"
              label={{ ja: "公開の確認へ", en: "Review and publish" }}
              dimmed={checks.data?.canLaunch === false || !draft.isValid || isPublished}
              onClick={() => setAsking("publish")}
            />
          )}
        </>
      }
    >
      <UnsavedGuard changed={draft.isChanged} />
      {view === "canvas" && (
        <CanvasView
          whole={whole}
          draft={draft}
          offer={offer}
          checks={checks}
          numbers={numbersByStep(numbers.data)}
          heldOut={numbers.data?.refused.find(({ reason }) => reason === "holdout")?.count}
          canEdit={canEdit}
          search={search}
          setSearch={setSearch}
        />
      )}
      {view === "people" && (
        <People flow={flow} document={draft.document} offer={offer} search={search} setSearch={setSearch} />
      )}
      {view === "results" && <Results flow={flow} numbers={numbers} />}
      {view === "versions" && <Versions flowId={flow.flowId} names={offer.names} liveVersion={flow.liveVersion} />}
      {asking === "publish" && (
        <PublishDialog flow={flow} draft={draft} live={live} names={offer.names} onClose={() => setAsking(undefined)} />
      )}
      {asking === "walk" && (
        <WalkDialog
          flowId={flow.flowId}
          document={draft.document}
          names={offer.names}
          onClose={() => setAsking(undefined)}
        />
      )}
    </Page>
  )
}

type CanvasViewProps = {
  whole: Reply<typeof getFlow>
  draft: ReturnType<typeof useFlowDraft>
  offer: ReturnType<typeof useFlowOffer>
  checks: ReturnType<typeof useChecks>
  numbers: ReturnType<typeof numbersByStep>
  heldOut: number | undefined
  canEdit: boolean
} & Pick<PageProps, "search" | "setSearch">

function CanvasView({ whole, draft, offer, checks, numbers, heldOut, canEdit, search, setSearch }: CanvasViewProps) {
  const t = useText()
  const { flow } = whole
  const panel = useRef<HTMLElement>(null)
  const isNarrow = useNarrow()
  const adding = useAdding()
  const selected = search.step
  const step = draft.document.steps.find(({ id }) => id === selected)
  const select = (id: string | undefined) => setSearch({ step: id ?? "" })
  const acts = useCanvasActs({ draft, selected, select, openAdd: adding.open, canEdit })
  const findings = checks.data?.findings ?? []
  const open = () =>
    setTimeout(() =>
      panel.current?.querySelector<HTMLElement>("input, select, textarea, button.segment-token")?.focus(),
    )
  const close = () => {
    const from = selected
    select(undefined)
    setTimeout(() => document.querySelector<HTMLElement>(`[data-step="${from ?? triggerId}"]`)?.focus())
  }
  useKeys(acts.onWindowKey)
  const shared = { document: draft.document, names: offer.names, numbers, findings, selected, onSelect: select }
  return (
    <div className="flow-work">
      {isNarrow ? (
        <Outline {...shared} />
      ) : (
        <Canvas
          {...shared}
          onOpen={open}
          onAdd={canEdit ? acts.add : undefined}
          canPaste={acts.canPaste}
          heldOut={heldOut}
          onKey={acts.onKey}
        />
      )}
      <aside
        ref={panel}
        className={selected ? "flow-panel open" : "flow-panel"}
        aria-label={t({ ja: "選んだ手順", en: "The chosen step" })}
        onKeyDown={(event) => event.key === "Escape" && !event.defaultPrevented && close()}
      >
        {step ? (
          <StepPanel
            key={step.id}
            step={step}
            draft={draft}
            offer={offer}
            flowId={flow.flowId}
            isLive={flow.liveVersion !== null}
            findings={findings.filter((one) => one.step === step.id)}
            canEdit={canEdit}
            onClose={close}
            onDuplicate={acts.duplicate}
            onRemove={acts.remove}
          />
        ) : selected === triggerId ? (
          <>
            <PanelHead
              over={{ ja: "はじまり", en: "Begins" }}
              title={{ ja: "きっかけと、入れる人", en: "What sets it off, and for whom" }}
              onClose={close}
            />
            <fieldset className="flow-fields" disabled={!canEdit}>
              <TriggerEditor
                document={draft.document}
                offer={offer}
                onChange={(part, what) => draft.edit((document) => ({ ...document, ...part }), what)}
              />
            </fieldset>
          </>
        ) : (
          <>
            <Held flow={flow} names={offer.names} document={draft.document} />
            <AboutPanel draft={draft} offer={offer} checks={checks} canEdit={canEdit} onStep={select} />
          </>
        )}
      </aside>
      <AddDialog
        open={adding.isAdding}
        onClose={adding.close}
        canPaste={acts.canPaste}
        canRepeat
        onAdd={(added) => {
          adding.close()
          acts.addAfterSelected(added)
        }}
      />
    </div>
  )
}

/** Keys that work wherever the focus is, except where something is written. */
function useKeys(press: (event: globalThis.KeyboardEvent) => unknown) {
  useEffect(() => {
    window.addEventListener("keydown", press)
    return () => window.removeEventListener("keydown", press)
  }, [press])
}
