import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { decideLetter, type LetterFacts, type PastLetter } from "./eligibility-rules.ts"
import { defaultLetterSettings, LetterSettings } from "./model-letter-settings.ts"
import { quietUntil } from "./quiet-hours-rules.ts"
import { rankChannels } from "./route-rules.ts"

const now = new Date("2026-04-01T03:00:00Z")
const dayMs = 86_400_000

const ready: LetterFacts = {
  now,
  letter: {
    messageId: "m",
    purpose: "marketing",
    intent: "value",
    discountBp: null,
    topic: null,
    template: { templateId: "t", version: 1 },
    instead: null,
    channels: ["email"],
    segmentId: null,
    plannedAt: now,
    sendAt: now,
    expiresAt: new Date(now.getTime() + 3 * dayMs),
  },
  person: { isErased: false, zone: "Asia/Tokyo", preferred: null },
  channels: [
    {
      name: "email",
      price: { milliYen: 0, left: null },
      sent: 0,
      visits: 0,
      isWritten: true,
      address: "a@example.jp",
      suppressed: null,
      consent: "given",
      wish: null,
      closed: null,
    },
  ],
  refused: null,
  holdout: null,
  past: [],
  isSmall: false,
  waiting: [],
  segmentCap: null,
  settings: defaultLetterSettings,
}
const [mail] = ready.channels
if (!mail) throw new Error("no channel")
const withMail = (change: Partial<typeof mail>): LetterFacts => ({ ...ready, channels: [{ ...mail, ...change }] })
const withLetter = (change: Partial<LetterFacts["letter"]>): LetterFacts => ({
  ...ready,
  letter: { ...ready.letter, ...change },
})
const rules = (change: object): LetterFacts => ({ ...ready, settings: LetterSettings.parse(change) })
const said = (facts: LetterFacts) => {
  const decision = decideLetter(facts)
  return decision.kind === "send" ? `send ${decision.channel}` : `${decision.kind} ${decision.reason}`
}

describe("M21 the order in which it is decided", () => {
  const held = { experiment: "campaign" }
  test.each<[string, LetterFacts, string]>([
    ["nothing against it", ready, "send email"],
    ["all letters paused", { ...ready, settings: LetterSettings.parse({ isPaused: true }) }, "defer brand-paused"],
    [
      "erased before suppressed",
      { ...withMail({ suppressed: { reason: "complaint" } }), person: { ...ready.person, isErased: true } },
      "skip erased",
    ],
    [
      "suppressed before consent",
      withMail({ suppressed: { reason: "complaint" }, consent: "withdrawn" }),
      "skip suppressed: complaint",
    ],
    ["consent before holdout", { ...withMail({ consent: "withdrawn" }), holdout: held }, "skip consent-withdrawn"],
    ["holdout before quiet hours", { ...ready, now: new Date("2026-04-01T13:00:00Z"), holdout: held }, "skip holdout"],
    [
      "quiet hours before caps",
      { ...rules({ total: { atMost: 0, perDays: 7 } }), now: new Date("2026-04-01T13:00:00Z") },
      "defer quiet-hours",
    ],
    ["nobody is reached without an address", withMail({ address: null }), "skip no_address"],
    ["a double opt-in that was not answered is no consent", withMail({ consent: "pending" }), "skip consent-pending"],
    [
      "imported without evidence is no consent",
      withMail({ consent: "imported_unverified" }),
      "skip consent-imported_unverified",
    ],
    ["a reader's pause", withMail({ wish: "paused-by-reader" }), "skip paused-by-reader"],
    ["bought since", { ...ready, refused: "bought-since" }, "skip bought-since"],
    ["the way is closed", withMail({ closed: { reason: "monthly-limit", untilAt: null } }), "defer monthly-limit"],
    ["its time has passed", { ...withLetter({ expiresAt: now }) }, "expire window_passed"],
  ])("M21 %s", (_what, facts, expected) => expect(said(facts)).toBe(expected))

  test("M03 M24 what carries out her own wish asks for no consent, and knows no night", () => {
    const facts = withMail({ consent: "withdrawn", wish: "less-often" })
    const night = new Date("2026-04-01T15:00:00Z")
    expect(said({ ...facts, now: night, letter: { ...facts.letter, purpose: "transactional" } })).toBe("send email")
  })
})

test("M22 quiet hours end in the reader's zone, over midnight, and where clocks are changed", () => {
  const hours = { from: "21:00", until: "08:00" } as const
  const at = (text: string, zone: string) => quietUntil(hours, zone, new Date(text))?.toISOString()
  expect(at("2026-04-01T12:00:00Z", "Asia/Tokyo")).toBe("2026-04-01T23:00:00.000Z")
  expect(at("2026-04-01T22:59:59Z", "Asia/Tokyo")).toBe("2026-04-01T23:00:00.000Z")
  expect(at("2026-04-01T23:00:00Z", "Asia/Tokyo")).toBeUndefined()
  expect(at("2026-04-01T11:59:59Z", "Asia/Tokyo")).toBeUndefined()
  expect(at("2026-03-08T06:00:00Z", "America/New_York")).toBe("2026-03-08T12:00:00.000Z")
  expect(
    quietUntil({ from: "02:15", until: "02:45" }, "America/New_York", new Date("2026-03-08T06:59:00Z")),
  ).toBeUndefined()
  expect(quietUntil({ from: "08:00", until: "08:00" }, "Asia/Tokyo", now)).toBeUndefined()
})

const pastOf = fc.array(
  fc.record({
    agoHours: fc.integer({ min: 0, max: 24 * 40 }),
    intent: fc.constantFrom("value", "ask", "discount", null),
    topic: fc.constantFrom("news", "points", null),
  }),
  { maxLength: 30 },
)
const letters = (past: { agoHours: number; intent: PastLetter["intent"]; topic: string | null }[]): PastLetter[] =>
  past.map(({ agoHours, intent, topic }, i) => ({
    at: new Date(now.getTime() - agoHours * 3_600_000),
    channel: "email",
    intent,
    topic,
    segmentId: null,
    templateId: `p${i}`,
  }))

describe("M23 caps", () => {
  test("M23 a letter that waits for room finds it at the very instant that it was told, and not a millisecond before", () => {
    fc.assert(
      fc.property(pastOf, fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 30 }), (past, atMost, perDays) => {
        const facts: LetterFacts = {
          ...withLetter({ expiresAt: null }),
          past: letters(past),
          settings: LetterSettings.parse({
            quietHours: null,
            total: { atMost, perDays },
            channels: { email: null, line: null, sms: null, push: null },
            topic: null,
            giveAsk: null,
            discounts: null,
          }),
        }
        const first = decideLetter(facts)
        const within = facts.past.filter(({ at }) => at.getTime() > now.getTime() - perDays * dayMs)
        expect(first.kind).toBe(within.length >= atMost ? "defer" : "send")
        if (first.kind !== "defer") return
        expect(decideLetter({ ...facts, now: first.untilAt }).kind).toBe("send")
        expect(decideLetter({ ...facts, now: new Date(first.untilAt.getTime() - 1) }).kind).toBe("defer")
      }),
    )
  })

  test("X14 an ask that waits may go once enough asks lie far enough behind", () => {
    fc.assert(
      fc.property(pastOf, fc.integer({ min: 0, max: 4 }), (past, surplus) => {
        const facts: LetterFacts = {
          ...withLetter({ expiresAt: null, intent: "ask" }),
          past: letters(past),
          settings: LetterSettings.parse({
            quietHours: null,
            total: null,
            channels: { email: null, line: null, sms: null, push: null },
            topic: null,
            giveAsk: { surplus: surplus + 1, perDays: 14 },
          }),
        }
        // Letters of value pass out of the window, too, so it may have to wait again; it never waits for ever.
        let at = now
        for (let looks = 0; looks < 40; looks++) {
          const decision = decideLetter({ ...facts, now: at })
          if (decision.kind === "send") return
          if (decision.kind !== "defer") throw new Error(decision.reason)
          expect(decision.untilAt.getTime()).toBeGreaterThan(at.getTime())
          at = decision.untilAt
        }
        throw new Error("it waits for ever")
      }),
    )
  })

  test("X10 whatever the facts, a decision is one of five, tells what was looked at, and is the same again", () => {
    fc.assert(
      fc.property(
        pastOf,
        fc.constantFrom("value", "ask", "discount"),
        fc.option(fc.integer({ min: 0, max: 10_000 }), { nil: null }),
        fc.integer({ min: -48, max: 200 }),
        (past, intent, discountBp, expiresInHours) => {
          const facts: LetterFacts = {
            ...withLetter({
              intent,
              discountBp,
              topic: "news",
              expiresAt: new Date(now.getTime() + expiresInHours * 3_600_000),
            }),
            past: letters(past),
          }
          const decision = decideLetter(facts)
          expect(decideLetter(facts)).toEqual(decision)
          expect(decision.checks.length).toBeGreaterThan(0)
          if (decision.kind === "defer" && facts.letter.expiresAt)
            expect(decision.untilAt.getTime()).toBeLessThan(facts.letter.expiresAt.getTime())
          if (decision.kind === "skip" || decision.kind === "expire")
            expect(decision.checks.at(-1)?.says).not.toBe("yes")
        },
      ),
    )
  })
})

describe("X09 C05 which channel", () => {
  const channel = (
    name: "email" | "line" | "sms",
    milliYen: number,
    sent = 0,
    visits = 0,
    left: number | null = null,
  ) => ({
    name,
    price: { milliYen, left },
    sent,
    visits,
  })
  const order = (channels: ReturnType<typeof channel>[], preferred: "line" | null = null, visitYen = 30) =>
    rankChannels(channels, { order: null, preferred, visitYen }).map(({ name }) => name)

  test("X09 a push that costs more than her visits are worth gives way to mail, and comes first for who answers to it", () => {
    expect(order([channel("email", 0), channel("line", 3_000)])).toEqual(["email", "line"])
    expect(order([channel("email", 0, 20, 0), channel("line", 3_000, 10, 8)])).toEqual(["line", "email"])
  })
  test("C05 what she prefers comes first; a quota that is used up comes last", () => {
    expect(order([channel("email", 0), channel("line", 3_000)], "line")).toEqual(["line", "email"])
    expect(order([channel("email", 0), channel("line", 3_000, 0, 0, 0)], "line")).toEqual(["email", "line"])
  })
  test("C04 an order that was asked for stands", () => {
    const ranked = rankChannels([channel("email", 0), channel("sms", 9_000)], {
      order: ["sms", "line", "email"],
      preferred: "line",
      visitYen: 1,
    })
    expect(ranked.map(({ name }) => name)).toEqual(["sms", "email"])
  })
})
