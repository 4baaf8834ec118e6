import Encoding from "encoding-japanese"
import { type Cause, causes } from "./bounce-causes.ts"

/** One mail that came back, as bytes, and what it is. */
export type Fixture = {
  readonly name: string
  readonly raw: Buffer
  readonly domain: string
  readonly is: string
  readonly at?: string
}

const to = (domain: string) => `misaki@${domain}`

const head = (subject: string, more = "") =>
  `From: MAILER-DAEMON <mailer-daemon@mx.example>\r\nTo: <b+x@bounce.example>\r\nSubject: ${subject}\r\nDate: Wed, 01 Apr 2026 00:00:00 +0000\r\nMIME-Version: 1.0\r\n${more}`
const original =
  "Message-ID: <kept@hinata.example>\r\nSubject: =?UTF-8?B?44GK44Gf44KI44KK?=\r\nFrom: shop@hinata.example\r\n"

type Shape = { readonly name: string; readonly make: (cause: Cause, address: string) => string }

const report = (text: string, groups: string, end = "--B--\r\n") =>
  `${head("Undelivered Mail Returned to Sender", 'Content-Type: multipart/report; report-type=delivery-status; boundary="B"\r\n')}\r\n--B\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${text}\r\n--B\r\nContent-Type: message/delivery-status\r\n\r\n${groups}\r\n--B\r\nContent-Type: message/rfc822\r\n\r\n${original}\r\nhello\r\n${end}`
const group = (address: string, action: string, status: string, diagnostic: string) =>
  `Final-Recipient: rfc822; ${address}\r\nAction: ${action}\r\nStatus: ${status}\r\n${diagnostic === "" ? "" : `Diagnostic-Code: ${diagnostic}\r\n`}\r\n`
const mta = "Reporting-MTA: dns; mx.example\r\nArrival-Date: Wed, 01 Apr 2026 00:00:00 +0000\r\n\r\n"

const shapes: readonly Shape[] = [
  {
    name: "postfix",
    make: ({ status, code, says }, address) =>
      report(
        `This is the mail system at host mx.example.\r\n\r\n<${address}>: host mx said: ${code} ${status} ${says}`,
        mta + group(address, "failed", status, `smtp; ${code} ${status} <${address}>: ${says}`),
      ),
  },
  {
    name: "folded and in capitals",
    make: ({ status, code, says }, address) =>
      report(
        "Sorry.",
        mta.toUpperCase() +
          `FINAL-RECIPIENT: RFC822;${address}\r\nACTION: Failed\r\nSTATUS: ${status} (permanent failure)\r\nDIAGNOSTIC-CODE: SMTP;\r\n ${code}-${status}\r\n\t${says}\r\n\r\n`,
      ),
  },
  {
    name: "exchange",
    make: ({ status, code, says }, address) =>
      report(
        `Delivery has failed to these recipients or groups:\r\n\r\n${address}\r\n\r\nRemote server returned '${code} ${status} ${says}'`,
        mta +
          `Original-recipient: rfc822;${address}\r\n` +
          group(address, "failed", status, `smtp;${code} ${status} ${says}`),
      ),
  },
  {
    name: "plain postfix",
    make: ({ status, code, says }, address) =>
      `${head("Undelivered Mail Returned to Sender")}\r\nI'm sorry to have to inform you that your message could not be delivered.\r\n\r\n<${address}>: host mx.example said: ${code} ${status} ${says}\r\n`,
  },
  {
    name: "qmail",
    make: ({ status, code, says }, address) =>
      `${head("failure notice")}\r\nHi. This is the qmail-send program at mx.example.\r\nI'm afraid I wasn't able to deliver your message to the following addresses.\r\n\r\n<${address}>:\r\n192.0.2.1 does not like recipient.\r\nRemote host said: ${code} ${says}. (#${status})\r\nGiving up on 192.0.2.1.\r\n\r\n--- Below this line is a copy of the message.\r\n\r\n${original}\r\nspamhaus quota unknown user\r\n`,
  },
  {
    name: "old exchange in words",
    make: ({ status, says }, address) =>
      `${head("Undeliverable: news")}\r\nYour message did not reach some or all of the intended recipients.\r\n\r\n      ${address}\r\n            #${status} ${says} ##\r\n`,
  },
]

const fixture = (name: string, text: string, is: string, more: Partial<Fixture> = {}): Fixture => ({
  name,
  raw: Buffer.from(text),
  domain: "customer.example",
  is,
  ...more,
})

const shaped = (): Fixture[] =>
  shapes.flatMap((shape) =>
    causes.map((cause) => {
      const domain = cause.domain ?? "customer.example"
      return fixture(`${cause.name} by ${shape.name}`, shape.make(cause, to(domain)), cause.is, {
        domain,
        ...(cause.at ? { at: cause.at } : {}),
      })
    }),
  )

const address = to("customer.example")

const japanese = (): Fixture[] =>
  (["JIS", "SJIS", "EUCJP"] as const).flatMap((charset) => {
    const label = { JIS: "iso-2022-jp", SJIS: "shift_jis", EUCJP: "euc-jp" }[charset]
    const bytes = (text: string) =>
      Buffer.from(Encoding.convert(Encoding.stringToCode(text), { to: charset, from: "UNICODE" }))
    const make = (name: string, subject: string, text: string, is: string): Fixture => ({
      name: `${name} in ${label}`,
      domain: "customer.example",
      is,
      raw: Buffer.concat([
        Buffer.from(
          head(
            `=?${label}?B?${bytes(subject).toString("base64")}?=`,
            `Content-Type: text/plain; charset=${label}\r\nContent-Transfer-Encoding: 8bit\r\n`,
          ),
        ),
        Buffer.from("\r\n"),
        bytes(`${text}\r\n`),
      ]),
    })
    return [
      make(
        "no such mailbox",
        "メールを送信不能です",
        `次の宛先に配信できませんでした。\n${address}\n宛先のメールアドレスが存在しません。`,
        "hard",
      ),
      make(
        "full",
        "不達のお知らせ",
        `次の宛先に配信できません。\n${address}\nメールボックスの容量を超えています。`,
        "soft",
      ),
      make("refused", "配信エラー", `お届けできません。\n${address}\n受信拒否が設定されています。`, "soft"),
      make("out of office", "自動返信：本日は不在です", "本日は休みをいただいております。", "auto-reply"),
    ]
  })

const neither = (): Fixture[] => [
  ...["delayed", "Delayed", "delivered", "relayed", "expanded"].map((action) =>
    fixture(
      `action ${action}`,
      report("Still trying.", mta + group(address, action, "4.4.1", "smtp; 451 4.4.1 no answer yet")),
      "delayed",
    ),
  ),
  fixture(
    "a warning in words",
    `${head("Warning: could not send message for past 4 hours")}\r\nTHIS IS A WARNING MESSAGE ONLY.\r\nDelivery to the following address has been delayed: ${address}\r\n451 4.4.1 timed out\r\n`,
    "delayed",
  ),
  fixture(
    "a delay in words",
    `${head("Delivery delay: returned mail")}\r\nYour message could not be delivered for 4 hours. It will continue to be retried.\r\n<${address}>: 451 4.4.1 timed out\r\n`,
    "delayed",
  ),
  fixture("empty", "", "unreadable"),
  fixture("only a head", head("Undelivered Mail Returned to Sender"), "unreadable"),
  fixture("bytes without sense", "\u0000\u0001\u0002 --B no mail at all", "unreadable"),
  fixture(
    "a reader's answer",
    `From: misaki@customer.example\r\nSubject: Re: news\r\n\r\nThank you, I like it. The mailbox is full of joy, 550 5.1.1.\r\n`,
    "unreadable",
  ),
  fixture("a report without groups", report("Sorry.", mta), "unreadable"),
  fixture(
    "a group without anything",
    report("Something went wrong.", `${mta}Final-Recipient: rfc822; ${address}\r\n\r\n`),
    "unreadable",
  ),
  ...["auto-replied", "auto-replied (vacation)", "auto-notified"].map((value) =>
    fixture(
      `Auto-Submitted: ${value}`,
      `${head("Hello", `Auto-Submitted: ${value}\r\n`)}\r\nI am away. My account 550 is disabled.\r\n`,
      "auto-reply",
    ),
  ),
  ...["X-Autoreply: yes", "X-Autorespond: 1", "Precedence: auto_reply"].map((line) =>
    fixture(line, `${head("Re: news", `${line}\r\n`)}\r\nI am away.\r\n`, "auto-reply"),
  ),
  ...["Out of Office: news", "Automatic reply: news", "Autoreply", "Re: out of office"].map((subject) =>
    fixture(`subject ${subject}`, `${head(subject)}\r\nI am away.\r\n`, "auto-reply"),
  ),
]

const truncated = (): Fixture[] => {
  const whole = report("Sorry.", mta + group(address, "failed", "5.1.1", "smtp; 550 5.1.1 User unknown"))
  // Cut anywhere behind the line that says it, it still says it; cut before, it says nothing.
  const said = whole.indexOf("User unknown") + "User unknown".length
  const before = whole.indexOf("Content-Type: message/delivery-status")
  return [
    ...[0, 20, 60, 120].map((more) => fixture(`cut ${more} behind`, whole.slice(0, said + more), "hard")),
    ...[40, 120].map((less) => fixture(`cut ${less} before`, whole.slice(0, before - less), "unreadable")),
  ]
}

const several = (): Fixture[] => [
  fixture(
    "ours failed, another was delayed",
    report(
      "Sorry.",
      mta +
        group("other@x.example", "delayed", "4.2.0", "smtp; 451 later") +
        group(address, "failed", "5.1.1", "smtp; 550 5.1.1 User unknown"),
    ),
    "hard",
  ),
  fixture(
    "another failed, ours is full",
    report(
      "Sorry.",
      mta +
        group("other@x.example", "failed", "5.1.1", "smtp; 550 5.1.1 User unknown") +
        group(address, "failed", "5.2.2", "smtp; 552 5.2.2 mailbox full"),
    ),
    "soft",
  ),
  fixture(
    "ours was delivered",
    report(
      "Sorry.",
      mta +
        group("other@x.example", "failed", "5.1.1", "smtp; 550 5.1.1 User unknown") +
        group(address, "delivered", "2.0.0", ""),
    ),
    "delayed",
  ),
  fixture(
    "forwarded to another",
    report(
      "Sorry.",
      mta +
        group("b@else.example", "delivered", "2.0.0", "") +
        group("c@else.example", "failed", "5.2.2", "smtp; 552 5.2.2 mailbox full"),
    ),
    "soft",
  ),
]

/** RFC 5965: what a reader's mailbox provider says when she presses "spam". */
export const complaint = (type = "abuse", more = "") =>
  `${head("FW: news", 'Content-Type: multipart/report; report-type=feedback-report; boundary="B"\r\n')}\r\n--B\r\nContent-Type: text/plain\r\n\r\nThis is an email abuse report.\r\n--B\r\nContent-Type: message/feedback-report\r\n\r\nFeedback-Type: ${type}\r\nUser-Agent: Provider/1.0\r\nVersion: 1\r\n${more}\r\n--B\r\nContent-Type: message/rfc822\r\n\r\n${original}\r\nhello\r\n--B--\r\n`

const complaints = (): Fixture[] => [
  ...["abuse", "Abuse", "fraud", "other", "opt-out"].map((type) =>
    fixture(`complaint: ${type}`, complaint(type), "complaint"),
  ),
  ...["not-spam", "virus"].map((type) => fixture(`no complaint: ${type}`, complaint(type), "auto-reply")),
]

/** More than two hundred mails that came back, made of the patterns above. */
export const bounceCorpus = (): Fixture[] => [
  ...shaped(),
  ...japanese(),
  ...neither(),
  ...truncated(),
  ...several(),
  ...complaints(),
]

/** A report of one cause about `recipient`, to be handed in. */
export const bounceOf = (recipient: string, status: string, says: string, mailId = "kept@hinata.example") =>
  report("Sorry.", mta + group(recipient, "failed", status, `smtp; 550 ${status} ${says}`)).replace(
    "kept@hinata.example",
    mailId,
  )
