import type { ArrivalRange } from "./expected-date-rules.ts"
import type { Standing } from "./delay-rules.ts"
import type { Folded } from "./fold-rules.ts"

export type NewsName = "shipped" | "out-for-delivery" | "delivered" | "delayed"
export type News = { readonly name: NewsName; readonly key: string; readonly at: Date }

type Parcel = {
  readonly folded: Folded
  readonly shippedAt: Date
  readonly isCancelled: boolean
  readonly standing: Standing
  readonly expected: ArrivalRange | null
  readonly told: readonly string[]
  /** When we first heard of the parcel, and when the promise to its recipient ends. */
  readonly firstSeenAt: Date
  readonly promiseEndsAt: Date
}

/**
 * What there is to tell about a parcel that was not told before, in the order in which it happened. Being late is told
 * once, and again only when the new day does not hold either; a van that comes a second day is told again.
 */
export function newsOf(parcel: Parcel, now: Date): News[] {
  if (parcel.isCancelled) return []
  const { folded, told } = parcel
  const fresh: News[] = []
  const add = (name: NewsName, key: string, at: Date) => !told.includes(key) && fresh.push({ name, key, at })
  add("shipped", "shipped", parcel.shippedAt)
  if (folded.state === "out_for_delivery" && folded.outForDeliveryAt)
    add(
      "out-for-delivery",
      `out-for-delivery:${folded.outForDeliveryAt.toISOString().slice(0, 13)}`,
      folded.outForDeliveryAt,
    )
  if (folded.deliveredAt) add("delivered", "delivered", folded.deliveredAt)
  else if (isLate(parcel))
    add("delayed", `delayed:${parcel.expected?.lastDay ?? parcel.standing}`, foundLateAt(parcel, now))
  return fresh
}

/**
 * We find it late now; but a parcel of the past, brought in when its promise was over long ago, was late then. That is
 * old news and no mail to its buyer (F52).
 */
const foundLateAt = ({ firstSeenAt, promiseEndsAt }: Parcel, now: Date) =>
  firstSeenAt > promiseEndsAt ? promiseEndsAt : now

/** Late, and no earlier word on it promised a day that still holds. */
function isLate({ standing, expected, told }: Parcel): boolean {
  if (standing !== "late" && standing !== "will_not_arrive") return false
  const saidBefore = told.filter((key) => key.startsWith("delayed:")).map((key) => key.slice("delayed:".length))
  const last = saidBefore.at(-1)
  if (last === undefined) return true
  if (standing === "will_not_arrive") return last !== "will_not_arrive"
  return expected !== null && /^\d{4}-/.test(last) && expected.firstDay > last
}
