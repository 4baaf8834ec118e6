import type { FlowDocumentInput } from "../model.ts"
import type { ReadyLetter } from "./letter.ts"
import type { Refs } from "./ready-flow.ts"

type StepInput = NonNullable<FlowDocumentInput["steps"]>[number]
type WithNext = Extract<StepInput, { next: string | null }>
/** A step that leads to the one written after it. */
type Leading = WithNext extends infer S
  ? S extends WithNext
    ? Omit<S, "next"> & { next?: string | null }
    : never
  : never
export type Written = Leading | Extract<StepInput, { kind: "split" | "stop" }>

/** Steps one after the other: each without a `next` leads to the one after it, the last one to `end`. */
export function line(steps: readonly Written[], end: string | null = null): StepInput[] {
  return steps.map((step, index) => {
    if (step.kind === "split" || step.kind === "stop" || step.next !== undefined) return step as StepInput // safe: it says itself where it leads
    return { ...step, next: steps[index + 1]?.id ?? end } as StepInput // safe: only the way on was missing
  })
}

export const wait = (
  id: string,
  n: number,
  unit: "minutes" | "hours" | "days" | "weeks" | "months" = "days",
  at?: string,
) => ({ kind: "wait", id, until: { kind: "span", span: { n, unit }, ...(at && { at }) } }) as const

export const beforeWeekend = (id: string, at = "19:00") =>
  ({ kind: "wait", id, until: { kind: "before-weekend", at } }) as const

type MessageOptions = {
  readonly next?: string | null
  readonly topic?: string
  readonly discountBp?: number
  readonly needs?: string[]
  readonly channels?: "best" | string[]
  readonly whenOutOfStock?: { do: "skip" } | { do: "leave" }
}

/** A message of the gallery: live, by the best channel, and left out where it can't be written. */
export function message(refs: Refs, letter: ReadyLetter, id: string, options: MessageOptions = {}) {
  const { next, ...rest } = options
  return {
    kind: "message",
    id,
    name: letter.name,
    template: refs.letter(letter.key),
    status: "live",
    intent: letter.intent,
    whenUnreachable: { do: "skip" },
    ...rest,
    ...(next !== undefined && { next }),
  } as const
}

type Who = NonNullable<NonNullable<FlowDocumentInput["entry"]>["audience"]>["who"]
export const bought = (range: { atLeast?: number; atMost?: number }, days?: number): Who => ({
  kind: "orders",
  measure: "count",
  range,
  ...(days !== undefined && { window: { kind: "last", n: days, unit: "day" } }),
})
/** She can be written to, by mail or LINE. */
export const reached: Who = {
  kind: "any",
  of: [
    { kind: "reachable", channel: "email" },
    { kind: "reachable", channel: "line" },
  ],
}
export const who = (of: Who) => ({ format: 1, who: of }) as const
export const all = (...of: Who[]): Who => ({ kind: "all", of })
export const not = (of: Who): Who => ({ kind: "not", of })

/** An order ends it, and is what it is judged by. */
type Goal = NonNullable<FlowDocumentInput["goal"]>
export const ordered = (ja: string, en: string, withinDays: number): Goal => ({
  name: { ja, en },
  reached: { kind: "event", event: { names: ["Order Placed"] } },
  withinDays,
  ends: true,
})

export const pick =
  (letters: readonly ReadyLetter[]) =>
  (key: string): ReadyLetter => {
    const found = letters.find((letter) => letter.key === key)
    if (!found) throw new Error(`the gallery has no letter ${key}`)
    return found
  }
