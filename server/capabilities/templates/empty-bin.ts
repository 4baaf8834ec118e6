import type { Context } from "#kernel/context"
import { binDays } from "./show-templates.ts"
import { markGone, selectBinnedBefore } from "./storage.ts"
import { usesOf } from "./uses.ts"

/** Every night: what has been in the bin for thirty days is gone, unless something has come to send it meanwhile. */
export async function emptyBin(ctx: Context): Promise<void> {
  const due = await selectBinnedBefore(ctx, new Date(ctx.now().getTime() - binDays * 86_400_000))
  const used = new Set(
    (
      await usesOf(
        ctx,
        due.map(({ templateId }) => templateId),
      )
    ).map(({ templateId }) => templateId),
  )
  await markGone(
    ctx,
    due.map(({ templateId }) => templateId).filter((templateId) => !used.has(templateId)),
  )
}
