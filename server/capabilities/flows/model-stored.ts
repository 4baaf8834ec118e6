import type { FlowDocument, TriggerKind } from "./model.ts"
import type { FlowMode, FlowState } from "./model-flow.ts"

/** A flow as it is stored. */
export type FlowRow = {
  readonly flowId: string
  readonly key: string | null
  readonly nameJa: string
  readonly nameEn: string
  readonly state: FlowState
  readonly mode: FlowMode
  readonly liveVersion: number | null
  readonly revision: number
  readonly hasDraft: boolean
  readonly triggerKind: TriggerKind | null
  readonly triggerNames: readonly string[]
  readonly triggerSegment: string | null
  readonly triggerMove: "entered" | "left" | null
  readonly liveSince: Date | null
  readonly timedUntil: Date | null
  readonly createdAt: Date
  readonly changedAt: Date
  readonly publishedAt: Date | null
}

export type VersionRow = {
  readonly version: number
  readonly document: FlowDocument
  readonly note: string
  readonly publishedAt: Date | null
  readonly publishedBy: string | null
}

/** Somebody who is to come in. */
export type Entrant = {
  readonly flowId: string
  readonly entryKey: string
  readonly customerId: string
  readonly at: Date
  readonly facts: Readonly<Record<string, unknown>>
}

/** What became of it. */
export type EntryRow = {
  readonly flowId: string
  readonly entryKey: string
  readonly customerId: string
  readonly version: number
  readonly at: Date
  readonly outcome: string
  readonly runId: string | null
  readonly seen: Readonly<Record<string, unknown>>
}

/** A place in the inbox of events. */
export type Place = { readonly xid: string; readonly seq: number }

/** A time at which many are to come in. */
export type Start = {
  readonly flowId: string
  readonly key: string
  readonly at: Date
  readonly after: string | null
  readonly found: number
}
