import fc from "fast-check"
import { expect, test } from "vitest"
import { factOf } from "./message-facts-rules.ts"
import { amountOf, batchKey, faultOf, idOf, momentOf } from "./message-rules.ts"

const receivedAt = new Date("2026-04-01T00:00:00Z")
const sent = { sentAt: undefined, receivedAt }
const track = (more: object = {}) => ({ type: "track", event: "Product Viewed", userId: "u", messageId: "m", ...more })

test("F84 amounts become whole minor units of their currency", () => {
  const cases: [object, object | undefined][] = [
    [{ revenue: 1200 }, { value: 1200, currency: "JPY" }],
    [{ revenue: "1200" }, { value: 1200, currency: "JPY" }],
    [
      { total: 19.99, currency: "usd" },
      { value: 1999, currency: "USD" },
    ],
    [
      { revenue: 0.1 + 0.2, currency: "USD" },
      { value: 30, currency: "USD" },
    ],
    [{ value: -500 }, { value: -500, currency: "JPY" }],
    [
      { revenue: 1, total: 2, value: 3 },
      { value: 1, currency: "JPY" },
    ],
    [{ value: "red" }, undefined],
    [{ value: "1e400" }, undefined],
    [
      { revenue: null, total: "", value: 0 },
      { value: 0, currency: "JPY" },
    ],
    [
      { revenue: 5, currency: "円" },
      { value: 5, currency: "JPY" },
    ],
    [{}, undefined],
  ]
  for (const [properties, expected] of cases) {
    const found = amountOf(track({ properties }))
    expect(found, JSON.stringify(properties)).toEqual(expected)
  }
  expect(() => amountOf(track({ properties: { revenue: 1e12 + 1 } }))).toThrow("edge.AmountOutOfRange")
  expect(() => amountOf(track({ properties: { revenue: 2e10, currency: "USD" } }))).toThrow("edge.AmountOutOfRange")
})

test("F50 when it happened is never in our future by more than ten minutes, whatever the sender's clock says", () => {
  const ms = fc.integer({ min: Date.UTC(2001, 0, 1), max: Date.UTC(2090, 0, 1) })
  fc.assert(
    fc.property(ms, fc.option(ms), (timestamp, sentAt) => {
      const { occurredAt, countsAt } = momentOf(
        track({ timestamp, ...(sentAt === null ? {} : { sentAt }) }),
        undefined,
        receivedAt,
      )
      expect(occurredAt.getTime()).toBeLessThanOrEqual(receivedAt.getTime() + 600_000)
      expect(countsAt.getTime()).toBeLessThanOrEqual(receivedAt.getTime())
    }),
  )
})

test("F50 the order of one sender's events survives the setting right of its clock", () => {
  const fast = { sentAt: Date.UTC(2026, 3, 3) }
  const times = [3, 1, 2].map((n) =>
    momentOf(track({ timestamp: Date.UTC(2026, 3, 2, 23, n), ...fast }), undefined, receivedAt).occurredAt.getTime(),
  )
  expect([...times].sort((a, b) => a - b)).toEqual([times[1], times[2], times[0]])
})

test("a message without a type, a sender, a name or with an id that is none is refused by its field", () => {
  const cases: [unknown, string, string][] = [
    [null, "events.NotAMessage", "batch[2]"],
    [{ userId: "u" }, "events.UnknownType", "batch[2].type"],
    [track({ userId: { $gt: "" } }), "events.BadId", "batch[2].userId"],
    [track({ messageId: "x".repeat(201) }), "events.BadId", "batch[2].messageId"],
    [track({ userId: " " }), "events.NoSender", "batch[2].userId"],
    [track({ event: "  " }), "events.NoEventName", "batch[2].event"],
    [track({ properties: [] }), "events.NotAMessage", "batch[2].properties"],
    [{ type: "alias", userId: "u" }, "events.NoSender", "batch[2].previousId"],
  ]
  for (const [message, code, field] of cases)
    expect(faultOf("batch", 2, message, sent), code).toMatchObject({ code, details: { field } })
  expect(faultOf("batch", 0, track({ userId: 42, traits: null }), sent)).toBeUndefined()
  expect([idOf(42), idOf(" a "), idOf(""), idOf(null), idOf(true)]).toEqual(["42", "a", null, null, undefined])
})

test("F01 the same messages have the same digest, others have another", () => {
  const ids = fc.array(
    fc.string({ minLength: 1, maxLength: 20 }).filter((id) => !id.includes("\n")),
    { minLength: 1, maxLength: 20 },
  )
  fc.assert(fc.property(ids, (list) => batchKey(list).equals(batchKey([...list]))))
  fc.assert(fc.property(ids, ids, (a, b) => a.join("\n") === b.join("\n") || !batchKey(a).equals(batchKey(b))))
})

const door = { source: "api", trusted: true, receivedAt, sentAt: undefined, currency: "JPY" }

test("S15 what an identify says of a person goes to the profile; the log of events keeps only which traits were sent", () => {
  const traits = {
    email: "hanako@example.jp",
    lastName: "渡邉",
    firstName: "花子",
    birthday: "1990-02-29T00:00:00Z",
    plan: "gold",
    address: { postalCode: "150-0001", city: "渋谷区" },
  }
  const { record, identity } = factOf("identify", { userId: "u", traits, context: { locale: "ja-JP" } }, "m", door)
  expect(JSON.stringify(record)).not.toMatch(/hanako|渡邉|gold|150-0001/)
  expect(record.properties).toEqual({ traits: Object.keys(traits) })
  expect(identity.profile).toMatchObject({
    familyName: "渡邉",
    givenName: "花子",
    language: "ja",
    bornOn: "1990-02-29",
    properties: { plan: "gold" },
    address: { country: "JP", postalCode: "150-0001" },
  })
  expect(identity.identities).toEqual([
    { kind: "external", issuer: "", value: "u" },
    { kind: "email", issuer: "", value: "hanako@example.jp" },
  ])
})

test("S30 what a browser says of itself is not vouched for", () => {
  const { identity } = factOf("identify", { userId: "u", anonymousId: "a", traits: { email: "a@example.jp" } }, "m", {
    ...door,
    trusted: false,
  })
  expect(identity.identities.every((one) => one.verified === false)).toBe(true)
})

test("where it happened is said, or seen from what sent it", () => {
  const channel = (type: "track" | "page" | "screen", message: object) =>
    factOf(type, { userId: "u", event: "x", ...message }, "m", door).record.channel
  expect([
    channel("page", {}),
    channel("screen", {}),
    channel("track", {}),
    channel("track", { context: { page: {} } }),
    channel("track", { channel: "web" }),
    channel("track", { context: { device: { type: "ios" } } }),
    channel("track", { properties: { channel: "store" } }),
  ]).toEqual(["web", "app", null, "web", "web", "app", "store"])
})
