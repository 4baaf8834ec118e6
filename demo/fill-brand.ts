import { recordConsents, resolveCustomers } from "#customers"
import { recordEvents } from "#events"
import { keepPastMessages } from "#messages"
import { applyPastOrders } from "#orders"
import { lookAtEverybody } from "#profiles"
import { applyPastShipments } from "#shipments"
import { seededSource } from "#kernel/clock"
import { type Context, inTransaction } from "#kernel/context"
import { bringCircle } from "./circle.ts"
import { bringDoings } from "./doings.ts"
import { tellTalks, voicesOf, wantToKnow } from "./knowledge.ts"
import { makeLife } from "./life.ts"
import { mailsOf } from "./mails.ts"
import { together } from "./together.ts"
import type { Life, PlacedOrder } from "./model.ts"
import { type DemoSettings, keepDemoSettings, sourceOf } from "./open-demo.ts"
import { fillShelves } from "./shelves.ts"

const peopleAtOnce = 250
const ordersAtOnce = 200
const visitsAtOnce = 3_000

/**
 * Fills the context's brand with two years of life, by the product's own verbs; nobody is written to. May be killed and
 * begun anew: what is there already is found and left alone. `tell` hears how far it has come, 0 to 1.
 */
export async function fillBrand(
  ctx: Context,
  settings: DemoSettings,
  tell: (share: number) => void = () => {},
  customers?: number,
): Promise<void> {
  const { seed, madeAt } = settings
  const { random } = seededSource(seed, () => madeAt)
  const life = makeLife({
    random,
    now: madeAt,
    shopSource: sourceOf(settings),
    ...(customers === undefined ? {} : { customers }),
  })
  const { people } = life
  const whole = people.length + life.orders.length * 4 + life.visits.length / 4
  let done = 0
  const step = (size: number) => tell(Math.min(1, (done += size) / whole))
  await fillShelves(ctx, settings)
  await wantToKnow(ctx)
  const customerIds = new Map<number, string>()
  await together(lanes.map((lane) => bringPeople(ctx, ofLane(life, lane), customerIds, step)))
  const placed = new Map<string, string>()
  await together([
    ...lanes.map((lane) => bringOrders(ctx, ofLane(life, lane), people, { seed: seed + lane * 1_000, placed, step })),
    bringVisits(ctx, life, customerIds, step),
  ])
  await bringCircle(ctx, life, placed, customerIds, madeAt)
  await bringTalks(ctx, life, customerIds, settings)
  await bringDoings(ctx, life, customerIds, placed, madeAt)
  await keepDemoSettings(ctx, { ...settings, state: "ready" })
}

/** Two at once: one waits for the database while the other thinks. Nobody is in both, so they never wait for each other. */
const lanes = [0, 1] as const

function ofLane({ people, consents, orders, parcels, visits }: Life, lane: number): Life {
  const isHere = (index: number) => index % lanes.length === lane
  return {
    people: people.filter(({ person }) => isHere(person.index)),
    consents: consents.filter(({ person }) => isHere(person)),
    orders: orders.filter(({ person }) => isHere(person)),
    parcels,
    visits,
  }
}

async function bringPeople(
  ctx: Context,
  { people, consents }: Life,
  customerIds: Map<number, string>,
  step: (size: number) => void,
): Promise<void> {
  const said = Map.groupBy(consents, ({ person }) => person)
  for (const part of parts(people, peopleAtOnce)) {
    await inTransaction(ctx, async (ctx) => {
      const found = await resolveCustomers(
        ctx,
        part.map(({ fact }) => fact),
      )
      for (const [i, { person }] of part.entries()) customerIds.set(person.index, found[i]?.customerId ?? "")
      await recordConsents(
        ctx,
        part.flatMap(({ person }) =>
          (said.get(person.index) ?? []).map(({ person: index, ...statement }) => ({
            ...statement,
            customerId: customerIds.get(index) ?? "",
            purpose: "marketing",
          })),
        ),
      )
    })
    step(part.length)
  }
}

/** Orders, their parcels and the mails about both stand or fall together: what is there is complete. */
async function bringOrders(
  ctx: Context,
  { orders, parcels }: Life,
  people: Life["people"],
  { seed, placed, step }: { seed: number; placed: Map<string, string>; step: (size: number) => void },
): Promise<void> {
  const parcelsOf = Map.groupBy(parcels, ({ snapshot }) => snapshot.orderExternalId)
  for (const [index, part] of [...parts(orders, ordersAtOnce)].entries()) {
    await inTransaction(ctx, async (ctx) => {
      const applied = await applyPastOrders(
        ctx,
        part.map(({ snapshot }) => snapshot),
      )
      const fresh = part.flatMap((order, i) => {
        const result = applied[i]
        if (!result || "field" in result)
          throw new Error(`order ${order.snapshot.number} was refused: ${result?.field}`)
        placed.set(order.snapshot.externalId, result.orderId)
        return result.outcome === "unchanged" ? [] : [{ ...order, ...result }]
      })
      const past = fresh.flatMap(({ orderId, snapshot }) =>
        (parcelsOf.get(snapshot.externalId) ?? []).map((parcel) => ({ orderId, ...parcel })),
      )
      const news = Map.groupBy(await applyPastShipments(ctx, past), ({ orderId }) => orderId)
      const { random } = seededSource(seed + index, ctx.now)
      await keepPastMessages(
        ctx,
        fresh.flatMap((order) =>
          mailsOf(order, personOf(people, order), news.get(order.orderId) ?? [], random, ctx.now()),
        ),
      )
    })
    step(part.length * 4)
  }
}

function personOf(people: Life["people"], { person }: PlacedOrder) {
  const found = people[person]?.person
  if (!found) throw new Error(`no person ${person}`)
  return found
}

async function bringVisits(
  ctx: Context,
  { visits }: Life,
  customerIds: ReadonlyMap<number, string>,
  step: (size: number) => void,
): Promise<void> {
  for (const part of parts(visits, visitsAtOnce)) {
    await inTransaction(ctx, (ctx) =>
      recordEvents(
        ctx,
        part.map(({ person, ...visit }) => ({
          ...visit,
          customerId: customerIds.get(person) ?? null,
          receivedAt: visit.occurredAt,
        })),
      ),
    )
    step(part.length / 4)
  }
}

/** What people said, each with a chance of its own so that nothing else of the life changes with it. */
async function bringTalks(
  ctx: Context,
  life: Life,
  customerIds: ReadonlyMap<number, string>,
  { seed, madeAt }: DemoSettings,
): Promise<void> {
  const { random } = seededSource(seed + 77, () => madeAt)
  const visits = voicesOf(life, random, madeAt.getTime())
  await bringVisits(ctx, { ...life, visits }, customerIds, () => {})
  await inTransaction(ctx, (ctx) => tellTalks(ctx, life, customerIds, random, madeAt.getTime()))
  await lookAtEverybody(ctx)
}

function* parts<T>(all: readonly T[], size: number): Generator<T[]> {
  for (let at = 0; at < all.length; at += size) yield all.slice(at, at + size)
}
