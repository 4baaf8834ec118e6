import { afterAll, expect, test } from "vitest"
import type { CompiledMail } from "./model.ts"
import { createRenderPool } from "./render-pool.ts"

const pool = createRenderPool()
afterAll(() => pool.close())

const compiled = (html: string, hash = html): CompiledMail => ({
  version: 1,
  hash,
  language: "ja",
  zone: "Asia/Tokyo",
  fromName: "ひなた",
  subject: "{{ name }}",
  preheader: "p",
  html,
  asksConsent: false,
  text: "t",
})

test("a mail is filled in by the thread, and its subject is one line whatever the name holds", async () => {
  const mail = await pool.render(compiled("<p>{{ name }}</p>"), { name: "a\r\nBcc: evil@example.com\u2028b" })
  expect(mail.subject).toBe("a Bcc: evil@example.com b")
  expect(mail.html).toBe("<p>a\r\nBcc: evil@example.com\u2028b</p>")
})

test("F80 S40 a missing fact fails that mail alone, by name; null is missing too", async () => {
  const of = (facts: object) => pool.render(compiled("{{ order.number }}"), { name: "a", ...facts })
  const outcomes = await Promise.allSettled([of({}), of({ order: { number: "H-1" } }), of({ order: { number: null } })])
  expect(
    outcomes.map((o) => (o.status === "fulfilled" ? o.value.html : [o.reason.reason, o.reason.message.split(",")[0]])),
  ).toEqual([
    ["missing-fact", "undefined variable: order"],
    "H-1",
    ["missing-fact", "undefined variable: order.number"],
  ])
})

test("S41 a mail that takes too long ends its thread, and those behind it are written by a fresh one", async () => {
  const impatient = createRenderPool({ capMs: 500 })
  const slow = compiled("{% for i in (1..9000) %}{% for j in (1..9000) %}{{ j }}{% endfor %}{% endfor %}")
  const outcomes = await Promise.allSettled([
    impatient.render(slow, { name: "a" }),
    impatient.render(compiled("ok"), { name: "a" }),
    impatient.render(slow, { name: "a" }),
    impatient.render(compiled("ok"), { name: "a" }),
  ])
  await impatient.close()
  const shown = outcomes.map((o) => (o.status === "fulfilled" ? o.value.html : o.reason.reason))
  expect(shown).toEqual(["time", "ok", "time", "ok"])
})

test("S41 a mail that takes too much memory ends its thread and not the process", async () => {
  const small = createRenderPool({ memoryMb: 16, capMs: 20_000 })
  const facts = { name: "a", list: Array.from({ length: 400_000 }, (_, i) => ({ i, text: `number ${i}` })) }
  await expect(small.render(compiled("{{ list | size }}"), facts)).rejects.toMatchObject({ reason: "memory" })
  expect((await small.render(compiled("ok"), { name: "a" })).html).toBe("ok")
  await small.close()
})

test("S41 a limit of Liquid is reported as a limit", async () => {
  await expect(
    pool.render(compiled("{% for i in (1..100000000) %}x{% endfor %}"), { name: "a" }),
  ).rejects.toMatchObject({ reason: "limit" })
})
