import { Copy, Trash2, X } from "lucide-react"
import type { Finding } from "../../../server/capabilities/flows/model-flow.ts"
import type { Step } from "../../../server/capabilities/flows/model-steps.ts"
import { Button, IconButton } from "../../../ui/button.tsx"
import { TextArea } from "../../../ui/inputs.tsx"
import { useText } from "../../../ui/language.tsx"
import { MessageStatus } from "./card.tsx"
import { daysOf, daysText } from "./days.ts"
import { BranchEditor, SplitEditor, WaitForEventEditor } from "./edit-branch.tsx"
import { MessageEditor } from "./edit-message.tsx"
import {
  ContributedEditor,
  NotifyEditor,
  OfferEditor,
  PropertyEditor,
  RepeatEditor,
  StartFlowEditor,
  StopEditor,
  TagEditor,
  TaskEditor,
  WebhookEditor,
} from "./edit-other.tsx"
import { NameInput, Part } from "./edit-parts.tsx"
import { WaitEditor } from "./edit-time.tsx"
import { replaceStep } from "./edited.ts"
import { FindingList } from "./launch-checks.tsx"
import { messageOrder } from "./naming.ts"
import { StepFigures } from "./step-figures.tsx"
import type { FlowDraft } from "./use-flow-draft.ts"
import type { FlowOffer } from "./use-flow-offer.ts"
import { cardWords } from "./words.ts"

type Props = {
  step: Step
  draft: FlowDraft
  offer: FlowOffer
  flowId: string
  isLive: boolean
  findings: readonly Finding[]
  canEdit: boolean
  onClose: () => void
  onDuplicate: () => void
  onRemove: () => void
}

/** The chosen step, to be read and changed as a sentence. */
export function StepPanel({
  step,
  draft,
  offer,
  flowId,
  isLive,
  findings,
  canEdit,
  onClose,
  onDuplicate,
  onRemove,
}: Props) {
  const t = useText()
  const { over, title } = cardWords(step, offer.names, messageOrder(draft.document).get(step.id))
  const days = daysOf(draft.document).get(step.id)
  const change = (next: Step) => draft.edit((document) => replaceStep(document, next), `step ${step.id}`)
  return (
    <>
      <header className="flow-panel-head">
        <p className="tiny quiet">
          <span>
            {t(over)}
            {days && (
              <span className="num">
                {t({ ja: `きっかけから ${daysText(days).ja}`, en: `${daysText(days).en} after the trigger` })}
              </span>
            )}
          </span>
          {step.kind === "message" && <MessageStatus status={step.status} />}
        </p>
        <h2>{t(title)}</h2>
        <span className="close">
          <IconButton icon={X} label={{ ja: "閉じる", en: "Close" }} onClick={onClose} />
        </span>
      </header>
      {findings.length > 0 && (
        <section className="flow-part">
          <FindingList findings={findings} />
        </section>
      )}
      {isLive && <StepFigures flowId={flowId} step={step} />}
      <fieldset className="flow-fields" disabled={!canEdit}>
        <StepEditor key={step.id} step={step} onChange={change} offer={offer} />
        <Part
          title={{ ja: "名前とメモ", en: "Name and note" }}
          about={{
            ja: "図を読む人のためのもので、動きは変わりません。",
            en: "For those who read the picture; it changes nothing.",
          }}
        >
          <NameInput
            value={step.name}
            example={title}
            onChange={(name) => {
              const { name: _, ...rest } = step
              change(name ? { ...rest, name } : rest)
            }}
          />
          <TextArea
            label={{ ja: "メモ", en: "Note" }}
            example={{ ja: "なぜこうしたか、いつ見直すか", en: "Why it is so, and when to look again" }}
            rows={3}
            maxLength={1000}
            value={step.note ?? ""}
            onChange={(text) => {
              const { note: _, ...rest } = step
              change(text === "" ? rest : { ...rest, note: text })
            }}
          />
        </Part>
      </fieldset>
      {canEdit && (
        <footer className="flow-panel-foot">
          {step.kind !== "stop" && (
            <Button look="text" icon={Copy} label={{ ja: "複製する", en: "Duplicate" }} onClick={onDuplicate} />
          )}
          <Button look="text" icon={Trash2} label={{ ja: "消す", en: "Remove" }} onClick={onRemove} />
        </footer>
      )}
    </>
  )
}

type EditorProps = { step: Step; onChange: (step: Step) => void; offer: FlowOffer }

function StepEditor({ step, onChange, offer }: EditorProps) {
  switch (step.kind) {
    case "message":
      return <MessageEditor step={step} onChange={onChange} offer={offer} />
    case "wait":
      return (
        <Part title={{ ja: "待ち方", en: "How long" }}>
          <WaitEditor until={step.until} offered={offer.offered} onChange={(until) => onChange({ ...step, until })} />
        </Part>
      )
    case "wait-for-event":
      return <WaitForEventEditor step={step} onChange={onChange} offer={offer} />
    case "branch":
      return <BranchEditor step={step} onChange={onChange} offer={offer} />
    case "split":
      return <SplitEditor step={step} onChange={onChange} />
    case "repeat":
      return <RepeatEditor step={step} onChange={onChange} offer={offer} />
    case "offer":
      return <OfferEditor step={step} onChange={onChange} offer={offer} />
    case "property":
      return <PropertyEditor step={step} onChange={onChange} offer={offer} />
    case "tag":
      return <TagEditor step={step} onChange={onChange} offer={offer} />
    case "task":
      return <TaskEditor step={step} onChange={onChange} offer={offer} />
    case "webhook":
      return <WebhookEditor step={step} onChange={onChange} offer={offer} />
    case "notify":
      return <NotifyEditor step={step} onChange={onChange} offer={offer} />
    case "start-flow":
      return <StartFlowEditor step={step} onChange={onChange} offer={offer} />
    case "stop":
      return <StopEditor step={step} onChange={onChange} offer={offer} />
    case "contributed":
      return <ContributedEditor step={step} onChange={onChange} offer={offer} />
  }
}
