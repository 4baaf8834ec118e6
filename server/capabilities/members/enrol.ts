import { rootIdsOf } from "#customers"
import { recordEvents } from "#events"
import { touchCustomers } from "#segments"
import { type Context, inTransaction } from "#kernel/context"
import { announce } from "#kernel/events"
import { sideBySide } from "#kernel/gather"
import { acceptTerms } from "./accept-terms.ts"
import { giveCards } from "./cards.ts"
import { MemberError } from "./errors.ts"
import { memberEnrolled } from "./events.ts"
import { membersOf } from "./find-member.ts"
import { judgeMembers } from "./judge.ts"
import type { Joining, Member } from "./model.ts"
import { holdMembers, insertMembers, type MemberRow, type NewMember, reopenMember } from "./storage.ts"

/**
 * Makes somebody a member: card, first rank, terms if she accepted them. Who is one already stays as she is, so that it may
 * be asked for by several doors and again. Throws `members.UnknownCustomer`.
 */
export async function enrol(ctx: Context, joining: Joining): Promise<Member> {
  return inTransaction(ctx, async (ctx) => {
    const [member] = await enrolAll(ctx, [joining])
    if (!member) throw MemberError.UnknownCustomer({ field: "customerId" })
    return member
  })
}

/** The same for thousands, in one go; strangers are left out. */
export const enrolAll = (ctx: Context, joinings: readonly Joining[]): Promise<Member[]> =>
  inTransaction(ctx, async (ctx) => {
    const roots = await rootIdsOf(
      ctx,
      joinings.map((joining) => joining.customerId),
    )
    const wanted = new Map(
      joinings.flatMap((joining) => {
        const root = roots.get(joining.customerId)
        return root === undefined ? [] : [[root, joining] as const]
      }),
    )
    const rows = [...wanted].map(([root, joining]) => newMember(ctx, root, joining))
    const fresh = await insertMembers(ctx, rows)
    await giveCards(ctx, fresh)
    const back = await comeBack(ctx, rows, new Set(fresh))
    const joined = [...fresh, ...back]
    await judgeMembers(ctx, joined)
    for (const [root, joining] of wanted)
      if (joining.terms !== undefined)
        await acceptTerms(ctx, {
          customerId: root,
          version: joining.terms,
          by: joining.by,
          ...(joining.at ? { at: joining.at } : {}),
          ...(joining.evidence ? { evidence: joining.evidence } : {}),
          ...(joining.ring ? { ring: joining.ring } : {}),
        })
    const byRoot = new Map(rows.map((row) => [row.customerId, row]))
    await tell(
      ctx,
      joined.flatMap((root) => byRoot.get(root) ?? []),
    )
    const members = new Map<string, Member>()
    for (const [ring, ids] of Map.groupBy(wanted.keys(), (root) => wanted.get(root)?.ring))
      for (const [id, member] of await membersOf(ctx, ids, ring ? { ring } : {})) members.set(id, member)
    return [...wanted.keys()].flatMap((root) => members.get(root) ?? [])
  })

const newMember = (ctx: Context, customerId: string, { at, by, ring }: Joining): NewMember => ({
  customerId,
  enrolledAt: at && at < ctx.now() ? at : ctx.now(),
  door: by,
  ring: ring ?? null,
})

/** Those who had left belong again, and who was in a ring only belongs for good. */
async function comeBack(ctx: Context, rows: readonly NewMember[], fresh: ReadonlySet<string>): Promise<string[]> {
  const others = rows.filter((row) => !fresh.has(row.customerId))
  const held = new Map(
    (
      await holdMembers(
        ctx,
        others.map((row) => row.customerId),
      )
    ).map((row) => [row.rootId, row]),
  )
  const back = others.flatMap((row) => {
    const known = held.get(row.customerId)
    return known && mayReturn(known, row) ? [{ row, known }] : []
  })
  for (const { row, known } of back) await reopenMember(ctx, known.memberId, row)
  return back.map(({ row }) => row.customerId)
}

const mayReturn = (known: MemberRow, row: NewMember) =>
  known.leftAt !== null || (known.ring !== null && row.ring === null)

async function tell(ctx: Context, joined: readonly NewMember[]): Promise<void> {
  await touchCustomers(
    ctx,
    joined.map((row) => row.customerId),
  )
  const live = joined.filter((row) => row.ring === null)
  await recordEvents(
    ctx,
    live.map(({ customerId, enrolledAt, door }) => ({
      customerId,
      name: "Member Enrolled",
      occurredAt: enrolledAt,
      source: "maido",
      externalId: `member:${customerId}:${enrolledAt.getTime()}`,
      properties: { by: door },
    })),
  )
  await sideBySide(ctx, joined, (ctx, { customerId, enrolledAt, door, ring }) =>
    announce(ctx, memberEnrolled, { customerId, by: door, at: enrolledAt, ring }),
  )
}
