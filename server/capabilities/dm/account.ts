import { audit, brandById, isTest, publicUrl } from "#brands"
import { type Context, inTransaction } from "#kernel/context"
import { type DmAccount, type DmApi, dmWays } from "./dm-port.ts"
import { DmError } from "./errors.ts"
import { type AccountRow, deleteAccount, selectAccount, upsertAccount } from "./storage.ts"

/** Messages of a test brand, and of the demo, never leave the house (S31). A brand that can't be found reaches nobody. */
export async function isCaught(ctx: Context): Promise<boolean> {
  const brand = await inTransaction(ctx, (ctx) => brandById(ctx, ctx.brandId))
  return brand === undefined || isTest(brand) || brand.isDemo
}

export const apiOf = async (ctx: Context): Promise<DmApi> =>
  ctx.product.use(dmWays).wayFor({ brandId: ctx.brandId, isTest: await isCaught(ctx) })

export const opened = (ctx: Context, { pageId, accessToken, appSecret }: AccountRow): DmAccount => ({
  pageId,
  accessToken: ctx.keys.open(accessToken),
  appSecret: ctx.keys.open(appSecret),
})

/** Where Meta tells what people write. */
export const doorOf = (ctx: Context, accountId: string): Promise<string> => publicUrl(ctx, `/webhooks/dm/${accountId}`)

/**
 * Connects a Facebook page, and the Instagram account that belongs to it, once Meta has said that it knows them; token and
 * secret are stored sealed. Throws `dm.Refused`, `dm.NotReachable`.
 */
export async function connectPage(ctx: Context, wanted: DmAccount): Promise<{ accountId: string }> {
  const found = await (await apiOf(ctx)).pageOf(wanted)
  if ("reason" in found)
    throw found.reason === "refused" ? DmError.Refused({ field: "accessToken" }) : DmError.NotReachable()
  return inTransaction(ctx, async (ctx) => {
    const before = await selectAccount(ctx)
    const accountId = before?.accountId ?? ctx.id()
    const { name: pageName, instagram } = found
    await upsertAccount(ctx, {
      accountId,
      pageId: wanted.pageId,
      pageName,
      instagramId: instagram?.id ?? null,
      instagramName: instagram?.username ?? null,
      accessToken: ctx.keys.seal(wanted.accessToken),
      appSecret: ctx.keys.seal(wanted.appSecret),
      verifyToken: before?.verifyToken ?? Buffer.from(ctx.bytes(18)).toString("base64url"),
    })
    const after = { pageId: wanted.pageId, instagram: instagram?.username ?? null }
    await audit(ctx, { action: "dm.connected", subject: `dm:${accountId}`, after })
    return { accountId }
  })
}

/** Throws `dm.NotConnected`. */
export async function disconnectPage(ctx: Context): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    if (!(await deleteAccount(ctx))) throw DmError.NotConnected()
    await audit(ctx, { action: "dm.disconnected", subject: "dm" })
  })
}

/** Throws `dm.NotConnected`. */
export async function connected(ctx: Context): Promise<AccountRow> {
  const account = await selectAccount(ctx)
  if (!account) throw DmError.NotConnected()
  return account
}
