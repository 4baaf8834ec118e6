import { afterAll, describe, expect, test } from "vitest"
import { z } from "zod"
import { mailDocument, type MailDocumentDraft } from "./model-blocks.ts"
import { checkMail } from "./check-mail.ts"
import { contrast, readableOn } from "./contrast-rules.ts"
import { cutForPhone, phoneEms } from "./inbox-line-rules.ts"
import { defineMessageKind, factsOf } from "./message-kind.ts"
import type { BrandLook } from "./model.ts"
import { createRenderPool } from "./render-pool.ts"
import { sampleKind, sampleLook } from "./sample-mail.ts"

const pool = createRenderPool()
afterAll(() => pool.close())
const facts = factsOf(sampleKind, sampleKind.samples.sample ?? {})

type Changes = Partial<MailDocumentDraft> & {
  look?: BrandLook
  purpose?: "transactional" | "marketing"
  language?: "ja" | "en"
}
async function codes({ look = sampleLook, purpose = "transactional", language = "ja", ...changes }: Changes) {
  const document = mailDocument.parse({ ...sampleKind.document[language], ...changes })
  const { findings } = await checkMail(
    { document, look, purpose, language, zone: "Asia/Tokyo" },
    { sample: facts },
    pool,
  )
  return findings.map(({ level, code, at }) => `${level} ${code} ${at}`)
}
const blocks = (...more: MailDocumentDraft["blocks"]) => [
  {
    kind: "text" as const,
    text: "ご注文の品物は、明日の午前中にお届けします。どうぞお待ちください。お受け取りの場所もお選びいただけます。",
  },
  ...more,
]
const end: MailDocumentDraft["blocks"] = [{ kind: "support" }, { kind: "footer" }]
const button = { kind: "button" as const, label: "見る", to: "{{ links.tracking }}" }

test("C18 the product's own mails pass without a word, in both languages", async () => {
  expect(await codes({})).toEqual([])
  expect(await codes({ language: "en" })).toEqual([])
})

describe("C18 E06 what the check says", () => {
  test.each<[string, Changes, string]>([
    ["E06 a long subject", { subject: "とても長い件名です".repeat(5) }, "warning subject-length subject"],
    ["C17 a short preheader", { preheader: "短い" }, "warning preheader-length preheader"],
    [
      "E06 a long mail",
      { blocks: blocks(button, { kind: "text", text: "長い文です。".repeat(300) }, ...end) },
      "warning length mail",
    ],
    ["two buttons", { blocks: blocks(button, button, ...end) }, "error many-buttons 2"],
    ["no button", { blocks: blocks(...end) }, "warning no-button mail"],
    [
      "C18 a picture without words",
      {
        blocks: blocks(
          button,
          { kind: "image", source: "https://a.example/x.png", alt: "", width: 100, height: 100 },
          ...end,
        ),
      },
      "error no-alt 2",
    ],
    [
      "C18 a picture described by its file",
      {
        blocks: blocks(
          button,
          { kind: "image", source: "https://a.example/x.png", alt: "x.png", width: 100, height: 100 },
          ...end,
        ),
      },
      "warning alt-is-file-name 2",
    ],
    [
      "J01 marketing without identity",
      { purpose: "marketing", blocks: blocks(button, { kind: "support" }) },
      "error footer mail",
    ],
    [
      "a footer in the middle",
      { blocks: blocks({ kind: "footer" }, button, { kind: "support" }) },
      "error footer-not-last 1",
    ],
    ["no way to a person", { blocks: blocks(button, { kind: "footer" }) }, "warning no-support mail"],
    ["exclamation", { subject: "ありがとうございます！" }, "warning exclamation subject"],
    ["urgency", { blocks: blocks({ kind: "text", text: "今だけの品です" }, button, ...end) }, "warning urgency 1"],
    [
      "M03 promotion in a receipt",
      { blocks: blocks({ kind: "text", text: "次回使えるクーポンです" }, button, ...end) },
      "error advertising 1",
    ],
    ["C18 the wrong language", { language: "en", subject: "ご注文" }, "warning language mail"],
    ["a missing fact", { subject: "{{ order.nunber }}" }, "error missing-fact mail"],
    [
      "a misspelt condition",
      { blocks: blocks({ kind: "note", when: "points.earnd", title: "t", text: "x" }, button, ...end) },
      "warning unknown-fact 1",
    ],
    ["F80 an unclosed tag", { subject: "{% if order.number %}x" }, "error render-template mail"],
    ["F80 an endless loop", { subject: "{% for i in (1..100000000) %}x{% endfor %}" }, "error render-limit mail"],
    [
      "an unknown policy",
      { blocks: blocks(button, { kind: "policy", policy: "nothing" }, ...end) },
      "error compile mail",
    ],
    [
      "C18 poor contrast",
      { look: { ...sampleLook, light: { ...sampleLook.light, action: "#8db7e8" } } },
      "error contrast look",
    ],
  ])("%s", async (_, changes, expected) => {
    expect(await codes(changes)).toContain(expected)
  })

  test("an error keeps the mail from being published; a warning does not", async () => {
    const check = (document: MailDocumentDraft) =>
      checkMail(
        {
          document: mailDocument.parse(document),
          look: sampleLook,
          purpose: "transactional",
          language: "ja",
          zone: "Asia/Tokyo",
        },
        { sample: facts },
        pool,
      )
    expect((await check({ ...sampleKind.document.ja, subject: "{{ nothing }}" })).compiled).toBeUndefined()
    expect((await check({ ...sampleKind.document.ja, preheader: "短い" })).compiled).toBeDefined()
  })
})

test("E06 a subject, a preheader or a mail that is too long is said before publishing, with where a phone cuts it", async () => {
  const long = "ご注文ありがとうございます。お届けの予定と、はじめの使い方をお知らせします"
  const document = mailDocument.parse({ ...sampleKind.document.ja, subject: long, preheader: long.repeat(4) })
  const { findings, compiled } = await checkMail(
    { document, look: sampleLook, purpose: "transactional", language: "ja", zone: "Asia/Tokyo" },
    { sample: facts },
    pool,
  )
  expect(findings.map(({ code }) => code).sort()).toEqual(["preheader-length", "subject-length"])
  expect(findings.find(({ code }) => code === "subject-length")?.say.ja).toContain(
    "「ご注文ありがとうございます。お届けの…」",
  )
  expect(compiled).toBeDefined()
})

test("E06 a phone's list shows nineteen full-width letters of a subject; none is cut in two", () => {
  expect(cutForPhone("きょう、お届けします(H-10482)", phoneEms.subject)).toEqual({
    shown: "きょう、お届けします(H-10482)",
    cut: "",
  })
  const { shown, cut } = cutForPhone("あ".repeat(17) + "👨‍👩‍👧‍👦" + "い".repeat(9), phoneEms.subject)
  expect([shown, cut]).toEqual(["あ".repeat(17) + "👨‍👩‍👧‍👦", "い".repeat(9)])
  expect(cutForPhone("Your parcel is on its way to you today", phoneEms.subject).cut).not.toBe("")
})

test("E07 what makes a notice advertising: goods not ordered, an offer, a link to the shelves; a next step does not", async () => {
  const of = async (block: MailDocumentDraft["blocks"][number]) =>
    (await codes({ blocks: blocks(block, button, ...end) })).filter((code) => code.includes("advertising"))
  expect(await of({ kind: "text", text: "次のお買い物で10% OFFになります" })).toEqual(["error advertising 1"])
  expect(await of({ kind: "text", text: "[秋の新作](https://hinata.example/collections/autumn)もどうぞ" })).toEqual([
    "error advertising 1",
  ])
  expect(await of({ kind: "text", consent: "marketing", text: "次のお買い物で10% OFFになります" })).toEqual([])
  expect(await of({ kind: "next-step" })).toEqual([])
  expect(await of({ kind: "text", text: "[返品の手順](https://hinata.example/returns)はこちらです" })).toEqual([])
  expect(await codes({ preheader: "クーポンつき。ご注文を承りました、ありがとうございます" })).toContain(
    "error advertising preheader",
  )
})

test("E18 a thank-you that asks for a review is refused: asking is a message of its own", async () => {
  expect(await codes({ blocks: blocks({ kind: "text", text: "レビューをお願いします" }, button, ...end) })).toContain(
    "error asks 1",
  )
})

test("C18 the next colour that can be read is proposed", () => {
  expect(contrast("#ffffff", "#000000")).toBe(21)
  const better = readableOn("#8db7e8", "#ffffff")
  expect(contrast(better, "#ffffff")).toBeGreaterThanOrEqual(4.5)
  expect(readableOn("#1c4a80", "#ffffff")).toBe("#1c4a80")
})

test("a message kind cannot be defined without sample data that fits", () => {
  const document = sampleKind.document
  const base = { name: "tests.kind", purpose: "transactional", title: { ja: "見本", en: "sample" }, document } as const
  const shape = z.object({ number: z.string() })
  expect(defineMessageKind({ ...base, facts: shape, sample: { number: "1" } }).samples).toEqual({
    sample: { number: "1" },
  })
  // @ts-expect-error a kind without a sample does not compile
  expect(() => defineMessageKind({ ...base, facts: shape })).toThrow()
  // @ts-expect-error nor one whose sample is of another shape
  expect(() => defineMessageKind({ ...base, facts: shape, sample: { number: 1 } })).toThrow()
})
