import { z } from "zod"
import { letterIntents } from "../messages/model-letter.ts"
import { Condition } from "../segments/model.ts"
import { EventFilter } from "../segments/model-tests.ts"
import { Span, WaitUntil } from "./model-times.ts"

/** Names a step within its document; kept when the document is edited, so that people and numbers stay with it. */
export const stepId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/)
/** The step after this one. Null is the end of the way: the end of the flow, or of one round of the repeat it stands in. */
const next = stepId.nullable()
const label = z.strictObject({ ja: z.string().trim().max(80), en: z.string().trim().max(80) })
const path = z.string().regex(/^[a-zA-Z][a-zA-Z0-9_]*(\.[a-zA-Z0-9_ -]{1,80}){0,4}$/)

/** What every step has. `name` and `note` are for those who read the canvas; they change nothing (builder metadata). */
const about = { id: stepId, name: label.optional(), note: z.string().max(1_000).optional() }

/** Something that happens: one of these names, and of it all of these hold. */
export const EventMatch = z.strictObject({
  names: z.array(z.string().trim().min(1).max(200)).min(1).max(20),
  filters: z.array(EventFilter).max(10).default([]),
})
export type EventMatch = z.output<typeof EventMatch>

/** A question with yes or no. */
export const Check = z.discriminatedUnion("kind", [
  /** Of the person, in the words of segments: a segment, orders, deeds, properties, tastes ... */
  z.strictObject({ kind: z.literal("person"), who: Condition }),
  /** Of the event that has set the flow off, or that a wait-for-event step has met last. */
  z.strictObject({ kind: z.literal("event"), filters: z.array(EventFilter).min(1).max(10) }),
  /** Whether she can be written to on one of these channels, for marketing. */
  z.strictObject({ kind: z.literal("reachable"), channels: z.array(z.string().max(20)).min(1).max(8) }),
  /** Whether something is known: `event.properties.note`, `customer.properties.staff_note`, `offer.code` (G33, G36). */
  z.strictObject({ kind: z.literal("known"), path }),
  /** Whether the product that the event is about can be bought now (G33); yes when its stock isn't counted. */
  z.strictObject({ kind: z.literal("in-stock") }),
])
export type Check = z.output<typeof Check>

/** What is done where a message can't be as it was meant (G33). `instead` sends another template by the same channels. */
export const Fallback = z.discriminatedUnion("do", [
  /** This message is left out; she goes on. */
  z.strictObject({ do: z.literal("skip") }),
  /** She leaves the flow. */
  z.strictObject({ do: z.literal("leave") }),
  z.strictObject({ do: z.literal("instead"), templateId: z.uuid(), version: z.int().min(1) }),
])
export type Fallback = z.output<typeof Fallback>

const Message = z.strictObject({
  kind: z.literal("message"),
  ...about,
  next,
  /** Null: not written yet. A version never changes; null: never published yet. */
  template: z.strictObject({ templateId: z.uuid(), version: z.int().min(1).nullable() }).nullable(),
  /** draft: people pass by and nothing is made. manual: it is made and held until somebody releases it. live: it is sent. */
  status: z.enum(["draft", "manual", "live"]).default("draft"),
  /** In order of preference, or "best": by her own preference, response and price (C04, C05). */
  channels: z.union([z.literal("best"), z.array(z.string().max(20)).min(1).max(8)]).default("best"),
  /** Marketing needs her consent and keeps quiet hours and caps. */
  purpose: z.enum(["marketing", "transactional"]).default("marketing"),
  /** What it wants of her (X14, G27). */
  intent: z.enum(letterIntents).default("value"),
  /** Basis points of the price that it gives away (G42). */
  discountBp: z.int().min(0).max(10_000).optional(),
  /** What it is about, for exposure caps (I05). */
  topic: z.string().max(40).optional(),
  /** The segment whose send frequency is kept (D35). */
  segmentId: z.uuid().optional(),
  /** Nothing is sent so long after it was meant to be. */
  expiresAfter: Span.default({ n: 3, unit: "days" }),
  /** What its text can't do without. */
  needs: z.array(path).max(20).default([]),
  whenMissing: Fallback.default({ do: "skip" }),
  /** None of its channels reaches her. Without: it is planned all the same, and ends as skipped with the reason. */
  whenUnreachable: Fallback.optional(),
  /** The product that the event is about is out of stock. Without: stock is not asked for. */
  whenOutOfStock: Fallback.optional(),
  /** It was sent and could not be delivered, or ended without being sent for a reason of the channel. */
  whenFailed: Fallback.optional(),
})

/** Several ways; the first whose check holds is taken, else `next`. */
const Branch = z.strictObject({
  kind: z.literal("branch"),
  ...about,
  ways: z
    .array(z.strictObject({ id: stepId, name: label.optional(), check: Check, next }))
    .min(1)
    .max(10),
  /** Where everybody else goes. */
  next,
})

/** By chance and for good: the same person always goes the same way, and what it was worth is measured (X02). */
const Split = z.strictObject({
  kind: z.literal("split"),
  ...about,
  arms: z
    .array(z.strictObject({ id: stepId, name: label.optional(), weight: z.int().min(1).max(1_000), next }))
    .min(2)
    .max(10),
})

const Wait = z.strictObject({ kind: z.literal("wait"), ...about, until: WaitUntil, next })

const WaitForEvent = z.strictObject({
  kind: z.literal("wait-for-event"),
  ...about,
  event: EventMatch,
  /** What counts: all since she came into the flow, or only since she came to this step. */
  since: z.enum(["entry", "step"]).default("step"),
  timeout: Span,
  /** It has happened. */
  next,
  /** It has not, in that time. */
  otherwise: next,
})

/** The steps from `first` on are done so many times, one round after another; then it goes on with `next`. */
const Repeat = z.strictObject({
  kind: z.literal("repeat"),
  ...about,
  first: stepId,
  times: z.int().min(1).max(100),
  next,
})

const Property = z.strictObject({
  kind: z.literal("property"),
  ...about,
  key: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/),
  /** Null takes the value away. */
  value: z.union([z.string().max(400), z.number(), z.boolean()]).nullable(),
  next,
})

/** A word is put into, or taken out of, a list property of hers. */
const Tag = z.strictObject({
  kind: z.literal("tag"),
  ...about,
  key: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/),
  tag: z.string().trim().min(1).max(80),
  isRemoved: z.boolean().default(false),
  next,
})

/** A code of her own from an offer; texts name it as `offer` from then on. */
const Offer = z.strictObject({
  kind: z.literal("offer"),
  ...about,
  offerId: z.uuid().nullable(),
  validFor: Span.optional(),
  /** It can't be given: used up, over, archived. */
  whenRefused: z.enum(["skip", "leave"]).default("skip"),
  next,
})

/** Waits in the queue for somebody of the staff. */
const Task = z.strictObject({
  kind: z.literal("task"),
  ...about,
  title: label,
  text: z.string().max(1_000).default(""),
  next,
})

/** Another system is told, as those who listen to the topic `flows.reached`. `topic` says which step it was. */
const Webhook = z.strictObject({ kind: z.literal("webhook"), ...about, topic: z.string().trim().min(1).max(80), next })

/** The team is told by mail. */
const Notify = z.strictObject({ kind: z.literal("notify"), ...about, text: z.string().trim().max(1_000), next })

const StartFlow = z.strictObject({ kind: z.literal("start-flow"), ...about, flowId: z.uuid().nullable(), next })

/** She leaves the flow here, wherever it stands. `reason` is for those who read the numbers. */
const Stop = z.strictObject({ kind: z.literal("stop"), ...about, reason: z.string().max(200).default("") })

/** A step that another part of the product knows: points, surveys, package inserts. `with` is as that part describes it. */
const Contributed = z.strictObject({
  kind: z.literal("contributed"),
  ...about,
  step: z.string().regex(/^[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*$/),
  with: z.record(z.string().max(80), z.json()).default({}),
  next,
})

export const Step = z.discriminatedUnion("kind", [
  Message,
  Wait,
  WaitForEvent,
  Branch,
  Split,
  Repeat,
  Offer,
  Property,
  Tag,
  Task,
  Webhook,
  Notify,
  StartFlow,
  Stop,
  Contributed,
])
export type Step = z.output<typeof Step>
export type StepKind = Step["kind"]
export type StepOf<K extends StepKind> = Extract<Step, { kind: K }>
