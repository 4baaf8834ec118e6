import { type LineAudience, menusMayChange } from "#line"
import type { Context } from "#kernel/context"
import type { Moved } from "./events.ts"
import { selectLive, selectSegments } from "./storage.ts"
import { selectMembersAmong } from "./storage-members.ts"

/** Segments as those whom a menu of LINE may be for. */
export const segmentAudience: LineAudience = {
  kind: "segment",
  list: async (ctx) => {
    const live = new Set((await selectLive(ctx)).map(({ segmentId }) => segmentId))
    const rows = await selectSegments(ctx)
    return rows
      .filter(({ segmentId }) => live.has(segmentId))
      .map(({ segmentId, nameJa, nameEn }) => ({ id: segmentId, name: { ja: nameJa, en: nameEn } }))
  },
  membersAmong: (ctx, segmentId, personIds) => selectMembersAmong(ctx, segmentId, personIds),
}

/** Who entered or left may see another menu by now. */
export const onMoved = (ctx: Context, { customerIds }: Moved): Promise<void> => menusMayChange(ctx, customerIds)
