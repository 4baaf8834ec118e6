import { allBrands } from "#brands"
import { channels, consentsHeld, recordConsents, suppress } from "#customers"
import { noteBounce, noteComplaint } from "#engagement"
import { recordEvents } from "#events"
import { mailAddressKey, messageOfReturnPath, type SentMessage, sentMessageByMailId, sentMessages } from "#messages"
import { type Context, inBrand, inTransaction, lock } from "#kernel/context"
import { holdsBack } from "./breaker.ts"
import type { Report, ReturnedMail, ReturnKind } from "./model.ts"
import { lookAtRates } from "./pauses.ts"
import { readReport } from "./report-rules.ts"
import { countSoft, countStray, insertReturn, updateActed } from "./storage-returns.ts"
import { mostSoft, type Reading, reading, softWithinMs } from "./verdict-rules.ts"

/** A report by Message-ID is believed for so long after the mail was planned. */
const byMailIdWithinMs = 14 * 86_400_000

export type Taken =
  | { readonly brandId: string; readonly messageId: string; readonly what: ReturnKind }
  | { readonly stray: string }

/**
 * A mail came to the return address. It is believed because of the signed address that it came to, not for what it says;
 * reports that only name a Message-ID count, too, for that can't be guessed. A forged address is counted and changes nothing
 * (M30). Rejects while the database is away: whoever hands the mail in keeps it and comes again.
 */
export async function takeReturn(platform: Context, mail: ReturnedMail): Promise<Taken> {
  const report = readReport(mail)
  const found = await messageBehind(platform, mail, report)
  if ("stray" in found) {
    await inTransaction(platform, (ctx) => countStray(ctx, found.stray))
    return found
  }
  const ctx = inBrand(platform, found.brandId)
  return inTransaction(ctx, async (ctx) => ({ ...found, what: await keep(ctx, found.message, report, mail.digest) }))
}

type Found = { readonly brandId: string; readonly messageId: string; readonly message: SentMessage }

async function messageBehind(
  platform: Context,
  mail: ReturnedMail,
  report: Report,
): Promise<Found | { stray: string }> {
  const brands = await inTransaction(platform, allBrands)
  const paths = [...mail.envelopeTo, ...(report.what === "complaint" && report.returnPath ? [report.returnPath] : [])]
  const signed = paths.filter((address) => /^b\+/i.test(address))
  for (const { brandId } of brands) {
    const ctx = inBrand(platform, brandId)
    const messageId = signed.map((address) => messageOfReturnPath(ctx, address)).find((id) => id !== undefined)
    if (messageId === undefined) continue
    const message = (await inTransaction(ctx, (ctx) => sentMessages(ctx, [messageId]))).get(messageId)
    return message ? { brandId, messageId, message } : { stray: "message-gone" }
  }
  if (signed.length > 0) return { stray: "forged" }
  const mailId = report.what === "auto-reply" ? null : report.mailId
  if (mailId === null) return { stray: "unmatched" }
  for (const { brandId } of brands) {
    const ctx = inBrand(platform, brandId)
    const since = new Date(ctx.now().getTime() - byMailIdWithinMs)
    const message = await inTransaction(ctx, (ctx) => sentMessageByMailId(ctx, mailId, since))
    if (message) return { brandId, messageId: message.messageId, message }
  }
  return { stray: "unmatched" }
}

async function keep(ctx: Context, message: SentMessage, report: Report, digest: string): Promise<ReturnKind> {
  const address = message.toAddress ?? ""
  const addressKey = mailAddressKey(address) ?? ""
  const domain = addressKey.slice(addressKey.lastIndexOf("@") + 1)
  // Two reports about one reader wait for each other, so that the third soft one is seen to be the third.
  await lock(ctx, `deliverability.${ctx.keys.fingerprint(addressKey)}`)
  const read = reading(report, address, domain, ctx.now())
  const returnId = ctx.id()
  const { origin, customerId, messageId, segmentId, kind } = message
  const isNew = await insertReturn(ctx, {
    returnId,
    digest,
    receivedAt: ctx.now(),
    messageId,
    customerId,
    addressKey: addressKey === "" ? "" : ctx.keys.fingerprint(addressKey),
    domain,
    ...read,
    acted: "none",
    originKind: origin?.kind ?? null,
    originId: origin?.id ?? null,
    originStep: origin?.step ?? null,
    segmentId,
    kind,
  })
  if (!isNew || message.isTest) return read.what
  const acted = await act(ctx, message, address, domain, read.what)
  if (acted !== "none") await updateActed(ctx, returnId, acted)
  await tell(ctx, message, returnId, read)
  if (read.what === "complaint" || read.what === "hard" || read.what === "soft") await lookAtRates(ctx)
  return read.what
}

/** What follows for the address. Returns what was done, or why nothing. */
async function act(
  ctx: Context,
  message: SentMessage,
  address: string,
  domain: string,
  what: ReturnKind,
): Promise<string> {
  const at = ctx.now()
  const came = { messageId: message.messageId, at }
  if (address === "") return "no-address"
  if (what === "complaint") {
    await noteComplaint(ctx, came)
    // M24: nothing voluntary by any channel; what she orders is still confirmed to her.
    const no = {
      channel: "email",
      address,
      scope: "purpose",
      purpose: "marketing",
      reason: "complaint",
      source: "arf",
      at,
    } as const
    await suppress(ctx, no)
    await withdrawAll(ctx, message.customerId)
    return "suppressed-marketing"
  }
  if (what === "sender") {
    ctx.log.warn({ messageId: message.messageId, domain }, "a mail came back because the sender was refused")
    return "alert"
  }
  if (what !== "hard" && what !== "soft") return "none"
  await noteBounce(ctx, came, what)
  if (await holdsBack(ctx, domain)) return "domain-closed"
  if (what === "hard") {
    await suppress(ctx, { channel: "email", address, scope: "channel", reason: "hard-bounce", source: "dsn", at })
    return "suppressed"
  }
  const since = new Date(at.getTime() - softWithinMs)
  const times = await countSoft(ctx, ctx.keys.fingerprint(mailAddressKey(address) ?? ""), since)
  if (times < mostSoft) return `soft-${times}`
  await suppress(ctx, { channel: "email", address, scope: "channel", reason: "soft-bounces", source: "dsn", at })
  return "suppressed"
}

/** Who calls our letters spam is not asked by another way instead: her word holds for every channel (M32). */
async function withdrawAll(ctx: Context, customerId: string | null): Promise<void> {
  if (customerId === null) return
  const held = (await consentsHeld(ctx, customerId)).filter(
    ({ purpose, state }) => purpose === "marketing" && state === "given",
  )
  const said = held.flatMap(({ channel }) => {
    const known = channels.find((name) => name === channel)
    return known
      ? [
          {
            customerId,
            channel: known,
            purpose: "marketing",
            state: "withdrawn" as const,
            source: "complaint",
            at: ctx.now(),
          },
        ]
      : []
  })
  await recordConsents(ctx, said)
}

async function tell(ctx: Context, message: SentMessage, returnId: string, read: Reading): Promise<void> {
  const name =
    read.what === "complaint"
      ? "Message Marked As Spam"
      : read.what === "hard" || read.what === "soft"
        ? "Message Returned"
        : undefined
  if (name === undefined || message.customerId === null) return
  await recordEvents(ctx, [
    {
      customerId: message.customerId,
      name,
      occurredAt: ctx.now(),
      source: "maido",
      externalId: `return:${returnId}`,
      messageId: message.messageId,
      channel: "email",
      properties: { kind: message.kind, what: read.what, rule: read.rule },
    },
  ])
}
