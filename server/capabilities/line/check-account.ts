import { type Context, inTransaction } from "#kernel/context"
import { ExpectedError } from "#kernel/errors"
import { apiOf, readBotInfo, readQuota } from "./line-calls.ts"
import { type ClosedReason, selectAccount, updateAccount } from "./storage.ts"

/** After a limit or a refusal nothing is tried for so long; then LINE is asked again. */
const restMs = 15 * 60_000

/**
 * Asks LINE who we are and what is left of the month. A monthly limit may be reached for minutes only, while another
 * delivery has reserved its share (F47): as soon as there is room, what waits goes on. Returns whether the channel is open.
 */
export async function checkAccount(ctx: Context): Promise<boolean> {
  const account = await inTransaction(ctx, selectAccount)
  if (!account) return false
  const token = ctx.keys.open(account.accessToken)
  try {
    const api = await apiOf(ctx)
    const bot = await readBotInfo(api, token)
    const { limit, used } = await readQuota(api, token)
    const isFull = limit !== null && used >= limit
    await inTransaction(ctx, (ctx) =>
      updateAccount(ctx, account.accountId, {
        basicId: bot.basicId,
        displayName: bot.displayName,
        pictureUrl: bot.pictureUrl ?? null,
        quotaLimit: limit,
        quotaUsed: used,
        checkedAt: ctx.now(),
        closedBecause: isFull ? "monthly-limit" : null,
        closedUntil: isFull ? new Date(ctx.now().getTime() + restMs) : null,
      }),
    )
    return !isFull
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error
    if (error.code === "line.TokenRefused") await closeChannel(ctx, account.accountId, "token-refused")
    return false
  }
}

/** Ours or LINE's fault, held against nobody: what is to be sent waits. */
export async function closeChannel(ctx: Context, accountId: string, because: ClosedReason): Promise<void> {
  const closedUntil = new Date(ctx.now().getTime() + restMs)
  await inTransaction(ctx, (ctx) => updateAccount(ctx, accountId, { closedBecause: because, closedUntil }))
  ctx.log.warn({ accountId, because }, "LINE takes nothing at the moment; what waits goes on waiting")
}
