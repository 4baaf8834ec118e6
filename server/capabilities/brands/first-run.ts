import type { z } from "zod"
import { type Context, lock } from "#kernel/context"
import { KernelError } from "#kernel/errors"
import { isZone } from "#kernel/zones"
import { audit } from "./audit.ts"
import type { firstRun } from "./contract-sign-in.ts"
import { createBrand } from "./create-brand.ts"
import { SignInError } from "./errors.ts"
import { mustBeStrong } from "./new-password.ts"
import { hashPassword } from "./passwords.ts"
import { firstRunToken, sameText } from "./secrets.ts"
import { beginSignIn, type Stepped } from "./sessions.ts"
import { selectBrands } from "./storage.ts"
import { forPlatform } from "./storage-crossing.ts"
import { keepPublicUrl } from "./storage-settings.ts"
import { hasOwner, insertStaff } from "./storage-staff.ts"
import type { Visit } from "./visit.ts"

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

/** Whether the installation still waits for its first account. */
export const isFirstRun = (ctx: Context): Promise<boolean> => forPlatform(ctx, async (ctx) => !(await hasOwner(ctx)))

/**
 * Opens the first account, which runs the installation, and the first brand. There is no account before it and no
 * default password (S09). Throws `sign-in.FirstRunToken`, `.FirstRunOver`, `.WeakPassword`, `.BrandNeeded`.
 */
export async function openFirstAccount(
  platform: Context,
  visit: Visit,
  given: z.output<typeof firstRun.body>,
): Promise<Stepped> {
  if (!(await isFirstRun(platform))) throw SignInError.FirstRunOver()
  if (!sameText(given.token, firstRunToken(platform))) throw SignInError.FirstRunToken({ field: "token" })
  if (given.brand && !isZone(given.brand.zone)) throw KernelError.InvalidRequest({ field: "brand.zone" })
  mustBeStrong(given.password, [given.name, given.email, given.brand?.name ?? ""])
  const password = await hashPassword(platform, given.password)
  return forPlatform(platform, async (ctx) => {
    await lock(ctx, "brands.first-run")
    if (await hasOwner(ctx)) throw SignInError.FirstRunOver()
    if (given.brand) await createBrand(ctx, { ...given.brand, language: given.language })
    else if ((await selectBrands(ctx)).length === 0) throw SignInError.BrandNeeded({ field: "brand" })
    const staffId = ctx.id()
    const { name, email, language } = given
    await insertStaff(ctx, { staffId, name, email, language, runsInstallation: true, disabledAt: null }, password)
    await audit(
      { ...ctx, actor: { kind: "staff", staffId } },
      { action: "staff.first-account", subject: `staff:${staffId}`, after: { email }, ip: visit.ip },
    )
    return beginSignIn(ctx, visit, staffId)
  })
}
