import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { attribute, releaseAt, type Touch } from "./attribution-rules.ts"
import { type Case, judge, speedLimits, type Traits } from "./doubt-rules.ts"
import { doubts, referralStates } from "./model.ts"
import { nextStep, stands } from "./settle-rules.ts"
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
