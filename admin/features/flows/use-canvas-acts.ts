import { type KeyboardEvent, useState } from "react"
import { useToast } from "../../../ui/toast.tsx"
import type { Added } from "./add-step.tsx"
import type { Step } from "../../../server/capabilities/flows/model-steps.ts"
import { type Edge, waysOf } from "./edges.ts"
import { type Clip, clipOf, duplicateStep, insertStep, newId, pasteClip, removeBranch, removeStep } from "./edited.ts"
import { insertRepeat } from "./insert-repeat.ts"
import { newStep } from "./new-step.ts"
import { triggerId } from "./trigger-card.tsx"
import type { FlowDraft } from "./use-flow-draft.ts"

type Acting = {
  draft: FlowDraft
  selected: string | undefined
  select: (id: string | undefined) => void
  openAdd: () => void
  canEdit: boolean
}

/** What is done on the canvas by mouse and keyboard: add, duplicate, copy, paste, take out; all of it can be undone. */
export function useCanvasActs({ draft, selected, select, openAdd, canEdit }: Acting) {
  const toast = useToast()
  const [clip, setClip] = useState<Clip>()
  const { document } = draft
  const step = document.steps.find(({ id }) => id === selected)

  const add = (edges: readonly Edge[], added: Added) => {
    if (added === "paste") {
      const pasted = clip && pasteClip(document, edges, clip)
      if (!pasted) return
      draft.edit(() => pasted.document)
      return select(pasted.first)
    }
    const id = newId(document, added)
    draft.edit((before) =>
      added === "repeat" ? insertRepeat(before, edges, id) : insertStep(before, edges, newStep(added, id)),
    )
    select(id)
  }
  const remove = (isWhole = false, at = step) => {
    if (!at || !canEdit) return
    draft.edit((before) => (isWhole ? removeBranch(before, at.id) : removeStep(before, at.id)))
    select(undefined)
    toast({ words: { ja: "手順を消しました。", en: "The step is removed." }, undo: draft.undo })
  }
  const duplicate = (at = step) => {
    const doubled = at && duplicateStep(document, at.id)
    if (!doubled || !canEdit) return
    draft.edit(() => doubled.document)
    select(doubled.first)
  }
  const copy = (isWhole: boolean, at = step) => {
    const copied = at && clipOf(document, at.id, isWhole)
    if (!copied) return
    setClip(copied)
    toast({
      words: isWhole
        ? { ja: `${copied.steps.length}個の手順をコピーしました。`, en: `${copied.steps.length} steps are copied.` }
        : { ja: "手順をコピーしました。", en: "The step is copied." },
    })
  }
  /** `id` is the card that has the keyboard; it need not be the one that is open. */
  const onKey = (event: KeyboardEvent, id: string | undefined) => {
    if (!canEdit) return
    const at = document.steps.find((one) => one.id === id)
    const isCommand = event.metaKey || event.ctrlKey
    const key = event.key.toLowerCase()
    const does = {
      copy: (isWhole: boolean) => copy(isWhole, at),
      remove: (isWhole: boolean) => remove(isWhole, at),
      paste: () => clip && add(edgesAfter(at), "paste"),
      duplicate: () => duplicate(at),
    }
    const act = isCommand
      ? commands(does, key, event.shiftKey)
      : plain(key, { add: openAdd, remove: () => remove(event.shiftKey, at) })
    if (!act) return
    event.preventDefault()
    act()
  }
  return {
    add,
    addAfterSelected: (added: Added) =>
      add(selected === triggerId ? [{ from: null, port: "next" }] : edgesAfter(step), added),
    remove: () => remove(),
    duplicate: () => duplicate(),
    canPaste: clip !== undefined,
    onKey,
    onWindowKey: (event: globalThis.KeyboardEvent) => canEdit && undoByKey(event, draft),
  }
}

/** Undo and redo wherever the focus is, except where the browser has its own. */
function undoByKey(event: globalThis.KeyboardEvent, draft: FlowDraft): void {
  const isWriting =
    event.target instanceof HTMLElement && event.target.closest("input, textarea, select, [role=dialog]")
  if (isWriting || event.key.toLowerCase() !== "z" || !(event.metaKey || event.ctrlKey)) return
  event.preventDefault()
  if (event.shiftKey) draft.redo()
  else draft.undo()
}

/** Where what is added after the chosen step goes: its main way; without one, at the beginning. */
function edgesAfter(step: Step | undefined): readonly Edge[] {
  if (!step) return [{ from: null, port: "next" }]
  const ways = waysOf(step)
  const main = ways.find(({ port }) => ["otherwise", "timeout", "after"].includes(port)) ?? ways[0]
  return main ? [{ from: step.id, port: main.port }] : []
}

type Commands = {
  copy: (isWhole: boolean) => void
  remove: (isWhole: boolean) => void
  paste: () => void
  duplicate: () => void
}

/** With ⇧ also all that comes after the step. */
function commands(does: Commands, key: string, isWhole: boolean): (() => void) | undefined {
  const cut = () => {
    does.copy(isWhole)
    does.remove(isWhole)
  }
  return { c: () => does.copy(isWhole), x: cut, v: does.paste, d: does.duplicate }[key]
}

const plain = (key: string, does: { add: () => void; remove: () => void }): (() => void) | undefined =>
  ({ a: does.add, "+": does.add, delete: does.remove, backspace: does.remove })[key]
