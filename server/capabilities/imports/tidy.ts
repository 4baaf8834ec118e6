import type { Context } from "#kernel/context"
import { emptyEnded } from "./storage-files.ts"

const keptDays = 30

/** The files of an import are personal data with no further use: they go a month after it ended. Counts and report stay. */
export async function emptyOldImports(ctx: Context): Promise<void> {
  await emptyEnded(ctx, new Date(ctx.now().getTime() - keptDays * 86_400_000))
}
