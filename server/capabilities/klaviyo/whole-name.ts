import { type Customer, customerById, type Identity, peekIdentities } from "#customers"
import type { Context } from "#kernel/context"
import type { ProfileAttributes } from "./read-rules.ts"

export const hasHalfName = ({ first_name, last_name }: ProfileAttributes): boolean =>
  Boolean(first_name) !== Boolean(last_name)

/** A name is one word to us: half of it, told alone, is told together with the half that is known. */
export const withWholeName = (said: ProfileAttributes, known: Customer | undefined): ProfileAttributes => ({
  ...said,
  first_name: said.first_name === undefined ? (known?.givenName ?? undefined) : said.first_name,
  last_name: said.last_name === undefined ? (known?.familyName ?? undefined) : said.last_name,
})

/** The same for whom these identities lead to. A half that Klaviyo has nothing on is no word on it. */
export async function withKnownName<T extends ProfileAttributes>(
  ctx: Context,
  said: T,
  identities: readonly Identity[],
): Promise<T> {
  const [owner] = await peekIdentities(ctx, identities)
  const known = owner && (await customerById(ctx, owner.customerId))
  return {
    ...said,
    first_name: said.first_name || (known?.givenName ?? undefined),
    last_name: said.last_name || (known?.familyName ?? undefined),
  }
}
