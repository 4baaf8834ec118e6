import type { Condition, SegmentDocument } from "./model.ts"
import type { SendFrequency } from "./model-segment.ts"

/** A segment as it is stored. */
export type SegmentRow = {
  readonly segmentId: string
  readonly number: number
  readonly key: string | null
  readonly nameJa: string
  readonly nameEn: string
  readonly intent: string
  readonly liveVersion: number | null
  readonly builtVersion: number | null
  readonly archivedAt: Date | null
  readonly hasDraft: boolean
  readonly sendFrequency: SendFrequency | null
  readonly thresholds: Readonly<Record<string, number>>
  readonly createdAt: Date
  readonly changedAt: Date
  readonly usedAt: Date | null
}

/** A published version that people belong by. */
export type Live = {
  readonly segmentId: string
  readonly number: number
  readonly key: string | null
  readonly version: number
  readonly builtVersion: number | null
  readonly publishedBy: string | null
  readonly who: Condition
}

export type VersionRow = {
  readonly version: number
  readonly document: SegmentDocument
  readonly note: string
  readonly publishedAt: Date | null
  readonly publishedBy: string | null
}
