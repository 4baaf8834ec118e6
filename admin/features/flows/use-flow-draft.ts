import { useEffect, useRef, useState } from "react"
import { getFlow, listFlows, putFlowDraft } from "../../../server/capabilities/flows/contract.ts"
import { FlowDocument } from "../../../server/capabilities/flows/model.ts"
import type { Text } from "../../../ui/text.ts"
import type { CallError, Reply } from "../../app/call.ts"
import { useAct } from "../../app/use-call.ts"
import { begun, changed, redone, undone } from "./history.ts"
import { useSettled } from "./use-settled.ts"

type Whole = Reply<typeof getFlow>
type Content = { readonly name: Text; readonly document: FlowDocument }

const contentOf = ({ flow, draft, live }: Whole): Content => ({
  name: flow.name,
  document: draft?.document ?? live?.document ?? FlowDocument.parse({ format: 1, trigger: { kind: "call" } }),
})

/** A flow while it is edited: undo and redo, a draft that keeps itself, and word when somebody else was quicker. */
export function useFlowDraft(whole: Whole) {
  const { flowId } = whole.flow
  const [history, setHistory] = useState(() => begun(contentOf(whole)))
  const [saved, setSaved] = useState(() => JSON.stringify(contentOf(whole)))
  const [refusal, setRefusal] = useState<CallError>()
  const revision = useRef(whole.flow.revision)
  const { now } = history
  const body = JSON.stringify(now)
  const isChanged = body !== saved
  const settled = useSettled(body, 800)
  const isValid = FlowDocument.safeParse(now.document).success && now.name.ja.trim() !== ""
  const keeping = useAct(putFlowDraft, { refresh: [listFlows, getFlow], refused: (error) => setRefusal(error) })

  /** Keeps what was changed; false when it could not be kept. */
  const save = async (): Promise<boolean> => {
    if (!isChanged) return true
    if (!isValid) return false
    setRefusal(undefined)
    try {
      const name = { ja: now.name.ja.trim(), en: now.name.en.trim() || now.name.ja.trim() }
      const kept = await keeping.runAsync({ flowId, name, document: now.document, revision: revision.current })
      revision.current = kept.flow.revision
      setSaved(body)
      return true
    } catch {
      // The refusal is shown beside the state of the draft.
      return false
    }
  }
  useEffect(() => {
    if (settled === body && isChanged && isValid && !keeping.busy && !refusal) void save()
  }, [settled, body, isChanged, isValid, keeping.busy])

  const put = (content: Content, what: string) => {
    setRefusal(undefined)
    setHistory((before) => changed(before, content, what))
  }
  return {
    ...now,
    edit: (change: (document: FlowDocument) => FlowDocument, what = "") => {
      setRefusal(undefined)
      setHistory((before) => changed(before, { ...before.now, document: change(before.now.document) }, what))
    },
    rename: (name: Text) => put({ ...now, name }, "name"),
    undo: () => setHistory(undone),
    redo: () => setHistory(redone),
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    isChanged,
    isValid,
    refusal,
    busy: keeping.busy,
    revision,
    save,
  }
}

export type FlowDraft = ReturnType<typeof useFlowDraft>
