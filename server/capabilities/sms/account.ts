import { audit, brandById, isTest, publicUrl } from "#brands"
import { type Context, inTransaction } from "#kernel/context"
import { SmsError } from "./errors.ts"
import { type SmsAccount, type SmsApi, smsWays } from "./sms-port.ts"
import { type AccountRow, deleteAccount, selectAccount, upsertAccount } from "./storage.ts"

/** Messages of a test brand, and of the demo, never leave the house (S31). A brand that can't be found reaches nobody. */
export async function isCaught(ctx: Context): Promise<boolean> {
  const brand = await inTransaction(ctx, (ctx) => brandById(ctx, ctx.brandId))
  return brand === undefined || isTest(brand) || brand.isDemo
}

export const apiOf = async (ctx: Context): Promise<SmsApi> =>
  ctx.product.use(smsWays).wayFor({ brandId: ctx.brandId, isTest: await isCaught(ctx) })

export const opened = (ctx: Context, { accountSid, authToken, sender }: AccountRow): SmsAccount => ({
  accountSid,
  authToken: ctx.keys.open(authToken),
  sender,
})

/** Where the provider tells of answers, and with a message's id of what became of that one. */
export const doorOf = (ctx: Context, accountId: string, messageId?: string): Promise<string> =>
  publicUrl(ctx, messageId === undefined ? `/webhooks/sms/${accountId}` : `/webhooks/sms/${accountId}/${messageId}`)

/**
 * Connects the brand's account once the provider has said that it knows it; its token is stored sealed. Throws
 * `sms.Refused`, `sms.NotReachable`.
 */
export async function connectAccount(ctx: Context, wanted: SmsAccount): Promise<{ accountId: string }> {
  const found = await (await apiOf(ctx)).nameOf(wanted)
  if ("reason" in found)
    throw found.reason === "refused" ? SmsError.Refused({ field: "authToken" }) : SmsError.NotReachable()
  return inTransaction(ctx, async (ctx) => {
    const accountId = (await selectAccount(ctx))?.accountId ?? ctx.id()
    const { accountSid, sender } = wanted
    await upsertAccount(ctx, {
      accountId,
      accountSid,
      sender,
      authToken: ctx.keys.seal(wanted.authToken),
      name: found.name,
    })
    await audit(ctx, { action: "sms.connected", subject: `sms:${accountId}`, after: { accountSid, sender } })
    return { accountId }
  })
}

/** Throws `sms.NotConnected`. */
export async function disconnectAccount(ctx: Context): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    if (!(await deleteAccount(ctx))) throw SmsError.NotConnected()
    await audit(ctx, { action: "sms.disconnected", subject: "sms" })
  })
}
