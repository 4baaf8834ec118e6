import { afterAll, describe, expect, test } from "vitest"
import { hasLineSpec, readLineSpec } from "#testing/line-spec"
import { barsOf, barsTable } from "./barcode-rules.ts"
import { lineMessagesBy, type WordsToFill } from "./line-messages.ts"
import { lineLimits, lineMessagesFrom } from "./line-limits-rules.ts"
import type { MailFacts } from "./model.ts"
import { letterWords } from "./model-letter.ts"
import { createRenderPool } from "./render-pool.ts"
import { sampleKind, sampleLook } from "./sample-mail.ts"

const pool = createRenderPool()
afterAll(() => pool.close())

const facts: MailFacts = {
  customer: { name: { family: "佐藤", given: "美咲" } },
  cart: {
    items: [
      {
        name: "ゆず化粧水",
        quantity: 2,
        amount: { amount: 3960, currency: "JPY" },
        image: { url: "https://hinata.example/p/1.png" },
      },
    ],
    total: { amount: 3960, currency: "JPY" },
  },
  products: [
    {
      title: "米ぬか洗顔",
      url: "https://hinata.example/p/2",
      price: { amount: 1980, currency: "JPY" },
      isAvailable: false,
    },
  ],
  offer: { code: "HARU-7K2P", validUntil: "2026-12-01T00:00:00+09:00", url: "https://hinata.example/cart?c=1" },
  links: {
    review: "https://hinata.example/r?m=1",
    shop: "https://hinata.example/",
    tracking: "https://hinata.example/t",
  },
}
type Written = Parameters<typeof letterWords.parse>[0]
const letter = (blocks: unknown[], head: object = {}, own: MailFacts = facts): WordsToFill => ({
  words: letterWords.parse({ blocks, line: { altText: "ひなたから", ...head } } satisfies Written),
  facts: own,
  look: sampleLook,
  language: "ja",
  zone: "Asia/Tokyo",
  purpose: "marketing",
})
const flexOf = async (blocks: unknown[], own: MailFacts = facts) => {
  const messages = await lineMessagesBy(pool, letter(blocks, {}, own))
  return messages.find(({ type }) => type === "flex")
}
/** Every node of a kind, wherever it stands. */
const nodesOf = (tree: unknown, type: string): Record<string, unknown>[] => {
  if (Array.isArray(tree)) return tree.flatMap((part) => nodesOf(part, type))
  if (typeof tree !== "object" || tree === null) return []
  const own = "type" in tree && tree.type === type ? [tree as Record<string, unknown>] : []
  return [...own, ...Object.values(tree).flatMap((part) => nodesOf(part, type))]
}
const textsOf = (tree: unknown) => nodesOf(tree, "text").map(({ text }) => text)

describe("M40 a letter as LINE's messages", () => {
  test("picture on top, words below, the button at the foot, quick replies at the last message", async () => {
    const messages = await lineMessagesBy(
      pool,
      letter(
        [
          { kind: "image", source: "https://hinata.example/hero.png", alt: "ゆず", width: 600, height: 300 },
          { kind: "heading", greeting: true, text: "カートに**品**が残っています" },
          { kind: "text", text: "お早めに。[使い方](https://hinata.example/how)" },
          { kind: "cart-items" },
          { kind: "button", label: "カートを見る", to: "{{ links.shop }}" },
        ],
        {
          text: "{{ customer.name | name: 'さま' }}、こんにちは。",
          quickReplies: [
            { label: "あとで", say: "あとで見ます" },
            { label: "店を見る", to: "{{ links.shop }}" },
          ],
        },
      ),
    )
    expect(messages.map(({ type }) => type)).toEqual(["text", "flex"])
    expect(messages[0]).toMatchObject({ text: "佐藤 美咲 さま、こんにちは。" })
    const [, flex] = messages
    expect(flex).toMatchObject({
      altText: "ひなたから",
      contents: {
        type: "bubble",
        hero: { type: "image", url: "https://hinata.example/hero.png", aspectRatio: "600:300" },
        footer: {
          contents: [
            { type: "button", action: { type: "uri", label: "カートを見る", uri: "https://hinata.example/" } },
          ],
        },
      },
      quickReply: { items: [{ action: { type: "message", text: "あとで見ます" } }, { action: { type: "uri" } }] },
    })
    expect(textsOf(flex)).toEqual(
      expect.arrayContaining(["佐藤 美咲 様", "カートに品が残っています", "お早めに。使い方", "ゆず化粧水", "3,960円"]),
    )
    expect(nodesOf(flex, "text").find(({ text }) => text === "使い方")).toMatchObject({
      action: { uri: "https://hinata.example/how" },
    })
  })

  test("S42 a name with quotes, braces and breaks stays a name: it opens no JSON and no Liquid", async () => {
    const given = `"},{"type":"button"}\\ {{ 7 | times: 7 }} {% if %}\n</script>`
    const flex = await flexOf([{ kind: "heading", greeting: true, text: "{{ customer.name | name: '' }}へ" }], {
      ...facts,
      customer: { name: { full: given } },
    })
    expect(textsOf(flex)).toContain(`${given}へ`.trim())
    expect(nodesOf(flex, "button")).toEqual([])
  })

  test("a fact that is missing fails this one letter", async () => {
    await expect(flexOf([{ kind: "text", text: "{{ order.number }}" }])).rejects.toMatchObject({
      reason: "missing-fact",
    })
    await expect(flexOf([{ kind: "offer", title: "お礼" }], { ...facts, offer: {} })).rejects.toMatchObject({
      reason: "missing-fact",
    })
  })

  test("what is under a condition is not there without its fact, and a block only for some asks for consent", async () => {
    const blocks = [
      { kind: "text", text: "いつも" },
      { kind: "text", text: "ときどき", when: "points.usable" },
      { kind: "text", text: "同意の方に", consent: "marketing" },
      { kind: "points" },
      { kind: "related" },
    ]
    expect(textsOf(await flexOf(blocks))).toEqual(["いつも"])
    const more = await flexOf(blocks, { ...facts, points: { usable: 1240 }, consents: { marketing: true } })
    expect(textsOf(more)).toEqual(expect.arrayContaining(["ときどき", "同意の方に", "1,240pt"]))
  })

  test("G29 goods show price and stock as the facts have them; links that LINE cannot open lose only the link", async () => {
    const flex = await flexOf([
      { kind: "products", title: "新しい品" },
      { kind: "text", text: "[メール](mailto:a@hinata.example)" },
    ])
    expect(textsOf(flex)).toEqual(expect.arrayContaining(["新しい品", "米ぬか洗顔", "1,980円", "ただいま品切れです"]))
    expect(nodesOf(flex, "text").find(({ text }) => text === "メール")).not.toHaveProperty("action")
  })

  test("stars, answers and benefits are links of their own; a code names its end", async () => {
    const flex = await flexOf([
      { kind: "offer", title: "お礼のクーポン", label: "使う" },
      { kind: "review-stars", title: "いかがでしたか", to: "{{ links.review }}" },
      {
        kind: "survey-question",
        question: "お肌は",
        to: "https://hinata.example/s",
        answers: [
          { label: "乾燥する", value: "dry" },
          { label: "調子がいい", value: "good" },
        ],
      },
      {
        kind: "benefits",
        about: "membership",
        items: [{ icon: "★", title: "会員価格", to: "https://hinata.example/m" }],
      },
      { kind: "story", text: "鎌倉で、祖母のゆず畑から。", by: "店主 日向" },
    ])
    const uris = nodesOf(flex, "uri").map(({ uri }) => uri)
    expect(uris).toEqual(
      expect.arrayContaining([
        "https://hinata.example/r?m=1&stars=5",
        "https://hinata.example/s?answer=dry",
        "https://hinata.example/m",
        "https://hinata.example/cart?c=1",
      ]),
    )
    expect(textsOf(flex)).toEqual(expect.arrayContaining(["HARU-7K2P", "★ 会員価格", "店主 日向"]))
    expect(textsOf(flex).join(" ")).toContain("12月1日(火)0時")
  })

  test("links lead by way of what counts them, pictures and telephones do not", async () => {
    const messages = await lineMessagesBy(pool, {
      ...letter([
        { kind: "image", source: "https://hinata.example/a.png", alt: "a", width: 600, height: 300 },
        { kind: "text", text: "[一](https://hinata.example/1)" },
        { kind: "support" },
        { kind: "button", label: "二", to: "https://hinata.example/2" },
      ]),
      wrap: (url) => `https://t.example/?u=${encodeURIComponent(url)}`,
    })
    expect(nodesOf(messages, "uri").map(({ uri }) => uri)).toEqual([
      "https://t.example/?u=https%3A%2F%2Fhinata.example%2F1",
      "tel:0120001187",
      "https://t.example/?u=https%3A%2F%2Fhinata.example%2F2",
    ])
    expect(nodesOf(messages, "image")[0]).toMatchObject({ url: "https://hinata.example/a.png" })
  })

  test("what is too large for one bubble goes into several; more than LINE takes is refused before it is sent", async () => {
    const long = { kind: "text", text: "あ".repeat(3_900) }
    const two = await flexOf([long, long, long, { kind: "button", label: "見る", to: "https://hinata.example/" }])
    expect(two?.contents).toMatchObject({ type: "carousel" })
    const bubbles = nodesOf(two, "bubble")
    expect(bubbles).toHaveLength(2)
    expect(bubbles.map((bubble) => "footer" in bubble)).toEqual([false, true])
    for (const bubble of bubbles) expect(JSON.stringify(bubble).length).toBeLessThan(lineLimits.bubbleBytes)
    await expect(flexOf(Array.from({ length: 6 }, () => long))).rejects.toMatchObject({ reason: "limit" })
  })

  test("labels are cut by letters, alt texts by code units, and never within a letter", () => {
    const family = "👨‍👩‍👧‍👦"
    const made = lineMessagesFrom({
      head: letterWords.parse({ line: { altText: "x", quickReplies: [{ label: "a" }] } }).line ?? fail(),
      filled: { text: "本文", flex: "[]", altText: family.repeat(60), reply0: family.repeat(30) },
      look: sampleLook,
      wrap: (url) => url,
    })
    if ("problem" in made) throw new Error(made.problem)
    const { messages } = made
    expect(JSON.stringify(messages)).toContain(`${family.repeat(19)}…`)
    const [alt] = [
      lineMessagesFrom({
        head: letterWords.parse({ line: { altText: "x" } }).line ?? fail(),
        filled: {
          text: "",
          flex: `[{"at":"body","nodes":[{"type":"text","text":"a"},null]},null]`,
          altText: family.repeat(60),
        },
        look: sampleLook,
        wrap: (url) => url,
      }),
    ]
    if ("problem" in alt) throw new Error(alt.problem)
    expect(alt.messages[0]).toMatchObject({ altText: `${family.repeat(36)}…` })
  })
})

test.skipIf(!hasLineSpec)("M40 every block there is becomes what LINE's own description of its API takes", async () => {
  const kinds: unknown[] = [
    ...sampleKind.document.ja.blocks,
    {
      kind: "image",
      source: "https://hinata.example/a.png",
      alt: "a",
      width: 600,
      height: 300,
      to: "{{ links.shop }}",
    },
    { kind: "products" },
    { kind: "cart-items" },
    { kind: "offer", title: "お礼", label: "使う", bars: true },
    { kind: "review-stars", title: "星で", to: "{{ links.review }}" },
    {
      kind: "survey-question",
      question: "どれ",
      to: "{{ links.review }}",
      answers: [
        { label: "一", value: "a" },
        { label: "二", value: "b" },
      ],
    },
    { kind: "points" },
    { kind: "barcode", value: "{{ offer.code }}", caption: "会員番号" },
    {
      kind: "benefits",
      items: [{ icon: "一", title: "送料無料", text: "[詳しく](https://hinata.example/)", to: "{{ links.shop }}" }],
    },
    {
      kind: "story",
      title: "はじまり",
      text: "畑から。",
      image: "https://hinata.example/b.png",
      alt: "畑",
      by: "店主",
    },
    { kind: "keep-close" },
    { kind: "policy", policy: "returns" },
    { kind: "tracking-steps" },
    { kind: "next-step" },
    { kind: "product-content" },
    { kind: "divider" },
  ]
  const tracking = { steps: [{ label: "受付", state: "done", at: "2026-11-19T21:14:00+09:00" }] }
  const own = { ...(sampleKind.samples.sample as object), tracking, ...facts }
  const messages = await lineMessagesBy(pool, letter(kinds, { text: "やあ", quickReplies: [{ label: "はい" }] }, own))
  const problem = readLineSpec().problemOf("POST", "/v2/bot/message/push", { to: "U4af4980629", messages })
  expect(problem).toBeUndefined()
  expect(textsOf(messages)).toEqual(expect.arrayContaining(["返品と交換", "はじまり", "会員番号", "HARU-7K2P"]))
})

const fail = () => {
  throw new Error("no head")
}

test("code 128: every sign is eleven modules wide, and the check digit is the standard's", () => {
  const bars = barsOf("Maido-10482")
  expect(bars.reduce((sum, width) => sum + width, 0)).toBe(11 * 13 + 13)
  // "Wikipedia" in set B has the check digit 88, whose bars are 421211.
  const known = barsOf("Wikipedia")
  expect(known.slice(-13, -7)).toEqual([4, 2, 1, 2, 1, 1])
  expect(() => barsOf("日本語")).toThrow()
  expect(barsTable(`"<&`)).not.toContain(`label=""<`)
})
