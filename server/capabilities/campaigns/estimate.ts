import { customersByIds } from "#customers"
import { foreseeLetters, type LetterDocument } from "#messages"
import { audienceSample, countAudienceMembers } from "#segments"
import type { Context } from "#kernel/context"
import { sendUntil } from "./due-rules.ts"
import type { CampaignRow } from "./model-stored.ts"
import type { Estimate } from "./model-views.ts"
import { momentsOf } from "./moments.ts"
import { has, namedOfCustomer, textsOf } from "./words-rules.ts"

/** So many are looked at; a smaller audience is looked at whole. */
const sampleSize = 500
const shown = 20

export type Lacking = { readonly variable: string; readonly people: number }

/**
 * Who gets it and who doesn't, as it would be decided at its moment: everybody of a small audience, some of a large one.
 * Nothing is written, nobody is assigned to anything.
 */
export async function estimate(
  ctx: Context,
  campaign: CampaignRow,
  { dueAt, zone, documents }: { dueAt: Date; zone: string; documents: ReadonlyMap<string, LetterDocument> },
): Promise<{ estimate: Estimate; lacking: Lacking[] }> {
  const { plan } = campaign
  const audience = { ...plan.audience, at: null }
  const count = await countAudienceMembers(ctx, audience)
  const ids = await audienceSample(ctx, audience, { most: sampleSize, of: count })
  const moments = await momentsOf(ctx, { plan, dueAt, zone }, ids)
  const outcomes = await outcomesOf(ctx, campaign, ids, moments.of)
  const tally = (of: (o: Outcome) => string | null) => {
    const counts = new Map<string, number>()
    for (const one of outcomes.values()) {
      const key = of(one)
      if (key !== null) counts.set(key, (counts.get(key) ?? 0) + 1)
    }
    return [...counts].map(([key, n]) => ({ key, count: n })).sort((a, b) => b.count - a.count)
  }
  const people = await customersByIds(ctx, ids)
  const mayRead = ctx.rights?.has("customers:personal") ?? true
  const paths = [...new Set([...documents.values()].flatMap((document) => namedOfCustomer(textsOf(document))))]
  return {
    estimate: {
      audience: count,
      ofSample: ids.length,
      channels: tally(({ outcome, channel }) => (outcome === "skip" ? null : channel)),
      skipped: tally(({ outcome, reason }) => (outcome === "skip" ? reason : null)),
      waits: tally(({ outcome, channel, reason }) => (outcome === "wait" && channel === null ? reason : null)),
      sample: ids.slice(0, shown).map((customerId) => {
        const person = people.get(customerId)
        return {
          customerId,
          displayName: mayRead ? (person?.displayName ?? null) : null,
          email: mayRead ? (person?.email ?? null) : null,
          ...(outcomes.get(customerId) ?? { outcome: "skip" as const, channel: null, reason: "unknown-customer" }),
          variant: null,
          sendAt: moments.of(customerId).at,
        }
      }),
    },
    lacking: paths.map((variable) => ({
      variable: `customer.${variable}`,
      people: [...people.values()].filter((person) => !has(person, variable)).length,
    })),
  }
}

type Outcome = {
  readonly outcome: "send" | "wait" | "skip"
  readonly channel: string | null
  readonly reason: string | null
}

async function outcomesOf(
  ctx: Context,
  { campaignId, plan }: CampaignRow,
  ids: readonly string[],
  momentOf: (customerId: string) => { readonly at: Date },
): Promise<Map<string, Outcome>> {
  const [variant] = plan.variants
  const [segmentId] = plan.audience.include
  if (!variant || ids.length === 0) return new Map()
  const decided = await foreseeLetters(
    ctx,
    ids.map((customerId) => {
      const sendAt = momentOf(customerId).at
      return {
        customerId,
        template: { templateId: variant.templateId, version: variant.templateVersion },
        origin: { kind: "campaign" as const, id: campaignId, version: 1, step: variant.key },
        channels: plan.channels,
        intent: plan.intent,
        discountBp: plan.discountBp,
        ...(plan.topic === "" ? {} : { topic: plan.topic }),
        ...(segmentId === undefined ? {} : { segmentId }),
        sendAt,
        expiresAt: sendUntil(plan, sendAt),
      }
    }),
  )
  return new Map(
    [...decided].map(([customerId, it]): [string, Outcome] => {
      if (it.kind === "send") return [customerId, { outcome: "send", channel: it.channel, reason: null }]
      if (it.kind === "defer") return [customerId, { outcome: "wait", channel: null, reason: it.reason }]
      return [customerId, { outcome: "skip", channel: null, reason: it.reason }]
    }),
  )
}
