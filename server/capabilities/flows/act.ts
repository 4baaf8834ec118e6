import { changeCustomer, customersByIds } from "#customers"
import { planLetters } from "#messages"
import type { Context } from "#kernel/context"
import { enqueue } from "#kernel/effects"
import { ExpectedError } from "#kernel/errors"
import { announce } from "#kernel/events"
import { sideBySide } from "#kernel/gather"
import { cartOf } from "./cart-facts-rules.ts"
import { flowReached } from "./events.ts"
import type { FlowEffect, Run } from "./model-run.ts"
import { noticeEffect } from "./notify-team.ts"
import { insertEntrants } from "./storage-entrants.ts"
import { insertTasks } from "./storage-tasks.ts"
import { afterSpan } from "./times-rules.ts"

/** Something to be done for one run. */
export type Act = { readonly run: Run; readonly effect: FlowEffect }
type ActOf<K extends FlowEffect["kind"]> = { readonly run: Run; readonly effect: Extract<FlowEffect, { kind: K }> }

/** What came of acts, by their keys, where there is more to say than that it was done. */
export type Told = ReadonlyMap<string, Readonly<Record<string, unknown>>>

const only = <K extends FlowEffect["kind"]>(acts: readonly Act[], kind: K): ActOf<K>[] =>
  acts.filter((act): act is ActOf<K> => act.effect.kind === kind)

/** How many changes of people go side by side. */
const together = 50

/**
 * Changes what is known of people, before anything else is decided about them in the same turn. What can't be written, such as
 * a value that the property does not take, is told, and she goes on.
 */
export async function changePeople(ctx: Context, acts: readonly Act[]): Promise<Told> {
  const told = new Map<string, Readonly<Record<string, unknown>>>()
  const changes = [...only(acts, "property"), ...only(acts, "tag")]
  if (changes.length === 0) return told
  const tags = only(acts, "tag")
  const people =
    tags.length > 0
      ? await customersByIds(
          ctx,
          tags.map(({ run }) => run.customerId),
        )
      : new Map()
  for (let i = 0; i < changes.length; i += together)
    await sideBySide(ctx, changes.slice(i, i + together), async (ctx, { run, effect }) => {
      const { key } = effect.step
      const value =
        effect.kind === "property"
          ? effect.step.value
          : withTag(people.get(run.customerId)?.properties[key], effect.step.tag, effect.step.isRemoved)
      try {
        await changeCustomer(ctx, run.customerId, { properties: { [key]: value } })
      } catch (error) {
        if (!(error instanceof ExpectedError)) throw error
        told.set(effect.key, { refused: error.code })
      }
    })
  return told
}

function withTag(before: unknown, tag: string, isRemoved: boolean): string[] {
  const tags = Array.isArray(before) ? before.filter((one): one is string => typeof one === "string") : []
  if (isRemoved) return tags.filter((one) => one !== tag)
  return tags.includes(tag) ? tags : [...tags, tag]
}

/** Does the rest of what steps have decided, each key once, in the transaction that moves the runs on. */
export async function carryOut(ctx: Context, acts: readonly Act[], zone: string): Promise<Told> {
  if (acts.length === 0) return new Map()
  const told = await writeLetters(ctx, only(acts, "letter"), zone)
  await insertTasks(
    ctx,
    only(acts, "task").map(({ run, effect }) => ({
      taskId: ctx.id(),
      flowId: run.flowId,
      key: effect.key,
      customerId: run.customerId,
      titleJa: effect.step.title.ja,
      titleEn: effect.step.title.en,
      text: effect.step.text,
    })),
  )
  await insertEntrants(
    ctx,
    only(acts, "start-flow").flatMap(({ run, effect }) => {
      const { flowId } = effect.step
      const chain = Number(run.facts.chain ?? 0) + 1
      return flowId === null
        ? []
        : [
            {
              flowId,
              entryKey: `flow:${effect.key}`,
              customerId: run.customerId,
              at: ctx.now(),
              facts: { ...run.facts, chain },
            },
          ]
    }),
  )
  await tellSystems(ctx, only(acts, "webhook"))
  await tellTeam(ctx, only(acts, "notify"))
  return told
}

async function writeLetters(ctx: Context, acts: readonly ActOf<"letter">[], zone: string): Promise<Told> {
  const planned = await planLetters(
    ctx,
    acts.map(({ run, effect }) => {
      const { step } = effect
      return {
        customerId: run.customerId,
        template: effect.template,
        origin: { kind: "flow", id: run.flowId, version: run.version, step: step.id },
        key: effect.key,
        purpose: step.purpose,
        channels: effect.channels,
        intent: step.intent,
        ...(step.discountBp === undefined ? {} : { discountBp: step.discountBp }),
        ...(step.topic === undefined ? {} : { topic: step.topic }),
        ...(step.segmentId === undefined ? {} : { segmentId: step.segmentId }),
        facts: factsForText(run),
        expiresAt: afterSpan(ctx.now(), step.expiresAfter, zone),
        isHeld: effect.isHeld,
      }
    }),
  )
  return new Map(planned.map(({ key, messageId }) => [key, { messageId }]))
}

/** What texts may name: what the run carries, the cart that its event tells of, and the event's own properties where nothing else has them. */
function factsForText({ facts }: Run): Readonly<Record<string, unknown>> {
  const { chain: _chain, goalHeld: _held, ...rest } = facts
  const event = facts.met ?? facts.event
  const cart = cartOf(facts.event)
  return { ...event?.properties, ...(cart ? { cart } : {}), ...rest, ...(event ? { event } : {}) }
}

/** Announced for all of one step at once: who listens writes one message about them. */
async function tellSystems(ctx: Context, acts: readonly ActOf<"webhook">[]): Promise<void> {
  for (const group of bySteps(acts)) {
    const [first] = group
    if (!first) continue
    const { run, effect } = first
    await announce(ctx, flowReached, {
      flowId: run.flowId,
      version: run.version,
      step: effect.step.id,
      topic: effect.step.topic,
      customerIds: group.map(({ run }) => run.customerId),
      at: ctx.now(),
    })
  }
}

const hourMs = 3_600_000

/** One mail an hour for each step, however many come by: ten minutes after the first, saying how many they were. */
async function tellTeam(ctx: Context, acts: readonly ActOf<"notify">[]): Promise<void> {
  for (const group of bySteps(acts)) {
    const [first] = group
    if (!first) continue
    const { flowId, version } = first.run
    const since = new Date(Math.floor(ctx.now().getTime() / hourMs) * hourMs)
    const step = first.effect.step.id
    await enqueue(
      ctx,
      noticeEffect,
      { flowId, version, step, since },
      { key: `${flowId}:${step}:${since.toISOString()}`, notBefore: new Date(ctx.now().getTime() + 600_000) },
    )
  }
}

function bySteps<A extends Act>(acts: readonly A[]): A[][] {
  const groups = new Map<string, A[]>()
  for (const act of acts) {
    const key = `${act.run.flowId} ${act.run.version} ${act.effect.step.id}`
    const group = groups.get(key)
    if (group) group.push(act)
    else groups.set(key, [act])
  }
  return [...groups.values()]
}
