import { createHash, createPublicKey, generateKeyPairSync, type KeyObject, verify } from "node:crypto"
import PostalMime from "postal-mime"
import { describe, expect, test } from "vitest"
import type { OutgoingMail } from "#messages"
import { dkimField, dkimKey } from "./dkim.ts"
import { readMail } from "./mail-catcher.ts"
import { composeMail, dateField, messageText } from "./mime.ts"

const mail = (changes: Partial<OutgoingMail> = {}): OutgoingMail => ({
  messageId: "send-1@hinata.example",
  from: { name: "ひなた", address: "order@hinata.example" },
  to: { name: "佐藤 美咲", address: "misaki@customer.example" },
  returnPath: "b+token@bounce.hinata.example",
  date: new Date("2026-11-19T12:14:05Z"),
  zone: "Asia/Tokyo",
  language: "ja",
  subject: "ご注文を承りました(H-10482)",
  html: "<p>ご注文ありがとうございます。</p>",
  text: "ご注文ありがとうございます。\n",
  ...changes,
})
const written = (changes: Partial<OutgoingMail> = {}) => {
  const { fields, body } = composeMail(mail(changes))
  return messageText(fields, body)
}

describe("M06 what is written is what a mail program reads", () => {
  test.each([
    ["circled and old letters", "①㈱髙﨑 の ご案内 𠮷野家 👨‍👩‍👧‍👦"],
    ["long Japanese", "長い件名".repeat(40)],
    ["long English", "A long subject line that goes on and on, word after word, ".repeat(5).trim()],
    ["looks encoded", "=?UTF-8?B?44GC?= is not ours"],
    ["one long word", "x".repeat(400)],
  ])("M06 subject: %s", async (_, subject) => {
    const text = written({ subject })
    expect((await PostalMime.parse(text)).subject).toBe(subject)
  })

  test("M06 names, texts, addresses and the brand's clock", async () => {
    const html = `<p>${"とても長い行".repeat(500)}</p>`
    const parsed = await readMail(Buffer.from(written({ html, text: "一行目\n二行目\n" })))
    expect(parsed).toMatchObject({
      messageId: "send-1@hinata.example",
      from: { name: "ひなた", address: "order@hinata.example" },
      to: [{ name: "佐藤 美咲", address: "misaki@customer.example" }],
    })
    expect(parsed.html.trim()).toBe(html)
    expect(parsed.text.replace(/\r\n/g, "\n").trim()).toBe("一行目\n二行目")
    expect(parsed.headers.find(({ name }) => name === "date")?.value).toBe("Thu, 19 Nov 2026 21:14:05 +0900")
  })

  test("M06 pure ASCII, CRLF only, no line over 998 octets, words of at most 75", () => {
    const text = written({ subject: "長い件名".repeat(60), html: `<p>${"x".repeat(5000)}</p>`, text: "y".repeat(3000) })
    expect(/^[\t\r\n\x20-\x7e]*$/.test(text)).toBe(true)
    expect(text.replace(/\r\n/g, "")).not.toMatch(/[\r\n]/)
    expect(Math.max(...text.split("\r\n").map((line) => line.length))).toBeLessThanOrEqual(998)
    for (const word of text.match(/=\?UTF-8\?B\?[^?]*\?=/g) ?? []) expect(word.length).toBeLessThanOrEqual(75)
  })

  test("M06 plain English stays readable in the source", () => {
    expect(written({ language: "en", text: "Thank you.\n", html: "<p>Thank you.</p>" })).toContain(
      "7bit\r\n\r\nThank you.\r\n",
    )
  })

  test("M06 an attachment keeps its Japanese name and bytes", async () => {
    const text = written({
      attachments: [{ name: "お届け予定 (22日).pdf", type: "application/pdf", content: "%PDF-1.7 bytes!" }],
    })
    const [file] = (await PostalMime.parse(text)).attachments
    expect(file?.filename).toBe("お届け予定 (22日).pdf")
    expect(file && Buffer.from(file.content as ArrayBuffer).toString()).toBe("%PDF-1.7 bytes!")
  })

  test.each([
    ["Asia/Tokyo", "2026-01-01T15:00:00Z", "Fri, 2 Jan 2026 00:00:00 +0900"],
    ["America/New_York", "2026-07-01T12:00:00Z", "Wed, 1 Jul 2026 08:00:00 -0400"],
    ["Asia/Kolkata", "2026-07-01T12:00:00.900Z", "Wed, 1 Jul 2026 17:30:00 +0530"],
    ["UTC", "2026-07-01T12:00:00Z", "Wed, 1 Jul 2026 12:00:00 +0000"],
  ])("M06 Date in %s", (zone, at, expected) => {
    expect(dateField(new Date(at), zone)).toBe(expected)
  })
})

/** A verifier written from RFC 6376 alone, over raw bytes, so that signer and verifier share no code. */
function verifyDkim(raw: string, publicKey: KeyObject): { ok: boolean; signed: string[] } {
  const split = raw.indexOf("\r\n\r\n")
  const unfolded: { name: string; raw: string }[] = []
  for (const line of raw.slice(0, split).split("\r\n")) {
    if (/^[ \t]/.test(line)) {
      const last = unfolded.at(-1)
      if (last) last.raw += `\r\n${line}`
    } else unfolded.push({ name: line.slice(0, line.indexOf(":")).toLowerCase(), raw: line })
  }
  const relax = (line: string) => {
    const at = line.indexOf(":")
    return `${line.slice(0, at).trim().toLowerCase()}:${line
      .slice(at + 1)
      .split("\r\n")
      .join("")
      .split(/[ \t]+/)
      .filter(Boolean)
      .join(" ")}`
  }
  const own = unfolded.find(({ name }) => name === "dkim-signature")
  if (!own) return { ok: false, signed: [] }
  const tags = Object.fromEntries(
    own.raw
      .slice(own.raw.indexOf(":") + 1)
      .split(";")
      .map((tag) => {
        const [key = "", ...value] = tag.split("=")
        return [key.trim(), value.join("=").replace(/\s+/g, "")]
      }),
  )
  const lines = raw
    .slice(split + 4)
    .split("\r\n")
    .map((line) => line.replace(/[ \t]+/g, " ").replace(/ $/, ""))
  while (lines.at(-1) === "") lines.pop()
  const body = lines.length === 0 ? "" : `${lines.join("\r\n")}\r\n`
  const bodyOk = createHash("sha256").update(body, "latin1").digest("base64") === tags.bh
  const rest = [...unfolded]
  const data = (tags.h ?? "").split(":").map((name) => {
    const index = rest.findLastIndex((field) => field.name === name.toLowerCase())
    const [field] = index < 0 ? [] : rest.splice(index, 1)
    return field ? `${relax(field.raw)}\r\n` : ""
  })
  const unsigned = relax(own.raw.replace(/([;\s]b=)[\s\S]*$/, "$1"))
  const bytes = Buffer.from(data.join("") + unsigned, "latin1")
  const signature = Buffer.from(tags.b ?? "", "base64")
  const isRsa = publicKey.asymmetricKeyType === "rsa"
  const ok = isRsa
    ? verify("sha256", bytes, publicKey, signature)
    : verify(null, createHash("sha256").update(bytes).digest(), publicKey, signature)
  return { ok: ok && bodyOk, signed: (tags.h ?? "").split(":") }
}

const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 })
const ed25519 = generateKeyPairSync("ed25519")
const pem = (key: KeyObject) => key.export({ type: "pkcs8", format: "pem" }).toString()

async function signed(changes: Partial<OutgoingMail>, privateKey: KeyObject): Promise<string> {
  const { fields, body } = composeMail(mail(changes))
  const field = await dkimField(
    fields,
    body,
    dkimKey("hinata.example", "m1", pem(privateKey)),
    new Date("2026-11-19T12:14:05Z"),
  )
  return messageText([field, ...fields], body)
}

describe("DKIM", () => {
  const unsubscribe = { url: "https://hinata.example/u/abc?x=1", mailto: "stop@hinata.example" }

  test.each([
    ["rsa", rsa],
    ["ed25519", ed25519],
  ] as const)("M01 a %s signature holds and covers both unsubscribe fields", async (_, pair) => {
    const raw = await signed({ unsubscribe, text: "two  spaces \n\n\n", html: "<p>a</p>\n" }, pair.privateKey)
    const { ok, signed: names } = verifyDkim(raw, createPublicKey(pem(pair.privateKey)))
    expect(ok).toBe(true)
    expect(names).toEqual(
      expect.arrayContaining(["from", "subject", "date", "message-id", "list-unsubscribe", "list-unsubscribe-post"]),
    )
    const parsed = await readMail(Buffer.from(raw))
    const value = (name: string) => parsed.headers.filter((field) => field.name === name).map((field) => field.value)
    expect(value("list-unsubscribe")[0]?.match(/<https:[^>]*>/g)).toEqual(["<https://hinata.example/u/abc?x=1>"])
    expect(value("list-unsubscribe-post")).toEqual(["List-Unsubscribe=One-Click"])
  })

  test.each([
    ["a changed subject", (raw: string) => raw.replace(/Subject: .*/, "Subject: changed")],
    ["a changed body", (raw: string) => raw.replace("44", "45")],
    ["a second From", (raw: string) => raw.replace("From: ", "From: evil@example.com\r\nFrom: ")],
    ["a changed unsubscribe address", (raw: string) => raw.replace("/u/abc", "/u/abd")],
  ])("M01 %s breaks the signature", async (_, change) => {
    const raw = await signed({ unsubscribe }, rsa.privateKey)
    expect(change(raw)).not.toBe(raw)
    expect(verifyDkim(change(raw), rsa.publicKey).ok).toBe(false)
  })

  test("M03 a mail without a way to unsubscribe carries no unsubscribe field", () => {
    expect(written()).not.toMatch(/List-Unsubscribe/i)
  })
})
