import { z } from "zod"
import { campaignStates, CampaignPlan, pauseReasons } from "./model.ts"

const Words = z.object({ ja: z.string(), en: z.string() })
const instant = z.coerce.date()

/** One sending as lists and calendars show it. */
export const OccurrenceView = z.object({
  occurrence: z.int(),
  dueAt: instant,
  state: z.enum(["scheduled", "planning", "sending", "stalled", "finished", "missed", "stopped"]),
  /** Letters planned so far, and of them those that have not ended. */
  letters: z.int(),
  open: z.int(),
})
export type OccurrenceView = z.output<typeof OccurrenceView>

export const CampaignView = z.object({
  campaignId: z.uuid(),
  name: z.string(),
  state: z.enum(campaignStates),
  pauseReason: z.enum(pauseReasons).nullable(),
  plan: CampaignPlan,
  revision: z.int(),
  author: z.string(),
  createdAt: instant,
  changedAt: instant,
  launchedAt: instant.nullable(),
  askedAt: instant.nullable(),
  approvedAt: instant.nullable(),
  approvedBy: z.string().nullable(),
  binnedAt: instant.nullable(),
  /** Its segments by name, in the plan's order; archived ones too. */
  segments: z.array(z.object({ segmentId: z.uuid(), name: Words })),
  occurrences: z.array(OccurrenceView),
})
export type CampaignView = z.output<typeof CampaignView>

export const Finding = z.object({
  code: z.string(),
  /** A stop keeps it from being launched. */
  level: z.enum(["stop", "warn", "note"]),
  say: Words,
  /** The variant that it is about, if only one. */
  variant: z.string().nullable(),
})
export type Finding = z.output<typeof Finding>

const Count = z.object({ key: z.string(), count: z.int() })

/** Who gets it, as far as can be said before: `ofSample` of them were looked at, everybody in a small audience. */
export const Estimate = z.object({
  /** How many belong to the audience. */
  audience: z.int(),
  ofSample: z.int(),
  /** Of those looked at: by which channel it would go to how many. */
  channels: z.array(Count),
  /** Of those looked at: who gets nothing, and why. */
  skipped: z.array(Count),
  /** Of those looked at: for whom it would wait first, and why. */
  waits: z.array(Count),
  /** Twenty of them. */
  sample: z.array(
    z.object({
      customerId: z.uuid(),
      displayName: z.string().nullable(),
      email: z.string().nullable(),
      /** What would happen: a channel, or why nothing. */
      outcome: z.enum(["send", "wait", "skip"]),
      channel: z.string().nullable(),
      reason: z.string().nullable(),
      variant: z.string().nullable(),
      sendAt: instant.nullable(),
    }),
  ),
})
export type Estimate = z.output<typeof Estimate>

export const Check = z.object({
  revision: z.int(),
  at: instant,
  estimate: Estimate,
  findings: z.array(Finding),
  checklist: z.array(z.object({ code: z.string(), isMet: z.boolean(), say: Words })),
  approval: z.object({ isNeeded: z.boolean(), isTyped: z.boolean(), isGiven: z.boolean() }),
})
export type Check = z.output<typeof Check>

/** An end of letters, or where they still stand, by channel and reason. */
export const End = z.object({
  occurrence: z.int(),
  variant: z.string(),
  channel: z.string().nullable(),
  state: z.string(),
  reason: z.string().nullable(),
  count: z.int(),
})

export const VariantNumbers = z.object({
  key: z.string(),
  name: z.string(),
  planned: z.int(),
  accepted: z.int(),
  delivered: z.int(),
  /** Of those delivered, the mails: nothing else tells that it was opened. */
  openable: z.int(),
  /** By people; machines apart (X22). */
  opened: z.int(),
  openedWithMachines: z.int(),
  clicked: z.int(),
  clickedWithMachines: z.int(),
  left: z.int(),
})

/** By people's clicks. `more`: people still needed, if nothing changes; null where that can't be said. */
export const Comparison = z.object({
  verdict: z.enum(["winner", "not-yet"]),
  leader: z.string().nullable(),
  more: z.int().nullable(),
  pairs: z.array(z.object({ key: z.string(), difference: z.number(), low: z.number(), high: z.number() })),
})

export const CalendarDay = z.object({
  day: z.iso.date(),
  holiday: Words.nullable(),
  campaigns: z.array(
    z.object({
      campaignId: z.uuid(),
      occurrence: z.int(),
      name: z.string(),
      state: z.enum(campaignStates),
      dueAt: instant,
      /** Null while nobody counted. */
      people: z.int().nullable(),
      isMovable: z.boolean(),
    }),
  ),
  flows: z.array(z.object({ id: z.string(), title: Words, to: z.string(), count: z.number(), channel: z.string() })),
})
export type CalendarDay = z.output<typeof CalendarDay>
