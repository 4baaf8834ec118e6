import { brandById, zonedBrands } from "#brands"
import { timeIsInDoubt } from "#kernel/clock-watch"
import { type Context, inBrand, inTransaction, sqlState } from "#kernel/context"
import { crashpoints } from "#kernel/crashpoint"
import { isUnreachable } from "#kernel/db"
import { ExpectedError } from "#kernel/errors"
import { dayIn } from "#kernel/zones"
import { type Act, carryOut, changePeople, type Told } from "./act.ts"
import { answersFor, type Asking, visitKey } from "./answers.ts"
import { type Ground, productOf } from "./check-rules.ts"
import { groundAt, withStock } from "./ground.ts"
import { createKnowledge, type Knowledge } from "./knowledge.ts"
import type { Answer, Run, Taken } from "./model-run.ts"
import { conditionsOf, type Plan } from "./plan-rules.ts"
import { planKey, plansOf } from "./plans.ts"
import { mostStepsInOneGo, needsOf, parked, step, type Stepped } from "./step-rules.ts"
import { selectFlows } from "./storage.ts"
import { brandsDue, claimDue, claimOne, insertCounts, insertGoes, type StepCount, updateRuns } from "./storage-runs.ts"

const crash = crashpoints("flows.before_commit", "flows.after_commit")

/** How many people go on in one transaction: enough that each costs little, few enough that others are not held up. */
export const peopleAtOnce = 1_000

/**
 * Lets everybody go on who is due, a batch for each brand. While the time is in doubt nobody goes on: a clock that jumped a
 * day must not send what belongs to tomorrow (F60). Returns whether there may be more.
 */
export async function advanceRuns(ctx: Context): Promise<boolean> {
  const brands = (await zonedBrands(ctx)).map(({ brandId }) => brandId)
  if (await inTransaction(ctx, timeIsInDoubt)) return false
  let more = false
  for (const brandId of await inTransaction(ctx, (ctx) => brandsDue(ctx, brands, ctx.now())))
    more = (await advanceTogether(inBrand(ctx, brandId))) > 0 || more
  return more
}

/** So many batches one after the other before others are looked at: less than a second. */
const batchesATurn = 8

/**
 * Three lines of batches side by side, none of which waits for the others: while one is decided here, the others are read and
 * written. Returns how many people were looked at.
 */
export async function advanceTogether(ctx: Context): Promise<number> {
  const line = async (): Promise<number> => {
    let looked = 0
    for (let batch = 0; batch < batchesATurn; batch++) {
      const people = await advanceBrand(ctx)
      looked += people
      if (people < peopleAtOnce) break
    }
    return looked
  }
  const looked = await Promise.all([line(), line(), line()])
  return looked.reduce((sum, n) => sum + n, 0)
}

/** One batch of one brand. Returns how many steps were taken, and who was looked at. */
export async function advanceBrand(ctx: Context, limit = peopleAtOnce): Promise<number> {
  let claimed: readonly Run[] = []
  try {
    const looked = await inTransaction(ctx, async (ctx) => {
      claimed = await claimDue(ctx, ctx.now(), limit)
      if (claimed.length === 0) return 0
      await advance(ctx, claimed)
      crash("flows.before_commit")
      return claimed.length
    })
    if (looked > 0) crash("flows.after_commit")
    return looked
  } catch (error) {
    if (isPassing(error) || claimed.length === 0) throw error
    ctx.log.warn({ err: error, brandId: ctx.brandId }, "people of flows can't go on together; one by one")
    return advanceOneByOne(ctx, claimed)
  }
}

/** A fault of the moment, not of anybody's run: the next turn tries again. */
const isPassing = (error: unknown): boolean => isUnreachable(error) || /^(40|53|57|58|55)/.test(sqlState(error) ?? "")

/** Whose step fails is parked with the reason, for a person to see to; the others go on (F08). */
async function advanceOneByOne(ctx: Context, claimed: readonly Run[]): Promise<number> {
  for (const one of claimed) {
    try {
      await inTransaction(ctx, async (ctx) => {
        const run = await claimOne(ctx, one, ctx.now())
        if (run) await advance(ctx, [run])
      })
    } catch (error) {
      if (isPassing(error)) throw error
      ctx.log.error(
        { err: error, runId: one.runId, brandId: ctx.brandId },
        "somebody can't go on in a flow and is parked",
      )
      await inTransaction(ctx, async (ctx) => {
        const run = await claimOne(ctx, one, ctx.now())
        if (run) await updateRuns(ctx, [{ run: parked(run, `error: ${nameOf(error)}`), before: run }])
      })
    }
  }
  return claimed.length
}

const nameOf = (error: unknown): string =>
  error instanceof ExpectedError ? error.code : (sqlState(error) ?? (error instanceof Error ? error.name : "error"))

type Going = {
  readonly before: Run
  readonly plan: Plan
  readonly isShadow: boolean
  run: Run
  taken: Taken[]
  isDone: boolean
}

/** Takes as many steps with these people as can be taken now, all together, and writes down what came of it. */
async function advance(moving: Context, runs: readonly Run[]): Promise<void> {
  // One moment for all of it: what is decided of one step must not differ from the next because time went on meanwhile.
  const now = moving.now()
  const ctx = { ...moving, now: () => now }
  const plans = await plansOf(ctx, runs)
  const shadow = new Set((await selectFlows(ctx)).filter(({ mode }) => mode === "shadow").map(({ flowId }) => flowId))
  const going = runs.flatMap((run): Going[] => {
    const plan = plans.get(planKey(run))
    const isShadow = shadow.has(run.flowId)
    return plan ? [{ before: run, run, plan, isShadow, taken: [], isDone: false }] : []
  })
  const conditions = [...new Set(going.map(({ plan }) => plan))].flatMap(({ document }) => conditionsOf(document))
  const zone = (await brandById(ctx, ctx.brandId))?.zone ?? "Asia/Tokyo"
  const acts = await walk(ctx, going, await groundAt(ctx, ctx.now(), conditions), createKnowledge(ctx, zone))
  const told = await carryOut(ctx, acts, zone)
  await writeDown(ctx, going, told, zone)
}

/** Round after round, one step for everybody who can take one; what is known, drawn and done is asked for together. */
async function walk(ctx: Context, all: readonly Going[], ground: Ground, knowledge: Knowledge): Promise<Act[]> {
  const acts: Act[] = []
  const grounds = { open: ground, shadow: { ...ground, isShadow: true } }
  const needed: NeedsByStep = new Map()
  for (let round = 0, going = all; going.length > 0; round++) {
    if (round === mostStepsInOneGo) {
      for (const one of going) one.run = parked(one.run, "too-many-steps")
      break
    }
    await learn(ctx, going, grounds, knowledge, needed)
    const stepped = going.map((one) => ({ one, stepped: take(ctx, one, grounds, knowledge) }))
    const asking = stepped.flatMap(({ one, stepped }): (Asking & { one: Going })[] =>
      stepped.ask ? [{ run: stepped.run, step: stepped.ask, one }] : [],
    )
    const answers = asking.length > 0 ? await answersFor(ctx, asking) : new Map<string, Answer>()
    const changes: Act[] = []
    for (const { one, stepped: first } of stepped) {
      const answer = first.ask ? answers.get(visitKey(first.run, first.ask.id)) : undefined
      const now = first.ask ? take(ctx, one, grounds, knowledge, answer) : first
      for (const effect of now.effects)
        (effect.kind === "property" || effect.kind === "tag" ? changes : acts).push({ run: now.run, effect })
      keep(one, now, ctx.now())
    }
    if (changes.length > 0) await change(ctx, changes, all, knowledge)
    going = going.filter((one) => !one.isDone)
  }
  return acts
}

type Grounds = { open: Ground; shadow: Ground }
const groundOf = (one: Going, grounds: Grounds) => (one.isShadow ? grounds.shadow : grounds.open)

type Needs = ReturnType<typeof needsOf>
/** What must be known at each step of each plan, by whether the goal is reached: the same for everybody who stands there. */
type NeedsByStep = Map<Plan, Map<string, Needs>>

function neededBy(one: Going, ground: Ground, needed: NeedsByStep): Needs {
  const { plan, run } = one
  let steps = needed.get(plan)
  if (!steps) needed.set(plan, (steps = new Map()))
  const at = run.goalAt ? `${run.step} goal` : (run.step ?? "")
  let needs = steps.get(at)
  if (!needs) steps.set(at, (needs = needsOf(run, { plan, ground })))
  return needs
}

async function learn(
  ctx: Context,
  going: readonly Going[],
  grounds: Grounds,
  knowledge: Knowledge,
  needed: NeedsByStep,
): Promise<void> {
  const needs = going.map((one) => ({ one, needs: neededBy(one, groundOf(one, grounds), needed) }))
  const wishes = needs.filter(({ needs }) => needs.person || needs.names.length > 0)
  if (wishes.length > 0)
    await knowledge.learn(wishes.map(({ one, needs }) => ({ customerId: one.run.customerId, ...needs })))
  const products = needs.flatMap(({ one, needs }) => (needs.stock ? (productOf(one.run.facts) ?? []) : []))
  if (products.length === 0) return
  grounds.open = await withStock(ctx, grounds.open, products)
  grounds.shadow = { ...grounds.open, isShadow: true }
}

const take = (ctx: Context, one: Going, grounds: Grounds, knowledge: Knowledge, answer?: Answer): Stepped =>
  step(one.run, {
    plan: one.plan,
    known: knowledge.of(one.run.customerId),
    ground: groundOf(one, grounds),
    now: ctx.now(),
    answer,
  })

function keep(one: Going, { run, taken }: Stepped, now: Date): void {
  one.run = run
  if (taken) one.taken.push(taken)
  one.isDone = run.state !== "active" || run.dueAt === null || run.dueAt > now || taken === null
}

async function change(ctx: Context, changes: readonly Act[], all: readonly Going[], knowledge: Knowledge) {
  const told = await changePeople(ctx, changes)
  knowledge.forget(changes.map(({ run }) => run.customerId))
  if (told.size === 0) return
  for (const one of all)
    one.taken = one.taken.map((taken) => {
      const refused = told.get(visitKey({ runId: one.run.runId, visit: taken.visit }, taken.step))
      return refused ? { ...taken, outcome: "refused", seen: { ...taken.seen, ...refused } } : taken
    })
}

async function writeDown(ctx: Context, going: readonly Going[], told: Told, zone: string): Promise<void> {
  await updateRuns(ctx, going)
  const goes = going.map(({ run, taken }) => ({
    flowId: run.flowId,
    version: run.version,
    runId: run.runId,
    taken: told.size === 0 ? taken : taken.map((one) => withTold(one, run.runId, told)),
  }))
  await insertGoes(ctx, goes)
  await insertCounts(ctx, countsOf(goes, dayIn(zone, ctx.now())))
}

function withTold(taken: Taken, runId: string, told: Told): Taken {
  const more = told.get(visitKey({ runId, visit: taken.visit }, taken.step))
  return more ? { ...taken, seen: { ...taken.seen, ...more } } : taken
}

type Left = Pick<Run, "flowId" | "version"> & { readonly taken: readonly Pick<Taken, "step" | "way" | "outcome">[] }
type Counting = { -readonly [K in keyof StepCount]: StepCount[K] }

/** One row for each way out of each step. */
export function countsOf(goes: readonly Left[], day: string): StepCount[] {
  const flows = new Map<string, Map<number, Map<string, Counting[]>>>()
  const all: Counting[] = []
  for (const { flowId, version, taken } of goes) {
    const steps = inner(inner(flows, flowId), version)
    for (const one of taken) {
      const way = one.way ?? "next"
      let ways = steps.get(one.step)
      if (!ways) steps.set(one.step, (ways = []))
      let count = ways.find((known) => known.way === way && known.outcome === one.outcome)
      if (!count) {
        count = { flowId, version, step: one.step, way, outcome: one.outcome, day, n: 0 }
        ways.push(count)
        all.push(count)
      }
      count.n++
    }
  }
  return all
}

/** Maps within maps: a text put together for each step would cost more than all else here. */
function inner<K, I, V>(maps: Map<K, Map<I, V>>, key: K): Map<I, V> {
  let found = maps.get(key)
  if (!found) maps.set(key, (found = new Map()))
  return found
}
