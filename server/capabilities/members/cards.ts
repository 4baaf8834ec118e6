import { rootIdsOf } from "#customers"
import { type Context, inTransaction } from "#kernel/context"
import { audit } from "#brands"
import { cardOf } from "./card-rules.ts"
import { MemberError } from "./errors.ts"
import { endCards, holdMembers, insertCards } from "./storage.ts"

/** Gives each of these members a card of a number that nobody has or had. */
export async function giveCards(ctx: Context, memberIds: readonly string[]): Promise<void> {
  for (let open = memberIds, round = 1; open.length > 0; round++) {
    if (round > 20) throw new Error("no free card number was found")
    const made = new Set(
      await insertCards(
        ctx,
        open.map((customerId) => ({ customerId, card: freshCard(ctx) })),
      ),
    )
    open = open.filter((id) => !made.has(id))
  }
}

const freshCard = (ctx: Context): string => cardOf(Buffer.from(ctx.bytes(8)).readBigUInt64BE())

/** A lost card opens nothing from now on; its holder gets another. Throws `members.NotAMember`. */
export const replaceCard = (ctx: Context, customerId: string): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const root = (await rootIdsOf(ctx, [customerId])).get(customerId)
    const [row] = root ? await holdMembers(ctx, [root]) : []
    if (!row || row.leftAt) throw MemberError.NotAMember()
    await endCards(ctx, row.memberId)
    await giveCards(ctx, [row.memberId])
    await audit(ctx, { action: "members.card-replaced", subject: `customer:${row.rootId}` })
  })
