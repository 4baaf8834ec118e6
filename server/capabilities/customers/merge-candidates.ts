import type { Context } from "#kernel/context"
import { brandLanguage, customerOf } from "./find-customer.ts"
import type { Customer } from "./model.ts"
import { selectCandidates } from "./storage-merges.ts"
import { type ProfileRow } from "./storage-profiles.ts"
import { selectRoots } from "./storage-roots.ts"

export type MergeCandidate = {
  /** The ids under which the pair was noticed: they name it when it is decided. */
  readonly oneId: string
  readonly otherId: string
  readonly one: Customer
  readonly other: Customer
  readonly evidence: unknown
  readonly foundAt: Date
}

/** Pairs of people who may be one, the oldest first. Pairs that have become one meanwhile, or of whom one is erased, are left out. */
export async function mergeCandidates(
  ctx: Context,
  wanted: { limit: number; cursor?: string | undefined },
): Promise<{ items: MergeCandidate[]; cursor: string | null }> {
  const rows = await selectCandidates(ctx, readCursor(wanted.cursor), wanted.limit)
  const language = await brandLanguage(ctx)
  const roots = await selectRoots(ctx, [...new Set(rows.flatMap((row) => [row.lowId, row.highId]))])
  const items = rows.flatMap((row): MergeCandidate[] => {
    const [one, other] = [roots.get(row.lowId), roots.get(row.highId)]
    if (!one || !other || one.customerId === other.customerId || one.erasedAt || other.erasedAt) return []
    const shown = (found: ProfileRow) => customerOf(found, found.language ?? language)
    const { evidence, foundAt } = row
    return [{ oneId: row.lowId, otherId: row.highId, one: shown(one), other: shown(other), evidence, foundAt }]
  })
  const last = rows.at(-1)
  return {
    items,
    cursor: last && rows.length === wanted.limit ? `${last.foundAt.toISOString()}~${last.lowId}~${last.highId}` : null,
  }
}

function readCursor(cursor: string | undefined): { foundAt: string; lowId: string; highId: string } | null {
  const [foundAt = "", lowId = "", highId = ""] = (cursor ?? "").split("~")
  const isOurs = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(foundAt) && [lowId, highId].every((id) => /^[0-9a-f-]{36}$/.test(id))
  return isOurs ? { foundAt, lowId, highId } : null
}
