import { beforeAll, expect, test } from "vitest"
import { seededSource } from "#kernel/clock"
import { makeLife } from "./life.ts"
import type { Life } from "./model.ts"
import { midnight } from "./times.ts"

const now = new Date("2026-11-22T13:20:00+09:00")
const shopSource = "shopify:00000000-0000-7000-8000-000000000001"
const lifeOf = (seed: number, customers?: number) =>
  makeLife({ random: seededSource(seed, () => now).random, now, shopSource, ...(customers ? { customers } : {}) })
const totalOf = (totals: { goods: number; discount?: number | undefined; shipping?: number | undefined }) =>
  totals.goods - (totals.discount ?? 0) + (totals.shipping ?? 0)

let life: Life
beforeAll(() => {
  life = lifeOf(7_120)
})

test("one seed gives one life, to the last minute; another seed gives another", () => {
  const first = lifeOf(1, 120)
  expect(lifeOf(1, 120)).toEqual(first)
  expect(lifeOf(2, 120).orders.map(({ snapshot }) => snapshot.placedAt)).not.toEqual(
    first.orders.map(({ snapshot }) => snapshot.placedAt),
  )
})

test("eighteen hundred people of all 47 prefectures, each recognisable by something that nobody else has", () => {
  const { people } = life
  expect(people).toHaveLength(1_800)
  expect(new Set(people.map(({ person }) => person.town.prefecture)).size).toBe(47)
  const names = people.flatMap(({ fact }) =>
    fact.identities.map(({ kind, issuer, value }) => `${kind} ${issuer} ${value}`),
  )
  expect(new Set(names).size).toBe(names.length)
  expect(people.filter(({ fact }) => fact.identities.length === 0)).toEqual([])
  expect(people.filter(({ person }) => person.email && !person.email.endsWith("@example.jp"))).toEqual([])
  const english = people.filter(({ person }) => person.language === "en").length
  expect(english).toBeGreaterThan(20)
  expect(english).toBeLessThan(120)
})

test("nothing lies in the future, and nobody buys before they come", () => {
  const times = [
    ...life.people.map(({ fact }) => fact.at),
    ...life.consents.map(({ at }) => at),
    ...life.orders.flatMap(({ snapshot: o }) => [
      o.placedAt,
      o.updatedAt,
      o.paymentApprovedAt ?? now,
      o.stockAllocatedAt ?? now,
      o.cancelledAt ?? now,
    ]),
    ...life.orders.flatMap(({ snapshot }) => snapshot.refunds.map(({ at }) => at)),
    ...life.parcels.flatMap(({ snapshot, reports }) => [
      snapshot.shippedAt,
      ...reports.map(({ occurredAt }) => occurredAt),
    ]),
    ...life.visits.map(({ occurredAt }) => occurredAt),
  ]
  expect(times.filter((at) => !(at <= now))).toEqual([])
  const joinedAt = (index: number) => life.people[index]?.person.joinedAt ?? Number.NaN
  expect(life.orders.filter(({ person, snapshot }) => !(snapshot.placedAt.getTime() >= joinedAt(person)))).toEqual([])
  const span = now.getTime() - Math.min(...life.orders.map(({ snapshot }) => snapshot.placedAt.getTime()))
  expect(span / 86_400_000).toBeGreaterThan(680)
  expect(span / 86_400_000).toBeLessThan(731)
})

test("sums add up: lines, totals, what was paid and what was given back", () => {
  for (const { snapshot } of life.orders) {
    const { lines, totals } = snapshot
    expect(lines.reduce((sum, line) => sum + line.unitPrice * line.quantity, 0)).toBe(totals.goods)
    expect(lines.reduce((sum, line) => sum + (line.discount ?? 0), 0)).toBe(totals.discount)
    expect(totals.total).toBe(totalOf(totals))
    expect(totals.paid).toBe(snapshot.paymentApprovedAt ? totals.total : 0)
    const refunded = snapshot.refunds.reduce((sum, { amount }) => sum + amount, 0)
    expect(totals.refunded).toBe(refunded)
    expect(refunded).toBeLessThanOrEqual(totals.total ?? 0)
  }
})

test("every parcel belongs to an order that was not called off, leaves before it arrives, and has a number of its own", () => {
  const orders = new Map(life.orders.map(({ snapshot }) => [snapshot.externalId, snapshot]))
  for (const { snapshot, reports } of life.parcels) {
    const order = orders.get(snapshot.orderExternalId)
    expect(order?.cancelledAt).toBeNull()
    expect(snapshot.shippedAt.getTime()).toBeGreaterThan(order?.stockAllocatedAt?.getTime() ?? Number.POSITIVE_INFINITY)
    const times = [snapshot.shippedAt, ...reports.map(({ occurredAt }) => occurredAt)].map((at) => at.getTime())
    expect(times).toEqual([...times].sort((a, b) => a - b))
    const sold = new Set(order?.lines.map((line) => line.externalId))
    expect(snapshot.lines.filter((line) => !sold.has(line.orderLineExternalId))).toEqual([])
  }
  expect(new Set(life.parcels.map(({ snapshot }) => snapshot.trackingNumber)).size).toBe(life.parcels.length)
})

test("people behave: half never come back, the rest come back by their own rhythm, and seasons show", () => {
  const counts = [...Map.groupBy(life.orders, ({ person }) => person).values()].map((orders) => orders.length)
  const once = counts.filter((count) => count === 1).length / counts.length
  expect(once).toBeGreaterThan(0.4)
  expect(once).toBeLessThan(0.65)
  expect(counts.filter((count) => count >= 5).length).toBeGreaterThan(80)
  const months = (sku: string) =>
    life.orders.flatMap(({ snapshot }) =>
      snapshot.lines.some((line) => line.sku === sku)
        ? [new Date(midnight(snapshot.placedAt.getTime()) + 12 * 3_600_000).getUTCMonth()]
        : [],
    )
  const summer = (all: number[]) => all.filter((month) => month >= 5 && month <= 7).length / all.length
  expect(summer(months("SUN-50"))).toBeGreaterThan(summer(months("HAND-Y40")) * 2)
  expect(life.orders.filter(({ snapshot }) => snapshot.gift?.isGift).length).toBeGreaterThan(50)
  expect(life.orders.filter(({ snapshot }) => snapshot.channel === "store").length).toBeGreaterThan(300)
})
