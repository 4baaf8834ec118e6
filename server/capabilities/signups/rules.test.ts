import { expect, test } from "vitest"
import { becomesPending, mayMailAgain, needsAnswer, stateOf } from "./consent-needs-rules.ts"
import { defaultDocument } from "./default-document-rules.ts"
import { formMarkup } from "./form-markup-rules.ts"
import { formView } from "./form-view-rules.ts"
import { embedSnippet, reservedHeight } from "./install-rules.ts"
import { profileOf, readAnswers } from "./read-answers-rules.ts"
import { listedTopics, maskedAddress } from "./topics-rules.ts"

const at = new Date("2026-04-01T09:00:00+09:00")
const after = (ms: number) => new Date(at.getTime() + ms)

test("M20 double opt-in asks always; single opt-in still asks whoever said no before", () => {
  expect(needsAnswer(true, "none", false)).toBe(true)
  expect(needsAnswer(false, "none", false)).toBe(false)
  expect(needsAnswer(false, "given", false)).toBe(false)
  expect(needsAnswer(false, "withdrawn", false)).toBe(true)
  expect(needsAnswer(false, "none", true)).toBe(true)
})

test("M20 who has agreed does not become somebody who has not, because a stranger typed their address", () => {
  expect(
    ["none", "withdrawn", "imported_unverified", "pending", "given"].map((s) => becomesPending(s as "none")),
  ).toEqual([true, true, true, false, false]) // safe: the states are spelt out
})

test("S-LINK6 the second mail goes ten minutes after the first, not a millisecond before", () => {
  expect(mayMailAgain(null, at)).toBe(true)
  expect(mayMailAgain(at, after(599_999))).toBe(false)
  expect(mayMailAgain(at, after(600_000))).toBe(true)
})

test("S-LINK1 a sign-up waits for seven days", () => {
  expect(stateOf({ at, confirmedAt: null }, after(7 * 86_400_000 - 1))).toBe("waiting")
  expect(stateOf({ at, confirmedAt: null }, after(7 * 86_400_000))).toBe("expired")
  expect(stateOf({ at, confirmedAt: at }, after(9 * 86_400_000))).toBe("confirmed")
})

test("S03 only what a form asks is taken from what is sent, and only what may be answered", () => {
  const document = {
    ...defaultDocument("page", "ひなた"),
    fields: [
      { kind: "name", required: true },
      { kind: "birth-month", required: false },
      {
        kind: "property",
        key: "skin",
        label: { ja: "肌", en: "Skin" },
        required: false,
        choices: [{ value: "dry", label: { ja: "乾", en: "dry" } }],
      },
    ] as const,
  }
  const open = {
    ...document,
    fields: [...document.fields].map((f) => ("choices" in f ? { ...f, choices: [...f.choices] } : f)),
  }
  const { answers, missing } = readAnswers(open, { name: " 美咲 ", birth_month: "13", p_skin: "oily", rank: "gold" })
  expect([answers, missing]).toEqual([{ name: "美咲" }, undefined])
  expect(readAnswers(open, {}).missing?.kind).toBe("name")
  expect(profileOf({ name: "美咲", birth_month: "7", p_skin: "dry" })).toEqual({
    displayName: "美咲",
    properties: { birth_month: 7, skin: "dry" },
  })
})

test("S44 what an operator writes into a form is text, never markup, also for browsers", () => {
  const look = {
    policies: { privacy: 'https://x.example/?a=1&b="2"' },
    colours: { brand: "#000000", onBrand: "#ffffff", brandStrong: "#111111" },
    radius: 8,
  } as Parameters<typeof formView>[2] // safe: the parts of a look that a form wears
  const evil = '<img src=x onerror="alert(1)">'
  const document = {
    ...defaultDocument("popup", "ひなた"),
    headline: { ja: evil, en: evil },
    consent: { ja: evil, en: evil },
  }
  const shown = { formId: "f", slug: "s", kind: "popup", version: 1 } as const
  const html = formMarkup(formView(shown, document, look, { language: "ja", asks: true }))
  expect(html).not.toContain("<img")
  expect(html).toContain("&lt;img src=x onerror=&quot;alert(1)&quot;&gt;")
})

test("B02 the place kept free grows with what the form says and asks", () => {
  const small = defaultDocument("embedded", "ひなた")
  const more = { ...small, fields: [{ kind: "name" as const, required: false }] }
  expect(reservedHeight(more) - reservedHeight(small)).toBeGreaterThanOrEqual(80)
  expect(embedSnippet("news", small)).toBe(
    `<div data-maido-form="news" style="min-height:${reservedHeight(small)}px"></div>`,
  )
})

test("B11 a person sees every topic by mail, and other channels only where they ever spoke", () => {
  const topics = [{ purpose: "marketing", label: { ja: "お便り", en: "Letters" } }]
  const since = at
  const listed = listedTopics(topics, [
    { channel: "email", purpose: "marketing", state: "given", since },
    { channel: "line", purpose: "marketing", state: "withdrawn", since },
  ])
  expect(listed.map(({ channel, purpose, label }) => `${channel} ${purpose} ${label.en}`)).toEqual([
    "email marketing Letters (e-mail)",
    "line marketing Letters (LINE)",
  ])
})

test("S-LINK4 an address is shown to its owner, not to whom a link was forwarded", () => {
  expect(maskedAddress("misaki.sato@example.jp")).toBe("m•••@example.jp")
  expect(maskedAddress("😀a@example.jp")).toBe("😀•••@example.jp")
})
