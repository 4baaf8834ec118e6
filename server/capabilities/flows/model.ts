import { z } from "zod"
import { SegmentDocument } from "../segments/model.ts"
import { EventMatch, Step, stepId } from "./model-steps.ts"
import { Calendar, DateSource, Span, timeOfDay } from "./model-times.ts"

/** The most steps in one flow, and the most that one person takes in one go before she is parked as going round in circles. */
export const maxSteps = 200

/** What sets it off. */
export const Trigger = z.discriminatedUnion("kind", [
  /** Something happens: an order is placed, a parcel arrives. */
  z.strictObject({ kind: z.literal("event"), event: EventMatch }),
  /** Somebody comes into a segment, or leaves it. Those who are in it when the flow is published don't count. */
  z.strictObject({ kind: z.literal("segment"), segmentId: z.uuid(), move: z.enum(["entered", "left"]) }),
  /** So many days before (negative) or after a date of hers, at a local time; with `yearly`, at each of its anniversaries. */
  z.strictObject({
    kind: z.literal("date"),
    of: DateSource,
    days: z.int().min(-365).max(365),
    at: timeOfDay,
    yearly: z.boolean().default(true),
  }),
  /** Everybody in a segment, at these times. */
  z.strictObject({ kind: z.literal("schedule"), calendar: Calendar, segmentId: z.uuid() }),
  /** Everybody in a segment, whenever the catalogue has something new that can be bought (D24). */
  z.strictObject({ kind: z.literal("launch"), segmentId: z.uuid() }),
  /** Another system, another flow, or a person of the staff says so. */
  z.strictObject({ kind: z.literal("call") }),
])
export type Trigger = z.output<typeof Trigger>
export type TriggerKind = Trigger["kind"]

/**
 * How often one person may go through. Whatever is chosen, nobody is in the same flow twice at the same time unless it says
 * `each`, where every event has a run of its own.
 */
export const Reentry = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("once") }),
  /** Each event has its own run, also while another is under way: an order's flow. */
  z.strictObject({ kind: z.literal("each") }),
  /** Whenever she isn't in it. */
  z.strictObject({ kind: z.literal("after-end") }),
  /** So many days after she last came in, and not while she is in it (D22). */
  z.strictObject({ kind: z.literal("after-days"), days: z.int().min(1).max(3_650) }),
])
export type Reentry = z.output<typeof Reentry>

export const Entry = z.strictObject({
  /** Who may come in, at that moment; null: everybody. */
  audience: SegmentDocument.nullable().default(null),
  /** And who may not (G25). */
  exclusion: SegmentDocument.nullable().default(null),
  reentry: Reentry.default({ kind: "once" }),
  /** What happened longer ago than this when we learn of it starts nothing (F52). */
  maxAge: Span.default({ n: 24, unit: "hours" }),
})
export type Entry = z.output<typeof Entry>

/** What it is for (T01): the number that it is judged by, and when a person has reached it. */
export const Goal = z.strictObject({
  /** In the operator's words: "Second order within 60 days". */
  name: z.strictObject({ ja: z.string().trim().max(120), en: z.string().trim().max(120) }),
  reached: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("event"), event: EventMatch }),
    /** These things hold of her, and did not when she came in. */
    z.strictObject({ kind: z.literal("person"), who: SegmentDocument.shape.who }),
  ]),
  /** Counted from when she came in. */
  withinDays: z.int().min(1).max(365).default(30),
  /** Whether she leaves the flow when she has reached it. */
  ends: z.boolean().default(true),
})
export type Goal = z.output<typeof Goal>

/** Looked at whenever something is about to be done for her, and at once when such an event happens: she leaves the flow. */
export const Exit = z.strictObject({
  id: stepId,
  when: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("event"), event: EventMatch }),
    z.strictObject({ kind: z.literal("person"), who: SegmentDocument.shape.who }),
  ]),
})
export type Exit = z.output<typeof Exit>

/** For those who look at the canvas. Nothing here changes what the flow does. */
export const CanvasNotes = z.strictObject({
  positions: z.record(stepId, z.strictObject({ x: z.number(), y: z.number() })).default({}),
  notes: z
    .array(
      z.strictObject({ id: stepId, at: stepId.nullable(), text: z.string().max(2_000), x: z.number(), y: z.number() }),
    )
    .max(100)
    .default([]),
})

/**
 * A flow as it is built: what sets it off, who may come in, and steps that name the step after them. Ways may meet again but
 * never lead back; what is to be done several times stands in a `repeat`. A version, once published, is never changed.
 */
export const FlowDocument = z.strictObject({
  format: z.literal(1),
  trigger: Trigger,
  entry: Entry.prefault({}),
  goal: Goal.nullable().default(null),
  exits: z.array(Exit).max(10).default([]),
  /** Basis points of those who would come in and are kept apart, so that it can be seen what it is worth (X02). */
  holdoutBp: z.int().min(0).max(5_000).default(1_000),
  /** The first step; null while there is none. */
  first: stepId.nullable().default(null),
  /** In any order. Ids are unique. */
  steps: z.array(Step).max(maxSteps).default([]),
  canvas: CanvasNotes.prefault({}),
})
export type FlowDocument = z.output<typeof FlowDocument>
export type FlowDocumentInput = z.input<typeof FlowDocument>
