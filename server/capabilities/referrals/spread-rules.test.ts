import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { isAlarm } from "./alarm-rules.ts"
import { commissionOn } from "./commission-rules.ts"
import { defaultProgramme } from "./default-programme-rules.ts"
import { bothWords, termsWords } from "./gift-words-rules.ts"
import { lintProgramme } from "./lint-rules.ts"
import { buttonChannels, channels, Programme } from "./model.ts"
import { mayAsk } from "./prompt-rules.ts"
import { cameBy, postText, shareAddress } from "./share-rules.ts"
import { hopsOf, type SpreadLink, spreadOf, treeOf, viralRoi } from "./spread-rules.ts"

const day = (n: number) => new Date(Date.UTC(2026, 3, 1) + n * 86_400_000)

const link = (linkId: string, more: Partial<SpreadLink> = {}): SpreadLink => ({
  linkId,
  parentId: null,
  sharer: `c:${linkId}`,
  customerId: linkId,
  channel: "line",
  generation: 0,
  shares: 1,
  visitors: 0,
  claims: 0,
  referrals: 0,
  held: 0,
  value: 0,
  ...more,
})

describe("spread", () => {
  const links = [
    link("a", { visitors: 10, referrals: 2, value: 9_000 }),
    link("b", { parentId: "a", generation: 1, channel: "x", visitors: 6, referrals: 1, value: 4_000 }),
    link("c", { parentId: "b", generation: 2, channel: "x", visitors: 2 }),
    link("d", { sharer: "c:a", channel: "mail", shares: 0, visitors: 4, referrals: 1 }),
    link("e", { shares: 0 }),
  ]
  test("J11 K is what one sharer brings: people reached by each, times the share who become customers", () => {
    const spread = spreadOf(links)
    expect(spread).toMatchObject({ sharers: 3, reach: 22, newcomers: 4, value: 13_000, shares: 3 })
    expect(spread.kFactor).toBeCloseTo(4 / 3)
    expect(spread.invitedPerSharer * spread.conversion).toBeCloseTo(spread.kFactor)
    expect(spread.generations.map(({ newcomers }) => newcomers)).toEqual([3, 1, 0])
  })
  test("J11 two friends at one browser are two people who were reached; who is looked at first is no newcomer yet", () => {
    const spread = spreadOf([link("a", { visitors: 1, referrals: 2, held: 1 }), link("b", { shares: 0, held: 1 })])
    expect(spread).toMatchObject({ reach: 2, newcomers: 2, held: 2, sharers: 1, conversion: 1, kFactor: 2 })
  })
  test("J12 J13 hops say from which channel to which it was passed on", () => {
    expect(hopsOf(links)).toEqual([
      { from: "line", to: "x", count: 1, newcomers: 1 },
      { from: "x", to: "x", count: 1, newcomers: 0 },
    ])
  })
  test("J11 the tree holds every link once, below the one it came from; a circle ends", () => {
    expect(treeOf(links, 100).map(({ linkId, depth }) => `${depth}${linkId}`)).toEqual(["0a", "1b", "2c", "0d", "0e"])
    expect(treeOf(links, 2)).toHaveLength(2)
    const circle = [link("p", { parentId: "q" }), link("q", { parentId: "p" }), link("r")]
    expect(treeOf(circle, 100).map(({ linkId }) => linkId)).toEqual(["r"])
  })
  test("J18 viral return is value for each unit of cost, and nothing where nothing was spent", () => {
    expect(viralRoi(13_000, 2_000)).toBe(6.5)
    expect(viralRoi(13_000, 0)).toBeNull()
  })

  const some = fc.array(
    fc.record({
      generation: fc.nat(4),
      sharer: fc.constantFrom("c:1", "c:2", "v:3"),
      shares: fc.nat(3),
      visitors: fc.nat(30),
      referrals: fc.nat(5),
      held: fc.nat(2),
      channel: fc.constantFrom(...channels),
    }),
    { maxLength: 20 },
  )
  test("J11 K is never negative, adds up over generations, and is always their product", () => {
    fc.assert(
      fc.property(some, (rows) => {
        const all = rows.map((row, index) => link(String(index), row))
        const spread = spreadOf(all)
        expect(spread.kFactor).toBeGreaterThanOrEqual(0)
        expect(spread.conversion).toBeLessThanOrEqual(1)
        expect(spread.generations.reduce((sum, { newcomers }) => sum + newcomers, 0)).toBe(spread.newcomers)
        expect(spread.reach).toBeGreaterThanOrEqual(spread.newcomers)
        expect(spread.invitedPerSharer * spread.conversion).toBeCloseTo(spread.kFactor)
      }),
    )
  })
})

describe("sharing", () => {
  const url = "https://hinata.example/s/hinata/r/3CDFGHJKMNPQRT"
  test("J05 every post says that the sharer gets something, in both languages", () => {
    for (const language of ["ja", "en"] as const) {
      const text = postText(defaultProgramme, { title: "春のスープ", hashtag: "#ひなた" }, url, language)
      for (const part of [url, "春のスープ", "#ひなた", defaultProgramme.disclosure[language]])
        expect(text).toContain(part)
    }
  })
  test("J04 J12 one press shares where an address can, with the whole text; the others are pasted", () => {
    const open = buttonChannels.flatMap((channel) => {
      const address = shareAddress(channel, "件名&", "本文\n#a", url)
      return address === null ? [] : [[channel, address] as const]
    })
    expect(open.map(([channel]) => channel)).toEqual(["line", "mail", "x", "facebook"])
    const found = new Map<string, string>(open)
    expect(new URL(found.get("line") ?? "").searchParams.get("text")).toBe("本文\n#a")
    expect(new URL(found.get("x") ?? "").searchParams.get("text")).toBe("本文\n#a")
    expect(new URL(found.get("facebook") ?? "").searchParams.get("u")).toBe(url)
    expect(new URL(found.get("mail") ?? "").searchParams.get("subject")).toBe("件名&")
  })
  test.each([
    ["https://l.instagram.com/", "instagram"],
    ["https://t.co/abc", "x"],
    ["https://www.youtube.com/watch?v=1", "youtube"],
    ["https://notline.me.example/", "other"],
    ["", null],
    ["nonsense", null],
  ])("J12 who comes from %s came by %s", (referer, expected) => {
    expect(cameBy(referer)).toBe(expected)
  })
  test("J22 nobody is asked more often than the cap, nor soon after closing it", () => {
    const cap = { perMonth: 2, restDays: 90 }
    const asked = (...shown: number[]) => ({ shownAt: shown.map(day), dismissedAt: null })
    expect(mayAsk(asked(), cap, day(0))).toBe(true)
    expect(mayAsk(asked(0), cap, day(1))).toBe(true)
    expect(mayAsk(asked(0, 5), cap, day(10))).toBe(false)
    expect(mayAsk(asked(0, 5), cap, day(31))).toBe(true)
    expect(mayAsk({ shownAt: [], dismissedAt: day(0) }, cap, day(89))).toBe(false)
    expect(mayAsk({ shownAt: [], dismissedAt: day(0) }, cap, day(90))).toBe(true)
    expect(mayAsk(asked(), { ...cap, perMonth: 0 }, day(0))).toBe(false)
  })
  test("J20 an alarm needs both: enough negative answers, and enough of all", () => {
    const alarm = { atLeast: 5, shareBp: 3_000 }
    expect(isAlarm({ all: 10, negative: 5 }, alarm)).toBe(true)
    expect(isAlarm({ all: 4, negative: 4 }, alarm)).toBe(false)
    expect(isAlarm({ all: 100, negative: 20 }, alarm)).toBe(false)
    expect(isAlarm({ all: 100, negative: 30 }, alarm)).toBe(true)
  })
  test("J06 a commission is a share of what stays paid, never more than it and never negative", () => {
    expect(commissionOn(5_555, { kind: "share", bp: 1_000 })).toBe(555)
    expect(commissionOn(0, { kind: "fixed", amount: 300 })).toBe(0)
    expect(commissionOn(200, { kind: "fixed", amount: 300 })).toBe(200)
    fc.assert(
      fc.property(fc.integer({ min: -10, max: 1_000_000 }), fc.integer({ min: 1, max: 5_000 }), (net, bp) => {
        const amount = commissionOn(net, { kind: "share", bp })
        expect(amount >= 0 && amount <= Math.max(0, net)).toBe(true)
      }),
    )
  })
})

describe("the law", () => {
  const offer = {
    offerId: "00000000-0000-4000-8000-000000000001",
    state: "live",
    isGift: false,
    isFirstOrderOnly: true,
  }
  const coupon = { kind: "coupon" as const, offerId: offer.offerId }
  const lint = (change: Partial<Programme>, offers = [offer]) =>
    lintProgramme({ ...defaultProgramme, ...change }, offers).map(
      ({ level, field, law }) => `${level} ${field}${law ? " law" : ""}`,
    )

  test("J01 J05 what a brand begins with may be published as it is", () => {
    expect(lint({})).toEqual([])
    expect(lint({ inviter: { kind: "points", points: 100_000 } })).toEqual([])
  })
  test("J05 without a word that discloses it can't be published, and the law is named", () => {
    expect(lint({ disclosure: { ja: "ぜひどうぞ", en: "Have a look" } })).toEqual([
      "stop disclosure.ja law",
      "stop disclosure.en law",
    ])
    expect(Programme.safeParse({ ...defaultProgramme, disclosure: { ja: "", en: "PR" } }).success).toBe(false)
    const [found] = lintProgramme({ ...defaultProgramme, disclosure: { ja: "どうぞ", en: "PR" } }, [])
    expect(found?.law?.ja).toContain("景品表示法")
  })
  test("J05 a reward never depends on a good rating", () => {
    const share = { ...defaultProgramme.share, text: { ja: "星5の口コミで特典", en: "See this" } }
    expect(lint({ share })).toEqual(["stop share.text law"])
  })
  test("L33 presents have their limit, offers must be live, and nobody getting anything is no programme", () => {
    expect(lint({ friend: coupon }, [{ ...offer, isGift: true }])).toEqual(["warn friend law"])
    expect(lint({ friend: coupon }, [{ ...offer, state: "paused" }])).toEqual(["stop friend"])
    expect(lint({ friend: coupon }, [{ ...offer, isFirstOrderOnly: false }])).toEqual(["warn friend"])
    expect(lint({ inviter: { kind: "none" }, friend: { kind: "none" } })).toEqual(["stop inviter"])
    expect(lint({ minimumOrder: 2_000 })).toEqual(["warn inviter law"])
  })
  test("J07 both sides read what they get and on which terms", () => {
    expect(bothWords({ ja: "500ポイント", en: "500 points" }, { ja: "送料無料", en: "Free shipping" })?.ja).toBe(
      "紹介した方に500ポイント、お友だちに送料無料",
    )
    expect(bothWords(null, null)).toBeNull()
    expect(termsWords({ ...defaultProgramme, minimumOrder: 3_000 }, "3,000円").map(({ ja }) => ja)).toEqual([
      "はじめてお買い物をする方が対象です。",
      "3,000円以上のお買い物が条件です。",
      "ポイントは、商品の到着から14日後に入ります。",
    ])
  })
})
