import type { Context } from "#kernel/context"
import { advanceRuns } from "./advance.ts"
import { letIn } from "./enter.ts"
import { readFacts } from "./read-facts.ts"

/** One turn of flows: what has happened, who comes in, who goes on. Returns whether there may be more to do. */
export async function goOn(ctx: Context): Promise<boolean> {
  const hasRead = await readFacts(ctx)
  const hasEntered = await letIn(ctx)
  const hasAdvanced = await advanceRuns(ctx)
  return hasRead || hasEntered || hasAdvanced
}
