import { createHmac, timingSafeEqual } from "node:crypto"
import { type Channel, suppress } from "#customers"
import { recordEvents } from "#events"
import { type Context, inBrand, inTransaction } from "#kernel/context"
import { KernelError } from "#kernel/errors"
import { page, type PageReply, type PageRequest } from "#kernel/page"
import { messageCustomer } from "#messages"
import { doorOf } from "./account.ts"
import { goneBy, isForGood } from "./answer-rules.ts"
import { type AccountRow, selectAccountById } from "./storage.ts"

/**
 * Where the provider tells what became of a message, and what somebody answered. Its signature is checked over the address
 * and the fields (HMAC-SHA1 of the URL followed by every field's name and value in alphabetical order, in Base64).
 */
const limits = { maxBytes: 100_000, perMinute: 60_000 }
export const receiveSmsReports = page("POST /webhooks/sms/:accountId/:messageId", receive, limits)
export const receiveSmsAnswers = page("POST /webhooks/sms/:accountId", receive, limits)

async function receive(platform: Context, request: PageRequest): Promise<PageReply> {
  const { accountId = "", messageId } = request.path
  const isId = /^[0-9a-f-]{36}$/
  if (!isId.test(accountId) || (messageId !== undefined && !isId.test(messageId))) throw KernelError.NotFound()
  const account = await inTransaction(platform, (ctx) => selectAccountById(ctx, accountId))
  if (!account) throw KernelError.NotFound()
  const ctx: Context = { ...inBrand(platform, account.brandId), cause: `sms:${accountId}` }
  const fields = new URLSearchParams(request.rawBody.toString("utf8"))
  const url = await doorOf(ctx, accountId, messageId)
  const signature = request.headers["x-twilio-signature"]
  if (!isSigned(ctx.keys.open(account.authToken), url, fields, signature)) return { status: 401, body: "" }
  await inTransaction(ctx, (ctx) =>
    messageId === undefined ? hearAnswer(ctx, fields) : hearReport(ctx, account, messageId, fields),
  )
  return { status: 204, body: "" }
}

/** Whether the fields came from the provider. Constant in time; false without a signature. */
export function isSigned(
  authToken: string,
  url: string,
  fields: URLSearchParams,
  signature: string | string[] | undefined,
): boolean {
  if (typeof signature !== "string") return false
  const sorted = [...fields].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  const text = url + sorted.map(([name, value]) => name + value).join("")
  const right = createHmac("sha1", authToken).update(text).digest()
  const given = Buffer.from(signature, "base64")
  return given.length === right.length && timingSafeEqual(given, right)
}

const channel: Channel = "sms"

async function hearReport(
  ctx: Context,
  account: AccountRow,
  messageId: string,
  fields: URLSearchParams,
): Promise<void> {
  const status = fields.get("MessageStatus") ?? fields.get("SmsStatus") ?? ""
  if (status !== "delivered" && status !== "undelivered" && status !== "failed") return
  const customerId = await messageCustomer(ctx, messageId)
  if (customerId === undefined) return
  const code = Number(fields.get("ErrorCode") ?? Number.NaN)
  const reason = Number.isInteger(code) ? (goneBy(code) ?? `provider-${code}`) : null
  await recordEvents(ctx, [
    {
      customerId,
      name: status === "delivered" ? "Message Delivered" : "Message Undelivered",
      occurredAt: ctx.now(),
      source: "maido",
      externalId: `sms:${account.accountId}:${messageId}:${status}`,
      messageId,
      channel,
      properties: reason === null ? {} : { reason },
    },
  ])
  const address = fields.get("To") ?? ""
  if (status !== "delivered" && reason !== null && isForGood(reason) && address !== "")
    await suppress(ctx, { channel, address, scope: "channel", reason, source: "sms", at: ctx.now() })
}

/** By which somebody says that they want no more of it. */
export const stopWords: readonly string[] = [
  "stop",
  "stopall",
  "unsubscribe",
  "cancel",
  "end",
  "quit",
  "停止",
  "解除",
  "配信停止",
  "ストップ",
]

/** Somebody answered STOP: whoever has this number gets no more SMS. What else people answer is not read here. */
async function hearAnswer(ctx: Context, fields: URLSearchParams): Promise<void> {
  const said = (fields.get("Body") ?? "").normalize("NFKC").trim().toLowerCase()
  const address = fields.get("From") ?? ""
  if (address === "" || (!stopWords.includes(said) && fields.get("OptOutType") !== "STOP")) return
  await suppress(ctx, { channel, address, scope: "channel", reason: "unsubscribed", source: "sms", at: ctx.now() })
}
