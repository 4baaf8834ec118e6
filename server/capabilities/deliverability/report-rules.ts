import type { Report, Returned, ReturnedMail } from "./model.ts"

/** What kind of mail came back, and what it says: DSN (RFC 3464), ARF (RFC 5965), an automatic answer, or plain words. */
export function readReport(mail: ReturnedMail): Report {
  const part = (type: string) => mail.parts.find((one) => one.type === type)?.text
  const original = part("message/rfc822") ?? part("text/rfc822-headers") ?? ""
  const feedback = part("message/feedback-report")
  if (feedback !== undefined) return complaint(feedback, original)
  const status = part("message/delivery-status") ?? part("message/global-delivery-status")
  if (status !== undefined) {
    const recipients = recipientsOf(status, mail.text)
    const mailId = mailIdIn(original)
    return recipients.length > 0 ? { what: "bounce", recipients, mailId } : { what: "unreadable", mailId }
  }
  if (isAutomaticAnswer(mail)) return { what: "auto-reply" }
  return plainWords(mail, original)
}

function complaint(feedback: string, original: string): Report {
  const fields = fieldsOf(feedback)
  return {
    what: "complaint",
    type: fields.get("feedback-type")?.toLowerCase() ?? "abuse",
    mailId: mailIdIn(original) ?? bare(fields.get("original-message-id") ?? fields.get("message-id")),
    returnPath: bare(fields.get("original-mail-from") ?? fieldsOf(headOf(original)).get("return-path")),
  }
}

/** The groups after the first are one for each recipient. A report without any speaks by its first group or in plain words. */
function recipientsOf(status: string, text: string): Returned[] {
  const groups = status
    .replaceAll("\r\n", "\n")
    .split(/\n\s*\n/)
    .map(fieldsOf)
  return groups.flatMap((fields): Returned[] => {
    const [code, action] = [fields.get("status"), fields.get("action")]
    const recipient = fields.get("final-recipient") ?? fields.get("original-recipient")
    if (code === undefined && action === undefined && recipient === undefined) return []
    const diagnostic = afterType(fields.get("diagnostic-code"))
    return [
      {
        status: statusIn(code ?? diagnostic ?? ""),
        action: (action ?? "").trim().toLowerCase().split(/\s/)[0] ?? "",
        recipient: addressIn(afterType(recipient) ?? ""),
        said: (diagnostic ?? text).slice(0, 1_000),
      },
    ]
  })
}

const bounceSubjects =
  /undeliver|delivery (status|failure|problem|error|has failed|report)|returned (mail|to sender)|failure notice|mail delivery|non.?remise|不達|配信(不能|エラー|失敗)|送信(不能|エラー)|届けられません/i
const bounceSenders = /mailer-daemon|postmaster|mail-daemon|<>/i
const bounceWords =
  /qmail-send program|could not be delivered|did not reach|delivery to the following|permanent (fatal )?error|unable to deliver|wasn't able to deliver|\(#\d\.\d\.\d+\)|\b5\d\d[ -]\d\.\d\.\d|配信できません|お届けできません/i

/** Older servers report in words only: qmail, Exchange without a report part, gateways. */
function plainWords(mail: ReturnedMail, original: string): Report {
  const text = mail.text.replaceAll("\r\n", "\n")
  const mailId = mailIdIn(original) ?? mailIdIn(text)
  const from = mail.headers.get("from") ?? ""
  const isBounce = bounceSubjects.test(mail.subject) || (bounceSenders.test(from) && bounceWords.test(text))
  if (!isBounce || !bounceWords.test(`${text} ${mail.subject}`)) return { what: "unreadable", mailId }
  // What stands below is our own mail, sent back.
  const [said = ""] = text.split(
    /\n-{2,}.{0,40}(copy of the message|original message|below this line)|\n元のメッセージ/i,
  )
  return {
    what: "bounce",
    mailId,
    recipients: [
      {
        status: statusIn(said),
        action: isDelay(said) ? "delayed" : "failed",
        recipient: addressIn(said),
        said: said.slice(0, 1_000),
      },
    ],
  }
}

const isDelay = (said: string) =>
  /will (continue|keep) (to )?(be )?(try|retr)|has been delayed|not yet been delivered|no action is required|warning message only|再送を試み/i.test(
    said,
  )

/** M34: answered by a machine in its owner's stead. */
function isAutomaticAnswer({ headers, subject }: ReturnedMail): boolean {
  const submitted = headers.get("auto-submitted")?.toLowerCase() ?? "no"
  if (submitted.startsWith("auto-replied") || submitted.startsWith("auto-notified")) return true
  if (
    ["x-autoreply", "x-autorespond", "x-auto-response-suppress"].some((name) => headers.has(name)) &&
    !bounceSubjects.test(subject)
  )
    return true
  if (/auto.?reply/i.test(headers.get("precedence") ?? "")) return true
  return /^(re: )?(out of office|automatic reply|auto(matic)?.?(reply|response)|自動(返信|応答)|不在)/i.test(
    subject.trim(),
  )
}

/** Header-like lines, folded ones joined; names in small letters. */
export function fieldsOf(text: string): Map<string, string> {
  const fields = new Map<string, string>()
  for (const line of text
    .replaceAll("\r\n", "\n")
    .replace(/\n[ \t]+/g, " ")
    .split("\n")) {
    const found = /^([A-Za-z][A-Za-z0-9-]*):\s*(.*)$/.exec(line)
    const name = found?.[1]?.toLowerCase()
    if (name !== undefined && !fields.has(name)) fields.set(name, found?.[2]?.trim() ?? "")
  }
  return fields
}

const headOf = (mail: string) => mail.replaceAll("\r\n", "\n").split("\n\n")[0] ?? ""
const mailIdIn = (mail: string): string | null => /^message-id:\s*<([^<>\s]{3,300})>/im.exec(mail)?.[1] ?? null
const statusIn = (text: string): string | null => /\b([245]\.\d{1,3}\.\d{1,3})\b/.exec(text)?.[1] ?? null
const addressIn = (text: string): string | null => /[^\s<>"',;:()[\]]+@[^\s<>"',;:()[\]]+/.exec(text)?.[0] ?? null
const bare = (text: string | undefined): string | null =>
  text === undefined ? null : text.replace(/^<|>$/g, "").trim() || null
/** `rfc822; a@b.example` → `a@b.example` */
const afterType = (text: string | undefined): string | undefined => text?.replace(/^[a-z0-9-]+\s*;\s*/i, "")

/** Whose address it was is nobody's business in a log: `[…]@docomo.ne.jp`. */
export const withoutAddresses = (text: string): string =>
  text
    .replace(/[^\s<>"',;:()[\]]+@([^\s<>"',;:()[\]]+)/g, "[…]@$1")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, 500)
