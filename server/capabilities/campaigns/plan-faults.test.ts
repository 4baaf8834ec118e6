import { spawn } from "node:child_process"
import { fileURLToPath } from "node:url"
import { sql } from "kysely"
import { expect, inject, test } from "vitest"
import { knownArmsOf } from "#experiments"
import { openLetters } from "#messages"
import { inTransaction } from "#kernel/context"
import { allCrashpoints } from "#kernel/crashpoint"
import { carryOut, claim, recoverLost } from "#kernel/worker"
import { draftFor, manyPeople, segmentOf } from "#testing/campaign-scene"
import { type TestContext, testContext } from "#testing/context"
import { launchCampaign } from "./launch-campaign.ts"
import { planEffect } from "./plan-occurrence.ts"
import { showCampaign } from "./show-campaigns.ts"
import { updateChecked } from "./storage.ts"

const program = fileURLToPath(new URL("../../testing/plan-process.ts", import.meta.url))

function planElsewhere(ctx: TestContext, crash = ""): Promise<string | number | null> {
  const given = { database: inject("appUrl"), brand: ctx.brandId, now: ctx.now().toISOString() }
  const flags = Object.entries({ ...given, ...(crash ? { crash } : {}) }).map(([name, value]) => `--${name}=${value}`)
  const child = spawn(process.execPath, [program, ...flags], { stdio: ["ignore", "inherit", "inherit"] })
  return new Promise((resolve) => child.once("exit", (code, signal) => resolve(signal ?? code)))
}

// More than the first chunk: the second has its own transaction.
const count = 700

async function launched(): Promise<{ ctx: TestContext; campaignId: string; people: string[] }> {
  const ctx = await testContext({ at: "2026-04-01T10:00:00+09:00" })
  const people = await manyPeople(ctx, count)
  const { campaignId, revision } = await draftFor(ctx, await segmentOf(ctx, people), { holdoutBp: 1_000 })
  const checked = { revision, at: ctx.now().toISOString(), audience: count, stops: [] }
  await inTransaction(ctx, (ctx) => updateChecked(ctx, campaignId, checked))
  await approveNothing(ctx)
  await launchCampaign(ctx, { campaignId, revision, confirmed: count })
  return { ctx, campaignId, people }
}

/** Nobody has to approve here. */
async function approveNothing(ctx: TestContext): Promise<void> {
  const { changeCampaignSettings } = await import("./settings.ts")
  await changeCampaignSettings(ctx, { approveFrom: null, typeFrom: 1_000, payday: 25 })
}

async function takeOver(ctx: TestContext): Promise<void> {
  await inTransaction(ctx, (ctx) =>
    sql`update kernel.outbox set lease_until = clock_timestamp() - interval '1 second' where state = 'claimed'`.execute(
      ctx.db,
    ),
  )
  const plan = ctx.assembled.effects.find(({ kind }) => kind === "campaigns.plan")
  if (!plan) throw new Error("campaigns plan nothing")
  await recoverLost(ctx, plan, "alive")
  for (let rows = await claim(ctx, plan, "alive", 1); rows.length > 0; rows = await claim(ctx, plan, "alive", 1))
    for (const row of rows) await carryOut(ctx, plan, row)
}

const planned = (ctx: TestContext, campaignId: string) =>
  inTransaction(ctx, async (ctx) => (await openLetters(ctx, { id: campaignId }))[0]?.planned ?? 0)

test("F04 M25 killed while it plans, it goes on where it was: everybody once, arms as they were", async () => {
  expect(allCrashpoints()).toContain("campaigns.plan.before_commit")
  const { ctx, campaignId, people } = await launched()
  expect(await planElsewhere(ctx, "campaigns.plan.before_commit@2")).toBe("SIGKILL")
  expect(await planned(ctx, campaignId)).toBe(500)
  const before = await knownArmsOf(ctx, { kind: "campaign", id: campaignId }, people)
  expect(before.size).toBe(500)
  await takeOver(ctx)
  expect(await planned(ctx, campaignId)).toBe(count)
  const after = await knownArmsOf(ctx, { kind: "campaign", id: campaignId }, people)
  expect(people.every((id) => !before.has(id) || before.get(id) === after.get(id))).toBe(true)
  const { occurrences } = await showCampaign(ctx, campaignId)
  expect(occurrences).toMatchObject([{ state: "sending", letters: count, open: count }])
})

test("F07 two workers that plan the same people at the same moment, and a process beside them, plan everybody once", async () => {
  const { ctx, campaignId } = await launched()
  const other = planElsewhere(ctx)
  const chunk = { campaignId, occurrence: 1, run: 1, chunk: 0 }
  const planNow = () =>
    inTransaction(ctx, async (ctx) => {
      if ("apply" in planEffect) await planEffect.apply(ctx, chunk)
    })
  await Promise.all([planNow(), planNow(), takeOver(ctx)])
  expect(await other).toBe(0)
  await takeOver(ctx)
  expect(await planned(ctx, campaignId)).toBe(count)
  const { rows } = await inTransaction(ctx, (ctx) =>
    sql<{ people: number }>`select count(distinct customer_id)::int as people from messages.messages
      where brand_id = ${ctx.brandId}`.execute(ctx.db),
  )
  expect(rows[0]?.people).toBe(count)
})
