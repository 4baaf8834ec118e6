import { sql } from "kysely"
import { z } from "zod"
import { doubtReason, timeIsInDoubt } from "./clock-watch.ts"
import { type Context, inBrand, inTransaction } from "./context.ts"
import { anyEffect, appliedEffect, type Effect, enqueue, NotYet } from "./effects.ts"
import { type CatchUp, dueOccurrences } from "./schedules.ts"
import type { TimeOfDay } from "./zones.ts"

/** Work that time sets off rather than a fact. Each occurrence is carried out once, whatever restarts and however many processes run (F64). */
export type Routine = {
  /** `orders.reconcile`: capability and verb. */
  readonly name: string
  /** Every so many minutes, or once a day at this local time of the brand. */
  readonly every: { readonly minutes: number } | { readonly dailyAt: TimeOfDay }
  /** Once for each brand, or once for the installation. */
  readonly scope: "brand" | "platform"
  /** What to do about occurrences that passed while nothing ran (F65). */
  readonly catchUp: CatchUp
  /**
   * It forgets, expires or tells many people at once because of what day it is: while the time is in doubt, it waits for
   * somebody to look at the clock (F60).
   */
  readonly mass?: true
  readonly apply: (ctx: Context, occurrence: Date) => Promise<void>
}

/** A brand to whose local time daily routines keep. */
export type Zoned = { readonly brandId: string; readonly zone: string }

const Occurrence = z.object({ at: z.coerce.date() })

/** The effect that carries out a routine's occurrences. */
export const routineEffect = (routine: Routine): Effect =>
  anyEffect(
    appliedEffect({
      kind: `routine.${routine.name}`,
      payload: Occurrence,
      concurrency: 2,
      apply: async (ctx, { at }) => {
        if (routine.mass && (await timeIsInDoubt(ctx))) throw new NotYet(doubtReason, 300_000)
        await routine.apply(ctx, at)
      },
    }),
  )

type Moment = { readonly key: string; readonly at: Date }

/** The moments that are to be carried out at `now`, given that everything up to `firedUntil` was dealt with. */
export function due(routine: Pick<Routine, "every" | "catchUp">, zone: string, firedUntil: Date, now: Date): Moment[] {
  const { every, catchUp } = routine
  if ("dailyAt" in every) return dueOccurrences({ timeOfDay: every.dailyAt, zone }, { firedUntil, now, catchUp }).fire
  const stepMs = every.minutes * 60_000
  const first = Math.floor(firedUntil.getTime() / stepMs) + 1
  const last = Math.floor(now.getTime() / stepMs)
  if (last < first) return []
  // A short interval that was missed is not worth repeating, unless each occurrence counts.
  const from = catchUp === "all" ? Math.max(first, last - 999) : last
  return Array.from({ length: last - from + 1 }, (_, i) => new Date((from + i) * stepMs)).map((at) => ({
    key: at.toISOString(),
    at,
  }))
}

/**
 * Asks for everything that has come due since the last look. Returns how many occurrences it asked for. While the time
 * is in doubt mass work is not looked at: what it missed is dealt with afterwards as after any other pause.
 */
export async function tick(platform: Context, routines: readonly Routine[], brands: readonly Zoned[]): Promise<number> {
  const doubt = await inTransaction(platform, timeIsInDoubt)
  let asked = 0
  for (const routine of routines) {
    if (doubt && routine.mass) continue
    const targets = routine.scope === "platform" ? [{ brandId: platform.brandId, zone: "UTC" }] : brands
    for (const target of targets) asked += await ask(inBrand(platform, target.brandId), routine, target.zone)
  }
  return asked
}

async function ask(ctx: Context, routine: Routine, zone: string): Promise<number> {
  return inTransaction(ctx, async (ctx) => {
    const now = ctx.now()
    const firedUntil = await lastLook(ctx, routine.name)
    if (!firedUntil) return 0
    const moments = due(routine, zone, firedUntil, now)
    const effect = routineEffect(routine)
    for (const { key, at } of moments) await enqueue(ctx, effect, { at }, { key })
    // A clock that was set back must not make the same occurrences come again: the mark never moves backwards.
    await sql`update kernel.routines set fired_at = greatest(fired_at, ${now})
      where brand_id = ${ctx.brandId} and name = ${routine.name}`.execute(ctx.db)
    return moments.length
  })
}

/** Up to when it was dealt with, locked for us; undefined while another process looks at it. A new routine starts now. */
async function lastLook(ctx: Context, name: string): Promise<Date | undefined> {
  await sql`insert into kernel.routines (brand_id, name, fired_at) values (${ctx.brandId}, ${name}, ${ctx.now()})
    on conflict do nothing`.execute(ctx.db)
  const { rows } = await sql<{ fired_at: Date }>`select fired_at from kernel.routines
    where brand_id = ${ctx.brandId} and name = ${name} for update skip locked`.execute(ctx.db)
  return rows[0]?.fired_at
}
