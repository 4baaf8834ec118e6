import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { compileMail } from "./compile-mail.ts"
import { given, liquidJson } from "./liquid-json-rules.ts"
import { mailDocument, type MailDocumentDraft } from "./model-blocks.ts"
import type { MailFacts } from "./model.ts"
import { fillWords, renderMail } from "./render-mail.ts"
import { sampleLook } from "./sample-mail.ts"

type Blocks = MailDocumentDraft["blocks"]
const write = async (blocks: Blocks, facts: MailFacts = {}, language: "ja" | "en" = "ja") => {
  const document = mailDocument.parse({ version: 1, subject: "s", preheader: "p", blocks })
  const compiled = await compileMail(document, { look: sampleLook, language, purpose: "marketing", zone: "Asia/Tokyo" })
  return renderMail(compiled, facts)
}
const yen = (amount: number) => ({ amount, currency: "JPY" })
const yuzu = "0190b8a0-0000-7000-8000-000000000001"
const rice = "0190b8a0-0000-7000-8000-000000000002"
const good = (title: string, more: object = {}) => ({
  title,
  url: "https://hinata.example/p",
  image: { url: "https://hinata.example/p.png" },
  price: yen(2420),
  isAvailable: true,
  pieces: [
    { kind: "how-to", title: `${title}の使い方`, text: "手のひらであたためます。" },
    { kind: "ingredients", title: `${title}の成分`, text: "高知のゆず。" },
    { kind: "sustainability", title: `${title}の容器`, text: "再生プラスチック。" },
  ],
  ...more,
})

describe("blocks of letters, as mail and as text", () => {
  test("G29 G09 goods are those that were chosen, or the reader's own; sold out and reduced ones say so", async () => {
    const name = `p_${yuzu.replaceAll("-", "")}`
    const chosen = await write([{ kind: "products", from: "chosen", products: [yuzu, rice] }], {
      catalog: { [name]: good("ゆず化粧水", { isAvailable: false, was: yen(2_800) }) },
    })
    for (const part of [chosen.html, chosen.text]) {
      expect(part).toContain("ゆず化粧水")
      expect(part).toContain("2,420円")
      expect(part).toContain("ただいま品切れです")
    }
    expect(chosen.html).toContain("<s>2,800円</s>")
    const own = await write([{ kind: "products", title: "あなたに", most: 1 }], { products: [good("一"), good("二")] })
    expect(own.text).toContain("あなたに")
    expect(own.text).not.toContain("二")
    expect((await write([{ kind: "products", title: "あなたに" }, { kind: "divider" }])).text).not.toContain("あなたに")
  })

  test("G21 G22 G23 G24 what is told about goods, only the kinds that are wanted", async () => {
    const facts = { products: [good("ゆず化粧水")] }
    const howTo = await write([{ kind: "education", tells: ["how-to"] }], facts)
    expect(howTo.text).toContain("ゆず化粧水の使い方")
    expect(howTo.text).not.toContain("成分")
    const more = await write([{ kind: "education", tells: ["ingredients", "sustainability"] }], facts)
    expect(more.html).toContain("高知のゆず。")
    expect(more.html).toContain("再生プラスチック。")
  })

  test("G07 the cart as it is, and a code with its end, bars for the till and one button", async () => {
    const facts = {
      cart: { items: [{ name: "乳液", quantity: 2, amount: yen(6160) }], total: yen(6160) },
      offer: { code: "HARU-7K2P", validUntil: "2026-12-01T00:00:00+09:00", url: "https://hinata.example/o" },
    }
    const mail = await write(
      [{ kind: "cart-items" }, { kind: "offer", title: "お礼", label: "使う", bars: true }],
      facts,
    )
    for (const part of [mail.html, mail.text])
      for (const words of ["カートの品", "乳液", "6,160円", "HARU-7K2P", "12月1日(火)0時"])
        expect(part).toContain(words)
    expect(mail.html).toContain('href="https://hinata.example/o"')
    expect(mail.html).toContain('role="img" aria-label="HARU-7K2P"')
    await expect(write([{ kind: "offer", title: "お礼" }])).rejects.toThrow(/undefined variable/)
  })

  test("S-LINK2 stars and answers are links of their own, with what they mean in the address and nothing else", async () => {
    const facts = { links: { review: "https://hinata.example/r?m=1#top" } }
    const mail = await write(
      [
        { kind: "review-stars", title: "いかがですか", to: "{{ links.review }}" },
        {
          kind: "survey-question",
          question: "お肌は",
          to: "https://hinata.example/s",
          answers: [
            { label: "乾燥する", value: "dry" },
            { label: "調子がいい", value: "good" },
          ],
        },
      ],
      facts,
    )
    expect(mail.html).toContain("https://hinata.example/r?m=1&amp;stars=5#top")
    expect(mail.text).toContain("★★★★★ https://hinata.example/r?m=1&stars=5#top")
    expect(mail.html).toContain("https://hinata.example/s?answer=dry")
    await expect(
      write([{ kind: "review-stars", title: "いかが", to: "{{ links.review }}" }], {
        links: { review: "javascript:alert(1)" },
      }),
    ).rejects.toThrow(/address expected/)
  })

  test("R05 R06 R07 G31 I06 I07 I08 I09 benefits with a sign and a link each, points, and the story behind, in one letter", async () => {
    const mail = await write(
      [
        { kind: "points" },
        {
          kind: "benefits",
          about: "membership",
          title: "会員のよいところ",
          items: [{ icon: "円", title: "1ポイント1円", to: "https://hinata.example/a" }],
        },
        {
          kind: "benefits",
          about: "earning",
          items: [{ icon: "買", title: "100円で1ポイント", text: "[詳しく](https://hinata.example/b)" }],
        },
        { kind: "benefits", about: "product", items: [{ title: "香料を使いません" }] },
        {
          kind: "story",
          title: "はじまり",
          text: "畑から。\n**ずっと**。",
          image: "https://hinata.example/s.png",
          alt: "畑",
          by: "店主",
        },
      ],
      { points: { usable: 1240, expiring: { amount: 120, on: "2026-12-31" } } },
    )
    for (const part of [mail.html, mail.text])
      for (const words of [
        "1,240pt",
        "120pt",
        "会員のよいところ",
        "1ポイント1円",
        "100円で1ポイント",
        "香料を使いません",
        "はじまり",
        "店主",
      ])
        expect(part).toContain(words)
    expect(mail.html).toContain('href="https://hinata.example/a"')
    expect(mail.html).toContain('alt="畑"')
    const stranger = await write([{ kind: "points" }, { kind: "divider" }])
    expect(stranger.text).not.toContain("ポイント")
  })

  test("C20 C21 how to keep finding us, in the reader's language", async () => {
    expect((await write([{ kind: "keep-close" }])).text).toContain("連絡先に加えて")
    expect((await write([{ kind: "keep-close", way: "inbox" }], {}, "en")).html).toContain("move it to Primary")
  })

  test("bars and QR codes are tables of cells: they show where pictures are off, and a value never becomes markup", async () => {
    const mail = await write([{ kind: "barcode", value: "{{ offer.code }}", caption: "レジで" }], {
      offer: { code: `A"<b>` },
    })
    expect(mail.html).toContain("A&quot;&lt;b>")
    expect(mail.html).not.toContain(`"A"<b>"`)
    expect(mail.text).toContain(`レジで: A"<b>`)
    const qr = await write([{ kind: "barcode", value: "https://hinata.example/c/1", drawn: "qr" }])
    expect(qr.html.match(/bgcolor="#000000"/g)?.length).toBeGreaterThan(100)
    expect(Buffer.byteLength(qr.html)).toBeLessThan(100_000)
  })

  test("E20 a block only for those who agreed is not there for anybody else, whatever its kind", async () => {
    const blocks: Blocks = [{ kind: "products", consent: "marketing" }, { kind: "divider" }]
    const facts = { products: [good("ゆず化粧水")] }
    expect((await write(blocks, { ...facts, consents: {} })).html).not.toContain("ゆず化粧水")
    expect((await write(blocks, { ...facts, consents: { marketing: true } })).html).toContain("ゆず化粧水")
  })
})

describe("S42 JSON with Liquid in it", () => {
  const fill = (source: string, facts: MailFacts) =>
    fillWords({ hash: source, language: "ja", zone: "Asia/Tokyo", parts: { it: { as: "json", source } } }, facts).it ??
    ""

  test("S42 whatever a customer is called, it is one string in its place", () => {
    const source = liquidJson([{ name: `「{{ customer.called }}」"\\` }, given("customer.called != blank", "x")])
    fc.assert(
      fc.property(fc.string({ unit: "binary", minLength: 1 }), (called) => {
        const [first] = JSON.parse(fill(source, { customer: { called } }))
        expect(first).toEqual({ name: `「${called}」"\\` })
      }),
      { numRuns: 300 },
    )
  })

  test("S42 whatever an author types beside Liquid, it is one string, too", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme" }).filter((text) => !/\{[{%]|[\uE000\uE001]/.test(text)),
        (text) => {
          expect(JSON.parse(fill(liquidJson([text]), {}))).toEqual([text, null])
        },
      ),
      { numRuns: 300 },
    )
  })
})
