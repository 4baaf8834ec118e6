import { z } from "zod"
import { Condition } from "../segments/model.ts"
import { EventFilter } from "../segments/model-tests.ts"
import { Slug, Words } from "./model-words.ts"

/** What somebody does beside buying, told by a person, a flow or a system (H07, H08, H10). */
export const acts = ["follow", "review", "post", "visit", "survey", "other"] as const
export type Act = (typeof acts)[number]

const eventName = z.string().trim().min(1).max(200)

/** The fact that earns. */
export const ActionFact = z.discriminatedUnion("kind", [
  /** A confirmed address or a LINE account of hers, whichever comes first (B05). */
  z.strictObject({ kind: z.literal("sign-up") }),
  /** A field of the profile, or a property of the brand's own, is filled (B10). */
  z.strictObject({ kind: z.literal("profile"), field: z.string().regex(/^[a-zA-Z][a-zA-Z0-9_]{0,39}$/) }),
  z.strictObject({ kind: z.literal("consent"), channel: z.enum(["email", "line", "sms", "push", "post"]) }),
  z.strictObject({ kind: z.literal("birthday") }),
  /** Of the day she joined. */
  z.strictObject({ kind: z.literal("anniversary") }),
  /** Anything that is recorded, with conditions in the language of segments (H16). */
  z.strictObject({
    kind: z.literal("event"),
    names: z.array(eventName).min(1).max(20),
    filters: z.array(EventFilter).max(10),
  }),
  z.strictObject({ kind: z.literal("act"), act: z.enum(acts) }),
])
export type ActionFact = z.output<typeof ActionFact>

export const ActionRule = z.strictObject({
  key: Slug,
  /** As members read it: "口コミを書く". */
  title: Words,
  points: z.int().min(1).max(1_000_000),
  on: ActionFact,
  /** Once for each person, each year, month, day of the brand, or each fact. */
  once: z.enum(["ever", "year", "month", "day", "fact"]),
  /** Points from this rule at most: for one person on a day, in all; for everybody together. */
  caps: z.strictObject({
    perDay: z.int().min(1).nullable(),
    perPerson: z.int().min(1).nullable(),
    inAll: z.int().min(1).nullable(),
  }),
  /** "staff": a person looks at the proof first (H08). */
  proof: z.enum(["none", "staff"]),
  /** Who it is for; null: everybody. */
  who: Condition.nullable(),
  /** Days until the points can be used. */
  waitDays: z.int().min(0).max(120),
  /** Shown where actions that earn are listed (I07). */
  isShown: z.boolean(),
  isOn: z.boolean(),
})
export type ActionRule = z.output<typeof ActionRule>
