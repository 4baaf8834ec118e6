import { expect, test } from "vitest"
import { FlowDocument, type FlowDocumentInput } from "../../../server/capabilities/flows/model.ts"
import { daysOf, daysText } from "./days.ts"
import { reachedFrom, stepsOf } from "./edges.ts"
import { clipOf, duplicateStep, insertStep, newId, pasteClip, removeBranch, removeStep } from "./edited.ts"
import { insertRepeat } from "./insert-repeat.ts"
import { layoutOf } from "./layout.ts"
import { newStep } from "./new-step.ts"
import { outlineOf } from "./outline-rows.ts"

type Steps = NonNullable<FlowDocumentInput["steps"]>
const wait = (id: string, next: string | null, n = 3): Steps[number] => ({
  kind: "wait",
  id,
  until: { kind: "span", span: { n, unit: "days" } },
  next,
})
const message = (id: string, next: string | null): Steps[number] => ({ kind: "message", id, template: null, next })
const flow = (first: string | null, steps: Steps): FlowDocument =>
  FlowDocument.parse({ format: 1, trigger: { kind: "call" }, first, steps })

/** Message, wait, a question with one way of its own, and where both meet. */
const meeting = flow("m1", [
  message("m1", "w1"),
  wait("w1", "b1"),
  {
    kind: "branch",
    id: "b1",
    ways: [{ id: "way-1", check: { kind: "reachable", channels: ["line"] }, next: "m2" }],
    next: "m3",
  },
  message("m2", "m4"),
  message("m3", "w2"),
  wait("w2", "m4", 2),
  message("m4", null),
])
const lay = (document: FlowDocument) => layoutOf(document, () => 100, 80)
const nextOf = (document: FlowDocument, id: string) => {
  const step = document.steps.find((one) => one.id === id)
  return step && "next" in step ? step.next : undefined
}

test("every step lies once, below what leads to it; ways that meet again meet below both; no two cards overlap", () => {
  const { cards, ends, width, height } = lay(meeting)
  const at = new Map(cards.map((card) => [card.id, card]))
  expect([...at.keys()].toSorted()).toEqual(["b1", "m1", "m2", "m3", "m4", "w1", "w2"])
  const y = (id: string) => at.get(id)?.y ?? 0
  expect(y("m4")).toBeGreaterThan(Math.max(y("w2"), y("m2")) + 100)
  expect(at.get("m3")?.x).toBe(at.get("b1")?.x)
  expect(at.get("m2")?.x).toBeGreaterThan((at.get("b1")?.x ?? 0) + 360)
  for (const one of cards)
    for (const other of cards)
      if (one !== other)
        expect(
          one.x + one.width <= other.x ||
            other.x + other.width <= one.x ||
            one.y + one.height <= other.y ||
            other.y + other.height <= one.y,
        ).toBe(true)
  expect(ends).toHaveLength(1)
  expect(cards.every((card) => card.x + card.width <= width && card.y + card.height <= height)).toBe(true)
})

test("an end is words beside the card; of a wait that is over the way goes on straight down", () => {
  const left = flow("e1", [
    {
      kind: "wait-for-event",
      id: "e1",
      event: { names: ["Order Placed"] },
      timeout: { n: 3, unit: "days" },
      next: null,
      otherwise: "m1",
    },
    message("m1", null),
  ])
  const { cards, ends } = lay(left)
  expect(ends.find(({ edge }) => edge.port === "happened")?.isBeside).toBe(true)
  expect(new Set(cards.map(({ x }) => x)).size).toBe(1)
})

test("a step is put into an edge, also into the one where ways have met, and taken out again", () => {
  const inserted = insertStep(meeting, [{ from: "m1", port: "next" }], newStep("wait", newId(meeting, "wait")))
  expect(nextOf(inserted, "m1")).toBe("wait-1")
  expect(nextOf(inserted, "wait-1")).toBe("w1")
  expect(removeStep(inserted, "wait-1")).toEqual(meeting)
  const both = [
    { from: "m2", port: "next" },
    { from: "w2", port: "next" },
  ]
  const met = insertStep(meeting, both, newStep("task", "task-1"))
  expect([nextOf(met, "m2"), nextOf(met, "w2"), nextOf(met, "task-1")]).toEqual(["task-1", "task-1", "m4"])
})

test("what is put in waits for something with an end of its own; a question's ways meet again below it", () => {
  const asked = insertStep(meeting, [{ from: null, port: "next" }], newStep("wait-for-event", "e1"))
  expect(asked.first).toBe("e1")
  expect(asked.steps.find(({ id }) => id === "e1")).toMatchObject({ next: null, otherwise: "m1" })
  const branched = insertStep(meeting, [{ from: "m1", port: "next" }], newStep("branch", "branch-1"))
  expect(branched.steps.find(({ id }) => id === "branch-1")).toMatchObject({ next: "w1", ways: [{ next: "w1" }] })
  expect(lay(branched).cards).toHaveLength(8)
})

test("of a question that is taken out the main way stays, and what only the others led to goes", () => {
  const without = removeStep(meeting, "b1")
  expect(without.steps.map(({ id }) => id)).toEqual(["m1", "w1", "m3", "w2", "m4"])
  expect(nextOf(without, "w1")).toBe("m3")
  expect(removeBranch(meeting, "b1").steps.map(({ id }) => id)).toEqual(["m1", "w1"])
})

test("a branch is copied and put in elsewhere under new names; its ends go on where the edge led", () => {
  const clip = clipOf(meeting, "m3", true)
  if (!clip) throw new Error("nothing was copied")
  const pasted = pasteClip(meeting, [{ from: "m1", port: "next" }], clip)
  const names = new Set(pasted?.document.steps.map(({ id }) => id))
  expect(names.size).toBe(meeting.steps.length + clip.steps.length)
  expect(pasted && reachedFrom(stepsOf(pasted.document), [pasted.document.first]).size).toBe(names.size)
  expect(FlowDocument.safeParse(pasted?.document).success).toBe(true)
  const twice = duplicateStep(meeting, "m1")
  expect(twice && nextOf(twice.document, twice.first)).toBe("w1")
})

test("what is repeated stands in a frame, and goes with it", () => {
  const round = flow("r1", [
    { kind: "repeat", id: "r1", first: "m1", times: 3, next: "m2" },
    message("m1", "w1"),
    wait("w1", null),
    message("m2", null),
  ])
  const { frames, cards } = lay(round)
  expect(frames).toHaveLength(1)
  expect(cards.find(({ id }) => id === "m2")?.y).toBeGreaterThan(frames[0] ? frames[0].y + frames[0].height : 0)
  expect(removeStep(round, "r1").steps.map(({ id }) => id)).toEqual(["m2"])
  expect(removeStep(round, "w1").steps.map(({ id }) => id)).toEqual(["r1", "m1", "m2"])
})

test("a card says how many days after the trigger it may be", () => {
  const days = daysOf(meeting)
  expect(days.get("m1")).toEqual({ from: 0, to: 0 })
  expect(days.get("m4")).toEqual({ from: 3, to: 5 })
  expect([...days.values()].map((one) => daysText(one).ja)).toContain("+3〜5日")
})

test("a repeat is put around what follows, and the rest goes on after it", () => {
  const around = insertRepeat(meeting, [{ from: "m1", port: "next" }], "repeat-1")
  expect(around.steps.find(({ id }) => id === "repeat-1")).toMatchObject({ first: "w1", next: "b1" })
  expect([nextOf(around, "m1"), nextOf(around, "w1")]).toEqual(["repeat-1", null])
  expect(FlowDocument.safeParse(around).success).toBe(true)
  expect(lay(around).frames).toHaveLength(1)
})

test("as a list, side ways are set in below their question and every step stands once", () => {
  const rows = outlineOf(meeting).map((row) =>
    row.kind === "step" ? `${row.depth} ${row.id}` : `${row.depth} ${row.port} ${row.goes}`,
  )
  expect(rows).toEqual(["0 m1", "0 w1", "0 b1", "1 way-1 down", "1 m2", "1 otherwise down", "1 m3", "1 w2", "0 m4"])
})
