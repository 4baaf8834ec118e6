import { sql } from "kysely"
import { expect, test } from "vitest"
import { recordConsents, resolveCustomer } from "#customers"
import { liftOf } from "#experiments"
import { type Context, inTransaction } from "#kernel/context"
import { letterContext, news, template } from "#testing/letter-scene"
import { CampaignPlan, keepPastCampaign } from "./index.ts"
import { showCampaign } from "./show-campaigns.ts"
import { showNumbers, showPeople } from "./show-numbers.ts"

const sentAt = new Date("2026-03-05T19:00:00+09:00")
const again = new Date("2026-05-07T19:00:00+09:00")
const day = 86_400_000

async function readers(ctx: Context, count: number, agreed: number): Promise<string[]> {
  const at = new Date(sentAt.getTime() - 90 * day)
  return inTransaction(ctx, async (ctx) => {
    const ids: string[] = []
    for (let n = 0; n < count; n++) {
      const email = `past${n}@example.jp`
      const identities = [{ kind: "email" as const, issuer: "", value: email }]
      ids.push((await resolveCustomer(ctx, { identities, profile: { email }, source: "test", at })).customerId)
    }
    const said = { channel: "email", purpose: "marketing", state: "given", source: "checkout", at } as const
    await recordConsents(
      ctx,
      ids.slice(0, agreed).map((customerId) => ({ ...said, customerId, wording: "w1", locale: "ja-JP", evidence: {} })),
    )
    return ids
  })
}

const planned = (more: object): CampaignPlan => {
  const words = { templateId: template.templateId, templateVersion: template.version }
  return CampaignPlan.parse({
    version: 1,
    when: { kind: "at", day: "2026-03-05", time: "19:00" },
    channels: ["email"],
    variants: [
      { key: "a", ...words, subject: { ja: "新しいバーム" } },
      { key: "b", ...words, subject: { ja: "一日の終わりに" } },
    ],
    ...more,
  })
}

async function past() {
  const ctx = await letterContext({ at: "2026-06-01T10:00:00+09:00" })
  ctx.write(template.templateId, news)
  return ctx
}

const waiting = async (ctx: Context) =>
  (
    await inTransaction(ctx, (ctx) =>
      sql<{
        kind: string
      }>`select kind from kernel.outbox where brand_id = ${ctx.brandId} and kind ~ '^(messages|campaigns)'`.execute(
        ctx.db,
      ),
    )
  ).rows

test("I01 T08 C24 a campaign of the past has its numbers, its winner and its reasons, at its own time; nobody is written to", async () => {
  const ctx = await past()
  const people = await readers(ctx, 400, 360)
  const { campaignId } = await inTransaction(ctx, (ctx) =>
    keepPastCampaign(ctx, {
      name: "春の新作",
      plan: planned({}),
      madeAt: new Date(sentAt.getTime() - day),
      sendings: [{ at: sentAt, customerIds: people }],
      read: ({ step }, at) => {
        const openedAt = new Date(at.getTime() + 3_600_000)
        return { openedAt, clickedAt: step === "b" ? openedAt : null }
      },
    }),
  )
  const view = await showCampaign(ctx, campaignId)
  expect(view).toMatchObject({ state: "finished", launchedAt: sentAt, occurrences: [{ letters: 400, open: 0 }] })
  const numbers = await showNumbers(ctx, campaignId)
  expect([numbers.planned, numbers.open]).toEqual([400, 0])
  const of = (reason: string | null) =>
    numbers.ends.filter((end) => end.reason === reason).reduce((sum, { count }) => sum + count, 0)
  expect(of("consent-none") + of("holdout") + of(null)).toBe(400)
  expect(of("holdout")).toBeGreaterThan(0)
  expect(of("consent-none")).toBeGreaterThan(0)
  const [a, b] = numbers.variants
  expect([a?.clicked, b?.clicked]).toEqual([0, b?.delivered])
  expect(numbers.comparison).toMatchObject({ verdict: "winner", leader: "b" })
  const kept = await showPeople(ctx, { campaignId, state: "skipped", reason: "holdout", limit: 500 })
  expect(kept.items.every(({ at }) => at?.getTime() === sentAt.getTime())).toBe(true)
  expect(await waiting(ctx)).toEqual([])
  const { arms } = await liftOf(ctx, { kind: "campaign", id: campaignId }, { metric: "orders" })
  expect(arms.map(({ arm }) => arm).sort()).toEqual(["a", "b", "holdout"])
})

test("I01 I02 a series of the past said something new to everybody the second time", async () => {
  const ctx = await past()
  const people = await readers(ctx, 30, 30)
  const { campaignId } = await inTransaction(ctx, (ctx) =>
    keepPastCampaign(ctx, {
      name: "季節のお便り",
      plan: planned({ holdoutBp: 0, repeat: { everyMonths: 2, times: 2 } }),
      madeAt: new Date(sentAt.getTime() - day),
      sendings: [sentAt, again].map((at) => ({ at, customerIds: people })),
      read: () => ({ openedAt: null, clickedAt: null }),
    }),
  )
  const { occurrences, state } = await showCampaign(ctx, campaignId)
  expect([state, occurrences.map(({ letters }) => letters)]).toEqual(["finished", [30, 30]])
  const { ends } = await showNumbers(ctx, campaignId)
  const said = ends.map(({ occurrence, variant, state, count }) => [occurrence, variant, state, count])
  expect(said.sort()).toEqual([
    [1, "a", "accepted", 30],
    [2, "b", "accepted", 30],
  ])
  expect(await waiting(ctx)).toEqual([])
})
