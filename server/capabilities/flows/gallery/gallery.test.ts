import { sql } from "kysely"
import { afterAll, beforeAll, expect, test } from "vitest"
import { changeIdentity, IdentitySettings } from "#brands"
import { resolveCustomers } from "#customers"
import { letterDocument, type OutgoingMail } from "#messages"
import { offersWithCounts } from "#offers"
import { installLetter, listTemplates } from "#templates"
import { type Context, inTransaction } from "#kernel/context"
import { plug } from "#kernel/ports"
import { myPagePages } from "#mypage"
import { offerPages } from "#offers"
import { referralPages } from "#referrals"
import { signupPages } from "#signups"
import { trackingPages } from "#tracking"
import { assemble } from "#kernel/product"
import { type TestContext, testContext } from "#testing/context"
import { findingsInLetter, givenTo, offerGoesLive, readyTemplates, withNamedSegments } from "#testing/gallery"
import { serve } from "#testing/http"
import { letterBox } from "#testing/letter-box"
import { agree, planLetter } from "#testing/letter-scene"
import { myPagePortal, offerPortal, referralPortal, signupPortal, trackingPortal } from "../../../../portal/server.ts"
import { capabilities } from "../../../capabilities.ts"
import { checkLaunch } from "../launch-check.ts"
import { FlowDocument } from "../model.ts"
import { selectFlows } from "../storage.ts"
import { installFlow } from "./install-flow.ts"
import { readyFlows } from "./ready-flows.ts"
import { refsOf, showGallery } from "./show-gallery.ts"

const letters = letterBox()
afterAll(letters.close)
let ctx: TestContext

beforeAll(async () => {
  const pages = [
    plug(trackingPages, trackingPortal),
    plug(signupPages, signupPortal),
    plug(myPagePages, myPagePortal),
    plug(referralPages, referralPortal),
    plug(offerPages, offerPortal),
  ]
  const product = assemble(capabilities, { plugs: [...letters.plugs, ...pages], wake: () => {} })
  ctx = await testContext({ product })
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

/** All that this brand has in Postgres, table by table. What a scanner did is meant to be kept as what a machine did. */
const wholeState = (ctx: Context): Promise<Map<string, string>> =>
  inTransaction(ctx, async (ctx) => {
    const { rows } = await sql<{ name: string }>`select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname not in ('pg_catalog', 'information_schema', 'engagement')
        and has_table_privilege(format('%I.%I', schemaname, tablename), 'select')`.execute(ctx.db)
    const state = new Map<string, string>()
    for (const { name } of rows) {
      const only = name === "kernel.outbox" ? sql`where kind not like 'engagement.%'` : sql``
      const { rows: found } = await sql<{ sum: string }>`select count(*) || ' ' ||
        coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as sum from ${sql.raw(name)} t ${only}`.execute(
        ctx.db,
      )
      state.set(name, found[0]?.sum ?? "")
    }
    return state
  })

/** Every address in a mail, as a scanner finds them: links, pictures, the text part, the way out in the head. */
function addressesIn({ html, text, unsubscribe }: OutgoingMail): string[] {
  const found = [...html.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, url = ""]) => url.replaceAll("&amp;", "&"))
  const plain = text.match(/https?:\/\/[!-~]+/g) ?? []
  return [...found, ...plain, ...(unsubscribe ? [unsubscribe.url] : [])].filter((url) => url.startsWith("http"))
}

/** Sends every letter that is shipped, in both languages, each to somebody of their own. */
async function sendAllShipped(): Promise<number> {
  const all = [...readyTemplates, ...readyFlows.flatMap((ready) => ready.letters)]
  const shipped = [...new Map(all.map((ready) => [ready.key, ready])).values()]
  const templates = []
  for (const ready of shipped) templates.push(await installLetter(ctx, { about: ready.name, ...ready }))
  for (const language of ["ja", "en"] as const) {
    const people = await resolveCustomers(
      ctx,
      shipped.map(({ key }) => {
        const email = `${key.replace(/\W/g, "-")}-${language}@customer.example`
        const identities = [{ kind: "email" as const, issuer: "", value: email }]
        return { identities, profile: { email, language }, source: "test", at: ctx.now() }
      }),
    )
    await agree(
      ctx,
      people.map(({ customerId }) => customerId),
    )
    const facts = givenTo(language, ctx.now())
    for (const [index, { customerId }] of people.entries()) {
      const template = templates[index]
      if (template) await planLetter(ctx, customerId, { template, facts })
    }
  }
  await ctx.drain()
  return shipped.length * 2
}

test("S-LINK2 S-LINK3 X22 C25 a scanner that follows every link of every letter that is shipped, in both languages, changes nothing", async () => {
  const count = await sendAllShipped()
  expect(letters.box).toHaveLength(count)
  const ours = [...new Set(letters.box.flatMap(addressesIn))]
    .map((address) => new URL(address))
    .filter(({ pathname }) => /^\/(l|o|s)\//.test(pathname))
  expect(ours.length).toBeGreaterThan(count * 3)
  const door = await serve({ platform: ctx.platform })
  const before = await wholeState(ctx)
  const scanner = { "user-agent": "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0.0.0" }
  const scan = async ({ pathname, search }: URL) => {
    for (const method of ["HEAD", "GET"]) {
      const reply = await fetch(door.origin + pathname + search, { method, headers: scanner, redirect: "manual" })
      await reply.arrayBuffer()
      expect([pathname, method, reply.status < 400]).toEqual([pathname, method, true])
    }
  }
  for (let at = 0; at < ours.length; at += 32) await Promise.all(ours.slice(at, at + 32).map(scan))
  const after = await wholeState(ctx)
  await door.stop()
  expect(before.size).toBeGreaterThan(100)
  expect([...after].filter(([name, sum]) => before.get(name) !== sum)).toEqual([])
}, 180_000)
