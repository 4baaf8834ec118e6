import { z } from "zod"

/** How a brand cares for its good name with mailbox providers. */
export const DeliverabilitySettings = z.strictObject({
  /**
   * Whether letters wait while the domain's records are wrong. `auto`: only from 5,000 letters a day on, where Gmail, Yahoo and
   * Microsoft ask for them (M04); below it is said, not enforced.
   */
  hold: z.enum(["auto", "always", "never"]).default("auto"),
  /** A new sender begins with few letters a day and doubles them; null: as many as there are. */
  ramp: z
    .strictObject({
      startedOn: z.iso.date(),
      firstDay: z.int().min(10).max(100_000),
      goal: z.int().min(100).max(10_000_000),
    })
    .nullable()
    .default(null),
  /** Who got so many letters within the days and reacted to none gets one within `oneInDays` at most (C19). Null: nobody. */
  throttle: z
    .strictObject({
      letters: z.int().min(3).max(100),
      withinDays: z.int().min(30).max(730),
      oneInDays: z.int().min(7).max(180),
    })
    .nullable()
    .default(null),
  /** Who reacted to none of so many letters and did not buy within the days is not written to any more (C26). */
  sunset: z
    .strictObject({ letters: z.int().min(5).max(200), withinDays: z.int().min(60).max(1_095), byItself: z.boolean() })
    .default({ letters: 12, withinDays: 180, byItself: false }),
})
export type DeliverabilitySettings = z.output<typeof DeliverabilitySettings>
export const defaultSettings: DeliverabilitySettings = DeliverabilitySettings.parse({})
