import { describe, expect, test } from "vitest"
import { letterWords } from "#messages"
import { claimsIn } from "./claim-rules.ts"
import { lintLetter } from "./letter-lint-rules.ts"
import { spamLimit, spamScore } from "./spam-rules.ts"

const palette = { action: "#1c4a80", onAction: "#ffffff", paper: "#f6f3ec", surface: "#ffffff" } as const
const look = {
  light: palette,
  dark: palette,
  name: "ひなた",
  headings: "mincho" as const,
  radius: 8,
  support: { mayReply: true },
  legal: { company: "ひなた株式会社", address: "神奈川県鎌倉市小町 1-3-8" },
  policies: {},
}
type Written = Parameters<typeof letterWords.parse>[0]
const lint = (words: Written, more: object = {}) =>
  lintLetter({
    words: letterWords.parse(words),
    language: "ja",
    purpose: "marketing",
    look,
    shopUrl: "https://hinata.jp/",
    ...more,
  }).map(({ code, at, level }) => `${level} ${at} ${code}`)
const mail = { subject: "春のお便り", preheader: "今月の使い方のこつをお届けします。" }

describe("J01 who sends it and how to stop it", () => {
  test("J01 a letter by mail needs company and address; a notice, or LINE alone, does not", () => {
    const legal = { look: { ...look, legal: { company: "ひなた", address: "" } } }
    expect(lint({ mail }, legal)).toContain("error look no-identity")
    expect(lint({ mail }, { ...legal, purpose: "transactional" })).toEqual([])
    expect(lint({ line: { altText: "春のお便り" } }, legal)).toEqual([])
  })

  test("J01 M02 an SMS says how to stop it, and who writes", () => {
    expect(lint({ sms: { text: "新しい品ができました" } })).toEqual(["error sms sms-way-out", "warning sms sms-who"])
    expect(lint({ sms: { text: "ひなた：新しい品です。停止 {{ links.unsubscribe }}" } })).toEqual([])
    expect(lint({ sms: { text: `ひなた 停止 ${"あ".repeat(70)}` } })).toEqual(["warning sms sms-long"])
  })
})

test.each([
  ["シミが消えるクリーム", ["medical"]],
  ["業界No.1の保湿", ["superlative"]],
  ["必ず痩せます", ["certainty"]],
  ["通常価格5,000円のところ", ["double-price"]],
  ["Guaranteed results in a week", ["certainty"]],
  ["うるおいを与え、肌をすこやかに保ちます", []],
  ["{{ customer.name }}さま、治るといいですね", ["medical"]],
  ["{{ 効く }}", []],
])("J07 %s", (text, codes) => {
  expect(claimsIn(text).map(({ code }) => code)).toEqual(codes)
})

test("J07 a claim is found in whatever block it stands, and by its place", () => {
  const blocks = [
    { kind: "text" as const, text: "こんにちは" },
    { kind: "benefits" as const, items: [{ title: "日本一の品質" }] },
  ]
  expect(lint({ mail, blocks })).toEqual(["warning 1 claim-superlative"])
})

test("F10 links are looked at in their form, wherever they stand", () => {
  const blocks = [
    { kind: "button" as const, label: "見る", to: "http://hinata.jp/a" },
    { kind: "text" as const, text: "[ここ](https://www.example.com/x) と [そこ](https://hinata.jp/y)" },
    { kind: "benefits" as const, items: [{ title: "あ", to: "https://localhost/" }] },
    { kind: "button" as const, label: "店", to: "{{ links.shop }}" },
  ]
  expect(lint({ mail, blocks })).toEqual([
    "warning 0 insecure-link",
    "error 1 placeholder-link",
    "error 2 placeholder-link",
  ])
  expect(lint({ mail, blocks: blocks.slice(3) }, { shopUrl: "" })).toEqual(["error look no-shop"])
})

test("what LINE and browsers cut or refuse is said before", () => {
  const blocks = [{ kind: "image" as const, source: "https://hinata.jp/a.webp", alt: "a", width: 300, height: 300 }]
  expect(lint({ line: { altText: "a", text: "あ".repeat(201) }, blocks })).toEqual([
    "warning 0 line-picture",
    "warning line line-long",
  ])
  expect(lint({ push: { title: "あ".repeat(31), text: "b", to: "https://hinata.jp/" } })).toEqual([
    "warning push push-long",
  ])
})

describe("C22 C27 what filters see", () => {
  const calm = { subject: "梅雨の日の肌", text: "いつもの半分の量から。\nhttps://hinata.jp/", html: "" }
  test("C27 a calm letter has no point, and every point has its reason", () => {
    expect(spamScore(calm)).toEqual({ points: 0, signs: [] })
    const loud = spamScore({
      ...calm,
      subject: "FREE GIFT FOR YOU",
      text: "無料プレゼント！！！ 今すぐクリック https://bit.ly/a https://1.2.3.4/",
    })
    expect(loud.points).toBeGreaterThan(spamLimit)
    expect(loud.signs.map(({ code }) => code)).toEqual(
      expect.arrayContaining(["exclamation", "capitals", "short-link", "number-host"]),
    )
    expect(Math.abs(loud.points - loud.signs.reduce((sum, { points }) => sum + points, 0))).toBeLessThan(0.05)
  })
})
