import type { StandingOrder } from "#orders"
import type { Attempt, LiveQuest, Question, QuestDocument, Task } from "./model.ts"

/** How far somebody is with something that is counted. */
export type Counted = {
  /** Rounds that are full, at most as many as there may be. */
  readonly rounds: number
  /** Towards the next one; all of them when no further round is possible. */
  readonly got: number
}

type Span = { readonly from: Date; readonly until: Date | null }
const dayMs = 86_400_000

/** From when on things count: its opening, or its first publication. */
export const spanOf = ({ document, liveSince }: Pick<LiveQuest, "document" | "liveSince">): Span => ({
  from: document.opensAt ?? liveSince,
  until: document.closesAt,
})

const within = (at: Date, { from, until }: Span) => at >= from && (until === null || at < until)

/** So many pieces as rounds of `needs`; what is beyond the last possible round is not counted. */
export function roundsOf(pieces: number, needs: number, most: number | null): Counted {
  const full = Math.floor(pieces / needs)
  const rounds = most === null ? full : Math.min(full, most)
  return { rounds, got: most !== null && rounds >= most ? needs : pieces - rounds * needs }
}

/** Stamps of purchases that stand (H22): what was cancelled or given back is not among them. */
export function stampsOf(
  task: Extract<Task, { kind: "stamps" }>,
  orders: readonly StandingOrder[],
  span: Span,
): number {
  const counted = orders.filter(
    ({ placedAt, channel }) => within(placedAt, span) && (task.channel === "any" || task.channel === channel),
  )
  const wanted = new Set(task.productIds)
  const ofOrder = (order: StandingOrder): number =>
    wanted.size === 0 ? order.net : order.products.reduce((sum, { id, net }) => (wanted.has(id) ? sum + net : sum), 0)
  const holds = (order: StandingOrder) => wanted.size === 0 || order.products.some(({ id }) => wanted.has(id))
  const { counts } = task
  switch (counts.by) {
    case "order":
      return counted.filter((order) => holds(order) && ofOrder(order) >= Math.max(1, counts.least)).length
    case "spend":
      return Math.floor(counted.reduce((sum, order) => sum + Math.max(0, ofOrder(order)), 0) / counts.per)
    case "goods": {
      const bought = counted.flatMap(({ products }) => products.map(({ id }) => id))
      return new Set(bought.filter((id) => wanted.size === 0 || wanted.has(id))).size
    }
  }
}

export type Done = {
  readonly name: string
  readonly occurredAt: Date
  readonly properties: Readonly<Record<string, unknown>>
}

/**
 * A challenge: `needs` of these deeds make a round. With `withinDays` only those count that are no further apart than that;
 * `dayOf` gives the brand's day of an instant.
 */
export function challengeOf(
  task: Extract<Task, { kind: "challenge" }>,
  deeds: readonly Done[],
  { span, most, now, dayOf }: { span: Span; most: number | null; now: Date; dayOf: (at: Date) => string },
): Counted {
  const fitting = deeds
    .filter((deed) => deed.name === task.event && within(deed.occurredAt, span) && fits(task.where, deed.properties))
    .sort((a, b) => a.occurredAt.getTime() - b.occurredAt.getTime())
  const days = new Set<string>()
  let open: number[] = []
  let rounds = 0
  const stillOpen = (at: number) =>
    task.withinDays === null ? open : open.filter((ms) => at - ms < (task.withinDays ?? 0) * dayMs)
  for (const { occurredAt } of fitting) {
    if (most !== null && rounds >= most) break
    const day = dayOf(occurredAt)
    if (task.isOncePerDay && days.has(day)) continue
    days.add(day)
    open = [...stillOpen(occurredAt.getTime()), occurredAt.getTime()]
    if (open.length < task.needs) continue
    rounds++
    open = []
  }
  if (most !== null && rounds >= most) return { rounds, got: task.needs }
  return { rounds, got: stillOpen(now.getTime()).length }
}

const fits = (where: Extract<Task, { kind: "challenge" }>["where"], properties: Done["properties"]) =>
  where.every(({ property, is }) => String(properties[property] ?? "") === is)

/** How many of these answers are right. By the question's place; what is not answered is wrong, any opinion is right. */
export const rightOf = (questions: readonly Question[], answers: readonly (string | undefined)[]): number =>
  questions.filter(({ right }, index) => (right === null ? Boolean(answers[index]) : answers[index] === right)).length

/** What a browser may see of a question: never which choice is right. */
export const shownQuestion = ({ ask, choices }: Question): Pick<Question, "ask" | "choices"> => ({ ask, choices })

export type Turn =
  /** She may answer: in this round, with so many tries left. */
  | { readonly state: "open"; readonly round: number; readonly triesLeft: number }
  /** It is over for her until then; null: for good. */
  | { readonly state: "done" | "no-tries"; readonly nextAt: Date | null }

/** Whether somebody may take a quiz now, given all of her attempts, oldest first. */
export function turnOf(
  { task, rounds, restDays }: Pick<QuestDocument, "task" | "rounds" | "restDays">,
  attempts: readonly Attempt[],
  now: Date,
): Turn {
  const tries = task.kind === "trivia" ? task.tries : 1
  const last = attempts.at(-1)
  const round = last?.round ?? 1
  const ofRound = attempts.filter((attempt) => attempt.round === round)
  const hasPassed = ofRound.some((attempt) => attempt.hasPassed)
  if (!last || (!hasPassed && ofRound.length < tries))
    return { state: "open", round, triesLeft: tries - ofRound.length }
  const isLast = rounds !== null && round >= rounds
  if (isLast) return { state: hasPassed ? "done" : "no-tries", nextAt: null }
  const nextAt = new Date(last.at.getTime() + restDays * dayMs)
  if (nextAt > now) return { state: hasPassed ? "done" : "no-tries", nextAt }
  return { state: "open", round: round + 1, triesLeft: tries }
}

/** Events by which a quest's count may change. */
export function namesOf(task: Task): string[] {
  if (task.kind === "challenge") return [task.event]
  if (task.kind === "stamps")
    return ["Order Placed", "Order Completed", "Order Updated", "Order Cancelled", "Order Refunded"]
  return []
}

export type Gatekeeper = {
  readonly isMember: boolean
  readonly rank: string | null
  readonly segments: ReadonlySet<string>
}

/** Whether a quest is meant for her, and open now. */
export function isFor({ gates, opensAt, closesAt }: QuestDocument, person: Gatekeeper, now: Date): boolean {
  if ((opensAt && opensAt > now) || (closesAt && closesAt <= now)) return false
  return isMeantFor(gates, person)
}

export const isMeantFor = (gates: QuestDocument["gates"], { isMember, rank, segments }: Gatekeeper): boolean =>
  (!gates.isForMembers || isMember) &&
  (gates.ranks.length === 0 || (rank !== null && gates.ranks.includes(rank))) &&
  (gates.segmentId === null || segments.has(gates.segmentId))
