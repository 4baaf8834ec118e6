import { brandById } from "#brands"
import { birthdaysOn } from "#customers"
import { type Context, inTransaction } from "#kernel/context"
import type { Day } from "#kernel/days"
import { dayIn } from "#kernel/zones"
import { awardActs } from "./award-acts.ts"
import { currentProgramme } from "./programmes.ts"
import { selectJoinedOn } from "./storage-acts.ts"

const together = 500

/** What comes back every year: birthdays and the day that somebody joined. Once a year for each, whenever it is asked. */
export async function awardByTime(ctx: Context): Promise<void> {
  const version = await currentProgramme(ctx)
  if (!version) return
  const rules = version.programme.actions.filter(({ isOn }) => isOn)
  const zone = (await inTransaction(ctx, (ctx) => brandById(ctx, ctx.brandId)))?.zone ?? "Asia/Tokyo"
  const today = dayIn(zone, ctx.now())
  for (const { key, on } of rules) {
    if (on.kind === "birthday") await awardBirthdays(ctx, key, today)
    if (on.kind !== "anniversary") continue
    const joined = await inTransaction(ctx, (ctx) => selectJoinedOn(ctx, today.slice(5), today))
    await awardAll(ctx, joined, key, `anniversary:${today.slice(0, 4)}`)
  }
}

async function awardBirthdays(ctx: Context, action: string, today: Day): Promise<void> {
  let after: string | null = null
  for (;;) {
    const found: string[] = await inTransaction(ctx, (ctx) => birthdaysOn(ctx, today, after, together))
    await awardAll(ctx, found, action, `birthday:${today.slice(0, 4)}`)
    after = found.at(-1) ?? null
    if (found.length < together) return
  }
}

async function awardAll(ctx: Context, customerIds: readonly string[], action: string, causeId: string): Promise<void> {
  for (let at = 0; at < customerIds.length; at += together) {
    const part = customerIds.slice(at, at + together)
    await inTransaction(ctx, (ctx) =>
      awardActs(
        ctx,
        part.map((customerId) => ({ customerId, action, causeId, at: ctx.now() })),
      ),
    )
  }
}
