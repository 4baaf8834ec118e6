import { publicUrl } from "#brands"
import { brandAtHand } from "#tracking"
import type { Context } from "#kernel/context"
import { issueToken } from "#kernel/tokens"

const dayMs = 86_400_000

/**
 * The address of a customer's own page for a letter, good for 60 days or `days`: it shows balance and benefits, and asks for
 * a code before it names or spends anything (S-LINK2, S-LINK4). `to` is the card that it opens at.
 */
export async function myPageLink(
  ctx: Context,
  customerId: string,
  { to = "", days }: { readonly to?: string; readonly days?: number } = {},
): Promise<string> {
  const { slug } = (await brandAtHand(ctx)).brand
  const life = days === undefined ? {} : { lifeMs: days * dayMs }
  const token = issueToken(ctx, "my-page", { subject: customerId, resource: to, ...life })
  return publicUrl(ctx, `/s/${slug}/my/open/${token}`)
}
