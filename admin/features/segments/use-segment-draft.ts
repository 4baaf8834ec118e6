import { useEffect, useState } from "react"
import {
  getSegment,
  listSegments,
  listVersions,
  postSegment,
  publishSegment,
  putDraft,
} from "../../../server/capabilities/segments/contract.ts"
import type { CallError } from "../../app/call.ts"
import { useAct } from "../../app/use-call.ts"
import { canBeRead, type Group, written } from "../../app/conditions/edited.ts"
import { useSettled } from "./use-settled.ts"

/** What is written in the builder. `nameEn` empty: the Japanese name stands for both. */
export type Content = {
  readonly nameJa: string
  readonly nameEn: string
  readonly intent: string
  readonly group: Group
}

type History = {
  readonly past: readonly Content[]
  readonly now: Content
  readonly future: readonly Content[]
  readonly last: string
}

const most = 100

/** A step back for every change; letters typed one after the other into one field are one step. */
export function changed(history: History, now: Content, what: string): History {
  if (what !== "" && what === history.last) return { ...history, now, future: [] }
  return { past: [...history.past, history.now].slice(-most), now, future: [], last: what }
}
export function undone(history: History): History {
  const before = history.past.at(-1)
  if (!before) return history
  return { past: history.past.slice(0, -1), now: before, future: [history.now, ...history.future], last: "" }
}
export function redone(history: History): History {
  const [next, ...future] = history.future
  if (!next) return history
  return { past: [...history.past, history.now], now: next, future, last: "" }
}

const sent = ({ nameJa, nameEn, intent, group }: Content) => {
  const [ja, en] = [nameJa.trim(), nameEn.trim()]
  return { name: { ja: ja || en, en: en || ja }, intent: intent.trim(), document: written(group), note: "" }
}

/** What has to be written before anything can be kept. */
export const lacks = ({ nameJa, nameEn, intent, group }: Content): ("name" | "intent" | "document")[] => [
  ...(nameJa.trim() === "" && nameEn.trim() === "" ? (["name"] as const) : []),
  ...(intent.trim().length < 4 ? (["intent"] as const) : []),
  ...(canBeRead(group) ? [] : (["document"] as const)),
]

type Start = { readonly segmentId: string | undefined; readonly content: Content; readonly hasDraft: boolean }

/** A segment while it is written: undo and redo, a draft that keeps itself, and publishing. */
export function useSegmentDraft(start: Start, onMade: (segmentId: string) => void) {
  const [history, setHistory] = useState<History>({ past: [], now: start.content, future: [], last: "" })
  const [segmentId, setSegmentId] = useState(start.segmentId)
  const [hasDraft, setHasDraft] = useState(start.hasDraft)
  const [saved, setSaved] = useState(() => JSON.stringify(sent(start.content)))
  const [refusal, setRefusal] = useState<CallError>()
  const { now } = history
  const body = JSON.stringify(sent(now))
  const isChanged = body !== saved
  const settled = useSettled(body, 1_000)
  const missing = lacks(now)
  const quiet = { refresh: [listSegments, getSegment, listVersions], refused: (error: CallError) => setRefusal(error) }
  const making = useAct(postSegment, quiet)
  const keeping = useAct(putDraft, quiet)
  const publishing = useAct(publishSegment)

  const save = async (): Promise<string | undefined> => {
    if (missing.length > 0) return undefined
    if (!isChanged && segmentId) return segmentId
    const draft = sent(now)
    setRefusal(undefined)
    try {
      const kept = segmentId ? await keeping.runAsync({ segmentId, ...draft }) : await making.runAsync(draft)
      setSaved(JSON.stringify(draft))
      setHasDraft(true)
      setSegmentId(kept.segmentId)
      if (!segmentId) onMade(kept.segmentId)
      return kept.segmentId
    } catch {
      // The refusal is shown beside the state of the draft.
      return undefined
    }
  }
  const busy = making.busy || keeping.busy || publishing.busy
  useEffect(() => {
    if (settled === body && isChanged && !busy && !refusal) void save()
  }, [settled, body, isChanged, busy])
  const publish = async () => {
    const kept = await save()
    if (!kept) return undefined
    try {
      return await publishing.runAsync({ segmentId: kept })
    } catch {
      return undefined
    }
  }
  return {
    content: now,
    change: (part: Partial<Content>, what = "") => {
      setRefusal(undefined)
      setHistory((before) => changed(before, { ...before.now, ...part }, what))
    },
    edit: (change: (group: Group) => Group) => {
      setRefusal(undefined)
      setHistory((before) => changed(before, { ...before.now, group: change(before.now.group) }, ""))
    },
    undo: () => setHistory(undone),
    redo: () => setHistory(redone),
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    isChanged,
    hasDraft,
    segmentId,
    missing,
    refusal,
    busy,
    save,
    publish,
  }
}

export type SegmentDraft = ReturnType<typeof useSegmentDraft>
