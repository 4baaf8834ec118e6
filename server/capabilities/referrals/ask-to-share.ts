import { rootIdsOf } from "#customers"
import { recordEvents } from "#events"
import { touchCustomers } from "#segments"
import { type Context, inTransaction } from "#kernel/context"
import { ReferralError } from "./errors.ts"
import { currentProgramme } from "./programme.ts"
import { mayAsk } from "./prompt-rules.ts"
import { noteDismissed, noteShown, selectAsked } from "./storage-prompts.ts"

const never = { shownAt: [], dismissedAt: null }

async function rootOf(ctx: Context, customerId: string): Promise<string> {
  const root = (await rootIdsOf(ctx, [customerId])).get(customerId)
  if (root === undefined) throw ReferralError.UnknownCustomer({ field: "customerId" })
  return root
}

/** Whether somebody may be asked to share now (J22): a programme runs, and the cap and her own wish allow it. */
export const maySuggest = (ctx: Context, customerId: string): Promise<boolean> =>
  inTransaction(ctx, async (ctx) => {
    const live = await currentProgramme(ctx)
    if (!live || live.isPaused) return false
    const root = await rootOf(ctx, customerId)
    return mayAsk((await selectAsked(ctx, [root])).get(root) ?? never, live.document.prompts, ctx.now())
  })

/** She was asked, or closed it. What was shown counts against the cap; what was closed rests. */
export const noteSuggestion = (ctx: Context, customerId: string, what: "shown" | "dismissed"): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const root = await rootOf(ctx, customerId)
    if (what === "shown") await noteShown(ctx, root)
    else await noteDismissed(ctx, root)
    await recordEvents(ctx, [
      {
        customerId: root,
        name: what === "shown" ? "Share Prompt Shown" : "Share Prompt Dismissed",
        occurredAt: ctx.now(),
        source: "maido",
        externalId: `referrals:prompt:${what}:${root}:${ctx.now().getTime()}`,
      },
    ])
    await touchCustomers(ctx, [root])
  })
