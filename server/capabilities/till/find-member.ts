import { customersByIds, peekIdentities } from "#customers"
import { currentProgramme } from "#loyalty"
import { benefitsOf, benefitWords, knownMember, type Member, memberByCode, membersOf } from "#members"
import { balancesOf, type Book, liveBook } from "#points"
import { type Context, inTransaction } from "#kernel/context"
import { TillError } from "./errors.ts"

export type Asked = {
  readonly code?: string | undefined
  readonly customerId?: string | undefined
  readonly phone?: string | undefined
}

/**
 * The member who stands at the till, by card, phone number or id. Throws `till.WhoseCard`, `till.NoMember`,
 * `till.SeveralMembers`, `members.UnknownCard`, `members.NotAMember`.
 */
export async function memberAt(ctx: Context, { code, customerId, phone }: Asked): Promise<Member> {
  if ([code, customerId, phone].filter((said) => said !== undefined).length !== 1) throw TillError.WhoseCard()
  if (code !== undefined) return memberByCode(ctx, code, { rings: true })
  if (customerId !== undefined) return knownMember(ctx, customerId, { rings: true })
  const found = await peekIdentities(ctx, [{ kind: "phone", issuer: "", value: phone ?? "" }])
  const ids = [...new Set(found.map((one) => one.customerId))]
  const members = [...(await membersOf(ctx, ids, { rings: true })).values()].filter(({ left }) => left === null)
  const [member, other] = members
  if (!member) throw TillError.NoMember()
  if (other) throw TillError.SeveralMembers()
  return member
}

/** Whose points are in a beta ring's book, uses them there; everybody else the live ones (U01). */
export const bookOf = ({ ring }: Pick<Member, "ring">): Book => (ring === null ? liveBook : `ring:${ring}`)

/** What a person at the till needs to know of a member. */
export const showMember = (ctx: Context, asked: Asked) =>
  inTransaction(ctx, async (ctx) => {
    const member = await memberAt(ctx, asked)
    const { customerId, card, rank, plans } = member
    const [person, balance, programme, benefits] = [
      (await customersByIds(ctx, [customerId])).get(customerId),
      (await balancesOf(ctx, [customerId], bookOf(member))).get(customerId),
      await currentProgramme(ctx),
      (await benefitsOf(ctx, [customerId])).get(customerId) ?? [],
    ]
    const points = balance?.available ?? 0
    return {
      customerId,
      card,
      // The family name is how she is spoken to; nothing else of hers is shown at a counter.
      name: person?.familyName ?? null,
      rank: rank ? { key: rank.key, name: rank.name } : null,
      plans: plans.map(({ planId, name, kind, until }) => ({ planId, name, kind, until })),
      benefits: benefits.map(benefitWords),
      points,
      pending: balance?.pending ?? 0,
      debt: balance?.debt ?? 0,
      yenPerPoint: programme?.programme.yenPerPoint ?? 1,
      worth: points * (programme?.programme.yenPerPoint ?? 1),
    }
  })
