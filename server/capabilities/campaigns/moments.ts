import { createHash } from "node:crypto"
import type { Context } from "#kernel/context"
import { dayIn, instantAt } from "#kernel/zones"
import { hoursOf } from "./facts.ts"
import type { CampaignPlan } from "./model.ts"
import { campaignSettings } from "./settings.ts"
import { ownTime } from "./own-time-rules.ts"

/** When one person gets it, and why then: null where everybody gets it at the same moment. */
export type Moment = { readonly at: Date; readonly why: object | null }
export type Moments = { readonly of: (customerId: string) => Moment }

type Sending = { readonly plan: CampaignPlan; readonly dueAt: Date; readonly zone: string }

/** The moments of many at once. While nobody can be asked about habits, everybody gets the time that the campaign gives. */
export async function momentsOf(
  ctx: Context,
  { plan, dueAt, zone }: Sending,
  customerIds: readonly string[],
): Promise<Moments> {
  const { when } = plan
  if (when.kind !== "own-time") return { of: () => ({ at: dueAt, why: null }) }
  const { payday } = await campaignSettings(ctx)
  const hours = await hoursOf(ctx, customerIds, zone)
  const on = dayIn(zone, dueAt)
  return {
    of: (customerId) => {
      const chosen = ownTime({
        day: on,
        time: when.time,
        scene: when.scene,
        payday,
        hours: hours.get(customerId),
        spread: spreadOf(customerId),
      })
      const at = instantAt(zone, chosen.day, chosen.time)
      // Who is planned late gets it at once, not tomorrow.
      return { at: at < ctx.now() ? ctx.now() : at, why: { why: chosen.why, time: chosen.time, ...chosen.saw } }
    },
  }
}

/** Always the same place within the hour for the same person, evenly over people. */
const spreadOf = (customerId: string): number =>
  createHash("sha256").update(customerId).digest().readUInt32BE(0) / 2 ** 32
