import { brandById } from "#brands"
import type { Context } from "#kernel/context"
import { announce } from "#kernel/events"
import { dayIn } from "#kernel/zones"
import { customersChanged } from "./events.ts"
import { lowerFirstSeen } from "./storage-profiles.ts"

type Earlier = { readonly customerId: string; readonly seenAt: Date; readonly before: Date }

/**
 * Notes that these roots were known earlier than we thought. The day is all that anybody is told of it, so it is announced
 * only for those for whom the brand's day is another one. Returns whom it couldn't be noted of: somebody else has changed
 * them since they were read.
 */
export async function seenEarlier(ctx: Context, people: readonly Earlier[]): Promise<string[]> {
  if (people.length === 0) return []
  const noted = new Set(await lowerFirstSeen(ctx, people))
  const zone = (await brandById(ctx, ctx.brandId))?.zone ?? "Asia/Tokyo"
  const customerIds = people
    .filter(({ customerId, seenAt, before }) => noted.has(customerId) && dayIn(zone, seenAt) !== dayIn(zone, before))
    .map(({ customerId }) => customerId)
  if (customerIds.length > 0) await announce(ctx, customersChanged, { customerIds })
  return people.flatMap(({ customerId }) => (noted.has(customerId) ? [] : [customerId]))
}
