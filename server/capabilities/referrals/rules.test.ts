import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { isAlarm } from "./alarm-rules.ts"
import { attribute, releaseAt, type Touch } from "./attribution-rules.ts"
import { commissionOn } from "./commission-rules.ts"
import { defaultProgramme } from "./default-programme-rules.ts"
import { type Case, judge, speedLimits, type Traits } from "./doubt-rules.ts"
import { bothWords, termsWords } from "./gift-words-rules.ts"
import { lintProgramme } from "./lint-rules.ts"
import { buttonChannels, channels, doubts, Programme, referralStates } from "./model.ts"
import { mayAsk } from "./prompt-rules.ts"
import { nextStep, stands } from "./settle-rules.ts"
import { cameBy, postText, shareAddress } from "./share-rules.ts"
import { hopsOf, type SpreadLink, spreadOf, treeOf, viralRoi } from "./spread-rules.ts"
import { standingOf } from "./standing-rules.ts"
import { homeKey, traitsOf } from "./traits-rules.ts"

const day = (n: number) => new Date(Date.UTC(2026, 3, 1) + n * 86_400_000)
const rule = { days: 730, model: "last" as const }

describe("attribution", () => {
  const touch = (linkId: string, at: Date, by: Touch["by"] = "link"): Touch => ({ linkId, by, at })
  const both = [touch("a", day(0)), touch("b", day(10))]
  test.each([
    ["the last link that she came by", both, rule, day(20), "b"],
    ["the first, where the brand says so", both, { ...rule, model: "first" as const }, day(20), "a"],
    ["a link two years old still counts", [touch("a", day(0))], rule, day(729), "a"],
    ["one day later than its life it does not", [touch("a", day(0))], rule, day(731), null],
    [
      "a code on the order stands above a link",
      [touch("c", day(-900), "code"), touch("b", day(10))],
      rule,
      day(20),
      "c",
    ],
    ["what came after the order brought nothing", [touch("a", day(21))], rule, day(20), null],
    ["nothing at all", [], rule, day(20), null],
  ])("J19 %s", (_, touches, rule, placedAt, expected) => {
    expect(attribute(touches, rule, placedAt)?.linkId ?? null).toBe(expected)
  })

  const touches = fc.array(
    fc.record({
      linkId: fc.constantFrom("a", "b", "c", "d"),
      by: fc.constantFrom("link", "code", "api") as fc.Arbitrary<Touch["by"]>,
      at: fc.integer({ min: -1_000, max: 100 }).map(day),
    }),
    { maxLength: 8 },
  )
  test("J19 the same link is found in whatever order the touches are read, and it is one of them", () => {
    fc.assert(
      fc.property(touches, fc.constantFrom("first", "last"), (all, model) => {
        const wanted = { days: 365, model } as const
        const found = attribute(all, wanted, day(50))
        expect(attribute([...all].reverse(), wanted, day(50))?.linkId).toBe(found?.linkId)
        if (found) expect(all).toContainEqual(found)
        if (all.some(({ by }) => by === "code")) expect(found?.by).toBe("code")
        else if (found) expect(found.at <= day(50) && found.at >= day(50 - 365)).toBe(true)
      }),
    )
  })

  test("S60 the reward is due only after the return window of what has arrived", () => {
    const release = { days: 14, assumeArrivedAfterDays: null }
    expect(releaseAt(release, { placedAt: day(0), arrivedAt: day(3), hasParcels: true })).toEqual(day(17))
    expect(releaseAt(release, { placedAt: day(0), arrivedAt: null, hasParcels: true })).toBeNull()
    expect(releaseAt(release, { placedAt: day(0), arrivedAt: null, hasParcels: false })).toBeNull()
    const assumed = { days: 14, assumeArrivedAfterDays: 10 }
    expect(releaseAt(assumed, { placedAt: day(0), arrivedAt: null, hasParcels: false })).toEqual(day(24))
    // A parcel that is under way is waited for, however long it takes.
    expect(releaseAt(assumed, { placedAt: day(0), arrivedAt: null, hasParcels: true })).toBeNull()
  })
})

const none: Traits = { mailboxes: [], phones: [], homes: [], devices: [], networks: [] }
const clean: Case = {
  inviter: { customerId: "hanako", traits: { ...none, mailboxes: ["m1"], homes: ["h1"] } },
  friend: { customerId: "taro", traits: { ...none, mailboxes: ["m2"], homes: ["h2"] } },
  ordersBefore: 0,
  wasKnown: false,
  newcomer: "never-bought",
  cameBack: false,
  isPaused: false,
  perDevice: 0,
  perNetwork: 0,
  perInviter: 0,
  alike: 0,
  isCircle: false,
}
const friendWith = (traits: Partial<Traits>): Partial<Case> => ({
  inviter: { customerId: "hanako", traits: { ...none, ...traits } },
  friend: { customerId: "taro", traits: { ...none, ...traits } },
})

describe("doubts", () => {
  test.each<[string, Partial<Case>, "clear" | "held" | "refused", readonly string[]]>([
    ["J02 a newcomer counts", {}, "clear", []],
    ["J02 S60 herself", { friend: { customerId: "hanako", traits: none } }, "refused", ["same-person"]],
    ["J02 who has bought before", { ordersBefore: 1 }, "refused", ["not-new"]],
    ["J02 who was known, where only strangers count", { wasKnown: true, newcomer: "unknown" }, "refused", ["not-new"]],
    ["J02 who was known, where buying counts", { wasKnown: true }, "clear", []],
    ["S62 erased and back", { cameBack: true }, "refused", ["came-back"]],
    ["J20 a paused link", { isPaused: true }, "refused", ["paused"]],
    ["S60 one mailbox spelt twice", friendWith({ mailboxes: ["m"] }), "held", ["same-mailbox"]],
    ["S60 one phone", friendWith({ phones: ["p"] }), "held", ["same-phone"]],
    ["S60 a household is looked at, not refused", friendWith({ homes: ["h"] }), "held", ["household"]],
    ["S60 one browser", friendWith({ devices: ["d"] }), "held", ["same-device"]],
    ["S60 one network alone says nothing", friendWith({ networks: ["n"] }), "clear", []],
    [
      "S60 a network beside a home",
      friendWith({ networks: ["n"], homes: ["h"] }),
      "held",
      ["household", "same-network"],
    ],
    ["S61 too many by one browser", { perDevice: speedLimits.perDevice + 1 }, "held", ["fast-device"]],
    ["S61 as many as may be", { perDevice: speedLimits.perDevice }, "clear", []],
    ["S61 too many by one network", { perNetwork: speedLimits.perNetwork + 1 }, "held", ["fast-network"]],
    ["S61 too many by one inviter", { perInviter: speedLimits.perInviter + 1 }, "held", ["fast-inviter"]],
    ["S60 friends who are alike", { alike: 1 }, "held", ["ring"]],
    ["S60 who brought the inviter", { isCircle: true }, "held", ["ring"]],
    ["J06 nobody's link has no household", { inviter: null }, "clear", []],
  ])("%s", (_, change, is, reasons) => {
    expect(judge({ ...clean, ...change })).toEqual({ is, doubts: reasons })
  })

  test("S60 whatever else holds: doubts are never silent, and more doubts never clear anybody", () => {
    const cases = fc.record({
      ordersBefore: fc.nat(2),
      wasKnown: fc.boolean(),
      newcomer: fc.constantFrom("never-bought", "unknown") as fc.Arbitrary<Case["newcomer"]>,
      cameBack: fc.boolean(),
      isPaused: fc.boolean(),
      perDevice: fc.nat(6),
      perNetwork: fc.nat(12),
      perInviter: fc.nat(20),
      alike: fc.nat(2),
      isCircle: fc.boolean(),
    })
    const weight = { clear: 0, held: 1, refused: 2 }
    fc.assert(
      fc.property(cases, (some) => {
        const verdict = judge({ ...clean, ...some })
        expect(verdict.is === "clear").toBe(verdict.doubts.length === 0)
        const worse = judge({ ...clean, ...some, ...friendWith({ homes: ["h"] }) })
        expect(weight[worse.is]).toBeGreaterThanOrEqual(weight[verdict.is])
      }),
    )
  })

  test.each([
    ["150-0001", "神宮前1-2-3", "青葉荘401", "神宮前１丁目２番３号", "青葉荘 401号室", true],
    ["150-0001", "神宮前1-2-3", null, "神宮前一丁目二番三号", null, true],
    ["150-0001", "神宮前1-2-3", "401", "神宮前1-2-3", "402", false],
    ["150-0001", "神宮前1-2-3", null, "神宮前1-23", null, false],
  ])("S60 one home in many spellings: %s %s %s", (postalCode, street, building, street2, building2, isSame) => {
    const one = homeKey({ country: "JP", postalCode, street, building })
    const other = homeKey({
      country: "JP",
      postalCode: postalCode.replace("-", ""),
      street: street2,
      building: building2,
    })
    expect(one === other).toBe(isSame)
    expect(one).not.toBeNull()
  })

  test("S60 half an address is no home, and plus tags are one mailbox", () => {
    expect(homeKey({ postalCode: "150-0001" })).toBeNull()
    expect(homeKey({ street: "神宮前1-2-3" })).toBeNull()
    const print = (value: string) => value
    const of = (email: string) => traitsOf({ emails: [email, null], phones: [], addresses: [] }, print).mailboxes
    expect(of("ha.na+1@gmail.com")).toEqual(of("hana@googlemail.com"))
    expect(of("hana+1@example.jp")).not.toEqual(of("ha.na@example.jp"))
  })
})

describe("what becomes of a referral", () => {
  const order = (net: number, counted = true) => ({ net, counted })
  test.each([
    [order(5_000), 3_000, true],
    [order(3_000), 3_000, true],
    [order(2_999), 3_000, false],
    [order(5_000, false), 0, false],
    [order(0), 0, false],
  ])("J02 S61 an order of %o with a least order of %s stands: %s", (it, minimumOrder, expected) => {
    expect(stands(it, { minimumOrder })).toBe(expected)
  })

  test.each([
    ["waiting", true, true, "release"],
    ["waiting", true, false, "stay"],
    ["waiting", false, true, "undo"],
    ["held", true, true, "stay"],
    ["held", false, false, "undo"],
    ["rewarded", false, true, "take-back"],
    ["rewarded", true, true, "stay"],
    ["undone", true, true, "wait"],
    ["taken-back", true, true, "stay"],
    ["refused", true, true, "stay"],
  ] as const)("J07 S61 %s, standing %s, due %s: %s", (state, isStanding, isDue, expected) => {
    expect(nextStep(state, isStanding, isDue)).toBe(expected)
  })

  test("S61 nothing is released that does not stand, nothing twice, whatever is told in whatever order", () => {
    const news = fc.array(fc.record({ isStanding: fc.boolean(), isDue: fc.boolean() }), { maxLength: 12 })
    fc.assert(
      fc.property(news, (told) => {
        let state: (typeof referralStates)[number] = "waiting"
        let given = 0
        for (const { isStanding, isDue } of told) {
          const step = nextStep(state, isStanding, isDue)
          if (step === "release") {
            expect(isStanding && isDue).toBe(true)
            given++
            state = "rewarded"
          }
          if (step === "take-back") {
            given--
            state = "taken-back"
          }
          if (step === "undo") state = "undone"
          if (step === "wait") state = "waiting"
          expect(given).toBe(state === "rewarded" ? 1 : 0)
        }
      }),
    )
  })

  test("J07 the inviter sees how it stands, never why it is looked at", () => {
    const seen = referralStates.map((state) =>
      standingOf({
        referralId: "r",
        friendId: "f",
        inviterId: "i",
        partnerId: null,
        linkId: "l",
        channel: "line",
        contentId: null,
        by: "link",
        orderId: "o",
        amount: 5_000,
        currency: "JPY",
        placedAt: day(0),
        state,
        doubts: [...doubts],
        releasesAt: day(14),
        settledAt: null,
        reviewedBy: null,
        note: "x",
        market: null,
        programme: 1,
        toInviter: { kind: "points", points: 500 },
        toFriend: null,
      }),
    )
    expect(seen.map(({ state }) => state)).toEqual([
      "looked-at",
      "on-its-way",
      "rewarded",
      "not-counted",
      "not-counted",
      "not-counted",
    ])
    expect(seen.every((one) => Object.keys(one).join() === "at,state,rewardOn")).toBe(true)
  })
})

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
      channel: fc.constantFrom(...channels),
    }),
    { maxLength: 20 },
  )
  test("J11 K is never negative, adds up over generations, and is their product wherever somebody looked", () => {
    fc.assert(
      fc.property(some, (rows) => {
        const all = rows.map((row, index) => link(String(index), row))
        const spread = spreadOf(all)
        expect(spread.kFactor).toBeGreaterThanOrEqual(0)
        expect(spread.conversion).toBeLessThanOrEqual(1)
        expect(spread.generations.reduce((sum, { newcomers }) => sum + newcomers, 0)).toBe(spread.newcomers)
        if (spread.reach >= spread.newcomers && spread.reach > 0)
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
