import { advanceFlows, callFlow, createFlow, enterFlows, finishTask, FlowDocument, publishFlow, tasksOf } from "#flows"
import type { Context } from "#kernel/context"
import type { Life } from "./model.ts"
import { day, hour } from "./times.ts"

type Known = {
  readonly life: Life
  readonly customerIds: ReadonlyMap<number, string>
  readonly madeAt: Date
}

const thanks = FlowDocument.parse({
  format: 1,
  trigger: { kind: "call" },
  // One in five is kept apart: what the present is worth shows in what both buy afterwards.
  holdoutBp: 2_000,
  first: "rest",
  steps: [
    { kind: "wait", id: "rest", until: { kind: "span", span: { n: 3, unit: "days" } }, next: "present" },
    {
      kind: "contributed",
      id: "present",
      step: "points.award",
      with: {
        points: 100,
        reason: { ja: "はじめてのお買い物のお礼", en: "Thank you for your first order" },
      },
      next: null,
    },
  ],
})

const greetings = FlowDocument.parse({
  format: 1,
  trigger: { kind: "call" },
  holdoutBp: 0,
  first: "greet",
  steps: [
    {
      kind: "task",
      id: "greet",
      title: { ja: "お電話かお手紙で、お肌のその後をうかがう", en: "Ask how her skin is, by phone or letter" },
      text: "前回のご相談の続きです。顧客カードの会話をご覧ください。",
      next: null,
    },
  ],
})

/**
 * Flows of the past, which wrote to nobody: a present after the first order, given over half a year beside a group kept
 * apart, and what the stores are asked to do for some whom they know.
 */
export async function bringPastFlows(filling: Context, { life, customerIds, madeAt }: Known): Promise<void> {
  const at = (ago: number): Context => ({ ...filling, now: () => new Date(madeAt.getTime() - ago) })
  const idsOf = (people: readonly number[]) => people.flatMap((index) => customerIds.get(index) || [])
  const present = await opened(at(190 * day), thanks, {
    ja: "はじめてのお買い物に、100ポイント",
    en: "100 points for the first order",
  })
  for (const ago of [180, 150, 120, 90, 60]) {
    const people = idsOf(firstBuyers(life, madeAt.getTime() - (ago + 30) * day, madeAt.getTime() - ago * day))
    if (people.length === 0) continue
    await callFlow(at(ago * day), present, { customerIds: people, key: `first:${ago}`, facts: {} })
    await enterFlows(at(ago * day))
    await advanceFlows(at(ago * day))
    await advanceFlows(at((ago - 3) * day - hour))
  }
  await bringTasks(at, idsOf(regulars(life).slice(0, 9)))
}

async function bringTasks(at: (ago: number) => Context, people: readonly string[]): Promise<void> {
  if (people.length === 0) return
  const flowId = await opened(at(30 * day), greetings, { ja: "店舗からのお声がけ", en: "A word from the store" })
  await callFlow(at(4 * day), flowId, { customerIds: people, key: "autumn", facts: {} })
  await enterFlows(at(4 * day))
  await advanceFlows(at(4 * day))
  const { items } = await tasksOf(at(2 * day), { state: "open", limit: 4 })
  for (const { taskId } of items) await finishTask(at(2 * day), taskId)
}

async function opened(ctx: Context, document: FlowDocument, name: { ja: string; en: string }): Promise<string> {
  const { flowId, revision } = (await createFlow(ctx, { name, document })).flow
  await publishFlow(ctx, flowId, { revision, inside: "stay", mode: "live" })
  return flowId
}

/** Whose first order lies between these. */
function firstBuyers({ orders }: Life, from: number, until: number): number[] {
  const firsts = new Map<number, number>()
  for (const { person, snapshot } of orders)
    if (!firsts.has(person)) firsts.set(person, snapshot.cancelledAt ? Number.NaN : snapshot.placedAt.getTime())
  return [...firsts].flatMap(([person, placedAt]) => (placedAt >= from && placedAt < until ? [person] : []))
}

/** Who buys in a store and has come back there. */
function regulars({ people, orders }: Life): number[] {
  const counts = Map.groupBy(
    orders.filter(({ snapshot }) => snapshot.channel === "store"),
    ({ person }) => person,
  )
  return people.flatMap(({ person }) =>
    person.home !== "online" && (counts.get(person.index)?.length ?? 0) >= 3 ? [person.index] : [],
  )
}
