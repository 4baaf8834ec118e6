import { clusterOf, customerById } from "#customers"
import type { Context } from "#kernel/context"
import { mustFind } from "./edit-segments.ts"
import { SegmentError } from "./errors.ts"
import { freshness } from "./freshness.ts"
import { searched } from "./list-audience.ts"
import { samples } from "./samples.ts"
import { selectSegments } from "./storage.ts"
import {
  type Place,
  selectBelongings,
  selectMembers,
  selectMembersAmong,
  selectMembersByIds,
  selectMoves,
} from "./storage-members.ts"
import { compareMembers } from "./storage-overlap.ts"

type Page = { readonly query?: string | undefined; readonly cursor?: string | undefined; readonly limit: number }

const cursorOf = (place: Place): string => `${place.at.toISOString()}_${place.id}`

function placeOf(cursor: string | undefined): Place | undefined {
  if (cursor === undefined) return undefined
  const [at = "", id = ""] = cursor.split("_")
  if (Number.isNaN(Date.parse(at)) || !/^[0-9a-f-]{36}$/.test(id)) throw SegmentError.BadCursor({ field: "cursor" })
  return { at: new Date(at), id }
}

/** Who belongs, those who came last first. Throws `segments.Unknown`, `segments.BadCursor`. */
export async function listMembers(ctx: Context, segmentId: string, { query, cursor, limit }: Page) {
  await mustFind(ctx, segmentId)
  if (query?.trim()) return searchMembers(ctx, segmentId, { query, cursor, limit })
  const rows = await selectMembers(ctx, segmentId, placeOf(cursor), limit)
  const shown = await shownOf(ctx, rows)
  const last = rows.length === limit ? rows.at(-1) : undefined
  return { items: shown, cursor: last ? cursorOf({ at: last.enteredAt, id: last.customerId }) : null }
}

async function searchMembers(ctx: Context, segmentId: string, wanted: Page) {
  const found = await searched(ctx, wanted, (ids) => selectMembersAmong(ctx, segmentId, ids))
  const ids = found.items.map(({ customerId }) => customerId)
  const since = new Map((await selectMembersByIds(ctx, segmentId, ids)).map((row) => [row.customerId, row]))
  return {
    items: found.items.flatMap((item) => {
      const member = since.get(item.customerId)
      return member ? [{ ...item, ...member }] : []
    }),
    cursor: found.cursor,
  }
}

/** Who entered and left, newest first. */
export async function listMoves(ctx: Context, segmentId: string, { cursor, limit }: Page) {
  await mustFind(ctx, segmentId)
  const rows = await selectMoves(ctx, segmentId, placeOf(cursor), limit)
  const last = rows.length === limit ? rows.at(-1) : undefined
  return { items: await shownOf(ctx, rows), cursor: last ? cursorOf({ at: last.at, id: last.customerId }) : null }
}

/** Rows with names; of those who are no longer known only the id. */
async function shownOf<T extends { readonly customerId: string }>(ctx: Context, rows: readonly T[]) {
  const shown = await samples(
    ctx,
    rows.map((row) => row.customerId),
  )
  const known = new Map(shown.map((sample) => [sample.customerId, sample]))
  return rows.map((row) => {
    const { displayName, email } = known.get(row.customerId) ?? { displayName: null, email: null }
    return { ...row, displayName, email }
  })
}

export async function compareSegments(ctx: Context, one: string, other: string) {
  await mustFind(ctx, one)
  await mustFind(ctx, other)
  const { onlyOne, both, onlyOther } = await compareMembers(ctx, one, other, 10)
  return {
    onlyOne: onlyOne.count,
    both: both.count,
    onlyOther: onlyOther.count,
    sampleOnlyOne: await samples(ctx, onlyOne.ids),
    sampleBoth: await samples(ctx, both.ids),
    sampleOnlyOther: await samples(ctx, onlyOther.ids),
  }
}

/** Where a customer belongs and belonged. Throws `segments.Unknown` for a stranger. */
export async function segmentsOfCustomer(ctx: Context, customerId: string) {
  if (!(await customerById(ctx, customerId))) throw SegmentError.Unknown({ field: "customerId" })
  const names = new Map((await selectSegments(ctx)).map((s) => [s.segmentId, { ja: s.nameJa, en: s.nameEn }]))
  const rows = await selectBelongings(ctx, await clusterOf(ctx, customerId))
  const items = rows
    .map(({ segmentId, enteredAt, leftAt, cause }) => ({
      segmentId,
      name: names.get(segmentId) ?? { ja: "", en: "" },
      enteredAt,
      leftAt,
      cause,
    }))
    .sort(
      (a, b) => Number(a.leftAt !== null) - Number(b.leftAt !== null) || b.enteredAt.getTime() - a.enteredAt.getTime(),
    )
  return { items, freshness: await freshness(ctx) }
}
