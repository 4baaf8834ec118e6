import { beforeEach, expect, test } from "vitest"
import { changeCustomer } from "#customers"
import { type TestContext } from "#testing/context"
import type { FakeKlaviyo } from "#testing/fake-klaviyo"
import { klaviyoAccount, profileId } from "#testing/klaviyo-account"
import { klaviyoScene } from "#testing/klaviyo-scene"
import { connectionOf, connectKlaviyo } from "./connection.ts"

const scene = klaviyoScene()
const { run, whose, customer, mayMail, stoppedFor } = scene
let klaviyo: FakeKlaviyo
let ctx: TestContext
beforeEach(() => {
  ;[klaviyo, ctx] = [scene.klaviyo, scene.ctx]
})

test("what changed at Klaviyo since comes over with the next import: words, a refusal, who left a list", async () => {
  const account = klaviyoAccount({ people: 5, eventsOfEach: 0 })
  await klaviyo.keep(account)
  await run()
  // What a member of staff learns here is newer than what Klaviyo says of the same thing.
  await changeCustomer(ctx, await whose("k1@example.jp"), { givenName: "桜" })
  const said = (n: number, more: object) => ({
    ...account.profiles[n],
    attributes: { ...account.profiles[n]?.attributes, ...more },
  })
  const refusal = { email: { marketing: { consent: "UNSUBSCRIBED", last_updated: "2026-04-01T00:00:01+00:00" } } }
  await klaviyo.keep({
    profiles: [
      said(0, { updated: "2026-04-01T00:00:01+00:00", email: "new0@example.jp", subscriptions: refusal }),
      ...account.profiles.slice(1),
    ],
    lists: account.lists.slice(0, 1).map((list) => ({ ...list, members: [profileId(3)] })),
  })
  ctx.pass(1_000)
  const { tally } = await run()
  expect(tally).toMatchObject({
    peopleNew: 0,
    peopleChanged: 1,
    peopleSame: 0,
    joined: 0,
    left: 2,
    consentsWithdrawn: 1,
  })
  expect(await customer("k0@example.jp")).toMatchObject({ email: "new0@example.jp", properties: { klaviyo_lists: [] } })
  expect(await customer("k1@example.jp")).toMatchObject({ givenName: "桜" })
  expect(await mayMail("k0@example.jp")).toBe("withdrawn")
})

test("G8 a later import asks Klaviyo only for what changed since the last one, and says since when", async () => {
  const account = klaviyoAccount({ people: 60, eventsOfEach: 1 })
  await klaviyo.keep(account)
  const first = await run()
  expect(first).toMatchObject({ state: "finished", changedSince: null, eventsSince: null })
  expect(await connectionOf(ctx)).toMatchObject({ readAt: first.createdAt })

  ctx.pass(86_400_000)
  const later = new Date(ctx.now().getTime() - 3_600_000).toISOString()
  const changed = (n: number, more: object) => ({
    ...account.profiles[n],
    attributes: { ...account.profiles[n]?.attributes, ...more },
  })
  // Klaviyo need not count a suppression as a change of the profile.
  const suppression = [{ reason: "HARD_BOUNCE", timestamp: later }]
  const bounced = { email: { marketing: { consent: "SUBSCRIBED", suppression } } }
  await klaviyo.keep({
    profiles: [
      changed(0, { updated: later, first_name: "桜" }),
      ...account.profiles.slice(1, 5),
      changed(5, { subscriptions: bounced }),
      ...account.profiles.slice(6),
    ],
    events: [
      ...account.events,
      { ...account.events[0], id: "NEW", attributes: { ...account.events[0]?.attributes, datetime: later } },
    ],
  })
  const asked = klaviyo.calls().length
  const second = await run()
  expect(second).toMatchObject({
    state: "finished",
    changedSince: new Date(first.createdAt.getTime() - 600_000),
    eventsSince: new Date(first.createdAt.getTime() - 86_400_000),
    tally: { peopleNew: 0, peopleChanged: 2, peopleSame: 0, suppressions: 1, left: 0, eventsNew: 1, eventsSame: 0 },
  })
  expect(await customer("k0@example.jp")).toMatchObject({ givenName: "桜" })
  expect(await stoppedFor("k5@example.jp")).toEqual([["channel", "hard-bounce"]])
  const filters = klaviyo
    .calls()
    .slice(asked)
    .flatMap(({ query }) => new URLSearchParams(query).get("filter") ?? [])
  expect(filters.map((filter) => filter.replace(/,.*/, ""))).toEqual([
    "greater-than(updated",
    "greater-than(subscriptions.email.marketing.suppression.timestamp",
    "greater-or-equal(datetime",
  ])

  // Another key may be to another account, of which nothing was read yet.
  await klaviyo.changeKey("pk_another_key_0123456789")
  await connectKlaviyo(ctx, "pk_another_key_0123456789")
  expect(await connectionOf(ctx)).toMatchObject({ readAt: null })
  expect(await run()).toMatchObject({
    state: "finished",
    changedSince: null,
    tally: { peopleSame: 60, eventsSame: 61 },
  })
})
