import { type Context, inTransaction } from "#kernel/context"
import { mustRunInstallation } from "./acting.ts"
import { forPlatform } from "./storage-crossing.ts"

/** Runs `work` in the installation's own context, for those who run it. Throws `staff.RunnersOnly`. */
export const forInstallation = <T>(ctx: Context, work: (ctx: Context) => Promise<T>): Promise<T> =>
  inTransaction(ctx, async (ctx) => {
    await mustRunInstallation(ctx)
    return forPlatform(ctx, work)
  })
