import { afterEach, expect, test } from "vitest"
import type { CaughtMail, OutgoingMail } from "#messages"
import { type MailCatcher, startMailCatcher } from "./mail-catcher.ts"
import { createSmtpTransport } from "./smtp-transport.ts"

const open: { close: () => Promise<void> }[] = []
afterEach(async () => {
  for (const thing of open.splice(0).toReversed()) await thing.close()
})

const transportTo = ({ host, port }: MailCatcher) => {
  const transport = createSmtpTransport({ host, port, tls: "offered", helloName: "maido.test" })
  open.push(transport)
  return transport
}

const mail: OutgoingMail = {
  messageId: "send-1@hinata.example",
  from: { name: "ひなた", address: "order@hinata.example" },
  to: { name: "佐藤 美咲", address: "misaki@customer.example" },
  returnPath: "b+token@bounce.hinata.example",
  date: new Date("2026-11-19T12:14:05Z"),
  zone: "Asia/Tokyo",
  language: "ja",
  subject: "ご注文を承りました",
  html: "<p>①㈱髙</p>",
  text: "①㈱髙\n",
  attachments: [{ name: "予定.pdf", type: "application/pdf", content: "%PDF-1.7 bytes!" }],
}
const now = () => new Date("2026-11-19T12:14:06Z")

test("M06 the catcher keeps a mail as its reader would see it, and as it came", async () => {
  const kept: CaughtMail[] = []
  const catcher = await startMailCatcher({ now, store: { keep: async (caught) => void kept.push(caught) } })
  open.push(catcher)
  expect(await transportTo(catcher).send(mail)).toEqual({ kind: "accepted", response: "250 caught" })
  expect(kept[0]).toMatchObject({
    receivedAt: now(),
    envelopeFrom: "b+token@bounce.hinata.example",
    envelopeTo: ["misaki@customer.example"],
    messageId: "send-1@hinata.example",
    from: { name: "ひなた", address: "order@hinata.example" },
    subject: "ご注文を承りました",
    text: "①㈱髙\n",
    attachments: [{ name: "予定.pdf", type: "application/pdf", bytes: 15 }],
  })
  expect(Buffer.from(kept[0]?.raw ?? []).toString()).toContain("Message-ID: <send-1@hinata.example>")
})

test("F40 a catcher that cannot keep a mail does not say that it has", async () => {
  const store = { keep: () => Promise.reject(new Error("disk full")) }
  const catcher = await startMailCatcher({ now, store })
  open.push(catcher)
  expect(await transportTo(catcher).send(mail)).toMatchObject({ kind: "retry", reason: "deferred", code: 451 })
})
