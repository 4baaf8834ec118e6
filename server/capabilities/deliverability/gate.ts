import { brandById } from "#brands"
import { lastLetters, lettersTo, type LetterGate, type LetterRefusal } from "#messages"
import type { Context } from "#kernel/context"
import { dayIn, endOfDay, startOfDay } from "#kernel/zones"
import { domainOf } from "./breaker.ts"
import { allowedOn } from "./ramp-rules.ts"
import { reactedSince } from "./reactions.ts"
import { type Standing, standingOf } from "./standing.ts"
import { sumTriedSince } from "./storage-checks.ts"

type Wait = { readonly reason: string; readonly untilAt: Date | null }

/**
 * Which mails must wait, and until when: all letters while complaints or bounces are too high (M04) or the domain's records
 * are wrong for so many letters, those to a domain that refuses everything (M33), and what is beyond a warm-up's share of the
 * day. How many have left is what has been answered for: mails on their way at this very moment may exceed a share by as many.
 */
export const gate: LetterGate = async (ctx, letters) => {
  const mails = letters.filter(({ channel }) => channel === "email")
  const waits = new Map<string, Wait>()
  if (mails.length === 0) return waits
  const standing = await standingOf(ctx)
  const ramp = await rampOf(ctx, standing)
  let left = ramp?.left ?? Number.POSITIVE_INFINITY
  for (const { messageId, address, purpose } of mails) {
    const closedUntil = standing.closed.get(domainOf(address))
    const isMarketing = purpose === "marketing"
    if (isMarketing && standing.isPaused) waits.set(messageId, { reason: "reputation-paused", untilAt: null })
    else if (isMarketing && standing.domain.holds) waits.set(messageId, { reason: "domain-not-ready", untilAt: null })
    else if (closedUntil) waits.set(messageId, { reason: "domain-closed", untilAt: closedUntil })
    else if (isMarketing && ramp && left <= 0) waits.set(messageId, { reason: "warming-up", untilAt: ramp.again })
    else if (isMarketing) left--
  }
  return waits
}

/** How many letters of a warm-up may leave today, how many have, and when the next may; undefined without one. */
export async function rampOf(ctx: Context, { settings: { ramp } }: Standing) {
  if (!ramp) return undefined
  const zone = (await brandById(ctx, ctx.brandId))?.zone ?? "Asia/Tokyo"
  const today = dayIn(zone, ctx.now())
  const allowed = allowedOn(ramp, today)
  if (allowed === null) return undefined
  const gone = await sumTriedSince(ctx, startOfDay(zone, today))
  return { allowed, gone, left: allowed - gone, goal: ramp.goal, again: endOfDay(zone, today) }
}

const dayMs = 86_400_000

/** C19: who reacted to none of many letters gets one now and then, not each. What may have been a reaction counts as one. */
export const refusals: LetterRefusal = async (ctx, letters) => {
  const found = new Map<string, string>()
  const mails = letters.filter(({ channel, purpose }) => channel === "email" && purpose === "marketing")
  if (mails.length === 0) return found
  const { throttle } = (await standingOf(ctx)).settings
  if (!throttle) return found
  const ids = [...new Set(mails.map(({ customerId }) => customerId))]
  const since = new Date(ctx.now().getTime() - throttle.withinDays * dayMs)
  const many = [...(await lettersTo(ctx, ids, since))]
    .filter(([, count]) => count >= throttle.letters)
    .map(([id]) => id)
  if (many.length === 0) return found
  const [reacted, last] = [await reactedSince(ctx, many, since), await lastLetters(ctx, many)]
  const quiet = new Set(
    many.filter((id) => {
      const lastAt = last.get(id)
      return (
        !reacted.has(id) && lastAt !== undefined && ctx.now().getTime() - lastAt.getTime() < throttle.oneInDays * dayMs
      )
    }),
  )
  for (const { messageId, customerId } of mails) if (quiet.has(customerId)) found.set(messageId, "low-engagement")
  return found
}
