import { afterAll, beforeAll, expect, test } from "vitest"
import { changeIdentity, IdentitySettings } from "#brands"
import { letterDocument } from "#messages"
import { offersWithCounts } from "#offers"
import { listTemplates } from "#templates"
import { inTransaction } from "#kernel/context"
import { assemble } from "#kernel/product"
import { type TestContext, testContext } from "#testing/context"
import { findingsInLetter, offerGoesLive, withNamedSegments } from "#testing/gallery"
import { testMail } from "#testing/mail"
import { capabilities } from "../../../capabilities.ts"
import { checkLaunch } from "../launch-check.ts"
import { FlowDocument } from "../model.ts"
import { selectFlows } from "../storage.ts"
import { installFlow } from "./install-flow.ts"
import { readyFlows } from "./ready-flows.ts"
import { refsOf, showGallery } from "./show-gallery.ts"

const mail = testMail({ keepOpen: true })
afterAll(mail.close)
let ctx: TestContext

beforeAll(async () => {
  const product = assemble(capabilities, { plugs: mail.plugs, wake: () => {} })
  ctx = await testContext({ product })
  mail.catchInto(ctx.platform)
  const who = IdentitySettings.parse({
    legalName: "ひなた株式会社",
    address: "神奈川県鎌倉市小町 1-3-8",
    shopUrl: "https://shop.hinata.example/",
  })
  await inTransaction(ctx, (ctx) => changeIdentity(ctx, who, 0))
  await withNamedSegments(ctx)
})

/** Every named flow of the gallery, by the behaviours that it is for. */
const wanted =
  "C26 D20 D22 D24 E14 E18 G02 G03 G04 G06 G07 G08 G20 G21 G22 G23 G25 G27 G32 G34 G35 G36 G37 G38 G39 I01 I04 I12 I13 I14 I15 I16 I17 I18 I19 I20 I21 I22 I27 I33 J03 O08 O09 O10 O11"

test("C26 D20 D22 D24 E14 E18 G02 G03 G04 G06 G07 G08 G20 G21 G22 G23 G32 G34 G35 G37 G38 G39 I01 I04 I12 I13 I14 I15 I16 I17 I18 I19 I20 I21 I22 I27 I33 J03 O08 O09 O10 O11 each has its flow", () => {
  const has = new Set(readyFlows.flatMap(({ inventory }) => inventory))
  expect(wanted.split(" ").filter((id) => !has.has(id))).toEqual([])
  expect(new Set(readyFlows.map(({ key }) => key)).size).toBe(readyFlows.length)
})

test("G18 what the gallery shows can be read, and names its letters in both languages", async () => {
  const { items } = await showGallery(ctx)
  expect(items).toHaveLength(readyFlows.length)
  for (const { name, intent, use, letters, document } of items) {
    for (const words of [name, intent, use, ...letters.map((one) => one.name)]) {
      expect(words.ja).toMatch(/[ぁ-んァ-ヶ一-龠]/)
      expect(words.en).not.toMatch(/[ぁ-んァ-ヶ一-龠]/)
    }
    expect(document.steps.length).toBeGreaterThan(1)
  }
})

test("G18 installing makes a draft with its templates and offers, once; nothing stands in the way of a launch but offers to be looked at", async () => {
  for (const ready of readyFlows) {
    const { flow, draft } = await installFlow(ctx, ready.key)
    expect(flow).toMatchObject({ key: ready.key, state: "draft", liveVersion: null, name: ready.name })
    expect((await installFlow(ctx, ready.key)).flow.flowId).toBe(flow.flowId)
    const document = draft?.document ?? FlowDocument.parse(null)
    const stops = (await inTransaction(ctx, (ctx) => checkLaunch(ctx, document))).filter(
      ({ severity }) => severity === "stop",
    )
    expect([ready.key, ...stops.filter(({ code }) => code !== "no-offer")]).toEqual([ready.key])
  }
  for (const { offerId } of await inTransaction(ctx, offersWithCounts)) await offerGoesLive(ctx, offerId)
  for (const { key } of readyFlows) {
    const { draft } = await installFlow(ctx, key)
    const document = draft?.document ?? FlowDocument.parse(null)
    const found = await inTransaction(ctx, (ctx) => checkLaunch(ctx, document))
    expect([key, ...found.filter(({ severity }) => severity === "stop")]).toEqual([key])
    expect([
      key,
      ...found.filter(
        ({ code }) => code === "unreachable" || code === "no-goal" || code === "no-exit" || code === "no-holdout",
      ),
    ]).toEqual([key])
  }
  expect(await inTransaction(ctx, selectFlows)).toHaveLength(readyFlows.length)
  const templates = (await inTransaction(ctx, (ctx) => listTemplates(ctx, { state: "open" }))).items.map(
    ({ key }) => key,
  )
  const letters = new Set(readyFlows.flatMap((ready) => ready.letters.map(({ key }) => `flows.${key}`)))
  expect(templates.filter((key) => key?.startsWith("flows.")).toSorted()).toEqual([...letters].toSorted())
}, 60_000)

test("C18 C22 C30 every letter of the gallery reads well in both languages, with much known of its reader and with nothing", async () => {
  const letters = new Map(readyFlows.flatMap((ready) => ready.letters.map((letter) => [letter.key, letter] as const)))
  expect(letters.size).toBeGreaterThan(40)
  for (const { key, document } of letters.values()) {
    const found = await findingsInLetter(ctx, { document: letterDocument.parse(document), purpose: "marketing" })
    expect([key, ...found.filter(({ level }) => level === "error")]).toEqual([key])
    expect([
      key,
      ...found.filter(({ code }) => ["exclamation", "urgency", "no-button", "language"].includes(code)),
    ]).toEqual([key])
  }
}, 60_000)

test("G25 a first-order offer keeps buyers out at the door, and again on the way", async () => {
  const ready = readyFlows.find(({ key }) => key === "first-offer")
  const document = FlowDocument.parse(ready?.document(await inTransaction(ctx, refsOf)))
  const buyers = { kind: "orders", measure: "count", range: { atLeast: 1 } }
  expect(document.entry.exclusion?.who).toMatchObject(buyers)
  expect(document.exits.map(({ when }) => when)).toMatchObject([{ kind: "person", who: buyers }])
  expect(ready?.offers?.every(({ isFirstOrderOnly }) => isFirstOrderOnly)).toBe(true)
})

test("G27 no flow asks or discounts before it has given something of value", async () => {
  const refs = await inTransaction(ctx, refsOf)
  const impatient = ["new-release", "surprise"]
  for (const ready of readyFlows.filter(({ key }) => !impatient.includes(key))) {
    const { steps } = FlowDocument.parse(ready.document(refs))
    const messages = steps.filter((step) => step.kind === "message")
    expect([ready.key, messages[0]?.intent]).toEqual([ready.key, "value"])
  }
})
