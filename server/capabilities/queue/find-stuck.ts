import type { Context } from "#kernel/context"
import { allEffects, type Effect } from "#kernel/effects"
import { countStuck, selectStuck, type Stuck, type StuckFilter } from "#kernel/outbox-ended"
import type { Text } from "#kernel/text"
import { QueueError } from "./errors.ts"

/** A page of what the brand's effects could not do, the latest first. Throws `queue.BadCursor`. */
export async function browseStuck(
  ctx: Context,
  filter: StuckFilter,
  page: { readonly cursor?: string | undefined; readonly limit: number },
) {
  const rows = await selectStuck(ctx, filter, readCursor(page.cursor), page.limit)
  const last = rows.length === page.limit ? rows.at(-1) : undefined
  return { items: rows.map((row) => shown(ctx, row)), cursor: last ? writeCursor(last) : null }
}

export async function stuckCounts(ctx: Context) {
  const counts = await countStuck(ctx)
  return { items: counts.map((count) => ({ ...count, title: titleOf(ctx, count.kind) })) }
}

export const effectOf = (ctx: Context, kind: string): Effect | undefined =>
  ctx.product.contributed(allEffects).find((effect) => effect.kind === kind)

/** The payload stays where it is: it may hold personal data. */
function shown(ctx: Context, { payload, ...row }: Stuck) {
  const effect = effectOf(ctx, row.kind)
  const parsed = effect?.payload.safeParse(payload)
  const subject = parsed?.success ? (effect?.subject?.(parsed.data) ?? null) : null
  const mayFindOut = row.state === "unknown" && effect !== undefined && "foundOut" in effect
  return { ...row, title: titleOf(ctx, row.kind), subject, mayFindOut }
}

/** What time sets off is shown by the name of its routine, and so is a kind that this version no longer knows. */
function titleOf(ctx: Context, kind: string): Text {
  const routine = /^routine\.(.+)$/.exec(kind)?.[1]
  const fallback = routine
    ? { ja: `決まった時刻の処理（${routine}）`, en: `Work at set times (${routine})` }
    : undefined
  return effectOf(ctx, kind)?.title ?? fallback ?? { ja: kind, en: kind }
}

const writeCursor = ({ at, id }: Stuck) => Buffer.from(`${at.toISOString()} ${id}`).toString("base64url")

function readCursor(cursor: string | undefined): readonly [Date, string] | undefined {
  if (cursor === undefined) return undefined
  const found = /^(\d{4}-\d\d-\d\dT[\d:.]+Z) ([0-9a-f-]{36})$/.exec(Buffer.from(cursor, "base64url").toString())
  if (!found?.[1] || !found[2]) throw QueueError.BadCursor({ field: "cursor" })
  return [new Date(found[1]), found[2]]
}
