import type { Context } from "#kernel/context"
import { holdRootsOf } from "./storage-roots.ts"

export type Root = { readonly customerId: string; readonly members: number }

/**
 * The roots of these profiles, held until the transaction ends so that no merge comes in between. Strangers are missing.
 * Keys of the map are the ids as given.
 */
export async function rootsOf(ctx: Context, customerIds: readonly string[]): Promise<Map<string, Root>> {
  const wanted = [...new Set(customerIds)]
  const found = new Map<string, Root>()
  // Who was merged while we waited for them is looked up again.
  for (let open = wanted, round = 1; open.length > 0 && round <= 20; round++) {
    const { held, strangers } = await holdRootsOf(ctx, open)
    for (const root of held) found.set(root.startId, root)
    open = open.filter((id) => !found.has(id) && !strangers.has(id))
  }
  return found
}
