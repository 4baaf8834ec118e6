import { brandById, isTest, publicUrl } from "#brands"
import { type Context, inTransaction } from "#kernel/context"
import { doorOf } from "./connect-account.ts"
import { linePrice } from "./line-channel.ts"
import { lineSettings, lineSettingsVersion } from "./settings.ts"
import { countRefused, selectAccount } from "./storage.ts"
import { selectLogin } from "./storage-logins.ts"
import { countFriends } from "./storage-friends.ts"

const hourMs = 3_600_000

/** The account as the console shows it, nothing secret in it. */
export async function shownLine(ctx: Context) {
  return inTransaction(ctx, async (ctx) => {
    const brand = await brandById(ctx, ctx.brandId)
    const login = await selectLogin(ctx)
    const page = `/s/${brand?.slug ?? ""}/my` as const
    return {
      account: await shownAccount(ctx),
      settings: await lineSettings(ctx),
      version: await lineSettingsVersion(ctx),
      isCaught: brand !== undefined && isTest(brand),
      price: await linePrice(ctx),
      login: login ? { channelId: login.channelId, liffId: login.liffId } : null,
      loginUrls: {
        callback: await publicUrl(ctx, `${page}/line/back`),
        liff: await publicUrl(ctx, `${page}/liff`),
      },
    }
  })
}

async function shownAccount(ctx: Context) {
  const account = await selectAccount(ctx)
  if (!account) return null
  const { accountId, previousUntil } = account
  return {
    accountId,
    basicId: account.basicId,
    displayName: account.displayName,
    pictureUrl: account.pictureUrl,
    quotaLimit: account.quotaLimit,
    quotaUsed: account.quotaUsed,
    checkedAt: account.checkedAt,
    closedBecause: account.closedBecause,
    closedUntil: account.closedUntil,
    lastEventAt: account.lastEventAt,
    webhookUrl: await doorOf(ctx, accountId),
    addFriendUrl: `https://line.me/R/ti/p/${encodeURIComponent(account.basicId)}`,
    oldSecretUntil: previousUntil !== null && previousUntil > ctx.now() ? previousUntil : null,
    refusedLastHour: await countRefused(ctx, accountId, new Date(ctx.now().getTime() - hourMs)),
    ...(await countFriends(ctx, accountId)),
  }
}
