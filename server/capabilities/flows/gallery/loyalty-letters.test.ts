import { afterAll, beforeAll, expect, test } from "vitest"
import { changeIdentity, IdentitySettings } from "#brands"
import { enrol, publishRanks, RanksDocument, saveRanks } from "#members"
import { defaultReferralProgramme, publishReferralProgramme, saveReferralProgramme } from "#referrals"
import { installLetter, previewForCustomer } from "#templates"
import { inTransaction } from "#kernel/context"
import { assemble } from "#kernel/product"
import { type TestContext, testContext } from "#testing/context"
import { agrees, happens, launched, lettersOf, settle, someone } from "#testing/flows"
import { withNamedSegments } from "#testing/gallery"
import { letterBox } from "#testing/letter-box"
import { capabilities } from "../../../capabilities.ts"
import { FlowDocument } from "../model.ts"
import { installFlow } from "./install-flow.ts"
import { readyFlows } from "./ready-flows.ts"

const letters = letterBox()
afterAll(letters.close)
let ctx: TestContext

beforeAll(async () => {
  const product = assemble(capabilities, { plugs: letters.plugs, wake: () => {} })
  ctx = await testContext({ product, at: "2026-04-01T09:00:00+09:00" })
  const who = { legalName: "ひなた株式会社", address: "神奈川県鎌倉市小町 1-3-8", shopUrl: "https://shop.example/" }
  await inTransaction(ctx, (ctx) => changeIdentity(ctx, IdentitySettings.parse(who), 0))
  await withNamedSegments(ctx)
  const { revision } = await saveReferralProgramme(ctx, defaultReferralProgramme, 0)
  await publishReferralProgramme(ctx, revision)
})

test("I10 what a rank gives is a letter to send, shown large by mail and LINE, and to each reader what is hers", async () => {
  const benefits = [{ kind: "free-shipping" }, { kind: "early-access", hours: 48 }]
  const ranks = RanksDocument.parse({
    metric: "spend",
    window: { kind: "rolling", months: 12 },
    judged: { every: "month" },
    ranks: [{ key: "r", name: { ja: "常連", en: "Regular" }, needs: 0, benefits }],
  })
  await publishRanks(ctx, (await saveRanks(ctx, ranks, "", 0)).revision)
  const [member, stranger] = [await someone(ctx, "member"), await someone(ctx, "stranger")]
  await enrol(ctx, { customerId: member, by: "page" })
  const ready = readyFlows.flatMap((flow) => flow.letters).find(({ key }) => key === "member-benefits")
  if (!ready) throw new Error("no letter of benefits")
  const { templateId } = await installLetter(ctx, { about: ready.name, ...ready })
  const shown = (customerId: string, channel: "mail" | "line") =>
    inTransaction(ctx, async (ctx) => {
      const { rendering } = await previewForCustomer(ctx, { templateId, language: "ja", channel }, customerId)
      return channel === "mail" ? (rendering?.mail?.html ?? "") : JSON.stringify(rendering?.line?.messages ?? [])
    })
  for (const channel of ["mail", "line"] as const) {
    for (const words of ["いまの特典", "送料無料", "2日早く"]) expect(await shown(member, channel)).toContain(words)
    expect(await shown(stranger, channel)).not.toContain("送料無料")
  }
})

test("I11 who was satisfied is reminded of what bringing a friend gives: eleven days on, in the evening, once in half a year", async () => {
  const { draft } = await installFlow(ctx, "bring-a-friend")
  // What she answered lets her in at once; who stands in the segment is the segments' own matter.
  const trigger = { kind: "event" as const, event: { names: ["Survey Answered"] } }
  const flowId = await launched(ctx, { ...FlowDocument.parse(draft?.document), trigger, holdoutBp: 0 })
  const [hanako, silent] = [await someone(ctx, "hanako"), await someone(ctx, "silent")]
  await agrees(ctx, hanako)
  const answers = async () => {
    for (const who of [hanako, silent]) await happens(ctx, who, "Survey Answered")
    await settle(ctx)
  }
  const until = async (at: string) => {
    ctx.moveTo(at)
    await settle(ctx)
    return (await lettersOf(ctx, flowId)).map(({ step, customerId }) => [step, customerId])
  }
  await answers()
  expect(await until("2026-04-03T18:59:00+09:00")).toEqual([])
  expect(await until("2026-04-03T19:00:00+09:00")).toEqual([["thanks", hanako]])
  expect(await until("2026-04-12T18:59:00+09:00")).toHaveLength(1)
  const both = [
    ["thanks", hanako],
    ["ask", hanako],
  ]
  expect(await until("2026-04-12T19:00:00+09:00")).toEqual(both)
  ctx.moveTo("2026-06-01T09:00:00+09:00")
  await answers()
  expect(await until("2026-06-03T19:00:00+09:00")).toEqual(both)
  ctx.moveTo("2026-11-01T09:00:00+09:00")
  await answers()
  expect(await until("2026-11-03T19:00:00+09:00")).toHaveLength(3)
  expect(await until("2026-11-12T19:00:00+09:00")).toHaveLength(4)
})
