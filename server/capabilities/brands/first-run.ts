import type { Context } from "#kernel/context"
import { firstRunToken } from "./secrets.ts"
import { forPlatform } from "./storage-crossing.ts"
import { keepPublicUrl } from "./storage-settings.ts"
import { hasOwner } from "./storage-staff.ts"

/**
 * The link that opens the first account, for the terminal alone; undefined once there is an owner, and void from then on.
 * Called at each start with the address we are reached at, which is kept for the links in messages (`publicUrl`).
 */
export async function firstRunLink(platform: Context, baseUrl: string): Promise<string | undefined> {
  const base = baseUrl.replace(/\/+$/, "")
  return forPlatform(platform, async (ctx) => {
    await keepPublicUrl(ctx, base)
    // After the #, so that the token stays in the browser and never stands in a server's log (S13).
    return (await hasOwner(ctx)) ? undefined : `${base}/admin/first-run#${firstRunToken(ctx)}`
  })
}
