import { readFileSync } from "node:fs"
import { afterEach, describe, expect, test } from "vitest"
import type { OutgoingMail } from "#messages"
import { type FakeSmtp, startFakeSmtp } from "#testing/fake-smtp"
import { smtpServerFrom } from "./smtp-server-address.ts"
import type { PoolOptions } from "./smtp-pool.ts"
import { createSmtpTransport } from "./smtp-transport.ts"

const open: { stop: () => Promise<void> }[] = []
afterEach(async () => {
  for (const thing of open.splice(0).toReversed()) await thing.stop()
})

async function fake(...faults: string[]): Promise<FakeSmtp> {
  const server = await startFakeSmtp({ faults, raw: true })
  open.push(server)
  return server
}

function transportTo(url: string, options: PoolOptions = {}) {
  const transport = createSmtpTransport(smtpServerFrom(url, "maido.test"), options)
  open.push({ stop: () => transport.close() })
  return transport
}

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

describe("what the other side says decides whose matter it is", () => {
  test("F40 a greylisting server is a retry, and the second attempt bears the same Message-ID", async () => {
    const server = await fake("greylist")
    const transport = transportTo(server.url)
    expect(await transport.send(mail())).toMatchObject({ kind: "retry", reason: "deferred", phase: "rcpt", code: 451 })
    expect(server.received()).toEqual([])
    expect(await transport.send(mail())).toMatchObject({ kind: "accepted" })
    expect(server.received().map((m) => m.messageId)).toEqual(["send-1@hinata.example"])
  })

  test("F41 a 5xx at RCPT concerns the recipient, and the connection serves the next one", async () => {
    const server = await fake("reject-rcpt=gone@customer.example", "full-rcpt=full@customer.example")
    const transport = transportTo(server.url, { connections: 1 })
    const to = (address: string) => transport.send(mail({ to: { address } }))
    expect(await to("gone@customer.example")).toMatchObject({
      kind: "failed",
      reason: "unknown-recipient",
      phase: "rcpt",
      code: 550,
      enhanced: "5.1.1",
    })
    expect(await to("full@customer.example")).toMatchObject({ kind: "failed", reason: "mailbox-full" })
    expect(await to("misaki@customer.example")).toMatchObject({ kind: "accepted" })
    expect(server.received().map((m) => m.to)).toEqual([["misaki@customer.example"]])
    expect(server.count("connected")).toBe(1)
  })

  test.each([
    ["reject-mail", "smtp://HOST", "mail-refused", "mail"],
    ["refuse-auth", "smtp://user:wrong@HOST", "auth", "auth"],
    ["refuse-connect", "smtp://HOST", "greeting-refused", "greeting"],
    ["relay-denied", "smtp://HOST", "relay-refused", "rcpt"],
    ["none", "smtp://HOST?tls=required", "tls", "tls"],
    ["tls", "smtp://HOST", "tls", "tls"],
  ])("F41 %s is the sender's fault, not the recipient's", async (fault, url, reason, phase) => {
    const server = await fake(fault)
    const outcome = await transportTo(url.replace("HOST", `127.0.0.1:${server.port}`)).send(mail())
    expect(outcome).toMatchObject({ kind: "sender-fault", reason, phase })
    expect(server.received()).toEqual([])
  })

  test("F45 nobody listening is a retry", async () => {
    const server = await fake()
    await server.stop()
    open.pop()
    expect(await transportTo(server.url).send(mail())).toMatchObject({
      kind: "retry",
      reason: "unreachable",
      phase: "connect",
    })
  })

  test("a mail that the server finds bad or too large fails for itself alone", async () => {
    const refusing = await fake("reject-data")
    expect(await transportTo(refusing.url).send(mail())).toMatchObject({
      kind: "failed",
      reason: "message-refused",
      code: 554,
    })
    const small = await fake("max-size=2000")
    const big = mail({ text: "あ".repeat(2000) })
    expect(await transportTo(small.url).send(big)).toMatchObject({ kind: "failed", reason: "too-large" })
    expect(small.count("mail")).toBe(0)
  })
})

describe("F42 only silence after the final dot is unknown", () => {
  test("F42 dropped after DATA: unknown, and the server did have the mail", async () => {
    const server = await fake("drop-after-data")
    expect(await transportTo(server.url).send(mail())).toMatchObject({
      kind: "unknown",
      reason: "closed",
      phase: "sent-final-dot",
    })
    expect(server.received()).toHaveLength(1)
  })

  test("F42 hanging after DATA: unknown by timeout, and the server did have the mail", async () => {
    const server = await fake("hang-after-data")
    const outcome = await transportTo(server.url, { timeouts: { dataMs: 400 } }).send(mail())
    expect(outcome).toMatchObject({ kind: "unknown", reason: "timeout", phase: "sent-final-dot" })
    expect(server.received()).toHaveLength(1)
  })

  test("F42 a line cut before the final dot is a plain retry, and nothing was taken", async () => {
    const early = await fake("drop-at-rcpt")
    expect(await transportTo(early.url).send(mail())).toMatchObject({ kind: "retry", reason: "closed", phase: "rcpt" })
    const middle = await fake("drop-in-data")
    const heavy = mail({
      attachments: [{ name: "big.bin", type: "application/octet-stream", content: new Uint8Array(30_000_000) }],
    })
    expect(await transportTo(middle.url).send(heavy)).toMatchObject({ kind: "retry", reason: "closed", phase: "data" })
    expect([...early.received(), ...middle.received()]).toEqual([])
  })

  test("F42 a reused connection that dies after DATA is not tried again by itself", async () => {
    const server = await fake("drop-after-data=1")
    const transport = transportTo(server.url, { connections: 1 })
    expect(await transport.send(mail())).toMatchObject({ kind: "unknown" })
    expect(await transport.send(mail({ messageId: "send-2@hinata.example" }))).toMatchObject({ kind: "accepted" })
    expect(server.received().map((m) => m.messageId)).toEqual(["send-1@hinata.example", "send-2@hinata.example"])
  })
})

describe("connections", () => {
  test("F43 a banner of one byte now and then runs into the phase's limit, and other hosts do not wait for it", async () => {
    const [slow, quick] = await Promise.all([fake("slow-banner=100"), fake()])
    const waiting = transportTo(slow.url, { timeouts: { greetingMs: 1_000 } }).send(mail())
    const first = await Promise.race([waiting, transportTo(quick.url).send(mail())])
    expect(first).toMatchObject({ kind: "accepted" })
    expect(await waiting).toMatchObject({ kind: "retry", reason: "timeout", phase: "greeting" })
  })

  test.each([["close-after=3"], ["goodbye-after=3"], ["no-pipelining"]])(
    "F44 %s: every mail arrives once, whoever closes when",
    async (fault) => {
      const server = await fake(fault)
      const transport = transportTo(server.url, { connections: 3 })
      const ids = Array.from({ length: 40 }, (_, index) => `send-${index}@hinata.example`)
      const outcomes = await Promise.all(ids.map((messageId) => transport.send(mail({ messageId }))))
      expect(new Set(outcomes.map((o) => o.kind))).toEqual(new Set(["accepted"]))
      expect(
        server
          .received()
          .map((m) => m.messageId)
          .sort(),
      ).toEqual(ids.toSorted())
    },
  )

  test("connections stay warm: forty mails over three lines", async () => {
    const server = await fake()
    const transport = transportTo(server.url, { connections: 3 })
    await Promise.all(Array.from({ length: 40 }, (_, i) => transport.send(mail({ messageId: `m${i}@hinata.example` }))))
    expect(server.count("connected")).toBeLessThanOrEqual(3)
    expect(server.count("received")).toBe(40)
  })

  test.each([
    ["tls", "smtp://user:secret@localhost:PORT?tls=required"],
    ["implicit-tls", "smtps://user:secret@localhost:PORT"],
  ])("%s: a trusted certificate makes the line safe before the password is sent", async (fault, url) => {
    const server = await fake(fault)
    const trust = readFileSync(new URL("../../testing/localhost.pem", import.meta.url), "utf8")
    const address = { ...smtpServerFrom(url.replace("PORT", String(server.port)), "maido.test"), trust }
    const transport = createSmtpTransport(address)
    open.push({ stop: () => transport.close() })
    expect(await transport.send(mail())).toMatchObject({ kind: "accepted" })
    expect(server.received()[0]).toMatchObject({ secure: true, user: "user" })
  })

  test("a password goes to the server that asks for it, and over no open line", async () => {
    const server = await fake()
    await transportTo(`smtp://user:secret@127.0.0.1:${server.port}`).send(mail())
    expect(server.received()[0]?.user).toBe("user")
    expect(smtpServerFrom("smtp://user:secret@mail.example", "me").tls).toBe("required")
  })
})

describe("S43 nothing in a mail can become a command or a field of its own", () => {
  const attacks: [string, Partial<OutgoingMail>][] = [
    ["recipient", { to: { address: "a@example.jp\r\nBcc: evil@example.com" } }],
    ["recipient's name", { to: { name: "佐藤\r\nBcc: evil@example.com", address: "a@example.jp" } }],
    ["sender's name", { from: { name: "x\r\n\r\n<script>", address: "order@hinata.example" } }],
    ["subject", { subject: "hello\r\nBcc: evil@example.com" }],
    ["subject with NUL", { subject: "hel\0lo" }],
    ["return path", { returnPath: "a@b.example>\r\nRCPT TO:<evil@example.com" }],
    ["Message-ID", { messageId: "a@b.example>\r\nBcc: evil@example.com\r\nX: <" }],
    ["further field", { headers: { "X-Campaign": "1\nBcc: evil@example.com" } }],
    ["further field's name", { headers: { "X: y\r\nBcc": "evil@example.com" } }],
    ["a field that is ours", { headers: { Bcc: "evil@example.com" } }],
    ["unsubscribe address", { unsubscribe: { url: "https://a.example/>\r\nBcc: evil@example.com" } }],
    ["two recipients in one", { to: { address: "a@example.jp, evil@example.com" } }],
    ["line separator", { subject: "a\u2028b" }],
  ]
  test("S43 line breaks, NUL and lists are refused before anybody is spoken to", async () => {
    const server = await fake()
    const transport = transportTo(server.url)
    for (const [name, change] of attacks) {
      expect(await transport.send(mail(change)), name).toMatchObject({ kind: "failed", phase: "compose" })
    }
    expect(server.count("connected")).toBe(0)
  })

  test("S43 dots and command words in a body stay in the body", async () => {
    const server = await fake()
    const text = ".\nMAIL FROM:<evil@example.com>\n..\n.hidden\nend"
    await transportTo(server.url).send(mail({ text, html: "<p>ok</p>\n.\nQUIT\n" }))
    await transportTo(server.url).send(mail({ messageId: "after@hinata.example" }))
    const received = server.received()
    expect(received).toHaveLength(2)
    expect(Buffer.from(received[0]?.raw ?? "", "base64").toString()).toContain(
      "\r\n.\r\nMAIL FROM:<evil@example.com>\r\n..\r\n.hidden\r\nend",
    )
  })
})

describe("addresses", () => {
  test("M08 carrier addresses with odd dots and domains in Japanese reach the server", async () => {
    const server = await fake()
    const transport = transportTo(server.url)
    for (const address of ["abc..def@docomo.ne.jp", "abc.@ezweb.ne.jp", "order@例え.jp"]) {
      expect(await transport.send(mail({ to: { address } })), address).toMatchObject({ kind: "accepted" })
    }
    const fields = server.received().flatMap((m) => m.headers.filter((line) => line.startsWith("To:")))
    expect(fields).toEqual(['To: "abc..def"@docomo.ne.jp', 'To: "abc."@ezweb.ne.jp', "To: order@xn--r8jz45g.jp"])
  })

  test("M08 a name part in Japanese needs a server that can, else a clear refusal", async () => {
    const [plain, utf8] = await Promise.all([fake(), fake("utf8")])
    const to = { address: "美咲@例え.jp" }
    expect(await transportTo(plain.url).send(mail({ to }))).toMatchObject({
      kind: "failed",
      reason: "address-not-sendable",
    })
    expect(plain.count("mail")).toBe(0)
    expect(await transportTo(utf8.url).send(mail({ to }))).toMatchObject({ kind: "accepted" })
  })
})

test("the same send composes to the same bytes at every attempt", async () => {
  const server = await fake()
  const transport = transportTo(server.url)
  await transport.send(mail())
  await transport.send(mail())
  const [first, second] = server.received()
  expect(first?.raw).toBe(second?.raw)
})
