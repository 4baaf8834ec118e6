import { rootIdsOf } from "#customers"
import { type Context, inTransaction } from "#kernel/context"
import { announce } from "#kernel/events"
import { termsKind, versionsOf } from "./documents.ts"
import { MemberError } from "./errors.ts"
import { termsAccepted } from "./events.ts"
import { holdMembers, insertAcceptance } from "./storage.ts"

export type Accepting = {
  readonly customerId: string
  readonly version: number
  /** "page", "api", "shop", … */
  readonly by: string
  readonly at?: Date
  /** How she said so: address of the page, words of the tick box, number of the form. */
  readonly evidence?: Readonly<Record<string, unknown>>
  readonly ring?: string
}

/**
 * Writes down that a member accepted a published version of the terms, with the evidence; the first time stands (H19).
 * Throws `members.NotAMember`, `members.UnknownVersion`.
 */
export const acceptTerms = (ctx: Context, accepting: Accepting): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const { customerId, version, by, evidence = {}, at = ctx.now() } = accepting
    const published = (await versionsOf(ctx, termsKind)).some((v) => v.version === version && v.publishedAt !== null)
    if (!published) throw MemberError.UnknownVersion({ field: "version" })
    const root = (await rootIdsOf(ctx, [customerId])).get(customerId)
    const [row] = root ? await holdMembers(ctx, [root]) : []
    if (!row || row.leftAt) throw MemberError.NotAMember()
    const acceptedAt = at < ctx.now() ? at : ctx.now()
    const isNew = await insertAcceptance(ctx, row.memberId, {
      version,
      acceptedAt,
      door: by,
      evidence: { ...evidence },
    })
    if (isNew) await announce(ctx, termsAccepted, { customerId: row.rootId, version, at: acceptedAt })
  })
