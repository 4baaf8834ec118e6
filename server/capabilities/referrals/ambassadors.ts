import { audit } from "#brands"
import { rootIdsOf } from "#customers"
import { recordEvents } from "#events"
import { audienceAfter, segmentRows, touchCustomers } from "#segments"
import { type Context, inTransaction } from "#kernel/context"
import { ReferralError } from "./errors.ts"
import { answerAmbassador, insertAmbassador, selectAmbassadors } from "./storage-prompts.ts"
import { selectInviters } from "./storage-spread.ts"

/** The ready-made segment of those who said that they are satisfied. */
const satisfied = "satisfied"
/** Who has brought so many shows it. */
const manyBrought = 3

export type Candidate = { readonly customerId: string; readonly why: readonly string[] }

/** Who is very satisfied (J08): said so in a survey or a review, or keeps bringing friends. Who was invited is left out. */
export async function ambassadorCandidates(ctx: Context): Promise<Candidate[]> {
  const segment = (await segmentRows(ctx)).find(({ key, liveVersion }) => key === satisfied && liveVersion !== null)
  const happy = segment
    ? await audienceAfter(ctx, { include: [segment.segmentId], exclude: [], at: null }, null, 200)
    : []
  const bringing = (await selectInviters(ctx, 200)).filter(({ rewarded }) => rewarded >= manyBrought)
  const why = new Map<string, string[]>()
  for (const id of happy) why.set(id, [satisfied])
  for (const { customerId } of bringing) why.set(customerId, [...(why.get(customerId) ?? []), "brings-friends"])
  for (const { customerId } of await selectAmbassadors(ctx, null)) why.delete(customerId)
  return [...why].map(([customerId, reasons]) => ({ customerId, why: reasons }))
}

export const showAmbassadors = (ctx: Context) =>
  inTransaction(ctx, async (ctx) => ({
    ambassadors: await selectAmbassadors(ctx, null),
    candidates: await ambassadorCandidates(ctx),
  }))

/**
 * Invites people to become ambassadors: a fact of theirs, by which a flow or a campaign writes to them. Each once. Returns
 * how many are new.
 */
export const inviteAmbassadors = (ctx: Context, customerIds: readonly string[]): Promise<{ invited: number }> =>
  inTransaction(ctx, async (ctx) => {
    const reasons = new Map((await ambassadorCandidates(ctx)).map(({ customerId, why }) => [customerId, why]))
    const roots = [...new Set((await rootIdsOf(ctx, customerIds)).values())]
    const fresh: string[] = []
    for (const id of roots) if (await insertAmbassador(ctx, id, reasons.get(id) ?? ["by-hand"])) fresh.push(id)
    await recordEvents(
      ctx,
      fresh.map((id) => fact(ctx, id, "Ambassador Invited")),
    )
    await touchCustomers(ctx, fresh)
    if (fresh.length > 0)
      await audit(ctx, {
        action: "referrals.ambassadors-invited",
        subject: "ambassadors",
        after: { people: fresh.length },
      })
    return { invited: fresh.length }
  })

/** What she answered; said again it changes nothing. Throws `referrals.UnknownCustomer` for who was not invited. */
export const answerInvitation = (ctx: Context, customerId: string, answer: "accepted" | "declined"): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const root = (await rootIdsOf(ctx, [customerId])).get(customerId)
    const [known] = root ? await selectAmbassadors(ctx, [root]) : []
    if (!root || !known) throw ReferralError.UnknownCustomer({ field: "customerId" })
    if (!(await answerAmbassador(ctx, root, answer))) return
    await recordEvents(ctx, [fact(ctx, root, answer === "accepted" ? "Ambassador Joined" : "Ambassador Declined")])
    await touchCustomers(ctx, [root])
  })

const fact = (ctx: Context, customerId: string, name: string) => ({
  customerId,
  name,
  occurredAt: ctx.now(),
  source: "maido",
  externalId: `referrals:ambassador:${name}:${customerId}`,
})
