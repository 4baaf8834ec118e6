import { sql } from "kysely"
import { beforeEach, expect, test } from "vitest"
import { defineProperty, eraseCustomer } from "#customers"
import { inTransaction } from "#kernel/context"
import type { TestContext } from "#testing/context"
import type { FakeKlaviyo } from "#testing/fake-klaviyo"
import { until } from "#testing/maido-process"
import { klaviyoAccount, profileId } from "#testing/klaviyo-account"
import { klaviyoScene } from "#testing/klaviyo-scene"
import { connectionOf, connectKlaviyo, disconnectKlaviyo } from "./connection.ts"
import { importById, listProblems } from "./find-import.ts"
import { cancelImport, pauseImport, resumeImport } from "./run-import.ts"

const scene = klaviyoScene()
const { begin, run, ask, whose, customer, mayMail, stoppedFor } = scene
let klaviyo: FakeKlaviyo
let ctx: TestContext
beforeEach(() => {
  ;[klaviyo, ctx] = [scene.klaviyo, scene.ctx]
})

test("G8 everything comes over from Klaviyo: people, lists, events at their own times; again, nothing changes", async () => {
  await defineProperty(ctx, {
    key: "skin",
    type: "text",
    label: { ja: "肌質", en: "Skin" },
    choices: [],
    personal: false,
  })
  await klaviyo.keep(klaviyoAccount({ people: 130, eventsOfEach: 3 }))
  const done = await run()
  expect(done).toMatchObject({ state: "finished", stage: "done", problems: 0, failure: null })
  expect(done.tally).toMatchObject({
    peopleNew: 130,
    peopleRefused: 0,
    consentsProven: 52,
    consentsUnproven: 26,
    consentsWithdrawn: 26,
    suppressions: 52,
    lists: 2,
    joined: 44 + 26,
    left: 0,
    eventsNew: 390,
  })
  expect(await customer("k30@example.jp")).toMatchObject({
    familyName: "渡邉30",
    givenName: "花子",
    phone: "+819010000030",
    language: "ja",
    address: { country: "JP", prefecture: "東京都", postalCode: "150-0001" },
    properties: { skin: "dry", klaviyo_lists: ["LLETTER", "LSALE"] },
  })
  const id = await whose("k30@example.jp")
  const events = await ask<object>(
    sql`select name, occurred_at as at, value::int, product_id as product from events.inbox where customer_id = ${id} and source = 'klaviyo' order by seq`,
  )
  expect(events).toEqual([
    { name: "Product Viewed", at: new Date("2025-07-01T03:30:00Z"), value: null, product: "p1" },
    { name: "Opened Email", at: new Date("2025-07-01T03:31:00Z"), value: null, product: "p1" },
    { name: "Placed Order", at: new Date("2025-07-01T03:32:00Z"), value: 3300, product: "p1" },
  ])
  const all = () =>
    ask(sql`select (select count(*) from events.inbox) as events, (select count(*) from customers.profiles) as people,
      (select count(*) from customers.consents) as consents, (select count(*) from customers.suppressions) as stopped,
      (select md5(string_agg(p::text, '' order by p)) from customers.profiles p) as words`)
  const before = await all()
  ctx.pass(86_400_000)
  const again = await run(null, true)
  expect(await all()).toEqual(before)
  expect(again.tally).toMatchObject({
    peopleNew: 0,
    peopleChanged: 0,
    peopleSame: 130,
    joined: 0,
    left: 0,
    eventsNew: 0,
    eventsSame: 390,
  })
  for (const { revision } of klaviyo.calls()) expect(revision).toMatch(/^\d{4}-\d\d-\d\d$/)
})

test("M20 B11 an address comes over mailable only with the method and time of its consent, kept as evidence", async () => {
  await klaviyo.keep(klaviyoAccount({ people: 5, eventsOfEach: 0 }))
  await run()
  expect(await Promise.all([0, 1, 2, 3, 4].map((n) => mayMail(`k${n}@example.jp`)))).toEqual([
    "given",
    "imported_unverified",
    "withdrawn",
    "given",
    "none",
  ])
  const [line] = await ask<{ source: string; at: Date; evidence: object }>(
    sql`select source, at, evidence from customers.consents where customer_id = ${await whose("k0@example.jp")}`,
  )
  expect(line).toMatchObject({
    source: "import",
    at: new Date("2025-03-01T09:30:00Z"),
    evidence: {
      door: "klaviyo-import",
      method: "FORM",
      methodDetail: "Footer form",
      doubleOptIn: true,
      profileId: profileId(0),
    },
  })
  expect(await stoppedFor("k2@example.jp")).toEqual([["purpose", "unsubscribed"]])
  expect(await stoppedFor("k3@example.jp")).toEqual([["channel", "hard-bounce"]])
})

test("Klaviyo's limit is waited out as long as it says, its faults with patience, and nothing is lost", async () => {
  await klaviyo.keep(klaviyoAccount({ people: 120, eventsOfEach: 1 }))
  await klaviyo.misbehave([
    { status: 429, retryAfter: "20", path: "/api/profiles" },
    { status: 503, path: "/api/lists" },
    { status: 500, path: "/api/events", times: 2 },
  ])
  const importId = await begin()
  await ctx.drain()
  const asked = klaviyo.calls().length
  ctx.pass(19_000)
  await ctx.drain()
  expect(klaviyo.calls().length).toBe(asked)
  for (let turn = 0; turn < 8; turn++) {
    ctx.pass(20_000)
    await ctx.drain()
  }
  expect(await importById(ctx, importId)).toMatchObject({
    state: "finished",
    tally: { peopleNew: 120, eventsNew: 120 },
  })
})

test("S12 S13 F05 a key that Klaviyo refuses stops the import with what to do; another key goes on where it stood", async () => {
  await klaviyo.keep(klaviyoAccount({ people: 150, eventsOfEach: 0 }))
  await klaviyo.changeKey("pk_another_key_0123456789")
  const importId = await begin()
  await ctx.drain()
  const stopped = await importById(ctx, importId)
  expect(stopped).toMatchObject({ state: "failed", failure: { code: "key_refused" }, tally: { peopleNew: 0 } })
  expect(stopped.failure?.message.ja).toContain("新しい Private API Key")
  expect(stopped.failure?.message.en).toContain("enter a new private key")
  await expect(connectKlaviyo(ctx, "not a key")).rejects.toMatchObject({ code: "klaviyo.NotAPrivateKey" })
  expect(await connectKlaviyo(ctx, "pk_another_key_0123456789")).toMatchObject({ connected: true, keyEnding: "6789" })
  const [kept] = await ask<{ sealed: string }>(sql`select sealed_key as sealed from klaviyo.connections`)
  expect(kept?.sealed).not.toContain("another")
  expect(JSON.stringify(await connectionOf(ctx))).not.toContain("another")
  await resumeImport(ctx, importId)
  await ctx.drain()
  expect(await importById(ctx, importId)).toMatchObject({ state: "finished", failure: null, tally: { peopleNew: 150 } })
})

test("a key that may not read everything is found out before anything is brought in", async () => {
  await klaviyo.keep(klaviyoAccount({ people: 3, eventsOfEach: 1 }))
  await klaviyo.allow(["profiles", "lists", "metrics"])
  const stopped = await run()
  expect(stopped).toMatchObject({ state: "failed", failure: { code: "scope_missing:events" }, tally: { peopleNew: 0 } })
  expect(stopped.failure?.message.en).toContain("events")
})

test("F05 paused in the middle and resumed after Klaviyo forgot its cursor, it is all there once", async () => {
  await klaviyo.keep(klaviyoAccount({ people: 250, eventsOfEach: 1 }))
  // The first call looks whether the key may read; the second brings a page.
  await klaviyo.misbehave([{ status: 503, path: "/api/profiles", skip: 2 }])
  const importId = await begin()
  await expect(begin()).rejects.toMatchObject({ code: "klaviyo.AlreadyRunning" })
  await ctx.drain()
  await pauseImport(ctx, importId)
  ctx.pass(60_000)
  await ctx.drain()
  expect(await importById(ctx, importId)).toMatchObject({ state: "paused", tally: { peopleNew: 100 } })
  await klaviyo.forgetCursors()
  await resumeImport(ctx, importId)
  await ctx.drain()
  const tally = { peopleNew: 250, peopleSame: 100, eventsNew: 250, eventsSame: 0 }
  expect(await importById(ctx, importId)).toMatchObject({ state: "finished", tally })
})

test("paused while a page is on its way, that page is not taken in; resumed, it comes", async () => {
  await klaviyo.keep(klaviyoAccount({ people: 30, eventsOfEach: 0 }))
  const importId = await begin()
  const before = klaviyo.calls().length
  await klaviyo.hold("size%5D=100")
  const drained = ctx.drain()
  await until("the first page of people to be asked for", () =>
    klaviyo.calls().length > before + 4 ? true : undefined,
  )
  await pauseImport(ctx, importId)
  await klaviyo.hold(null)
  await drained
  expect(await importById(ctx, importId)).toMatchObject({ state: "paused", tally: { peopleNew: 0 } })
  await resumeImport(ctx, importId)
  await ctx.drain()
  expect(await importById(ctx, importId)).toMatchObject({ state: "finished", tally: { peopleNew: 30 } })
})

test("S23 two brands bring the same account in, and neither sees the other's", async () => {
  await klaviyo.keep(klaviyoAccount({ people: 3, eventsOfEach: 1 }))
  const first = await run()
  const here = ctx
  ctx = await scene.anotherBrand()
  expect(await connectionOf(ctx)).toMatchObject({ connected: false, keyEnding: null })
  await expect(begin()).rejects.toMatchObject({ code: "klaviyo.NotConnected" })
  await connectKlaviyo(ctx, klaviyo.key)
  expect(await run()).toMatchObject({ tally: { peopleNew: 3, eventsNew: 3 } })
  await expect(importById(ctx, first.importId)).rejects.toMatchObject({ code: "klaviyo.UnknownImport" })
  await disconnectKlaviyo(ctx)
  expect(await connectionOf(here)).toMatchObject({ connected: true })
})

test("an import that was ended is not taken up again, and its right place is free for another", async () => {
  await klaviyo.keep(klaviyoAccount({ people: 3, eventsOfEach: 1 }))
  const importId = await begin()
  expect(await cancelImport(ctx, importId)).toMatchObject({ state: "cancelled" })
  await ctx.drain()
  await expect(resumeImport(ctx, importId)).rejects.toMatchObject({ code: "klaviyo.WrongState" })
  expect(await run(new Date("2025-07-01T00:05:00Z"))).toMatchObject({
    state: "finished",
    tally: { peopleNew: 3, eventsNew: 2 },
  })
})

test("what can't be taken in as it is, is named one by one and stops nothing else", async () => {
  const { profiles, metrics, events } = klaviyoAccount({ people: 3, eventsOfEach: 1 })
  const first = events[0]
  await klaviyo.keep({
    profiles: [
      ...profiles,
      { type: "profile", id: "BADMAIL", attributes: { email: "no address", phone_number: "12", last_name: "佐藤" } },
      { type: "profile", id: "BADNAME", attributes: { first_name: 7 } },
      { type: "profile", id: "BADTEXT", attributes: { first_name: "a\u0000b" } },
      { type: "profile", id: "HUGE", attributes: { properties: { note: "x".repeat(70_000) } } },
    ],
    lists: [{ type: "list", id: "L1", attributes: { name: "一覧" }, members: [profileId(0), "BADNAME"] }],
    metrics,
    events: [
      ...events,
      { ...first, id: "LOST", relationships: { ...first?.relationships, profile: { data: { id: "NOBODY" } } } },
    ],
  })
  const done = await run()
  expect(done).toMatchObject({
    state: "finished",
    tally: { peopleNew: 4, peopleRefused: 3, eventsNew: 3, eventsRefused: 1 },
  })
  const { items } = await inTransaction(ctx, (ctx) => listProblems(ctx, { importId: done.importId, limit: 50 }))
  expect(items.map(({ itemId, field, code }) => `${itemId} ${field} ${code}`).sort()).toEqual([
    "BADMAIL email BadEmail",
    "BADMAIL phone_number BadPhone",
    "BADNAME attributes.first_name Unreadable",
    "BADNAME list L1 UnknownPerson",
    "BADTEXT  BadText",
    "HUGE  TooLarge",
    "LOST profile UnknownPerson",
  ])
  for (const { message } of items) expect([message.ja, message.en].every(Boolean)).toBe(true)
  expect(done.problems).toBe(items.length)
})

test("F96 who is erased is forgotten here, too", async () => {
  await klaviyo.keep(klaviyoAccount({ people: 3, eventsOfEach: 1 }))
  await run()
  await eraseCustomer(ctx, await whose("k0@example.jp"), "request")
  expect(await ask(sql`select count(*)::int as n from klaviyo.people`)).toEqual([{ n: 2 }])
  expect(await ask(sql`select count(*)::int as n from klaviyo.members where profile_id = ${profileId(0)}`)).toEqual([
    { n: 0 },
  ])
})
