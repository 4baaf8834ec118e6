import type { AttributedBy } from "./model.ts"

/** One way in which an order may have come from a link. */
export type Touch = {
  readonly linkId: string
  /** `code`: typed with this very order; `link`: came by it before; `api`: the shop says so. */
  readonly by: AttributedBy
  readonly at: Date
}
export type AttributionRule = { readonly days: number; readonly model: "first" | "last" }

const dayMs = 86_400_000

/**
 * The touch that brought an order (J19): what was typed with the order itself stands above all; else the first or last
 * of those before it that are not older than `days`. A touch after the order brought nothing. Equal times are settled by
 * the link's id, so that the order in which they are read never matters.
 */
export function attribute(touches: readonly Touch[], rule: AttributionRule, placedAt: Date): Touch | null {
  const oldest = placedAt.getTime() - rule.days * dayMs
  const open = touches.filter(({ by, at }) => by === "code" || (at <= placedAt && at.getTime() >= oldest))
  const typed = open.filter(({ by }) => by === "code")
  const among = [...(typed.length > 0 ? typed : open)].sort(byTime)
  return (rule.model === "first" ? among[0] : among.at(-1)) ?? null
}

const byTime = (a: Touch, b: Touch) => a.at.getTime() - b.at.getTime() || (a.linkId < b.linkId ? -1 : 1)

/** When the reward is due: the return window after the order has arrived. Null: it has not, as far as anybody knows. */
export function releaseAt(
  release: { readonly days: number; readonly assumeArrivedAfterDays: number | null },
  order: { readonly placedAt: Date; readonly arrivedAt: Date | null; readonly hasParcels: boolean },
): Date | null {
  const assumed =
    order.hasParcels || release.assumeArrivedAfterDays === null
      ? null
      : new Date(order.placedAt.getTime() + release.assumeArrivedAfterDays * dayMs)
  const arrived = order.arrivedAt ?? assumed
  return arrived && new Date(arrived.getTime() + release.days * dayMs)
}
