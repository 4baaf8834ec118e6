import { customersByIds } from "#customers"
import { lastLetters } from "#messages"
import type { Context } from "#kernel/context"
import { selectWishes, type Wishes } from "./storage-wishes.ts"

/** Who wishes less gets no second letter within this time. */
export const lessOftenMs = 14 * 86_400_000
const none: Wishes = { lessOften: false, pausedUntil: null }

/** What each of these people wishes beyond yes and no, by the ids as given. */
export async function wishesOf(ctx: Context, customerIds: readonly string[]): Promise<Map<string, Wishes>> {
  const present = await customersByIds(ctx, customerIds)
  const said = await selectWishes(ctx, [...new Set([...present.values()].map((c) => c.customerId))])
  const wishes = new Map(said.map((row) => [row.customerId, row]))
  return new Map([...present].map(([id, customer]) => [id, wishes.get(customer.customerId) ?? none]))
}

/** Whom a letter must not go to at this moment although they agreed to letters, and why: asked before each one is sent. */
export async function objections(ctx: Context, customerIds: readonly string[]): Promise<Map<string, string>> {
  const wishes = await wishesOf(ctx, customerIds)
  const rare = [...wishes].filter(([, wish]) => wish.lessOften).map(([id]) => id)
  const last = rare.length === 0 ? new Map<string, Date>() : await lastLetters(ctx, rare)
  const now = ctx.now().getTime()
  const found = new Map<string, string>()
  for (const [id, wish] of wishes) {
    const lastAt = last.get(id)
    if (wish.pausedUntil && wish.pausedUntil.getTime() > now) found.set(id, "paused-by-reader")
    else if (wish.lessOften && lastAt && now - lastAt.getTime() < lessOftenMs) found.set(id, "less-often")
  }
  return found
}
