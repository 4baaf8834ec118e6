import { z } from "zod"
import { isTimeOfDay, type TimeOfDay } from "#kernel/zones"

const time = z.custom<TimeOfDay>((value) => isTimeOfDay(value))
const cap = z.strictObject({ atMost: z.int().min(0).max(1_000), perDays: z.int().min(1).max(365) })
export type Cap = z.output<typeof cap>

/** The brand's rules for letters: what is never done to a reader, whoever plans it. */
export const LetterSettings = z.strictObject({
  /** Nothing is begun while it is true; everything waits (stop everything). */
  isPaused: z.boolean().default(false),
  /** In the reader's zone; from `from` (inclusive) until `until` (exclusive) nothing leaves (M22). Null: at any hour. */
  quietHours: z.strictObject({ from: time, until: time }).nullable().default({ from: "21:00", until: "08:00" }),
  /** Channels that may speak in quiet hours: a mail wakes nobody up where a brand says so. */
  quietExempt: z.array(z.enum(["email", "line", "sms", "push", "dm"])).default([]),
  /** Letters per person over all channels, and over each; rolling days (M23). */
  total: cap.nullable().default({ atMost: 4, perDays: 7 }),
  channels: z
    .strictObject({
      email: cap.nullable().default({ atMost: 3, perDays: 7 }),
      line: cap.nullable().default({ atMost: 3, perDays: 7 }),
      sms: cap.nullable().default({ atMost: 1, perDays: 7 }),
      push: cap.nullable().default({ atMost: 3, perDays: 7 }),
    })
    .prefault({}),
  /** Letters about one thing (I05). */
  topic: cap.nullable().default({ atMost: 4, perDays: 90 }),
  /** Asks and discounts may outnumber letters of value by this many within the days (X14). Null: not watched. */
  giveAsk: z
    .strictObject({ surplus: z.int().min(0).max(100), perDays: z.int().min(1).max(365) })
    .nullable()
    .default({ surplus: 3, perDays: 60 }),
  /** How often and how deeply the price may be cut for one person (G42). */
  discounts: z
    .strictObject({ cap, deepestBp: z.int().min(0).max(10_000) })
    .nullable()
    .default({ cap: { atMost: 2, perDays: 30 }, deepestBp: 5_000 }),
  /** The same template does not come again to the same person within so many days. */
  sameTemplateDays: z.int().min(0).max(365).default(7),
  /** How many small letters that a cap holds back may ride along in another one as sections (X10); 0: none ever does. */
  sections: z.int().min(0).max(3).default(2),
  /** Whether each letter ends with what its reader has: points and how they come about (I29). */
  balanceInFooter: z.boolean().default(false),
  /** What one visit out of a letter is worth, in yen: whether a push that costs quota pays (X09). */
  visitYen: z.number().min(0).max(100_000).default(30),
})
export type LetterSettings = z.output<typeof LetterSettings>
export const defaultLetterSettings: LetterSettings = LetterSettings.parse({})
