import type { Context } from "#kernel/context"
import { contributionPoint } from "#kernel/contributions"
import type { Text } from "#kernel/text"

/** People whom another capability knows together: whom a menu may be for. */
export type LineAudience = {
  /** The word before the colon in `segment:<id>`. */
  readonly kind: string
  /** What there is to choose from. */
  readonly list: (ctx: Context) => Promise<readonly { readonly id: string; readonly name: Text }[]>
  /** Which of these people belong to it now. */
  readonly membersAmong: (ctx: Context, id: string, personIds: readonly string[]) => Promise<readonly string[]>
}

/** Where capabilities after this one put theirs; they call `menusMayChange` when people come or go. */
export const lineAudiences = contributionPoint<LineAudience>("line.audiences")

/** Which of these people belong to an audience. Nobody does to one that nobody knows (any more). */
export async function membersOf(ctx: Context, audience: string, personIds: readonly string[]): Promise<Set<string>> {
  const [kind, id = ""] = audience.split(":")
  const known = ctx.product.contributed(lineAudiences).find((one) => one.kind === kind)
  return new Set(known ? await known.membersAmong(ctx, id, personIds) : [])
}
