import { expect, test } from "vitest"
import { agentKind, networkOf } from "./agents-rules.ts"
import type { Hit, Judgement } from "./model.ts"
import { judge } from "./signals-rules.ts"

const accepted = new Date("2026-04-01T00:00:00Z")
const iphone =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148"
const chrome =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"
const gmail = "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)"

let made = 0
const hit = (afterSeconds: number, wanted: Partial<Hit> = {}): Hit => ({
  hitId: `${++made}`,
  messageId: "m",
  what: "click",
  link: 0,
  url: "https://shop.example/",
  at: new Date(accepted.getTime() + afterSeconds * 1_000),
  method: "GET",
  agent: chrome,
  network: null,
  signs: [],
  visitor: "a",
  ...wanted,
})
const open = (afterSeconds: number, wanted: Partial<Hit> = {}) =>
  hit(afterSeconds, { what: "open", link: null, url: null, ...wanted })

const judged = (hits: readonly Hit[], acceptedAt: Date | null = accepted): (Judgement | undefined)[] => {
  const verdicts = judge(acceptedAt, hits)
  return hits.map(({ hitId }) => verdicts.get(hitId))
}
const one = (only: Hit, acceptedAt: Date | null = accepted) => {
  const [judgement] = judged([only], acceptedAt)
  return `${judgement?.verdict}: ${judgement?.reason}`
}

test.each<[string, Hit, string]>([
  ["a reader's click", hit(60), "human: reader"],
  ["a reader's open on a phone", open(60, { agent: iphone, signs: ["no-language"] }), "human: reader"],
  [
    "Outlook shows pictures itself",
    open(60, { agent: "Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.17928; Pro)" }),
    "human: reader",
  ],
  ["HEAD", hit(60, { method: "HEAD" }), "machine: head-request"],
  ["a honeypot link", hit(60, { what: "trap" }), "machine: trap"],
  ["a prefetch", hit(60, { signs: ["prefetch"] }), "machine: prefetch"],
  ["no name at all", hit(60, { agent: "" }), "machine: no-agent"],
  ["a library", hit(60, { agent: "python-requests/2.32" }), "machine: scanner-agent"],
  [
    "a browser without a window",
    hit(60, { agent: chrome.replace("Chrome/", "HeadlessChrome/") }),
    "machine: scanner-agent",
  ],
  ["LINE drawing a card", hit(60, { agent: "facebookexternalhit/1.1;line-poker/1.0" }), "machine: scanner-agent"],
  [
    "a scanner's network behind a browser's name",
    hit(60, { network: "microsoft-scanner" }),
    "machine: scanner-network",
  ],
  ["Apple's mail privacy", open(600, { agent: "Mozilla/5.0", network: "apple" }), "machine: mail-privacy-proxy"],
  ["1.9 s after it was accepted", hit(1.9), "machine: before-delivery"],
  ["2 s after it was accepted", hit(2), "human: reader"],
  ["a picture request for a link", hit(60, { signs: ["not-a-navigation"] }), "machine: not-a-navigation"],
  ["Gmail's picture proxy", open(60, { agent: gmail, network: "google-proxy" }), "unknown: image-proxy"],
  ["a click of what says no languages", hit(60, { signs: ["no-language"] }), "unknown: not-a-browser"],
  ["something nobody knows", hit(60, { agent: "MailThing 3" }), "unknown: not-a-browser"],
])("C10 C11 X22 M10 M11 %s", (_name, only, verdict) => {
  expect(one(only)).toBe(verdict)
})

test("M11 nothing is a reader's before the mail was accepted", () => {
  expect(one(hit(60), null)).toBe("machine: before-delivery")
})

test("M11 all links of a mail within five seconds are a machine's, whatever it calls itself", () => {
  const burst = [hit(60, { link: 0 }), hit(62, { link: 1 }), hit(64.9, { link: 2 })]
  expect(judged(burst).map((j) => j?.reason)).toEqual([
    "many-links-at-once",
    "many-links-at-once",
    "many-links-at-once",
  ])
  const two = [hit(60, { link: 0 }), hit(61.9, { link: 1 })]
  expect(judged(two).map((j) => j?.verdict)).toEqual(["machine", "machine"])
})

test("C11 somebody who looks at two links one after the other, or presses one twice, is a person", () => {
  expect(judged([hit(60, { link: 0 }), hit(66, { link: 1 })]).map((j) => j?.verdict)).toEqual(["human", "human"])
  expect(judged([hit(60), hit(60.2)]).map((j) => j?.verdict)).toEqual(["human", "human"])
})

test("X22 what comes later throws light on what was before: the same visitor in the trap, by HEAD, in a burst", () => {
  const before = hit(60)
  expect(one(before)).toBe("human: reader")
  expect(judged([before, hit(70, { what: "trap" })])[0]).toEqual({
    verdict: "machine",
    reason: "same-visitor-as-a-machine",
  })
  expect(judged([before, hit(70, { method: "HEAD", visitor: "b" })])[0]?.verdict).toBe("human")
  const burst = [hit(900, { link: 1 }), hit(901, { link: 2 }), hit(902, { link: 3 })]
  expect(judged([before, ...burst])[0]?.verdict).toBe("machine")
})

test("M10 a picture that a proxy fetched was fetched for a reader when she then follows a link", () => {
  const proxy = open(60, { agent: gmail, network: "google-proxy", visitor: "g" })
  const after = open(900, { agent: gmail, network: "google-proxy", visitor: "g" })
  expect(judged([proxy, hit(90, { visitor: "r" }), after]).map((j) => j?.verdict)).toEqual([
    "human",
    "human",
    "unknown",
  ])
  // A scanner's click opens nothing.
  expect(judged([proxy, hit(90, { visitor: "r", method: "HEAD" })]).map((j) => j?.verdict)).toEqual([
    "unknown",
    "machine",
  ])
})

test("M11 networks and agents are told by data", () => {
  expect(networkOf("::ffff:40.94.3.2")).toBe("microsoft-scanner")
  expect(networkOf("66.249.83.10")).toBe("google-proxy")
  expect(networkOf("17.58.1.1")).toBe("apple")
  expect(networkOf("203.0.113.9")).toBeNull()
  expect(networkOf("2001:db8::1")).toBeNull()
  for (const agent of [chrome, iphone, "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Thunderbird/140.0"])
    expect(agentKind(agent)).toBe("reader")
  // A phone by the name of CUBOT is no bot's.
  expect(agentKind(chrome.replace("Windows NT 10.0", "Linux; Android 14; CUBOT NOTE 50"))).toBe("reader")
})
