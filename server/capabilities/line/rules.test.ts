import { createHmac } from "node:crypto"
import { describe, expect, test } from "vitest"
import { verdictOf } from "./answer-rules.ts"
import { messageProblem } from "./message-rules.ts"
import { isSigned, readEvents, saidIn } from "./webhook-rules.ts"

const answered = (status: number, message = "", retryAfterMs: number | null = null) =>
  verdictOf({ status, body: { message }, acceptedRequestId: null, retryAfterMs })

describe("what an answer of LINE means", () => {
  test.each([
    ["F46 409 is success", answered(409), { kind: "accepted", isRepeated: true }],
    ["F46 500 may have been taken over", answered(500), { kind: "unsure", reason: "http_500" }],
    [
      "F47 a rate limit waits as long as asked",
      answered(429, "The API rate limit has been exceeded. Try again later.", 5_000),
      { kind: "retry", reason: "rate-limit", afterMs: 5_000 },
    ],
    [
      "F47 a monthly limit closes the channel",
      answered(429, "You have reached your monthly limit."),
      { kind: "closed", reason: "monthly-limit" },
    ],
    ["F41 a refused token closes the channel", answered(401), { kind: "closed", reason: "token-refused" }],
    ["F46 another 4xx is not repeated", answered(400, "The property, 'to', must be a user ID"), { kind: "failed" }],
    ["X09 a used reply token is no failure", answered(400, "Invalid reply token"), { kind: "token-gone" }],
  ])("%s", (_name, verdict, expected) => expect(verdict).toMatchObject(expected))

  test("F46 silence before the request left is a retry, after it nobody knows", () => {
    expect(verdictOf({ status: null, reason: "ECONNREFUSED", isSent: false })).toMatchObject({ kind: "retry" })
    expect(verdictOf({ status: null, reason: "timeout", isSent: true })).toMatchObject({ kind: "unsure" })
  })
})

describe("S32 the signature", () => {
  const body = Buffer.from('{"destination":"U1","events":[]}')
  const sign = (bytes: Buffer, secret = "s1") => createHmac("sha256", secret).update(bytes).digest("base64")
  test.each([
    ["of these bytes", body, sign(body), true],
    ["of the former secret while that is believed", body, sign(body, "s0"), true],
    ["of another's secret", body, sign(body, "s2"), false],
    ["over one changed byte", Buffer.from(`${body.toString()} `), sign(body), false],
    ["over the same JSON written anew", Buffer.from('{ "destination": "U1", "events": [] }'), sign(body), false],
    ["behind a byte order mark", Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), body]), sign(body), false],
    ["empty", body, "", false],
    ["too short", body, sign(body).slice(1), false],
    ["missing", body, undefined, false],
    ["twice", body, [sign(body), sign(body)], false],
  ])("S32 %s", (_name, bytes, signature, expected) => {
    expect(isSigned(bytes, signature, ["s1", "s0"])).toBe(expected)
  })
})

describe("S33 what LINE may add", () => {
  const event = { type: "message", timestamp: 1, webhookEventId: "01", mode: "active" }
  test("S33 unknown fields, events and values are tolerated; what can't be read is counted and lets the rest through", () => {
    const read = readEvents({
      events: [{ ...event, type: "teleport", brandNew: { deep: [1] } }, { nothing: true }, event, 7],
      newerField: 1,
    })
    expect(read?.events.map(({ type }) => type)).toEqual(["teleport", "message"])
    expect(read?.unreadable).toBe(2)
    expect(readEvents({ destination: "U1", events: [] })).toEqual({ events: [], unreadable: 0 })
    expect(readEvents([])).toBe(undefined)
  })
  test("S33 a kind of message that is newer than we are is still a bubble", () => {
    const [read] =
      readEvents({ events: [{ ...event, message: { id: "9", type: "hologram", stickerId: "1" } }] })?.events ?? []
    expect(read && saidIn(read)).toEqual({ lineId: "9", kind: "hologram", text: null, detail: { stickerId: "1" } })
  })
})

describe("M40 what LINE takes", () => {
  const text = (value: string) => [{ type: "text", text: value }]
  const family = "👨‍👩‍👧‍👦"
  test("M40 texts are counted in UTF-16 units: a family is eleven", () => {
    expect(family.length).toBe(11)
    expect(messageProblem(text(family.repeat(454)))).toBe(undefined)
    expect(messageProblem(text(`${family.repeat(454)}1234567`))).toBe("a text of 5001 units")
  })
  test.each([
    ["no message", []],
    ["more than 5 messages", Array.from({ length: 6 }, () => text("a")[0])],
    ["an empty text", text("")],
    ["more than 13 quick replies", [{ type: "text", text: "a", quickReply: { items: Array.from({ length: 14 }) } }]],
    ["a sender of more than 20 units", [{ type: "text", text: "a", sender: { name: "あ".repeat(21) } }]],
    [
      "a carousel of 13 bubbles",
      [
        {
          type: "flex",
          altText: "a",
          contents: { type: "carousel", contents: Array.from({ length: 13 }, () => ({})) },
        },
      ],
    ],
    [
      "a bubble of more than 30 kB",
      [{ type: "flex", altText: "a", contents: { type: "bubble", text: "あ".repeat(10_001) } }],
    ],
    ["a flex message without contents", [{ type: "flex", altText: "a" }]],
  ])("M40 %s", (problem, messages) => expect(messageProblem(messages)).toBe(problem))
})
