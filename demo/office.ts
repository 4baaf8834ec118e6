import { closeMonth } from "#accounting"
import { adjustPoints, approveAdjustment, refuseAdjustment } from "#points"
import { finishRedemption, redemptions } from "#rewards"
import { type Context, inTransaction } from "#kernel/context"
import { day, dayText, hour } from "./times.ts"

// Nobody of the staff has an account yet when the demo is made: these are desks, not people.
const counter = { kind: "system", reason: "鎌倉店" } as const
const office = { kind: "system", reason: "本社 会員係" } as const

const corrections = [
  { points: 2_400, reason: "店頭の端末が止まっていた日のお買い物、3回分をまとめて", daysAgo: 21, verdict: "yes" },
  { points: 300, reason: "包みの破れのおわび", daysAgo: 12, verdict: null },
  { points: 5_000, reason: "ご紹介のお礼を口頭でお約束したとのこと", daysAgo: 9, verdict: "no" },
  { points: 1_800, reason: "交換になったお品の分が戻っていなかったため", daysAgo: 1, verdict: null },
] as const

/**
 * What the office of ひなた does with the points of its members: corrections at once, agreed to, refused and waiting for a
 * second person; rewards that were handed over; and the books of a month that is over, closed.
 */
export async function bringOffice(filling: Context, members: readonly string[], madeAt: Date): Promise<void> {
  const at = (actor: Context["actor"], ago: number): Context => ({
    ...filling,
    actor,
    now: () => new Date(madeAt.getTime() - ago),
  })
  for (const [nth, { points, reason, daysAgo, verdict }] of corrections.entries()) {
    const customerId = members[(nth * 3 + 1) % members.length]
    if (customerId === undefined) continue
    const asked = { customerId, points, reason, key: `demo:${nth}` }
    const { adjustmentId } = await adjustPoints(at(counter, daysAgo * day), asked)
    const deciding = at(office, daysAgo * day - 5 * hour)
    if (verdict === "yes") await approveAdjustment(deciding, adjustmentId)
    if (verdict === "no") await refuseAdjustment(deciding, adjustmentId)
  }
  const open = await inTransaction(at(counter, 0), (ctx) =>
    redemptions(ctx, { state: "open", isByDue: true, limit: 200 }),
  )
  for (const [nth, { redemptionId }] of open.entries())
    if (nth % 3 !== 0) await finishRedemption(at(counter, 0), redemptionId)
  await closeMonth(at(office, 0), monthBefore(madeAt))
}

/** The month before the last: what is still told of the last one has its place. */
function monthBefore(madeAt: Date): string {
  const first = (of: number) => new Date(`${dayText(of).slice(0, 7)}-01T00:00:00+09:00`).getTime()
  const last = first(first(madeAt.getTime()) - day)
  return dayText(last - day).slice(0, 7)
}
