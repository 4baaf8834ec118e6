import { audit } from "#brands"
import { clusterOf, customersByIds, suppressionsOf } from "#customers"
import { manyLettered } from "#messages"
import type { Context } from "#kernel/context"
import { anyEffect, appliedEffect, enqueue } from "#kernel/effects"
import { z } from "zod"
import { DeliverabilityError } from "./errors.ts"
import { reactedSince } from "./reactions.ts"
import { letRest, restsOf } from "./rests.ts"
import { deliverabilitySettings } from "./settings.ts"
import { countRests } from "./storage-rests.ts"

const dayMs = 86_400_000
const pageSize = 1_000
const nobody = "00000000-0000-0000-0000-000000000000"

type Rule = { readonly letters: number; readonly withinDays: number }
type Asleep = { readonly customerId: string; readonly address: string }

/**
 * People who reacted to none of many letters and did nothing else either, one page of those who got as many; `next` is where
 * the following page begins. Who is not written to anyway is left out.
 */
async function asleep(
  ctx: Context,
  rule: Rule,
  after: string,
): Promise<{ people: Asleep[]; next: string | undefined }> {
  const since = new Date(ctx.now().getTime() - rule.withinDays * dayMs)
  const ids = await manyLettered(ctx, rule.letters, since, after, pageSize)
  const present = await customersByIds(ctx, ids)
  const clusters = new Map<string, readonly string[]>()
  for (const { customerId } of present.values()) if (!clusters.has(customerId)) clusters.set(customerId, [customerId])
  // Facts stay under the ids they came for: of merged people all are asked.
  for (const [id, { customerId }] of present)
    if (id !== customerId) clusters.set(customerId, await clusterOf(ctx, customerId))
  const reacted = await reactedSince(ctx, [...clusters.values()].flat(), since)
  const candidates = [...new Map([...present.values()].map((person) => [person.customerId, person])).values()].flatMap(
    (person): Asleep[] =>
      person.email && !(clusters.get(person.customerId) ?? []).some((id) => reacted.has(id))
        ? [{ customerId: person.customerId, address: person.email }]
        : [],
  )
  const standing = await suppressionsOf(
    ctx,
    "email",
    candidates.map(({ address }) => address),
  )
  const rests = await restsOf(
    ctx,
    candidates.map(({ customerId }) => customerId),
  )
  return {
    people: candidates.filter(({ customerId, address }) => !standing.has(address) && !rests.has(customerId)),
    next: ids.length === pageSize ? ids.at(-1) : undefined,
  }
}

const mostPages = 20

/** How many would be let rest by the present rule, and the first of them (C14, C26). */
export async function hygiene(ctx: Context) {
  const { sunset } = await deliverabilitySettings(ctx)
  let count = 0
  const sample: string[] = []
  let after: string | undefined = nobody
  for (let page = 0; after !== undefined && page < mostPages; page++) {
    const found: Awaited<ReturnType<typeof asleep>> = await asleep(ctx, sunset, after)
    count += found.people.length
    sample.push(...found.people.slice(0, 20 - sample.length).map(({ customerId }) => customerId))
    after = found.next
  }
  return { asleep: count, isMore: after !== undefined, sample, rule: sunset, resting: await countRests(ctx) }
}

const Piece = z.object({ round: z.string(), after: z.uuid(), letters: z.int(), withinDays: z.int() })
type Piece = z.output<typeof Piece>

/** Lets those rest who sleep, a page at a time, so that no transaction is long. */
export const retireEffect = appliedEffect<Piece>({
  kind: "deliverability.retire",
  payload: Piece,
  concurrency: 1,
  title: { ja: "反応のない人を休止にする", en: "Letting those rest who do not react" },
  apply: async (ctx, { round, after, ...rule }) => {
    const { people, next } = await asleep(ctx, rule, after)
    await letRest(
      ctx,
      people.map(({ customerId }) => customerId),
      "no-reaction",
    )
    if (next !== undefined) await ask(ctx, { round, after: next, ...rule })
  },
})
export const retireEffects = [anyEffect(retireEffect)]

const ask = (ctx: Context, piece: Piece) => enqueue(ctx, retireEffect, piece, { key: `${piece.round}:${piece.after}` })

/** Lets everybody rest who fits the rule at this moment. Throws `deliverability.NothingToRetire`. */
export async function retire(ctx: Context): Promise<{ asked: number }> {
  const { asleep: asked, rule } = await hygiene(ctx)
  if (asked === 0) throw DeliverabilityError.NothingToRetire()
  const { letters, withinDays } = rule
  await audit(ctx, {
    action: "deliverability.retired",
    subject: "letters",
    after: { people: asked, letters, withinDays },
  })
  await ask(ctx, { round: ctx.id(), after: nobody, letters, withinDays })
  return { asked }
}

/** Daily, where the brand has said so (C26). */
export async function retireByItself(ctx: Context, occurrence: Date): Promise<void> {
  const { letters, withinDays, byItself } = (await deliverabilitySettings(ctx)).sunset
  if (byItself) await ask(ctx, { round: occurrence.toISOString(), after: nobody, letters, withinDays })
}
