import { timingSafeEqual } from "node:crypto"
import type { Keys } from "#kernel/keys"
import type { Touch } from "./model.ts"

/** What a link of a message holds: whose and which message, which link, and where it leads. Nothing personal (M12). */
export type LinkContent = {
  readonly what: Touch
  readonly brandId: string
  readonly messageId: string
  readonly link: number | null
  /** Where a click leads; null for a picture. */
  readonly url: string | null
}

const macBytes = 16
const marks = { open: 1, click: 2, trap: 3 } as const satisfies Record<Touch, number>
const headBytes = 1 + 16 + 16 + 2

/** A longer address is not wrapped: the path of a link must fit into what servers and mail programs take. */
export const longestUrl = 1_200

/**
 * A signed link: mark, brand, message, place and address, and 128 bits of HMAC-SHA256 over them, base64url. The address is
 * inside, so that following it needs no database and leads nowhere else (S08). It never expires: an old mail's links go on
 * leading where they led.
 */
export function linkToken(keys: Keys, { what, brandId, messageId, link, url }: LinkContent): string {
  const place = Buffer.alloc(2)
  place.writeUInt16BE(link ?? 0xffff)
  const body = Buffer.concat([
    Buffer.from([marks[what]]),
    bytesOf(brandId),
    bytesOf(messageId),
    place,
    Buffer.from(url ?? ""),
  ])
  return Buffer.concat([body, macOf(keys, body)]).toString("base64url")
}

/** What a link says; undefined when it is not one of ours or was changed. */
export function readLinkToken(keys: Keys, token: string): LinkContent | undefined {
  const bytes = Buffer.from(token, "base64url")
  // One token, one spelling: what base64url forgives is no second name of the same link.
  if (bytes.length < headBytes + macBytes || bytes.toString("base64url") !== token) return undefined
  const body = bytes.subarray(0, -macBytes)
  if (!timingSafeEqual(bytes.subarray(-macBytes), macOf(keys, body))) return undefined
  const what = touchOf(body[0])
  if (!what) return undefined
  const link = body.readUInt16BE(33)
  const url = body.subarray(headBytes).toString()
  return {
    what,
    brandId: uuidOf(body.subarray(1, 17)),
    messageId: uuidOf(body.subarray(17, 33)),
    link: link === 0xffff ? null : link,
    url: url === "" ? null : url,
  }
}

/** The instant a message was planned: its id is a UUIDv7, which begins with it (ms since 1970). */
export const plannedAt = (messageId: string): number => Number.parseInt(messageId.replaceAll("-", "").slice(0, 12), 16)

const touchOf = (mark: number | undefined): Touch | undefined =>
  mark === marks.open ? "open" : mark === marks.click ? "click" : mark === marks.trap ? "trap" : undefined

const macOf = (keys: Keys, body: Buffer) => keys.mac("engagement-link", body).subarray(0, macBytes)

const bytesOf = (uuid: string) => Buffer.from(uuid.replaceAll("-", ""), "hex")
const uuidOf = (bytes: Buffer) => bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-")
