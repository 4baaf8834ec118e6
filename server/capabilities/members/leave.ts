import { rootIdsOf } from "#customers"
import { recordEvents } from "#events"
import { touchCustomers } from "#segments"
import { type Context, inTransaction } from "#kernel/context"
import { announce } from "#kernel/events"
import { MemberError } from "./errors.ts"
import { memberLeft } from "./events.ts"
import { holdMembers, markLeft } from "./storage.ts"
import { endHoldings } from "./storage-plans.ts"

/** Ends a membership: no rank, no plan, no card any more. Once is as good as twice. Throws `members.NotAMember` for strangers. */
export const leaveCircle = (ctx: Context, customerId: string): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const root = (await rootIdsOf(ctx, [customerId])).get(customerId)
    const [row] = root ? await holdMembers(ctx, [root]) : []
    if (!row) throw MemberError.NotAMember()
    if (row.leftAt) return
    await markLeft(ctx, row.memberId)
    await endHoldings(ctx, row.rootId)
    const at = ctx.now()
    await touchCustomers(ctx, [row.rootId])
    if (row.ring === null) {
      const externalId = `left:${row.rootId}:${at.getTime()}`
      const fact = { customerId: row.rootId, name: "Member Left", occurredAt: at, source: "maido", externalId }
      await recordEvents(ctx, [fact])
    }
    await announce(ctx, memberLeft, { customerId: row.rootId, at })
  })
