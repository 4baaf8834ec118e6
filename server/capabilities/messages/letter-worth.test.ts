import { sql } from "kysely"
import { expect, test } from "vitest"
import { resolveCustomer } from "#customers"
import { worthOfLetters } from "#experiments"
import { applyOrder } from "#orders"
import { inTransaction } from "#kernel/context"
import { type TestContext, testContext } from "#testing/context"
import { anOrder } from "#testing/orders"

const hours = (ctx: TestContext, n: number) => new Date(ctx.now().getTime() + n * 3_600_000)
const email = (value: string) => [{ kind: "email" as const, issuer: "", value }]

type Letter = {
  customerId: string
  origin: string
  kind?: "campaign" | "flow"
  channel: string
  at: Date
  cost: number | null
}

/** A letter as it stands once it was taken. */
const sent = (ctx: TestContext, { customerId, origin, kind = "campaign", channel, at, cost }: Letter) =>
  inTransaction(ctx, (ctx) =>
    sql`insert into messages.messages (brand_id, message_id, customer_id, key, kind, purpose, language, mail_id, state, cause, planned_at,
        accepted_at, ended_at, channel, origin_kind, origin_id, cost_milli_yen)
      select ${ctx.brandId}, id, ${customerId}, id, 'letter', 'marketing', 'ja', id, 'accepted', 'test', ${at}, ${at}, ${at}, ${channel},
        ${kind}, ${origin}::uuid, ${cost}::int from (select ${ctx.id()}::uuid as id) m`.execute(ctx.db),
  )

test("T09 what a letter costs, and the orders that are put down to the last one before them, by channel", async () => {
  const ctx = await testContext()
  const [campaign, flow] = [ctx.id(), ctx.id()]
  const person = async (mail: string) =>
    (await resolveCustomer(ctx, { identities: email(mail), profile: {}, source: "test", at: ctx.now() })).customerId
  const [hanako, taro] = [await person("hanako@example.jp"), await person("taro@example.jp")]
  const buys = (mail: string, n: number, at: Date, more = {}) =>
    inTransaction(ctx, (ctx) =>
      applyOrder(
        ctx,
        anOrder({
          externalId: `${n}`,
          number: `#${n}`,
          placedAt: at,
          updatedAt: at,
          customer: { identities: email(mail), profile: {} },
          ...more,
        }),
      ),
    )
  await sent(ctx, { customerId: hanako, origin: campaign, channel: "email", at: hours(ctx, 0), cost: null })
  await sent(ctx, { customerId: taro, origin: campaign, channel: "line", at: hours(ctx, 0), cost: 3_000 })
  await sent(ctx, { customerId: hanako, origin: flow, kind: "flow", channel: "email", at: hours(ctx, 10), cost: null })
  await buys("hanako@example.jp", 1, hours(ctx, 5))
  await buys("hanako@example.jp", 2, hours(ctx, 11)) // the flow's
  await buys("taro@example.jp", 3, hours(ctx, 1), { cancelledAt: hours(ctx, 2) })
  await buys("taro@example.jp", 4, hours(ctx, 5 * 24)) // too late
  await buys("taro@example.jp", 5, hours(ctx, -1)) // before
  ctx.pass(6 * 86_400_000)
  const worthOf = (kind: "campaign" | "flow" | "brand", id: string) =>
    inTransaction(ctx, (ctx) => worthOfLetters(ctx, { kind, id }))
  const { attributionDays, channels } = await worthOf("campaign", campaign)
  expect(attributionDays).toBe(5)
  expect(channels).toEqual([
    { channel: "email", letters: 1, costYen: 0.1, orders: 1, revenue: 7_730, returned: 77_300 },
    { channel: "line", letters: 1, costYen: 3, orders: 0, revenue: 0, returned: 0 },
  ])
  expect((await worthOf("flow", flow)).channels).toMatchObject([{ channel: "email", orders: 1, revenue: 7_730 }])
  expect((await worthOf("brand", "all")).channels).toMatchObject([
    { channel: "email", letters: 2, orders: 2 },
    { channel: "line", letters: 1, orders: 0 },
  ])
  expect((await worthOf("flow", "not an id")).channels).toEqual([])
})
