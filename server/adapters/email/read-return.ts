import { createHash } from "node:crypto"
import PostalMime from "postal-mime"
import type { ReturnedMail } from "#deliverability"

/**
 * A mail that came to the return address, undone of its encodings: headers and text in whatever charset they came
 * (ISO-2022-JP, Shift_JIS, EUC-JP, UTF-8; M07), and the parts of a report as text. What can't be read at all is a mail
 * without anything in it.
 */
export async function readReturn(raw: Buffer, envelopeTo: readonly string[]): Promise<ReturnedMail> {
  const digest = createHash("sha256").update(raw).digest("hex")
  const mail = await PostalMime.parse(raw, { forceRfc822Attachments: true, maxNestingDepth: 10 }).catch(() => undefined)
  if (!mail) return { envelopeTo, headers: new Map(), subject: "", text: "", parts: [], digest }
  return {
    envelopeTo,
    headers: new Map(mail.headers.map(({ key, value }) => [key.toLowerCase(), value])),
    subject: mail.subject ?? "",
    text: mail.text ?? textOf(mail.html ?? ""),
    parts: mail.attachments.map(({ mimeType, content }) => ({
      type: mimeType.toLowerCase(),
      text:
        typeof content === "string" ? content : Buffer.from(new Uint8Array(content)).toString("utf8").slice(0, 100_000),
    })),
    digest,
  }
}

/** Enough of an HTML report to look for words in it. */
const textOf = (html: string) =>
  html
    .replace(/<(style|script)[\s\S]*?<\/\1>/gi, " ")
    .replace(/<br\s*\/?>|<\/(p|div|tr|li|h\d)>/gi, "\n")
    .replace(/<[^>]+>/g, " ")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&nbsp;", " ")
    .replaceAll("&amp;", "&")
