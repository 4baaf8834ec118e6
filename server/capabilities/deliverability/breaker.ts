import { audit } from "#brands"
import { liftSuppression, suppressionsOf } from "#customers"
import { type lettersEnded, mailAddressKey, refusedAddresses, sentMessages } from "#messages"
import { type Context, lock } from "#kernel/context"
import type { z } from "zod"
import { closedForMs, isRefusal, isWave, waveWithinMs } from "./breaker-rules.ts"
import { DeliverabilityError } from "./errors.ts"
import { forgetStanding } from "./standing.ts"
import {
  addToMinutes,
  closeDomain,
  type DomainCount,
  forgetMinutes,
  openDomainRow,
  selectClosed,
  selectDomain,
  sumMinutes,
} from "./storage-breaker.ts"

export const domainOf = (address: string): string => {
  const key = mailAddressKey(address) ?? address.toLowerCase()
  return key.slice(key.lastIndexOf("@") + 1)
}

/**
 * Letters have ended: each domain's refusals are counted, and one that refuses more than a fifth within five minutes is left
 * alone for a while (M33). What it said in that wave is held against nobody: addresses given up in it are taken back.
 */
export async function watchDomains(ctx: Context, { letters }: z.output<typeof lettersEnded.payload>): Promise<void> {
  const mails = letters.filter(
    ({ channel, state }) => channel === "email" && (state === "accepted" || state === "failed"),
  )
  if (mails.length === 0) return
  const sent = await sentMessages(
    ctx,
    mails.map(({ messageId }) => messageId),
  )
  const counts = new Map<string, DomainCount>()
  for (const { messageId, state, reason } of mails) {
    const address = sent.get(messageId)?.toAddress
    if (!address) continue
    const domain = domainOf(address)
    const { tried, refused } = counts.get(domain) ?? { tried: 0, refused: 0 }
    counts.set(domain, { domain, tried: tried + 1, refused: refused + (isRefusal(state, reason) ? 1 : 0) })
  }
  if (counts.size === 0) return
  await addToMinutes(ctx, [...counts.values()])
  // As a rule nobody refuses anything, and there is nothing to sum up.
  const refusing = [...counts.values()].flatMap(({ domain, refused }) => (refused > 0 ? [domain] : []))
  if (refusing.length === 0) return
  const since = new Date(ctx.now().getTime() - waveWithinMs)
  for (const sum of await sumMinutes(ctx, refusing, since)) if (isWave(sum)) await close(ctx, sum, since)
}

const dayMs = 86_400_000

async function close(ctx: Context, sum: DomainCount, since: Date): Promise<void> {
  await lock(ctx, `deliverability.domain.${sum.domain}`)
  const before = await selectDomain(ctx, sum.domain)
  const now = ctx.now().getTime()
  if (before && before.openedAt === null && before.closedUntil.getTime() > now) return
  const isAgain = before !== undefined && now - before.closedAt.getTime() < dayMs
  const closings = isAgain ? before.closings + 1 : 1
  await closeDomain(ctx, sum, new Date(now + closedForMs(closings)), closings)
  ctx.afterCommit(() => forgetStanding(ctx))
  const lifted = await takeBack(ctx, sum.domain, since)
  ctx.log.error({ ...sum, lifted }, "a domain refuses a wave of letters: they wait")
}

/** Addresses that were given up in the wave are written to again, later. */
async function takeBack(ctx: Context, domain: string, since: Date): Promise<number> {
  const addresses = await refusedAddresses(ctx, domain, since)
  const standing = await suppressionsOf(ctx, "email", addresses)
  let lifted = 0
  for (const [address, those] of standing)
    for (const { suppressionId, reason, source } of those)
      if (source === "smtp" && (reason === "hard-bounce" || reason === "soft-bounces")) {
        await liftSuppression(ctx, suppressionId, `wave of refusals at ${domain}`, { address })
        lifted++
      }
  return lifted
}

/** Whether nothing that this domain says is held against an address at this moment (M33). */
export const holdsBack = async (ctx: Context, domain: string): Promise<boolean> =>
  (await selectClosed(ctx, [domain])).length > 0

/** Lets letters to a domain go again on somebody's word. Throws `deliverability.NotClosed`. */
export async function openDomain(ctx: Context, domain: string, by: string): Promise<void> {
  if (!(await openDomainRow(ctx, domain, by))) throw DeliverabilityError.NotClosed({ field: "domain" })
  ctx.afterCommit(() => forgetStanding(ctx))
  await forgetMinutes(ctx, domain)
  await audit(ctx, { action: "deliverability.domain-opened", subject: `domain:${domain}` })
}
