import { expect, test } from "vitest"
import { recordConsent, resolveCustomer } from "#customers"
import { enrol } from "#members"
import { balancesOf, historyOf, spendPoints } from "#points"
import { testContext } from "#testing/context"
import { defaultProgramme, plainAction } from "./default-programme.ts"
import { publishProgramme, saveProgramme } from "./index.ts"

test("B01 B07 who agrees to mail and to LINE is thanked for each once, which stands in her history, and pays with it the next time", async () => {
  const ctx = await testContext({ at: "2026-04-01T09:00:00+09:00" })
  const agreed = (channel: "email" | "line", ja: string) => ({
    ...plainAction,
    key: `agreed-${channel}`,
    title: { ja, en: `News by ${channel}` },
    points: 50,
    on: { kind: "consent" as const, channel },
  })
  const actions = [...defaultProgramme.actions, agreed("email", "メールを受け取る"), agreed("line", "LINEを受け取る")]
  const { revision } = await saveProgramme(ctx, { programme: { ...defaultProgramme, actions }, basedOn: 0 })
  await publishProgramme(ctx, { basedOn: revision })
  const identities = [{ kind: "email" as const, issuer: "", value: "hanako@example.jp" }]
  const { customerId } = await resolveCustomer(ctx, { identities, profile: {}, source: "test", at: ctx.now() })
  await enrol(ctx, { customerId, by: "mail" })
  const says = async (channel: "email" | "line", state: "given" | "withdrawn") => {
    ctx.pass(60_000)
    await recordConsent(ctx, {
      customerId,
      channel,
      purpose: "marketing",
      state,
      source: "preference-centre",
      at: ctx.now(),
    })
    await ctx.drain()
  }
  const available = async () => (await balancesOf(ctx, [customerId])).get(customerId)?.available

  await says("email", "given")
  expect(await available()).toBe(550)
  await says("line", "given")
  await says("line", "withdrawn")
  await says("line", "given")
  expect(await available()).toBe(600)
  const items = await historyOf(ctx, customerId, { limit: 10 })
  expect(items.map(({ reason, points }) => [reason.ja, points])).toEqual([
    ["LINEを受け取る", 50],
    ["メールを受け取る", 50],
    ["入会する（メールまたはLINE）", 500],
  ])
  // At the next order, the same minute.
  await spendPoints(ctx, {
    customerId,
    points: 600,
    cause: { type: "order", id: "next", rule: "spend", seq: 0 },
    purpose: "order",
    reason: { ja: "お買い物", en: "A purchase" },
  })
  expect(await available()).toBe(0)
})
