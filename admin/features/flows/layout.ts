import type { FlowDocument } from "../../../server/capabilities/flows/model.ts"
import type { Step, StepOf } from "../../../server/capabilities/flows/model-steps.ts"
import { type Edge, edgesInto, stepsOf, type Way, waysOf } from "./edges.ts"
import { meetingOf } from "./meeting.ts"

/** Sizes in px at full size, as the look has them. */
export const sizes = {
  card: 360,
  beside: 220,
  gap: 44,
  between: 84,
  left: 212,
  top: 24,
  slot: 52,
  bypass: 120,
  end: 28,
  frame: 18,
} as const

export type Point = readonly [x: number, y: number]
export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
export type Placed = Box & { readonly id: string; readonly isBeside: boolean }
/** Where a way ends, in words: `to` names the step that it goes on at when that stands elsewhere. */
export type End = {
  readonly edge: Edge
  readonly at: Point
  readonly to: string | null
  readonly isBeside: boolean
  readonly isRound: boolean
}
export type Line = {
  readonly points: readonly Point[]
  /** The edges that a step put in here would stand in; none where a line only leads on. */
  readonly edges: readonly Edge[]
  readonly add: Point | null
  /** Where the words of a way stand: left edge, middle. */
  readonly words: Point | null
}
export type Layout = {
  readonly width: number
  readonly height: number
  readonly trigger: Box
  readonly cards: readonly Placed[]
  readonly lines: readonly Line[]
  readonly ends: readonly End[]
  /** Around what is repeated. */
  readonly frames: readonly (Box & { readonly id: string })[]
  /** Who is kept apart, beside the beginning. */
  readonly holdout: Box | null
}

type Block = {
  readonly width: number
  readonly height: number
  /** From its left edge to the line that comes in above and, when it is open, goes on below. */
  readonly centre: number
  /** The way goes on below, to where ways meet. */
  readonly isOpen: boolean
  readonly draw: (x: number, y: number) => void
}

/**
 * Places every step: top to bottom, the way that goes on straight down, others to its right, ways that meet again below
 * all that lies between. `heightOf` says how tall a card has to be. Pure: the same document always lies the same way.
 */
export function layoutOf(document: FlowDocument, heightOf: (step: Step) => number, triggerHeight: number): Layout {
  const page = new Drawing(document, heightOf)
  const trigger = { x: sizes.left, y: sizes.top, width: sizes.card, height: triggerHeight }
  const foot = trigger.y + trigger.height
  const body = page.sequence({ from: null, port: "next", to: document.first }, null, false)
  page.line([{ from: null, port: "next" }], [sizes.left + sizes.card / 2, foot], sizes.gap)
  body.draw(sizes.left, foot + sizes.gap)
  const { cards, lines, ends, frames } = page
  const beside = sizes.left + sizes.card + sizes.between
  const holdout =
    document.holdoutBp === 0
      ? null
      : { x: beside, y: trigger.y, width: sizes.beside, height: Math.min(84, triggerHeight) }
  if (holdout) page.across([sizes.left + sizes.card, holdout.y + holdout.height / 2], beside)
  const width =
    Math.max(sizes.left + sizes.card + (holdout ? sizes.between + sizes.beside : 0), sizes.left + body.width) + 56
  return { width, height: foot + sizes.gap + body.height + 56, trigger, cards, lines, ends, frames, holdout }
}

class Drawing {
  readonly cards: Placed[] = []
  readonly lines: Line[] = []
  readonly ends: End[] = []
  readonly frames: (Box & { id: string })[] = []
  private readonly steps: ReadonlyMap<string, Step>
  private readonly placed = new Set<string>()
  private readonly document: FlowDocument
  private readonly heightOf: (step: Step) => number

  constructor(document: FlowDocument, heightOf: (step: Step) => number) {
    this.document = document
    this.heightOf = heightOf
    this.steps = stepsOf(document)
  }

  /** What a way leads to, up to `until` or its end. */
  sequence(way: Way, until: string | null, isRound: boolean): Block {
    const { to } = way
    if (to !== null && to === until)
      return { width: sizes.bypass, height: 0, centre: sizes.bypass / 2, isOpen: true, draw: () => {} }
    const step = to === null ? undefined : this.steps.get(to)
    if (!step || this.placed.has(step.id)) return this.ending(way, step?.id ?? null, isRound)
    this.placed.add(step.id)
    if (step.kind === "repeat") return this.repeated(step, until, isRound)
    const [only, ...others] = waysOf(step)
    if (!only) return this.card(step, this.heightOf(step))
    return others.length === 0
      ? this.under(this.card(step, this.heightOf(step)), [only], this.sequence(only, until, isRound))
      : this.fork(step, until, isRound)
  }

  /** A card; with a note beside it, where nothing else comes to lie. */
  private card(step: Step, height: number): Block {
    const wide = step.note && waysOf(step).length < 2 ? sizes.card + sizes.between + sizes.beside : sizes.card
    const draw = (x: number, y: number) =>
      void this.cards.push({ id: step.id, x, y, width: sizes.card, height, isBeside: false })
    return { width: wide, height, centre: sizes.card / 2, isOpen: false, draw }
  }

  private ending({ from, port }: Way, to: string | null, isRound: boolean): Block {
    const draw = (x: number, y: number) =>
      void this.ends.push({ edge: { from, port }, at: [x + sizes.card / 2, y], to, isBeside: false, isRound })
    return { width: sizes.card, height: sizes.end, centre: sizes.card / 2, isOpen: false, draw }
  }

  /** One block, a line, and the next block. A bypass keeps the column of what it follows. */
  private under(above: Block, edges: readonly Edge[], below: Block): Block {
    return {
      width: Math.max(above.width, above.centre - below.centre + below.width),
      height: above.height + sizes.gap + below.height,
      centre: above.centre,
      isOpen: below.isOpen,
      draw: (x, y) => {
        const foot = y + above.height
        above.draw(x, y)
        this.line(edges, [x + above.centre, foot], sizes.gap)
        below.draw(x + above.centre - below.centre, foot + sizes.gap)
      },
    }
  }

  /** Straight down, with room to put a step in and for the words of the way. */
  line(edges: readonly Edge[], [x, y]: Point, height: number): void {
    const points: Point[] = [
      [x, y],
      [x, y + height],
    ]
    this.lines.push({ points, edges: edges.map(edgeOf), add: [x, y + height / 2], words: [x + 20, y + height / 2] })
  }

  /** A plain line to the right. */
  across([x, y]: Point, to: number): void {
    const points: Point[] = [
      [x, y],
      [to, y],
    ]
    this.lines.push({ points, edges: [], add: null, words: null })
  }

  private repeated(step: StepOf<"repeat">, until: string | null, isRound: boolean): Block {
    const first: Way = { from: step.id, port: "round", to: step.first }
    const inside = this.under(this.card(step, this.heightOf(step)), [first], this.sequence(first, null, true))
    const framed: Block = {
      ...inside,
      width: inside.width + sizes.frame,
      height: inside.height + sizes.frame,
      isOpen: false,
      draw: (x, y) => {
        const { width, height } = inside
        this.frames.push({
          id: step.id,
          x: x - sizes.frame,
          y: y - 12,
          width: width + 2 * sizes.frame,
          height: height + 12 + sizes.frame,
        })
        inside.draw(x, y)
      },
    }
    const next: Way = { from: step.id, port: "after", to: step.next }
    return this.under(framed, [next], this.sequence(next, until, isRound))
  }

  /** Several ways. The one that goes on stays in the column; ends are words beside the card; others get columns. */
  private fork(step: Step, until: string | null, isRound: boolean): Block {
    const ways = waysOf(step)
    const meeting = meetingOf(this.steps, ways) ?? until
    const main = mainOf(this.steps, ways, meeting)
    const ends = ways.filter((way) => way !== main && this.endsAtOnce(way, meeting))
    const others = ways.filter((way) => way !== main && !ends.includes(way))
    const slots = ends.length + (others.length > 0 ? 1 : 0)
    const card = this.card(step, Math.max(this.heightOf(step), slots * sizes.slot + 20))
    const stops = new Map(
      ends.flatMap((way) => (way.to !== null && this.claim(way.to) ? [[way, way.to] as const] : [])),
    )
    const trunk = this.under(card, [main], this.sequence(main, meeting, isRound))
    const columns = others.map((way) => ({ way, block: this.sequence(way, meeting, isRound) }))
    const goesOn = meeting !== null && meeting !== until
    const met = goesOn ? this.sequence({ from: null, port: "", to: meeting }, until, isRound) : undefined
    const besides = Math.max(trunk.width, sizes.card + (ends.length > 0 ? sizes.between + sizes.beside : 0))
    const width = besides + columns.reduce((sum, { block }) => sum + sizes.between + block.width, 0)
    const top = card.height + sizes.gap
    const tall = Math.max(trunk.height, ...columns.map(({ block }) => top + block.height))
    const isOpen = trunk.isOpen || columns.some(({ block }) => block.isOpen)
    const closing = isOpen && columns.length > 0 ? 20 : 0
    const forked: Block = {
      width,
      height: tall + closing,
      centre: sizes.card / 2,
      isOpen,
      draw: (x, y) => {
        trunk.draw(x, y)
        const slot = card.height / Math.max(1, slots)
        const right = x + sizes.card
        ends.forEach((way, index) => {
          this.endBeside(way, stops.get(way), right, y + slot * (index + (others.length > 0 ? 1 : 0) + 0.5), isRound)
        })
        let at = x + besides
        const foot = y + tall + closing
        const down: Point = [x + sizes.card / 2, foot]
        for (const { way, block } of columns) {
          at += sizes.between
          this.aside(way, [right, y + slot / 2], [at + block.centre, y + top])
          block.draw(at, y + top)
          if (block.isOpen) this.back([at + block.centre, y + top + block.height], down)
          at += block.width
        }
        if (trunk.isOpen) this.back([x + sizes.card / 2, y + trunk.height], down)
      },
    }
    if (!met || meeting === null) return forked
    return this.under(forked, edgesInto(this.document, meeting), met)
  }

  private endsAtOnce({ to }: Way, meeting: string | null): boolean {
    if (to === null) return true
    return to !== meeting && this.steps.get(to)?.kind === "stop"
  }

  private claim(id: string): boolean {
    if (this.placed.has(id)) return false
    this.placed.add(id)
    return true
  }

  private endBeside(way: Way, stop: string | undefined, x: number, y: number, isRound: boolean): void {
    const to: Point = [x + sizes.between, y]
    const points: Point[] = [[x, y], to]
    const half = x + sizes.between - 22
    this.lines.push({ points, edges: [edgeOf(way)], add: [half, y], words: null })
    if (stop === undefined) this.ends.push({ edge: edgeOf(way), at: to, to: way.to, isBeside: true, isRound })
    else this.cards.push({ id: stop, x: to[0], y: y - 26, width: sizes.beside, height: 52, isBeside: true })
  }

  /** To the right and down into a column of its own. */
  private aside(way: Way, from: Point, [x, y]: Point): void {
    const points: Point[] = [from, [x, from[1]], [x, y]]
    const middle = Math.max(y - sizes.gap / 2, (from[1] + y) / 2)
    this.lines.push({ points, edges: [edgeOf(way)], add: [x, middle], words: [x + 20, middle] })
  }

  /** From the foot of a column to where the ways meet. */
  private back([x, y]: Point, [toX, toY]: Point): void {
    if (x === toX && y === toY) return
    const points: Point[] =
      x === toX
        ? [
            [x, y],
            [toX, toY],
          ]
        : [
            [x, y],
            [x, toY],
            [toX, toY],
          ]
    this.lines.push({ points, edges: [], add: null, words: null })
  }
}

const edgeOf = ({ from, port }: Edge): Edge => ({ from, port })

/** The way that stays in the column: one that goes on to where ways meet, of these the one with most on it. */
function mainOf(steps: ReadonlyMap<string, Step>, ways: readonly Way[], meeting: string | null): Way {
  const [first, ...others] = ways.map((way) => ({ way, weight: weightOf(steps, way.to, meeting, new Map()) }))
  if (!first) throw new Error("a fork has ways")
  return others.reduce((best, one) => (one.weight > best.weight ? one : best), first).way
}

/** The length of the longest way from here. */
function weightOf(
  steps: ReadonlyMap<string, Step>,
  from: string | null,
  until: string | null,
  known: Map<string, number>,
): number {
  if (from === null) return 0
  if (from === until) return 1
  const step = steps.get(from)
  if (!step) return 0
  const found = known.get(from)
  if (found !== undefined) return found
  known.set(from, 0)
  const weight =
    step.kind === "stop" ? 0.5 : 1 + Math.max(0, ...waysOf(step).map(({ to }) => weightOf(steps, to, until, known)))
  known.set(from, weight)
  return weight
}
