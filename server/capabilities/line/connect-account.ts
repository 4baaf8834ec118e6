import { audit, publicUrl } from "#brands"
import { type Context, inTransaction } from "#kernel/context"
import { apiOf, connected, readBotInfo, readQuota } from "./line-calls.ts"
import { disconnect, type AccountChange, updateAccount, upsertAccount } from "./storage.ts"

export type WantedAccount = {
  readonly channelSecret: string
  readonly accessToken: string
}

/**
 * Connects the brand's official account once LINE has said who it is; its secrets are stored sealed. The account that was
 * there before is put aside, and comes back with its friends when it is connected again. Throws `line.TokenRefused`,
 * `line.NotReachable`.
 */
export async function connectAccount(ctx: Context, wanted: WantedAccount): Promise<{ accountId: string }> {
  const api = await apiOf(ctx)
  const bot = await readBotInfo(api, wanted.accessToken)
  const quota = await readQuota(api, wanted.accessToken)
  return inTransaction(ctx, async (ctx) => {
    const accountId = await upsertAccount(ctx, {
      accountId: ctx.id(),
      channelSecret: ctx.keys.seal(wanted.channelSecret),
      accessToken: ctx.keys.seal(wanted.accessToken),
      botUserId: bot.userId,
      basicId: bot.basicId,
      displayName: bot.displayName,
      pictureUrl: bot.pictureUrl ?? null,
    })
    await updateAccount(ctx, accountId, { quotaLimit: quota.limit, quotaUsed: quota.used, checkedAt: ctx.now() })
    await audit(ctx, { action: "line.connected", subject: `line:${accountId}`, after: { basicId: bot.basicId } })
    return { accountId }
  })
}

export type AccountWish = {
  readonly channelSecret?: string | undefined
  /** For so long the secret before is believed, too, so that it can be changed at LINE meanwhile (F53). */
  readonly oldSecretHours?: number | undefined
  readonly accessToken?: string | undefined
}

/** Changes what is given. A new token is shown to LINE before it is kept. Throws `line.NotConnected`, `line.TokenRefused`. */
export async function changeAccount(ctx: Context, wish: AccountWish): Promise<void> {
  const account = await connected(ctx)
  if (wish.accessToken !== undefined) {
    const bot = await readBotInfo(await apiOf(ctx), wish.accessToken)
    // The token of another bot is another account.
    if (bot.userId !== account.botUserId)
      return void (await connectAccount(ctx, {
        accessToken: wish.accessToken,
        channelSecret: wish.channelSecret ?? ctx.keys.open(account.channelSecret),
      }))
  }
  const untilMs = ctx.now().getTime() + (wish.oldSecretHours ?? 24) * 3_600_000
  const change: { -readonly [K in keyof AccountChange]: AccountChange[K] } = {}
  if (wish.channelSecret !== undefined) {
    change.channelSecret = ctx.keys.seal(wish.channelSecret)
    change.previousSecret = account.channelSecret
    change.previousUntil = new Date(untilMs)
  }
  if (wish.accessToken !== undefined) {
    change.accessToken = ctx.keys.seal(wish.accessToken)
    change.closedBecause = null
    change.closedUntil = null
  }
  await inTransaction(ctx, async (ctx) => {
    await updateAccount(ctx, account.accountId, change)
    // Which fields, never their values: they are secrets.
    const fields = Object.entries(wish).flatMap(([field, value]) => (value === undefined ? [] : [field]))
    await audit(ctx, { action: "line.changed", subject: `line:${account.accountId}`, after: { fields } })
  })
}

/** Forgets the account's secrets; friends and talks stay, for the day it is connected again. Throws `line.NotConnected`. */
export async function disconnectAccount(ctx: Context): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const account = await connected(ctx)
    await disconnect(ctx, account.accountId)
    await audit(ctx, { action: "line.disconnected", subject: `line:${account.accountId}` })
  })
}

/** The address to enter at LINE for webhooks. */
export const doorOf = (ctx: Context, accountId: string): Promise<string> =>
  publicUrl(ctx, `/webhooks/line/${accountId}`)
