import { expect, test } from "vitest"
import { bounceCorpus, bounceOf, type Fixture } from "#testing/bounce-corpus"
import { readReturn } from "../../adapters/email/read-return.ts"
import { bounceTable } from "./bounce-table-rules.ts"
import { readReport, withoutAddresses } from "./report-rules.ts"
import { reading } from "./verdict-rules.ts"

const corpus = bounceCorpus()

const whatOf = async ({ raw, domain, at }: Fixture) => {
  const mail = await readReturn(raw, ["b+x@bounce.example"])
  return reading(readReport(mail), `misaki@${domain}`, domain, new Date(at ?? "2026-04-01"))
}

test("M30 the corpus has more than two hundred mails, each of its own", () => {
  expect(corpus.length).toBeGreaterThanOrEqual(200)
  expect(new Set(corpus.map(({ name }) => name)).size).toBe(corpus.length)
})

test("C12 M07 M30 M31 every mail of the corpus is what it is: hard, soft, ours, late, an answer, a complaint, or nothing", async () => {
  const wrong: string[] = []
  for (const fixture of corpus) {
    const { what, rule } = await whatOf(fixture)
    if (what !== fixture.is) wrong.push(`${fixture.name}: ${what} by ${rule} instead of ${fixture.is}`)
  }
  expect(wrong).toEqual([])
})

test("M31 the table holds for carriers and from day to day, and every line of it can be reached", async () => {
  const at = (day: string) => reading(readReport(docomo), "m@docomo.ne.jp", "docomo.ne.jp", new Date(day))
  const docomo = await readReturn(Buffer.from(bounceOf("m@docomo.ne.jp", "5.2.0", "Unknown user")), [])
  expect([at("2025-03-11T23:59:59Z"), at("2025-03-12T00:00:00Z")].map(({ what, rule }) => `${what} ${rule}`)).toEqual([
    "soft docomo-filtered",
    "hard docomo-unknown-user",
  ])
  // A mailbox below a carrier's domain is the carrier's, one that only ends like it is not.
  expect(reading(readReport(docomo), "m@a.docomo.ne.jp", "a.docomo.ne.jp", new Date("2026-01-01")).rule).toBe(
    "docomo-unknown-user",
  )
  expect(reading(readReport(docomo), "m@notdocomo.ne.jp", "notdocomo.ne.jp", new Date("2026-01-01")).rule).toBe(
    "unknown-user",
  )
  for (const line of bounceTable) expect(line.status ?? line.says ?? line.at).toBeDefined()
})

test("S71 addresses are taken out of what the other side said", () => {
  expect(withoutAddresses("550 5.1.1 <Misaki.S@docomo.ne.jp>:\r\n Unknown user misaki@x.jp")).toBe(
    "550 5.1.1 <[…]@docomo.ne.jp>: Unknown user […]@x.jp",
  )
})
