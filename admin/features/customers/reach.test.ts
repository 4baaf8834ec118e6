import { expect, test } from "vitest"
import { reachOf } from "./reach.ts"

type Facts = Parameters<typeof reachOf>[1]

const customer: Facts["customer"] = {
  customerId: "01a20192-3632-77e6-8702-f85bcf023edd",
  displayName: null,
  familyName: "小林",
  givenName: "美咲",
  familyKana: null,
  givenKana: null,
  email: "misaki@example.jp",
  phone: null,
  language: "ja",
  zone: null,
  bornOn: null,
  address: null,
  properties: {},
  known: true,
  firstSeenAt: new Date(0),
  isErased: false,
  isMasked: false,
}
const facts = (changes: Partial<Facts> = {}): Facts => ({
  customer,
  identities: [],
  consents: [],
  suppressions: [],
  hasOrderMails: true,
  ...changes,
})
const held = (state: "given" | "withdrawn" | "pending" | "imported_unverified") => [
  { channel: "email" as const, purpose: "marketing", state, since: new Date(1) },
]

test("M20 only a proven yes reaches; a refusal, a waiting word and an unproven one do not, but order mails still go", () => {
  expect(reachOf("email", facts({ consents: held("given") }))).toMatchObject({
    state: "reached",
    getsOrderMails: false,
  })
  expect(reachOf("email", facts({ consents: held("withdrawn") }))).toMatchObject({
    state: "refused",
    getsOrderMails: true,
  })
  expect(reachOf("email", facts({ consents: held("pending") }))).toMatchObject({ state: "pending" })
  expect(reachOf("email", facts({ consents: held("imported_unverified") }))).toMatchObject({ state: "unproven" })
  expect(reachOf("email", facts())).toMatchObject({ state: "unasked", getsOrderMails: true })
  const other = [{ channel: "email" as const, purpose: "survey", state: "given" as const, since: new Date(1) }]
  expect(reachOf("email", facts({ consents: other }))).toMatchObject({ state: "unasked" })
})

test("M24 what stops news leaves order mails alone; what shuts the address stops both", () => {
  const consents = held("given")
  const unsubscribed = { scope: "purpose" as const, channel: "email", purpose: "marketing", reason: "unsubscribed" }
  expect(reachOf("email", facts({ consents, suppressions: [unsubscribed] }))).toMatchObject({
    state: "stopped",
    reason: "unsubscribed",
    getsOrderMails: true,
  })
  const bounced = { scope: "channel" as const, channel: "email", purpose: "", reason: "hard-bounce" }
  expect(reachOf("email", facts({ consents, suppressions: [unsubscribed, bounced] }))).toMatchObject({
    state: "stopped",
    reason: "hard-bounce",
    getsOrderMails: false,
  })
  const complaint = { scope: "all" as const, channel: "email", purpose: "", reason: "complaint" }
  expect(reachOf("email", facts({ consents, suppressions: [complaint] }))).toMatchObject({
    state: "stopped",
    getsOrderMails: false,
  })
})

test("a way without an address is not there, unless the person refused it", () => {
  expect(reachOf("sms", facts())).toMatchObject({ state: "absent" })
  expect(reachOf("push", facts())).toMatchObject({ state: "absent" })
  const refused = [{ channel: "sms" as const, purpose: "marketing", state: "withdrawn" as const, since: new Date(1) }]
  expect(reachOf("sms", facts({ consents: refused }))).toMatchObject({ state: "refused" })
})
