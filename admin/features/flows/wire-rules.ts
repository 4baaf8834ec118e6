import type { FlowDocument } from "../../../server/capabilities/flows/model.ts"
import { type daysOf, daysText } from "./days.ts"
import { type Layout, sizes } from "./layout.ts"

/** Straight pieces, with round corners. */
export function pathOf(points: readonly (readonly [number, number])[]): string {
  const [first, ...rest] = points
  if (!first) return ""
  return rest.reduce((path, [x, y], index) => {
    const next = rest[index + 1]
    const [fromX, fromY] = points[index] ?? first
    if (!next) return `${path}L${x} ${y}`
    const round = Math.min(10, Math.hypot(x - fromX, y - fromY) / 2, Math.hypot(next[0] - x, next[1] - y) / 2)
    const before = [x - Math.sign(x - fromX) * round, y - Math.sign(y - fromY) * round]
    const after = [x + Math.sign(next[0] - x) * round, y + Math.sign(next[1] - y) * round]
    return `${path}L${before[0]} ${before[1]}Q${x} ${y} ${after[0]} ${after[1]}`
  }, `M${first[0]} ${first[1]}`)
}

/** The ruler speaks of the beginning and of the messages in its column, whenever the days have moved on. */
export function ticksOf(layout: Layout, document: FlowDocument, days: ReturnType<typeof daysOf>) {
  const kinds = new Map(document.steps.map(({ id, kind }) => [id, kind]))
  const messages = layout.cards
    .filter(({ id, x }) => x === sizes.left && kinds.get(id) === "message")
    .toSorted((a, b) => a.y - b.y)
    .flatMap(({ id, y, height }) => {
      const range = days.get(id)
      return range ? [{ id, y: y + height / 2, words: daysText(range) }] : []
    })
  const start = { id: "trigger", y: layout.trigger.y + 20, words: { ja: "0日", en: "Day 0" } }
  return [start, ...messages].filter((tick, index, all) => index === 0 || tick.words.ja !== all[index - 1]?.words.ja)
}
