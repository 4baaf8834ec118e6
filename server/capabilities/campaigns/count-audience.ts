import { knownCounts } from "#customers"
import { countAudience, countAudienceMembers } from "#segments"
import { type Context, inTransaction } from "#kernel/context"

type Asked = { readonly include: readonly string[]; readonly exclude: readonly string[] }
type Counted = { count: number; before: number; reach: Record<string, number> | null; everybody: number }

/**
 * How many an audience holds now, and how they can be reached; `reach` null while analytics are away or stale, never a guess
 * (F20).
 */
export const countPeople = (ctx: Context, { include, exclude }: Asked): Promise<Counted> =>
  inTransaction(ctx, async (ctx) => {
    const count = await countAudienceMembers(ctx, { include, exclude, at: null })
    const before = exclude.length === 0 ? count : await countAudienceMembers(ctx, { include, exclude: [], at: null })
    const { people } = await knownCounts(ctx, [])
    return { count, before, reach: count === 0 ? null : await reachOf(ctx, { include, exclude }), everybody: people }
  })

async function reachOf(ctx: Context, { include, exclude }: Asked): Promise<Record<string, number> | null> {
  if (!ctx.facts.available()) return null
  const any = (ids: readonly string[]) => ({
    kind: "any" as const,
    of: ids.map((segmentId) => ({ kind: "segment" as const, segmentId })),
  })
  const who =
    exclude.length === 0
      ? any(include)
      : { kind: "all" as const, of: [any(include), { kind: "not" as const, of: any(exclude) }] }
  try {
    return (await countAudience(ctx, { format: 1, who })).reach
  } catch (err) {
    ctx.log.warn({ err }, "nobody could say how an audience can be reached")
    return null
  }
}
