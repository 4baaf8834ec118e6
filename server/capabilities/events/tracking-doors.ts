import { senderOf } from "#brands"
import { type Context, inBrand } from "#kernel/context"
import { bodyLimits, readJson, readText } from "#kernel/edge"
import { ExpectedError } from "#kernel/errors"
import { type Page, type PageReply, type PageRequest, page } from "#kernel/page"
import { acceptMessages, type Refused } from "./accept-messages.ts"
import { EventError } from "./errors.ts"
import { fieldIn, isMessage, type Shape } from "./message-rules.ts"

/** Browsers may ask from any site: whether the site may use the key is checked with the key, which a preflight lacks. */
const corsHeaders = (request: PageRequest): Record<string, string> => ({
  "access-control-allow-origin": request.headers.origin ?? "*",
  "access-control-allow-methods": "GET, POST, OPTIONS",
  "access-control-allow-headers": askedHeaders(request),
  "access-control-max-age": "86400",
  "cross-origin-resource-policy": "cross-origin",
  vary: "origin",
  "cache-control": "no-store",
})

/** Whatever an SDK asks to send along: they mark their retries with headers of their own, and new versions add some. */
function askedHeaders(request: PageRequest): string {
  const asked = request.headers["access-control-request-headers"]
  return typeof asked === "string" && /^[\w, -]{1,400}$/.test(asked) ? asked : "authorization, content-type"
}

export const jsonReply = (
  request: PageRequest,
  status: number,
  body: object,
  more: Record<string, string> = {},
): PageReply => ({
  status,
  headers: { ...corsHeaders(request), "content-type": "application/json; charset=utf-8", ...more },
  body: JSON.stringify(body),
})

/** An error in the form of every other door, but readable for scripts of another site: else an SDK would try for ever. */
export function refusal(request: PageRequest, error: unknown): PageReply {
  if (!(error instanceof ExpectedError)) throw error
  const { retryAfterSeconds } = error.details
  const retry = retryAfterSeconds === undefined ? {} : { "retry-after": String(retryAfterSeconds) }
  return jsonReply(request, error.status, { error: { ...shown(error), request_id: request.requestId } }, retry)
}

function shown(error: ExpectedError) {
  const { field, retryAfterSeconds: _, ...details } = error.details
  return { code: error.code, message: error.sentence, field: field ?? null, details }
}

const doors: readonly (readonly [Shape, readonly string[]])[] = [
  ["track", ["/v1/track", "/v1/t"]],
  ["identify", ["/v1/identify", "/v1/i"]],
  ["page", ["/v1/page", "/v1/p"]],
  ["screen", ["/v1/screen", "/v1/s"]],
  ["group", ["/v1/group", "/v1/g"]],
  ["alias", ["/v1/alias", "/v1/a"]],
  ["batch", ["/v1/batch", "/v1/b", "/v1/import", "/beacon/v1/batch"]],
]

/** A whole shop may send from one address: these doors are guarded by size and by what waits, not by address. */
const perMinute = 300_000

/** Segment's and RudderStack's addresses, long ones for servers and short ones for browsers. */
export const trackingPages: Page[] = [
  ...doors.flatMap(([shape, paths]) => paths.flatMap((path) => [post(path, shape), preflight(path)])),
  // Counters that an SDK keeps about itself: taken so that it is content, and not kept.
  page("POST /v1/m", async (_ctx, request) => jsonReply(request, 200, { success: true }), {
    maxBytes: bodyLimits.event,
    perMinute,
  }),
  preflight("/v1/m"),
]

export function preflight(path: string): Page {
  return page(
    `OPTIONS /${path.slice(1)}`,
    async (_ctx, request) => ({ status: 204, headers: corsHeaders(request), body: "" }),
    { perMinute },
  )
}

function post(path: string, shape: Shape): Page {
  const maxBytes = shape === "batch" ? bodyLimits.api : bodyLimits.event
  return page(`POST /${path.slice(1)}`, (ctx, request) => receive(ctx, request, shape), { maxBytes, perMinute })
}

async function receive(platform: Context, request: PageRequest, shape: Shape): Promise<PageReply> {
  try {
    const { body, bytes } = readWhole(request.body, shape)
    const sender = await senderOf(platform, writeKeyOf(request, body), request.headers.origin)
    const ctx: Context = { ...inBrand(platform, sender.brandId), actor: { kind: "key", keyId: sender.key.keyId } }
    const refused = await acceptMessages(ctx, { shape, body, bytes, sender })
    return jsonReply(request, 200, {
      success: true,
      ...(refused.length === 0 ? {} : { errors: refused.map((one) => refusedItem(shape, one)) }),
    })
  } catch (error) {
    return refusal(request, error)
  }
}

const refusedItem = (shape: Shape, { index, error }: Refused) => ({
  index,
  ...shown(error),
  field: error.details.field ?? fieldIn(shape, index),
})

/** Limits that hold for a message, not for a batch: beyond them each message is looked at alone. */
const perMessage = new Set(
  ["TooDeep", "TooManyKeys", "KeyTooLong", "TextTooLong", "NumberOutOfRange"].map((name) => `edge.${name}`),
)

/** The body as data, and its bytes when nothing in it is beyond a limit. Throws EdgeError.* for what can't be read. */
function readWhole(bytes: Buffer, shape: Shape): { body: unknown; bytes: Buffer | undefined } {
  try {
    return { body: readJson(bytes), bytes: withoutMark(bytes) }
  } catch (error) {
    if (shape !== "batch" || !(error instanceof ExpectedError) || !perMessage.has(error.code)) throw error
    return { body: JSON.parse(readText(bytes)), bytes: undefined }
  }
}

const withoutMark = (bytes: Buffer): Buffer =>
  bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes

/** Where SDKs put the key: Basic authentication (its user name), the body, or the address of a beacon. */
export function writeKeyOf(request: PageRequest, body: unknown): string {
  const [, scheme = "", value = ""] = /^(basic|bearer) +(\S+)$/i.exec(request.headers.authorization ?? "") ?? []
  if (scheme.toLowerCase() === "bearer") return value
  const [user = ""] = scheme === "" ? [] : Buffer.from(value, "base64").toString("utf8").split(":")
  const inBody = isMessage(body) && typeof body.writeKey === "string" ? body.writeKey : ""
  const key = user || inBody || (request.query.get("writeKey") ?? "")
  if (key === "") throw EventError.WriteKeyNeeded({ field: "writeKey" })
  return key
}
