import { recordConsents, resolveCustomers } from "#customers"
import { recordEvents } from "#events"
import { keepPastMessages } from "#messages"
import { applyPastOrders } from "#orders"
import { applyPastShipments } from "#shipments"
import { seededSource } from "#kernel/clock"
import { type Context, inTransaction } from "#kernel/context"
import { makeLife } from "./life.ts"
import { mailsOf } from "./mails.ts"
import type { Life, PlacedOrder } from "./model.ts"
import { type DemoSettings, keepDemoSettings, sourceOf } from "./open-demo.ts"
import { fillShelves } from "./shelves.ts"

const peopleAtOnce = 500
const ordersAtOnce = 300
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
  const whole = life.people.length + life.orders.length * 4 + life.visits.length / 4
  let done = 0
  const step = (size: number) => tell(Math.min(1, (done += size) / whole))
  await fillShelves(ctx, settings)
  const customerIds = await bringPeople(ctx, life, step)
  await Promise.all([bringOrders(ctx, life, seed, step), bringVisits(ctx, life, customerIds, step)])
  await keepDemoSettings(ctx, { ...settings, state: "ready" })
}

async function bringPeople(ctx: Context, { people, consents }: Life, step: (size: number) => void): Promise<string[]> {
  const customerIds: string[] = []
  for (const part of parts(people, peopleAtOnce)) {
    await inTransaction(ctx, async (ctx) => {
      const found = await resolveCustomers(
        ctx,
        part.map(({ fact }) => fact),
      )
      const idOf = new Map(part.map(({ person }, i) => [person.index, found[i]?.customerId ?? ""]))
      await recordConsents(
        ctx,
        consents.flatMap(({ person, ...said }) => {
          const customerId = idOf.get(person)
          return customerId ? [{ ...said, customerId, purpose: "marketing" }] : []
        }),
      )
      customerIds.push(...idOf.values())
    })
    step(part.length)
  }
  return customerIds
}

/** Orders, their parcels and the mails about both stand or fall together: what is there is complete. */
async function bringOrders(
  ctx: Context,
  { orders, parcels, people }: Life,
  seed: number,
  step: (size: number) => void,
): Promise<void> {
  const parcelsOf = Map.groupBy(parcels, ({ snapshot }) => snapshot.orderExternalId)
  for (const [index, part] of [...parts(orders, ordersAtOnce)].entries()) {
    await inTransaction(ctx, async (ctx) => {
      const applied = await applyPastOrders(
        ctx,
        part.map(({ snapshot }) => snapshot),
      )
      const fresh = part.flatMap((placed, i) => {
        const result = applied[i]
        if (!result || "field" in result)
          throw new Error(`order ${placed.snapshot.number} was refused: ${result?.field}`)
        return result.outcome === "unchanged" ? [] : [{ ...placed, ...result }]
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
  customerIds: readonly string[],
  step: (size: number) => void,
): Promise<void> {
  for (const part of parts(visits, visitsAtOnce)) {
    await inTransaction(ctx, (ctx) =>
      recordEvents(
        ctx,
        part.map(({ person, ...visit }) => ({
          ...visit,
          customerId: customerIds[person] ?? null,
          receivedAt: visit.occurredAt,
        })),
      ),
    )
    step(part.length / 4)
  }
}

function* parts<T>(all: readonly T[], size: number): Generator<T[]> {
  for (let at = 0; at < all.length; at += size) yield all.slice(at, at + size)
}
