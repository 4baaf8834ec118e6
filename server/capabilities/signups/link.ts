import { publicUrl } from "#brands"
import type { Context } from "#kernel/context"
import { issueToken } from "#kernel/tokens"
import { brandAtHand } from "#tracking"

/** The path of a person's preference centre: good for a year, opens their wishes and nothing else (S-LINK1). */
export const preferencesLink = (ctx: Context, slug: string, customerId: string): `/${string}` =>
  `/s/${slug}/preferences/${issueToken(ctx, "preferences", { subject: customerId, resource: "" })}`

/** The path by which a customer stops a brand's letters. It never expires (S-LINK1). */
export const lettersLink = (ctx: Context, slug: string, customerId: string): `/${string}` =>
  `/s/${slug}/letters/${issueToken(ctx, "unsubscribe", { subject: customerId, resource: "email:marketing" })}`

/** The path that a mail asks to open; its page asks once more (S-LINK2). */
export const confirmLink = (ctx: Context, slug: string, submissionId: string): `/${string}` =>
  `/s/${slug}/confirm/${issueToken(ctx, "double-opt-in", { subject: "", resource: submissionId })}`

/** The ways out that every letter to this person carries. */
export async function letterLinks(
  ctx: Context,
  customerId: string,
): Promise<{ unsubscribe: string; preferences: string }> {
  const { slug } = (await brandAtHand(ctx)).brand
  return {
    unsubscribe: await publicUrl(ctx, lettersLink(ctx, slug, customerId)),
    preferences: await publicUrl(ctx, preferencesLink(ctx, slug, customerId)),
  }
}
