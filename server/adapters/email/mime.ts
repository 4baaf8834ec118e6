import { createHash } from "node:crypto"
import { localIn } from "#kernel/zones"
import type { Attachment, Mailbox, OutgoingMail } from "#messages"
import { readMailAddress } from "#messages"

export type Field = { readonly name: string; readonly value: string }
/** A composed mail: pure ASCII with CRLF ends and no line over 998 octets, so every server takes it as it is (M06). */
export type Composed = {
  readonly envelope: { readonly from: string; readonly to: string; readonly needsUtf8: boolean }
  readonly fields: readonly Field[]
  readonly body: string
}

/** Something in the mail cannot stand in a mail. Nothing has been sent. */
export class UnsendableMail extends Error {
  readonly reason: "address-not-sendable" | "unsendable"
  constructor(reason: "address-not-sendable" | "unsendable", message: string) {
    super(message)
    this.name = "UnsendableMail"
    this.reason = reason
  }
}

/** Writes a mail as RFC 5322 with a text and an HTML part. Throws UnsendableMail. */
export function composeMail(mail: OutgoingMail): Composed {
  const to = wireAddress(mail.to.address)
  const envelope = { from: wireAddress(mail.returnPath).wire, to: to.wire, needsUtf8: to.needsUtf8 }
  const { type, encoding, body } = bodyOf(mail)
  const fields = [
    field("Date", dateField(mail.date, mail.zone)),
    field("From", mailboxField(mail.from)),
    field("To", mailboxField(mail.to)),
    ...(mail.replyTo ? [field("Reply-To", mailboxField(mail.replyTo))] : []),
    field("Subject", foldWords(mail.subject)),
    field("Message-ID", messageIdField(mail.messageId)),
    ...unsubscribeFields(mail),
    ...furtherFields(mail),
    field("MIME-Version", "1.0"),
    field("Content-Language", mail.language),
    { name: "Content-Type", value: type },
    ...(encoding ? [field("Content-Transfer-Encoding", encoding)] : []),
  ]
  return { envelope, fields, body }
}

const writeField = ({ name, value }: Field) => `${name}: ${value}\r\n`

/** The whole message, dots not yet doubled. */
export const messageText = (fields: readonly Field[], body: string) => `${fields.map(writeField).join("")}\r\n${body}`

function wireAddress(address: string) {
  const read = readMailAddress(address)
  if ("problem" in read)
    throw new UnsendableMail("address-not-sendable", `not an address that can be sent to: ${read.problem}`)
  return read
}

/** Folded values carry CRLF of our own making; what callers give may not carry any (S43). */
function field(name: string, value: string): Field {
  if (!/^[A-Za-z0-9-]+$/.test(name))
    throw new UnsendableMail("unsendable", "a header name has a sign that it must not have")
  if (/[\r\n\0]/.test(value.replace(/\r\n /g, "")))
    throw new UnsendableMail("unsendable", `line break or NUL in ${name}`)
  return { name, value }
}

function unbroken(value: string, what: string): string {
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(value))
    throw new UnsendableMail("unsendable", `line break or control character in ${what}`)
  return value
}

function mailboxField({ name, address }: Mailbox): string {
  const { wire } = wireAddress(address)
  if (name === undefined || name.trim() === "") return wire
  const plain = unbroken(name, "a name")
  const shown = isAscii(plain)
    ? /^[A-Za-z0-9 !#$%&'*+/=?^_`{|}~-]*$/.test(plain)
      ? plain
      : quoted(plain)
    : encodedWords(plain)
  return `${shown}${shown.length > 50 ? "\r\n " : " "}<${wire}>`
}
const quoted = (text: string) => `"${text.replace(/["\\]/g, "\\$&")}"`

function messageIdField(id: string): string {
  if (!/^[A-Za-z0-9._=+-]{1,120}@[A-Za-z0-9.-]{1,120}$/.test(id))
    throw new UnsendableMail("unsendable", "not a message id")
  return `<${id}>`
}

/** Exactly one https address, and the word that makes one click enough (RFC 8058, M01). */
function unsubscribeFields(mail: OutgoingMail): Field[] {
  if (!mail.unsubscribe) return []
  const { url, mailto } = mail.unsubscribe
  if (!/^https?:\/\/[\x21-\x3b\x3d\x3f-\x7e]+$/.test(url))
    throw new UnsendableMail("unsendable", "not an address to unsubscribe at")
  const by = mailto === undefined ? "" : `,\r\n <mailto:${wireAddress(mailto).wire}>`
  return [field("List-Unsubscribe", `<${url}>${by}`), field("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")]
}

const ours =
  /^(date|from|sender|to|cc|bcc|reply-to|subject|message-id|mime-version|content-.*|list-unsubscribe.*|dkim-.*|received|return-path)$/i

function furtherFields(mail: OutgoingMail): Field[] {
  return Object.entries(mail.headers ?? {}).map(([name, value]) => {
    if (ours.test(name)) throw new UnsendableMail("unsendable", `${name} is not for callers to set`)
    return field(name, foldWords(value))
  })
}

const isAscii = (text: string) => /^[\x20-\x7e]*$/.test(text)

/** One header line's worth of words, folded before 76 columns at spaces; encoded when it is not plain ASCII. */
function foldWords(given: string): string {
  const value = unbroken(given, "a header field")
  if (!isAscii(value) || value.includes("=?")) return encodedWords(value)
  return value.replace(/(.{40,70}?) (?=.{20})/g, "$1\r\n ")
}

/** RFC 2047: base64 words of at most 45 octets, cut between characters and never inside one. */
export function encodedWords(text: string): string {
  const words: string[] = []
  let word = ""
  for (const character of text) {
    if (Buffer.byteLength(word + character) > 45) {
      words.push(word)
      word = ""
    }
    word += character
  }
  return [...words, word].map((part) => `=?UTF-8?B?${Buffer.from(part).toString("base64")}?=`).join("\r\n ")
}

type Part = { readonly type: string; readonly encoding?: string; readonly body: string }

function bodyOf(mail: OutgoingMail): Part {
  const alternative = multipart("alternative", mail.messageId, [
    textPart("plain", mail.text),
    textPart("html", mail.html),
  ])
  const attachments = mail.attachments ?? []
  if (attachments.length === 0) return alternative
  return multipart("mixed", mail.messageId, [alternative, ...attachments.map(attachmentPart)])
}

function textPart(subtype: "plain" | "html", text: string): Part {
  const lines = text.replace(/\r\n?|\n/g, "\r\n")
  const type = `text/${subtype}; charset=utf-8`
  // Filters take needless base64 of plain English for a disguise, so what is safe as it is stays as it is.
  if (/^[\t\r\n\x20-\x7e]*$/.test(lines) && !/[^\r\n]{999}/.test(lines)) return { type, encoding: "7bit", body: lines }
  return { type, encoding: "base64", body: base64Lines(Buffer.from(lines)) }
}

function attachmentPart(attachment: Attachment): Part & { readonly disposition: string } {
  if (!/^[a-z]+\/[a-z0-9.+-]+(; [a-z]+=[A-Za-z0-9-]+)*$/.test(attachment.type))
    throw new UnsendableMail("unsendable", "not a media type")
  const name = encodeURIComponent(unbroken(attachment.name, "a file name")).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`,
  )
  const content = Buffer.from(attachment.content)
  return {
    type: attachment.type,
    encoding: "base64",
    disposition: `attachment;\r\n filename*=utf-8''${name}`,
    body: base64Lines(content),
  }
}

function multipart(
  subtype: string,
  messageId: string,
  parts: readonly (Part & { readonly disposition?: string })[],
): Part {
  // Made from the message id, so that every attempt at one send is the same to the byte. "=_" cannot occur in base64.
  const boundary = `=_${createHash("sha256").update(`${subtype} ${messageId}`).digest("base64url").slice(0, 24)}`
  const written = parts.map((part) => {
    const encoding = part.encoding ? `Content-Transfer-Encoding: ${part.encoding}\r\n` : ""
    const disposition = part.disposition ? `Content-Disposition: ${part.disposition}\r\n` : ""
    return `--${boundary}\r\nContent-Type: ${part.type}\r\n${encoding}${disposition}\r\n${part.body}\r\n`
  })
  return { type: `multipart/${subtype};\r\n boundary="${boundary}"`, body: `${written.join("")}--${boundary}--\r\n` }
}

function base64Lines(bytes: Buffer): string {
  const text = bytes.toString("base64")
  const lines: string[] = []
  for (let at = 0; at < text.length; at += 76) lines.push(text.slice(at, at + 76))
  return lines.join("\r\n")
}

const weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

/** `Thu, 19 Nov 2026 21:14:05 +0900`: the brand's own clock. */
export function dateField(at: Date, zone: string): string {
  const { day, time } = localIn(zone, at)
  const local = new Date(`${day}T${time}Z`)
  const offset = Math.round((local.getTime() - Math.floor(at.getTime() / 1000) * 1000) / 60_000)
  const pad = (value: number) => String(value).padStart(2, "0")
  const zoneText = `${offset < 0 ? "-" : "+"}${pad(Math.floor(Math.abs(offset) / 60))}${pad(Math.abs(offset) % 60)}`
  const weekday = weekdays[local.getUTCDay()] ?? ""
  return `${weekday}, ${local.getUTCDate()} ${months[local.getUTCMonth()] ?? ""} ${local.getUTCFullYear()} ${time} ${zoneText}`
}
