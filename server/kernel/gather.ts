import type { Context } from "./context.ts"
import { inQuickTransaction, mustBeInTransaction } from "./context.ts"
import type { AskedItem, Gathering } from "./gathering.ts"

type Answer<I, R> = (ctx: Context, items: readonly I[]) => Promise<readonly R[]>

/**
 * Asks about one thing. Pieces of work that go side by side wait for each other before they ask, and those who ask the
 * same are answered by one call, so that ten orders cost the statements of one; a piece that goes alone is answered at once.
 * `answer` gives as many answers as it was given items, in their order. Whatever differs from piece to piece (its cause)
 * belongs into the item: the context is that of one of them.
 */
export async function gather<I, R>(ctx: Context, question: string, item: I, answer: Answer<I, R>): Promise<R> {
  const { gathering } = ctx
  if (!gathering) return (await answer(ctx, [item]))[0] as R // safe: as many answers as items
  return new Promise<R>((resolve, reject) => {
    const one: AskedItem = { item, resolve: resolve as AskedItem["resolve"], reject } // safe: answer() gives an R for each I
    const name = `${ctx.brandId} ${question}`
    const known = gathering.questions.get(name)
    if (known) known.asked.push(one)
    else {
      const asked = [one]
      // safe: those who ask under one name hand over items of one type
      const answerThem = () => void answerAll(ctx, gathering, asked, answer as Answer<unknown, unknown>)
      gathering.questions.set(name, { asked, answer: answerThem })
    }
    gathering.waiting++
    answerIfAllWait(gathering)
  })
}

/** The same about many things at once: everybody gets the one answer over all that was asked. */
export const gatherOver = <I, R>(
  ctx: Context,
  question: string,
  items: readonly I[],
  answer: (ctx: Context, items: readonly I[]) => Promise<R>,
): Promise<R> =>
  gather(ctx, question, items, async (ctx, groups) => {
    const found = await answer(ctx, groups.flat())
    return groups.map(() => found)
  })

/** While one piece is still on its way to its next question, the others wait for it: it may be the same. */
function answerIfAllWait(gathering: Gathering): void {
  if (gathering.waiting < gathering.live) return
  const questions = [...gathering.questions.values()]
  gathering.questions.clear()
  for (const { answer } of questions) answer()
}

async function answerAll(
  ctx: Context,
  gathering: Gathering,
  asked: readonly AskedItem[],
  answer: Answer<unknown, unknown>,
) {
  try {
    const answers = await answer(
      { ...ctx, gathering: undefined },
      asked.map(({ item }) => item),
    )
    gathering.waiting -= asked.length
    asked.forEach(({ resolve }, index) => resolve(answers[index]))
  } catch (error) {
    gathering.waiting -= asked.length
    for (const { reject } of asked) reject(error)
  }
}

/**
 * Carries out several pieces of work in the caller's transaction, side by side. Throws the first error, after all have
 * ended: the transaction is of no more use then.
 */
export async function sideBySide<I, R>(
  ctx: Context,
  items: readonly I[],
  work: (ctx: Context, item: I) => Promise<R>,
): Promise<R[]> {
  mustBeInTransaction(ctx)
  const [only] = items
  if (items.length === 1) return [await work(ctx, only as I)] // safe: there is one
  const gathering: Gathering = { live: items.length, waiting: 0, questions: new Map() }
  const end = () => {
    gathering.live--
    answerIfAllWait(gathering)
  }
  const ended = await Promise.allSettled(items.map((item) => work({ ...ctx, gathering }, item).finally(end)))
  return ended.map((end) => {
    if (end.status === "rejected") throw end.reason
    return end.value
  })
}

type Waiting = {
  readonly ctx: Context
  readonly apart: readonly string[]
  readonly work: (ctx: Context) => Promise<unknown>
  readonly resolve: (value: unknown) => void
  readonly reject: (error: unknown) => void
}

/** At most so many share one transaction. */
const together = 50
/** How long those who wait do so for callers who have just been answered to come again, milliseconds. */
const lingerMs = 2

/** All who ask for one thing of one brand. */
type Line = {
  readonly waiting: Waiting[]
  /** How many are in the group under way. */
  inHand: number
  /** How many were here at the same moment of late, waiting or under way. */
  usual: number
  /** Until when a group that is smaller than usual waits for others. */
  lingersUntil: number
  timer: NodeJS.Timeout | undefined
  /** Whether it is going to be looked at in a moment. */
  isLookedAt: boolean
}
const lines = new Map<string, Line>()

/**
 * Carries out `work` in a transaction of the context's brand that it may share: whoever comes while a group of this name is
 * under way goes into the next, side by side with all who came meanwhile. One group at a time: two would be half as large
 * each, and a group costs little more than one piece. Each still stands for itself: when one fails, all are carried out
 * again, one by one. So `work` may run more than once, as in `inTransaction`. Two that name the same in `apart` never share
 * a transaction. Inside a transaction it just runs.
 *
 * Callers who were answered together come again together, but not in the same instant: where several were here of late, a
 * group waits a moment for its share of them. A piece that comes alone waits for nobody.
 */
export function inSharedTransaction<R>(
  ctx: Context,
  name: string,
  work: (ctx: Context) => Promise<R>,
  { apart = [] }: { readonly apart?: readonly string[] } = {},
): Promise<R> {
  if (ctx.db.isTransaction) return work(ctx)
  return new Promise<R>((resolve, reject) => {
    const waiting: Waiting = { ctx, apart, work, resolve: resolve as Waiting["resolve"], reject } // safe: work() gives an R
    const place = `${ctx.brandId} ${name}`
    const line = lines.get(place) ?? freshLine()
    lines.set(place, line)
    if (line.waiting.length === 0) line.lingersUntil = performance.now() + lingerMs
    line.waiting.push(waiting)
    line.usual = Math.max(line.usual, line.waiting.length + line.inHand)
    lookSoon(place, line)
  })
}

const freshLine = (): Line => {
  const nobody = { inHand: 0, usual: 0 }
  return { waiting: [], ...nobody, lingersUntil: 0, timer: undefined, isLookedAt: false }
}

/** Has the line looked at once all that is just arriving has come. */
function lookSoon(place: string, line: Line): void {
  if (line.isLookedAt || line.inHand > 0) return
  line.isLookedAt = true
  setImmediate(() => {
    line.isLookedAt = false
    letGo(place, line)
  })
}

/** Sends off the next group, if it can go. */
function letGo(place: string, line: Line): void {
  if (line.inHand > 0 || line.waiting.length === 0) return
  const left = line.lingersUntil - performance.now()
  if (line.waiting.length >= line.usual || left <= 0) return send(place, line, takeGroup(line.waiting))
  line.timer ??= setTimeout(() => {
    line.timer = undefined
    letGo(place, line)
  }, left)
}

function send(place: string, line: Line, group: readonly Waiting[]): void {
  line.inHand = group.length
  void carryOutGroup(group).then(() => {
    line.inHand = 0
    line.lingersUntil = performance.now() + lingerMs
    // A crowd that is gone is forgotten within a few groups.
    line.usual = Math.max(line.waiting.length, Math.floor(line.usual * 0.9))
    if (line.waiting.length + line.usual === 0) lines.delete(place)
    else lookSoon(place, line)
  })
}

/** Those who have waited longest and have nothing in common. */
function takeGroup(waiting: Waiting[]): Waiting[] {
  const [group, named]: [Waiting[], Set<string>] = [[], new Set()]
  for (let at = 0; at < waiting.length && group.length < together; ) {
    const one = waiting[at]
    if (!one || one.apart.some((name) => named.has(name))) at++
    else {
      for (const name of one.apart) named.add(name)
      group.push(...waiting.splice(at, 1))
    }
  }
  return group
}

async function carryOutGroup(group: readonly Waiting[]): Promise<void> {
  const [first] = group
  if (!first) return
  try {
    const values = await inQuickTransaction(first.ctx, (tx) =>
      sideBySide(tx, group, ({ db, afterCommit, gathering }, { ctx, work }) =>
        work({ ...ctx, db, afterCommit, gathering }),
      ),
    )
    group.forEach(({ resolve }, index) => resolve(values[index]))
  } catch (error) {
    if (group.length === 1) return first.reject(error)
    for (const one of group) await carryOutGroup([one])
  }
}
