import { audit } from "#brands"
import { type consentChanged, clustersOf, type customerMerged, rootIdsOf } from "#customers"
import { recordEvents } from "#events"
import type { LetterRefusal } from "#messages"
import type { Context } from "#kernel/context"
import { announce } from "#kernel/events"
import type { z } from "zod"
import { restsChanged } from "./events.ts"
import type { RestWhy } from "./model.ts"
import { signsSince } from "./reactions.ts"
import { deleteRests, insertRests, type RestRow, selectRests, selectRestsAfter } from "./storage-rests.ts"

/**
 * Rest is a state of a person (C26, G35): no letter goes to her on any channel, whoever plans it; receipts do. A sign that a
 * human gave (a click, an order, an answer, a visit to a shop), her own yes or somebody's word ends it.
 */
export async function letRest(ctx: Context, customerIds: readonly string[], why: RestWhy): Promise<readonly string[]> {
  const rested = await insertRests(ctx, customerIds, why, ctx.now())
  await tell(ctx, rested, "Letters Rested", why)
  return rested
}

/** Ends the rest of these people, as far as they rest since `before` or earlier. Returns whose. */
export async function endRest(
  ctx: Context,
  customerIds: readonly string[],
  by: "sign" | "consent" | "staff",
  before = ctx.now(),
): Promise<readonly string[]> {
  if (customerIds.length === 0) return []
  const woken = (await deleteRests(ctx, customerIds, before)).map(({ customerId }) => customerId)
  await tell(ctx, woken, "Letters Resumed", by)
  return woken
}

async function tell(ctx: Context, customerIds: readonly string[], name: string, why: string): Promise<void> {
  if (customerIds.length === 0) return
  const at = ctx.now()
  await recordEvents(
    ctx,
    customerIds.map((customerId) => ({
      customerId,
      name,
      occurredAt: at,
      source: "maido",
      externalId: `rest:${customerId}:${name}:${at.getTime()}`,
      properties: { why },
    })),
  )
  await announce(ctx, restsChanged, { customerIds: [...customerIds] })
}

/** Since when and why these people rest; those who don't, or have given a sign since, are missing. */
export async function restsOf(ctx: Context, customerIds: readonly string[]): Promise<ReadonlyMap<string, RestRow>> {
  const rests = customerIds.length === 0 ? [] : await selectRests(ctx, customerIds)
  const awake = await signed(ctx, rests)
  return new Map(rests.flatMap((rest) => (awake.has(rest.customerId) ? [] : [[rest.customerId, rest] as const])))
}

/** Who of those who rest has given a sign since. Facts stay under the ids they came for: of merged people all are asked. */
async function signed(ctx: Context, rests: readonly RestRow[]): Promise<ReadonlySet<string>> {
  if (rests.length === 0) return new Set()
  const clusters = await clustersOf(
    ctx,
    rests.map(({ customerId }) => customerId),
  )
  const idsOf = ({ customerId }: RestRow) => clusters.get(customerId) ?? [customerId]
  const last = await signsSince(ctx, rests.flatMap(idsOf), new Date(Math.min(...rests.map((r) => r.since.getTime()))))
  return new Set(
    rests.flatMap((rest) =>
      idsOf(rest).some((id) => (last.get(id) ?? rest.since) > rest.since) ? [rest.customerId] : [],
    ),
  )
}

/** Nothing but what people ask for themselves goes to whoever rests, whoever plans it. */
export const refuseResting: LetterRefusal = async (ctx, letters) => {
  const marketing = letters.filter(({ purpose }) => purpose === "marketing")
  const rests = await restsOf(ctx, [...new Set(marketing.map(({ customerId }) => customerId))])
  return new Map(
    marketing.flatMap(({ messageId, customerId }): [string, string][] => {
      const rest = rests.get(customerId)
      return rest ? [[messageId, rest.why === "no-reaction" ? "sunset" : "letters-rest"]] : []
    }),
  )
}

const pageSize = 1_000
const nobody = "00000000-0000-0000-0000-000000000000"

/** Writes down for whom a sign has ended it: letters know at once, segments and the console by this. */
export async function wakeWhoSigned(ctx: Context): Promise<void> {
  for (let after: string | undefined = nobody; after !== undefined; ) {
    const rests: RestRow[] = await selectRestsAfter(ctx, after, pageSize)
    await endRest(ctx, [...(await signed(ctx, rests))], "sign")
    after = rests.length === pageSize ? rests.at(-1)?.customerId : undefined
  }
}

/** Her own yes ends it at once. */
export async function onConsent(
  ctx: Context,
  { customerId, purpose, state, at }: z.output<typeof consentChanged.payload>,
): Promise<void> {
  if (state === "given" && purpose === "marketing") await endRest(ctx, [customerId], "consent", at)
}

/** Two who are one: where one of them rests, the person does, until a sign of either. */
export async function joinRests(ctx: Context, { from, into }: z.output<typeof customerMerged.payload>): Promise<void> {
  const [rest] = await deleteRests(ctx, [from], ctx.now())
  if (!rest) return
  await insertRests(ctx, [into], rest.why, rest.since)
  await announce(ctx, restsChanged, { customerIds: [into] })
}

/** The same for one person, under whichever of her ids. */
export async function restOf(ctx: Context, customerId: string): Promise<RestRow | undefined> {
  const id = (await rootIdsOf(ctx, [customerId])).get(customerId) ?? customerId
  return (await restsOf(ctx, [id])).get(id)
}

/** Somebody of the staff says so, for one person. */
export async function changeRest(ctx: Context, customerId: string, isResting: boolean): Promise<void> {
  const id = (await rootIdsOf(ctx, [customerId])).get(customerId) ?? customerId
  const changed = isResting ? await letRest(ctx, [id], "no-longer-needed") : await endRest(ctx, [id], "staff")
  if (changed.length === 0) return
  const action = isResting ? "deliverability.rested" : "deliverability.rest-ended"
  await audit(ctx, { action, subject: `customer:${id}` })
}
