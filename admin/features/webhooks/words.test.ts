import { expect, test } from "vitest"
import { endpointStanding, reasonWords } from "./words.ts"

test("an endpoint that we switched off says why", () => {
  const standing = endpointStanding({ state: "disabled", disabledBecause: "gone", failingSince: new Date(0) })
  expect(standing.is).toBe("needed")
  expect(standing.why?.en).toContain("410")
  expect(endpointStanding({ state: "disabled", disabledBecause: "failing", failingSince: null }).why?.en).toContain(
    "five days",
  )
})

test("an active one that does not answer is not called active", () => {
  expect(endpointStanding({ state: "active", disabledBecause: null, failingSince: new Date(0) }).is).toBe("failed")
  expect(endpointStanding({ state: "active", disabledBecause: null, failingSince: null }).is).toBe("live")
})

test("reasons are words, also for a status and for a code that nobody has met", () => {
  expect(reasonWords("http_503")).toEqual({ ja: "応答が 503", en: "it answered 503" })
  expect(reasonWords("private_address").ja).toContain("社内")
  expect(reasonWords("eproto").en).toBe("eproto")
})
