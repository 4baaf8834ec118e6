import { z } from "zod"
import { instant } from "#kernel/endpoint"
import { failureWords } from "./failure-rules.ts"
import { problemCodes, problemWords } from "./problem-rules.ts"

/**
 * What is read, in this order. `suppressed`: who must no longer be written to, which Klaviyo may not count as a change of the
 * profile; only when what changed is read. `settling`: who is on which lists is noted with the people.
 */
export const stages = ["checking", "people", "suppressed", "lists", "members", "settling", "events", "done"] as const
export type Stage = (typeof stages)[number]
export const states = ["running", "paused", "finished", "cancelled", "failed"] as const

/** What became of what was read so far. `same`: Klaviyo said it before, nothing was done. */
export const Tally = z.object({
  peopleNew: z.int().default(0),
  peopleChanged: z.int().default(0),
  peopleSame: z.int().default(0),
  peopleRefused: z.int().default(0),
  /** Consents with method and time from Klaviyo: they may be written to. */
  consentsProven: z.int().default(0),
  /** Those that nothing proves: not written to (M20). */
  consentsUnproven: z.int().default(0),
  consentsWithdrawn: z.int().default(0),
  suppressions: z.int().default(0),
  lists: z.int().default(0),
  joined: z.int().default(0),
  left: z.int().default(0),
  eventsNew: z.int().default(0),
  eventsSame: z.int().default(0),
  eventsRefused: z.int().default(0),
})
export type Tally = z.output<typeof Tally>

const Words = z.object({ ja: z.string(), en: z.string() })

export const KlaviyoImport = z.object({
  importId: z.uuid(),
  state: z.enum(states),
  stage: z.enum(stages),
  /** Pages of Klaviyo's answers taken in so far. */
  pages: z.int(),
  tally: Tally,
  /** How many things could not be taken in as they were. */
  problems: z.int(),
  /** Why it stopped, and what to do. */
  failure: z.object({ code: z.string(), message: Words }).nullable(),
  /** Only people who changed since then were read; null: everybody. */
  changedSince: instant.nullable(),
  /** Only events since then were read; null: events of any age. */
  eventsSince: instant.nullable(),
  createdAt: instant,
  movedAt: instant,
  finishedAt: instant.nullable(),
})
export type KlaviyoImport = z.output<typeof KlaviyoImport>

export const KlaviyoProblem = z.object({
  problemId: z.uuid(),
  kind: z.enum(["profile", "list", "event"]),
  /** Klaviyo's own id. */
  itemId: z.string(),
  field: z.string(),
  code: z.enum(problemCodes),
  message: Words,
})
export type KlaviyoProblem = z.output<typeof KlaviyoProblem>

/** Something that could not be taken in as it was. Never holds what is personal: Klaviyo's id finds it there. */
export type Problem = Pick<KlaviyoProblem, "kind" | "itemId" | "field" | "code">

/** What a page came to; `more`: the same has to be done again. */
export type Taken = { readonly tally: Partial<Tally>; readonly problems: readonly Problem[]; readonly more?: boolean }

export const Connection = z.object({
  connected: z.boolean(),
  /** The last four characters of the key. */
  keyEnding: z.string().nullable(),
  connectedAt: instant.nullable(),
  /** When the last import with this key began that was read to its end: the next brings what changed since. */
  readAt: instant.nullable(),
})
export type Connection = z.output<typeof Connection>

export const failureOf = (code: string | null): KlaviyoImport["failure"] =>
  code === null ? null : { code, message: failureWords(code) }
export const shownProblem = (problem: Problem & { problemId: string }): KlaviyoProblem => ({
  ...problem,
  message: problemWords[problem.code],
})
