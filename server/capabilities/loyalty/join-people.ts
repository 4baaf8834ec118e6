import { revokePoints } from "#points"
import { type Context, inTransaction } from "#kernel/context"
import { programmeVersion } from "./programmes.ts"
import { type ActRow, decideActs, selectActsOf } from "./storage-acts.ts"
import { forgetRows, moveRows, selectOwn } from "./storage-people.ts"

/**
 * Two profiles are one person: what earns once has earned once, so that what both had is taken back from one of them (B06),
 * by the programme's way with points that are spent already.
 */
export const joinPeople = (ctx: Context, { from, into }: { from: string; into: string }): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const kept = await selectActsOf(ctx, [into], "live")
    const moving = await selectActsOf(ctx, [from], "live")
    const twice = moving.filter((act) => kept.some((other) => isSame(act, other)))
    await takeBack(ctx, twice, into)
    await moveRows(
      ctx,
      from,
      into,
      twice.map(({ actId }) => actId),
    )
  })

const stands = ({ state }: ActRow) => state === "awarded" || state === "waiting"

const isSame = (a: ActRow, b: ActRow): boolean =>
  a.action === b.action && (a.causeId === b.causeId || (a.onceKey === b.onceKey && stands(a) && stands(b)))

async function takeBack(ctx: Context, acts: readonly ActRow[], customerId: string): Promise<void> {
  if (acts.length === 0) return
  const reason = { ja: "お一人のお客様とわかったため", en: "Two profiles turned out to be one person" }
  for (const act of acts.filter(({ state }) => state === "awarded")) {
    const version = await programmeVersion(ctx, act.version)
    await revokePoints(ctx, [
      {
        customerId,
        of: { type: "act", id: act.actId },
        keeps: 0,
        cause: { type: "act", id: act.actId, rule: "merged", seq: 1 },
        effectiveAt: ctx.now(),
        shortage: version?.programme.shortage ?? "debt",
        reason,
      },
    ])
  }
  await decideActs(
    ctx,
    acts.map(({ actId }) => actId),
    { state: "taken-back", reason: reason.ja, by: "system" },
  )
}

/** A person is erased (F96): what she did, and by what her orders were judged, goes; the ledger keeps its own books. */
export const forgetPeople = (ctx: Context, { customerIds }: { customerIds: readonly string[] }): Promise<void> =>
  forgetRows(ctx, customerIds)

/** What is kept of somebody, for her own request (S72). */
export const actsAsPersonalData = {
  name: "loyalty",
  read: (ctx: Context, customerIds: readonly string[]) => selectOwn(ctx, customerIds),
}
