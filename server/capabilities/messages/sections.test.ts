import { describe, expect, test } from "vitest"
import { type Context, inTransaction } from "#kernel/context"
import { startFakeSmtp } from "#testing/fake-smtp"
import { type LetterContext, letterContext, origin, planLetter, readers } from "#testing/letter-scene"
import { readMail } from "../../adapters/email/mail-catcher.ts"
import type { LetterDecision } from "./eligibility-rules.ts"
import { changeLetterSettings } from "./letter-settings.ts"
import { wholeMessage } from "./message-log.ts"
import { LetterSettings } from "./model-letter-settings.ts"
import type { Block } from "./model-blocks.ts"
import { rideAlong, type Riding, sectionOf, withSections } from "./section-rules.ts"
import { whyMessage } from "./why-letter.ts"

const capped: LetterDecision = { kind: "defer", reason: "cap-topic", untilAt: new Date(0), checks: [] }
const riding: Riding = {
  leaving: {
    messageId: "b",
    purpose: "marketing",
    intent: "ask",
    template: { templateId: "B", version: 1 },
    channel: "email",
  },
  held: {
    messageId: "a",
    purpose: "marketing",
    intent: "value",
    channels: null,
    template: { templateId: "A", version: 1 },
  },
  decision: capped,
  isSmall: true,
  carried: 0,
  atMost: 2,
}

describe("X10 which small letter rides along", () => {
  test("what only a cap holds back becomes a section, and says so", () => {
    const merged = rideAlong(riding)
    expect(merged).toMatchObject({ kind: "merge", as: "section", into: "b", reason: "cap-topic" })
    expect(merged?.checks.at(-1)).toMatchObject({ check: "ride-along" })
  })
  test.each<[string, Partial<Riding>]>([
    [
      "it could go by itself",
      { decision: { kind: "send", channel: "email", template: riding.held.template, checks: [] } },
    ],
    ["something else stands in its way", { decision: { ...capped, reason: "quiet-hours" } }],
    ["it must not go any more", { decision: { kind: "skip", reason: "reached_goal", checks: [] } }],
    ["it is long", { isSmall: false }],
    ["two ride along already", { carried: 2 }],
    ["the other goes by SMS", { leaving: { ...riding.leaving, channel: "sms" } }],
    [
      "it may not go by LINE",
      { leaving: { ...riding.leaving, channel: "line" }, held: { ...riding.held, channels: ["email"] } },
    ],
    ["the other is about an order", { leaving: { ...riding.leaving, purpose: "transactional" } }],
    ["it says the same", { held: { ...riding.held, template: riding.leaving.template } }],
    ["it may not go by mail", { held: { ...riding.held, channels: ["line"] } }],
    ["it asks for more", { held: { ...riding.held, intent: "ask" }, leaving: { ...riding.leaving, intent: "value" } }],
    ["it cuts the price", { held: { ...riding.held, intent: "discount" } }],
  ])("it stays by itself where %s", (_why, change) => {
    expect(rideAlong({ ...riding, ...change })).toBeUndefined()
  })
  test("a section names its texts, so that nothing a customer is called can become markup or Liquid", () => {
    const blocks: Block[] = [
      { kind: "heading", text: "**{{ customer.name }}**", level: 1, greeting: true },
      { kind: "button", label: "見る", to: "{{ links.shop }}" },
      { kind: "footer" },
    ]
    const section = sectionOf(blocks, 1)
    expect(section?.texts).toEqual({ t0: "{{ customer.name }}", t1: "見る", t2: "{{ links.shop | link }}" })
    expect(JSON.stringify(section?.blocks)).not.toContain("customer")
    expect(withSections(blocks, section ? [section] : []).map(({ kind }) => kind)).toEqual([
      "heading",
      "button",
      "divider",
      "heading",
      "button",
      "footer",
    ])
    expect(sectionOf([{ kind: "text", text: "x", tone: "normal", when: "cart" }], 0)).toBeUndefined()
    expect(sectionOf([{ kind: "text", text: "x".repeat(501), tone: "normal" }], 0)).toBeUndefined()
  })
})

const day = 86_400_000
const smallId = "0190b8a0-0000-7000-8000-0000000000a1"
const otherId = "0190b8a0-0000-7000-8000-0000000000b2"
const small = (text: string) => ({
  version: 1 as const,
  words: {
    ja: {
      blocks: [
        { kind: "text" as const, text },
        { kind: "button" as const, label: "手入れを見る", to: "https://shop.example.jp/care" },
        { kind: "footer" as const },
      ],
      mail: { subject: "お手入れ", preheader: "お手入れ" },
    },
  },
})

async function scene(smtpUrl: string): Promise<LetterContext & { hanako: string }> {
  const ctx = await letterContext({ smtpUrl })
  const settings = LetterSettings.parse({ topic: { atMost: 1, perDays: 30 } })
  await inTransaction(ctx, (ctx) => changeLetterSettings(ctx, settings, 0))
  const [hanako = ""] = await readers(ctx, ["hanako"])
  ctx.write(otherId, small("前のお便り"))
  await planLetter(ctx, hanako, { template: { templateId: otherId, version: 1 }, topic: "care" }, "0")
  await turn(ctx)
  return { ...ctx, hanako }
}
/** The server says "later" to each first attempt. */
async function turn(ctx: LetterContext): Promise<void> {
  await ctx.drain()
  ctx.pass(day / 12)
  await ctx.drain()
}
const stateOf = (ctx: Context, messageId: string) => inTransaction(ctx, (ctx) => wholeMessage(ctx, messageId))

test("X10 F01 what a cap holds back rides along in the next letter, also when that is tried twice, and never goes again", async () => {
  const server = await startFakeSmtp({ raw: true, faults: ["greylist"] })
  const ctx = await scene(server.url)
  ctx.write(smallId, small("{{ event.item }}は水だけで洗えます。"))
  const held = await planLetter(
    ctx,
    ctx.hanako,
    {
      template: { templateId: smallId, version: 1 },
      topic: "care",
      facts: { event: { item: "**麻**の[服](https://evil.example)" } },
      origin: { ...origin, step: "care" },
    },
    "1",
  )
  await turn(ctx)
  // Its own turn comes too late, and nothing else waits for her that could take it along.
  expect(await stateOf(ctx, held)).toMatchObject({ state: "expired", reason: "cap-topic" })
  const again = await planLetter(
    ctx,
    ctx.hanako,
    {
      template: { templateId: smallId, version: 1 },
      topic: "care",
      facts: { event: { item: "**麻**の[服](https://evil.example)" } },
      expiresAt: new Date(ctx.now().getTime() + 40 * day),
      origin: { ...origin, step: "care" },
    },
    "2",
  )
  await ctx.drain()
  expect(await stateOf(ctx, again)).toMatchObject({ state: "deferred", reason: "cap-topic" })
  ctx.pass(2 * day)
  const news = await planLetter(ctx, ctx.hanako, { intent: "ask" }, "3")
  await turn(ctx)
  const before = server.received().length
  expect(await stateOf(ctx, news)).toMatchObject({ state: "accepted" })
  expect(await stateOf(ctx, again)).toMatchObject({ state: "merged", reason: "cap-topic", mergedInto: news })
  const { text = "", html = "" } = await readMail(Buffer.from(server.received().at(-1)?.raw ?? "", "base64"))
  expect(text).toContain("新しい生地が届きました")
  expect(text).toContain("**麻**の[服](")
  expect(html).not.toContain(">服</a>")
  expect(html).toContain("手入れを見る")
  expect((await inTransaction(ctx, (ctx) => whyMessage(ctx, news))).why?.lines.at(-1)?.words.ja).toContain("1通")
  expect((await inTransaction(ctx, (ctx) => whyMessage(ctx, again))).why?.lines.at(-1)?.check).toBe("ride-along")
  expect(ctx.ended.filter(({ messageId }) => messageId === again)).toMatchObject([{ state: "merged" }])
  ctx.pass(31 * day)
  await ctx.drain()
  expect(server.received()).toHaveLength(before)
  await server.stop()
})
