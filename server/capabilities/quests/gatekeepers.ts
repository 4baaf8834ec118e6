import { membersAmong } from "#segments"
import { membersOf } from "#members"
import type { Context } from "#kernel/context"
import type { LiveQuest } from "./model.ts"
import type { Gatekeeper } from "./quest-rules.ts"

/** Whom quests are meant for, of these people. */
export async function gatekeepersOf(
  ctx: Context,
  roots: readonly string[],
  live: readonly LiveQuest[],
): Promise<Map<string, Gatekeeper>> {
  const members = await membersOf(ctx, roots)
  const within = new Map<string, Set<string>>()
  const segments = live.flatMap(({ document: { gates } }) => (gates.segmentId === null ? [] : [gates.segmentId]))
  for (const segmentId of new Set(segments))
    for (const id of await membersAmong(ctx, segmentId, roots))
      within.set(id, (within.get(id) ?? new Set()).add(segmentId))
  return new Map(
    roots.map((root) => {
      const member = members.get(root)
      const isMember = member !== undefined && member.left === null
      const rank = (isMember && member.rank?.key) || null
      return [root, { isMember, rank, segments: within.get(root) ?? new Set() }]
    }),
  )
}
