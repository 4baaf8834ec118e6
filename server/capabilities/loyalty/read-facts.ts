import { brandById } from "#brands"
import { rootIdsOf } from "#customers"
import { factsAfter, type PlacedFact } from "#events"
import { earnPoints } from "#points"
import { type Deed, isOf, whichOf } from "#segments"
import { type Context, inBrand, inTransaction } from "#kernel/context"
import { crashpoints } from "#kernel/crashpoint"
import { dayIn } from "#kernel/zones"
import { awardActs, type WantedAct } from "./award-acts.ts"
import type { ProgrammeVersion } from "./model.ts"
import { expiryRule } from "./post-orders.ts"
import { currentProgramme } from "./programmes.ts"
import { leaseFacts, moveFacts, selectListening } from "./storage-facts.ts"

const crash = crashpoints("loyalty.facts.awarded", "loyalty.facts.moved")

const leaseMs = 10_000
const factsAtOnce = 20_000
/** Facts of the circle that may bring points with them: a rank that was reached, a plan that began. */
const gifts = {
  "Rank Reached": { cause: "rank-gift", reason: { ja: "ランクアップのお祝い", en: "Gift for reaching a rank" } },
  "Plan Begun": { cause: "plan-gift", reason: { ja: "会員プランの贈りもの", en: "Gift of a membership plan" } },
} as const
const isGift = (name: string): name is keyof typeof gifts => Object.hasOwn(gifts, name)

const owners = new WeakMap<object, string>()
function readerName(ctx: Context): string {
  const known = owners.get(ctx.keys) ?? ctx.id()
  owners.set(ctx.keys, known)
  return known
}

/**
 * Reads what was recorded since the last look and awards what earns by a rule on any fact (H16). Told twice after a crash it
 * earns once: each fact is named. One process reads at a time. Returns whether there may be more.
 */
export async function readFacts(ctx: Context): Promise<boolean> {
  const from = await inTransaction(ctx, (ctx) => leaseFacts(ctx, readerName(ctx), leaseMs))
  if (!from) return false
  const listening = await inTransaction(ctx, selectListening)
  const names = new Set(listening.flatMap((one) => [...Object.keys(gifts), ...one.names]))
  const read = await inTransaction(ctx, (ctx) => factsAfter(ctx, from, [...names], factsAtOnce))
  if (!read) return false
  for (const { brandId, since } of listening) {
    const facts = read.facts.filter(
      (fact) => fact.brandId === brandId && fact.customerId !== null && fact.occurredAt >= since,
    )
    if (facts.length > 0) await inTransaction(inBrand(ctx, brandId), (ctx) => awardFacts(ctx, facts))
  }
  crash("loyalty.facts.awarded")
  await inTransaction(ctx, (ctx) => moveFacts(ctx, readerName(ctx), read.to))
  crash("loyalty.facts.moved")
  return names.size > 0
}

async function awardFacts(ctx: Context, facts: readonly PlacedFact[]): Promise<void> {
  const version = await currentProgramme(ctx)
  if (!version) return
  const zone = (await brandById(ctx, ctx.brandId))?.zone ?? "Asia/Tokyo"
  const wanted = facts.flatMap((fact) => wantedBy(version, fact, deedOf(fact, zone)))
  await awardActs(ctx, wanted)
  await giveGiftPoints(ctx, version, facts)
}

/** What a fact earns by the programme's rules. */
export function wantedBy({ programme }: ProgrammeVersion, fact: PlacedFact, deed: Deed): WantedAct[] {
  return programme.actions.flatMap(({ key, on, isOn }) =>
    isOn && on.kind === "event" && isOf(whichOf({ names: on.names, filters: on.filters }), deed)
      ? [
          {
            customerId: fact.customerId ?? "",
            action: key,
            causeId: `${fact.source}:${fact.externalId}`.slice(0, 400),
            at: fact.occurredAt,
          },
        ]
      : [],
  )
}

const deedOf = (fact: PlacedFact, zone: string): Deed => ({
  name: fact.name,
  day: dayIn(zone, fact.occurredAt),
  at: Math.floor(fact.occurredAt.getTime() / 1_000),
  value: fact.value ?? 0,
  product: fact.productId ?? "",
  channel: fact.channel ?? "",
  store: fact.storeId ?? "",
  source: fact.source,
  order: fact.orderId ?? "",
  message: "",
  properties: fact.properties,
})

/** Points that are the gift of a rank or a plan; the gift itself is made once for each rank and period, or time of a plan. */
async function giveGiftPoints(ctx: Context, version: ProgrammeVersion, facts: readonly PlacedFact[]): Promise<void> {
  const roots = await rootIdsOf(
    ctx,
    facts.map(({ customerId }) => customerId ?? ""),
  )
  const earns = facts.flatMap((fact) => {
    const customerId = roots.get(fact.customerId ?? "")
    const points = giftPoints(fact.properties["gifts"])
    if (fact.source !== "maido" || customerId === undefined || points === 0 || !isGift(fact.name)) return []
    const { cause, reason } = gifts[fact.name]
    return [
      {
        customerId,
        points,
        origin: "goodwill" as const,
        cause: { type: cause, id: fact.externalId, rule: cause, seq: 0 },
        programmeVersion: version.version,
        reason,
        effectiveAt: fact.occurredAt,
        confirmsAt: fact.occurredAt,
        expiry: expiryRule(version.programme.expiry),
      },
    ]
  })
  if (earns.length > 0) await earnPoints(ctx, earns)
}

const giftPoints = (gifts: unknown): number =>
  Array.isArray(gifts)
    ? gifts.reduce((sum: number, gift: unknown) => {
        const points = typeof gift === "object" && gift !== null && "points" in gift ? gift.points : 0
        return sum + (typeof points === "number" && Number.isSafeInteger(points) && points > 0 ? points : 0)
      }, 0)
    : 0
