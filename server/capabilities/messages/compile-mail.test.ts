import { describe, expect, test } from "vitest"
import { mailDocument, type MailDocumentDraft } from "./model-blocks.ts"
import { compileMail } from "./compile-mail.ts"
import { renderMail, variablesOf } from "./render-mail.ts"
import { sampleKind, sampleLook } from "./sample-mail.ts"
import { factsOf } from "./message-kind.ts"

const facts = factsOf(sampleKind, sampleKind.samples.sample ?? {})
type Changes = { language?: "ja" | "en"; purpose?: "transactional" | "marketing" }

async function written(
  document: MailDocumentDraft,
  { language = "ja", purpose = "transactional" }: Changes = {},
  given: object = facts,
) {
  const compiled = await compileMail(mailDocument.parse(document), {
    look: sampleLook,
    language,
    purpose,
    zone: "Asia/Tokyo",
  })
  return renderMail(compiled, { ...given })
}
const of = (...blocks: MailDocumentDraft["blocks"]): MailDocumentDraft => ({
  version: 1,
  subject: "s",
  preheader: "p",
  blocks,
})

describe("the order confirmation", () => {
  test("C17 E05 subject, preheader and sender are fields of their own; greeting, order, delivery and support are there", async () => {
    const mail = await written(sampleKind.document.ja)
    expect(mail).toMatchObject({
      fromName: "ひなた",
      subject: "ご注文を承りました(H-10482)",
      preheader: "11月22日(日)〜23日(月・祝)にお届けします。合計 6,740円。",
    })
    for (const part of [mail.html, mail.text]) {
      for (const words of [
        "佐藤 美咲 様",
        "ありがとうございます",
        "H-10482",
        "11月22日(日)〜23日(月・祝)",
        "0120-00-1187",
      ])
        expect(part).toContain(words)
    }
  })

  test("C22 the hidden preheader is not white on light paper, which filters take for a disguise", async () => {
    const { html } = await written(sampleKind.document.ja)
    const [hidden = ""] = /<div style="display:none;[^"]*"/.exec(html) ?? []
    expect(hidden).toContain("color:#1d2126")
  })

  test("E02 line items, totals, addresses and the tracking link, in HTML and in text", async () => {
    const mail = await written(sampleKind.document.ja)
    const words = [
      "うるおい乳液 100mL",
      "1,980円 × 2点",
      "3,960円",
      "−300円",
      "6,740円",
      "612円",
      "〒248-0006",
      "末尾 4471",
      "https://hinata.example/t/abc",
    ]
    for (const part of [mail.html, mail.text]) for (const word of words) expect(part).toContain(word)
  })

  test("C18 M06 600 px tables, inline styles, literal colours, no script, one button, text with pictures off, dark mode, stacking", async () => {
    const { html } = await written(sampleKind.document.ja)
    expect(html).toContain('width="600"')
    expect(html).not.toMatch(/var\(|<script|<svg|<link /)
    expect(html.match(/background:#1c4a80/g)?.length).toBeGreaterThan(0)
    expect(html).toContain("@media (max-width:620px)")
    expect(html).toContain("@media (prefers-color-scheme:dark)")
    for (const image of html.match(/<img[^>]*>/g) ?? []) expect(image).toMatch(/ alt="[^"]+"/)
    expect(html).toContain('lang="ja"')
    expect(Buffer.byteLength(html)).toBeLessThan(60_000)
  })

  test("C17 C18 a brand's sign as a picture stands at the head of the mail, with its name where pictures are off", async () => {
    const wordmark = { url: "https://hinata.example/sign.png", width: 140, height: 35 }
    const options = { look: { ...sampleLook, wordmark }, language: "ja", purpose: "transactional" } as const
    const compiled = await compileMail(mailDocument.parse(sampleKind.document.ja), { ...options, zone: "Asia/Tokyo" })
    const { html } = await renderMail(compiled, { ...facts })
    const [sign = ""] = /<img[^>]*sign\.png[^>]*>/.exec(html) ?? []
    expect(sign).toContain('alt="ひなた"')
    expect(sign).toContain('width="140"')
  })

  test("both languages are whole: nothing Japanese of ours in the English mail", async () => {
    const { subject, text } = await written(sampleKind.document.en, { language: "en" })
    expect(subject).toBe("We have your order (H-10482)")
    expect(text).toContain("Expected delivery: Sun 22 – Mon 23 Nov (holiday)")
    expect(text).toContain("¥6,740")
    expect(text).not.toMatch(/お届け|ご注文|小計|送料|税込/)
  })
})

describe("what an author types", () => {
  test("S44 markup is shown as typed; bold, links and line breaks become markup", async () => {
    const { html, text } = await written(
      of({
        kind: "text",
        text: "<b>x</b> & **太字**\n[こちら](https://a.example/?a=1&b=2) [状況]({{ links.tracking }})",
      }),
    )
    expect(html).toContain("&lt;b&gt;x&lt;/b&gt; &amp; <b class")
    expect(html).toContain('<a href="https://a.example/?a=1&amp;b=2"')
    expect(html).toContain('<a href="https://hinata.example/t/abc"')
    expect(text).toContain("こちら (https://a.example/?a=1&b=2)")
  })

  test("S44 a link that would run something is refused, written or as a fact", async () => {
    await expect(written(of({ kind: "text", text: "[x](javascript:alert)" }))).rejects.toThrow("address")
    const evil = { ...facts, links: { tracking: "javascript:alert(1)" } }
    await expect(written(of({ kind: "button", label: "x", to: "{{ links.tracking }}" }), {}, evil)).rejects.toThrow(
      "address",
    )
    expect(mailDocument.safeParse(of({ kind: "button", label: "x", to: "javascript:alert(1)" })).success).toBe(false)
  })

  test("S42 Liquid inside marks, quotes and comparisons survives the way through MJML", async () => {
    const text =
      "**{{ order.number }}** {% if points.earned > 50 and order.number != '<x>' %}多い{% endif %} {{ missing | default: \"—\" }}"
    expect((await written(of({ kind: "text", text }))).text).toBe("H-10482 多い —\n")
  })

  test("a block under a condition shows only when there is something", async () => {
    const document = of(
      { kind: "note", when: "points.earned", title: "ポイント", text: "x" },
      { kind: "text", when: "not points.earned", text: "なし" },
    )
    expect((await written(document)).text).toBe("ポイント\nx\n")
    expect((await written(document, {}, {})).text).toBe("なし\n")
    expect((await written(document, {}, {})).html).not.toContain("ポイント")
  })
})

describe("the other blocks", () => {
  test("G30 a policy is the brand's own text, by name, in both languages", async () => {
    const document = of({ kind: "policy", policy: "returns" })
    expect((await written(document)).html).toContain("お届けから14日以内")
    expect((await written(document, { language: "en" })).text).toContain("Within 14 days of delivery")
    await expect(written(of({ kind: "policy", policy: "unknown" }))).rejects.toThrow("no policy named unknown")
  })

  test("E11 a changed date shows the old one struck through and labelled", async () => {
    const late = {
      ...facts,
      delivery: {
        expected: { from: "2026-11-24", to: "2026-11-25" },
        before: { from: "2026-11-22", to: "2026-11-23" },
      },
    }
    const mail = await written(of({ kind: "expected-date" }), {}, late)
    expect(mail.html).toContain("<s>11月22日(日)〜23日(月・祝)</s>")
    expect(mail.text).toBe(
      "これまでのお届け予定: 11月22日(日)〜23日(月・祝)\nお届け予定: 11月24日(火)〜25日(水)\nご注文番号: H-10482\n",
    )
  })

  test("E10 steps say their state by word and mark, not by colour alone", async () => {
    const steps = [
      { label: "ご注文", state: "done", at: "2026-11-19T21:14:00+09:00" },
      { label: "配達中", state: "now" },
      { label: "お届け", state: "later" },
    ]
    const mail = await written(of({ kind: "tracking-steps" }), {}, { tracking: { steps } })
    expect(mail.text).toBe("[済み] ご注文 11月19日(木)21時14分\n[いまここ] 配達中\n[これから] お届け\n")
    for (const sign of ["&#10003;", "&#9679;", "&#9675;"]) expect(mail.html).toContain(sign)
  })

  test("E12 content of the purchased product, and nothing when there is none", async () => {
    const document = of({ kind: "product-content", title: "お使いになる前に", most: 2 })
    const contents = [1, 2, 3].map((n) => ({
      title: `使い方${n}`,
      text: "朝と夜に",
      url: "https://hinata.example/how",
    }))
    const mail = await written(document, {}, { contents })
    expect(mail.text).toContain("使い方2\n朝と夜に\nhttps://hinata.example/how")
    expect(mail.text).not.toContain("使い方3")
    expect((await written(document, {}, {})).html).not.toContain("お使いになる前に")
  })

  test("M02 J01 marketing carries the way out in HTML and text, and who sends it; receipts say why they still come", async () => {
    const links = { unsubscribe: "https://hinata.example/u/1" }
    const letter = await written(of({ kind: "footer" }), { purpose: "marketing" }, { links })
    for (const part of [letter.html, letter.text]) {
      for (const words of ["https://hinata.example/u/1", "ひなた株式会社", "神奈川県鎌倉市小町 1-3-8"])
        expect(part).toContain(words)
    }
    await expect(written(of({ kind: "footer" }), { purpose: "marketing" }, {})).rejects.toThrow("undefined variable")
    expect((await written(of({ kind: "footer" }), {}, {})).text).toContain("配信を止めている方にも")
  })

  test("schema.org data is in the mail only when the facts bring it", async () => {
    const structuredData = { "@context": "http://schema.org", "@type": "Order", orderNumber: "</script>" }
    const { html } = await written(sampleKind.document.ja, {}, { ...facts, structuredData })
    const json = /<script type="application\/ld\+json">(.*?)<\/script>/.exec(html)?.[1] ?? ""
    expect(JSON.parse(json)).toEqual(structuredData)
  })
})

test("the facts that a mail reads are known before it is sent", async () => {
  const options = { look: sampleLook, language: "ja", purpose: "transactional", zone: "Asia/Tokyo" } as const
  const compiled = await compileMail(sampleKind.document.ja, options)
  expect(variablesOf(compiled)).toEqual(
    expect.arrayContaining(["changeUntil", "customer.name", "order.items", "points.earned"]),
  )
  expect((await compileMail(sampleKind.document.ja, options)).hash).toBe(compiled.hash)
})
