import { timingSafeEqual } from "node:crypto"
import type { Context } from "#kernel/context"

const macLength = 16

/**
 * Where a failure of this very mail is reported to: `b+<message>.<mac>@bounce.example.jp`. The MAC (80 bits of
 * HMAC-SHA256, lower case, because mail servers change case) lets a report be believed without trusting what it says (M05).
 */
export function returnPathOf(ctx: Context, bounceDomain: string, messageId: string): string | undefined {
  if (bounceDomain === "") return undefined
  const id = messageId.replaceAll("-", "")
  return `b+${id}.${macOf(ctx, id)}@${bounceDomain}`
}

/** The message that a return path names; undefined when it is not one of ours or was changed. */
export function messageOfReturnPath(ctx: Context, address: string): string | undefined {
  const found = /^b\+([0-9a-f]{32})\.([0-9a-f]{16})@/.exec(address.toLowerCase())
  const [, id, mac] = found ?? []
  if (id === undefined || mac === undefined) return undefined
  if (!timingSafeEqual(Buffer.from(mac), Buffer.from(macOf(ctx, id)))) return undefined
  return id.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-")
}

const macOf = (ctx: Context, id: string) =>
  ctx.keys.mac("return-path", `${ctx.brandId}:${id}`).toString("hex").slice(0, macLength)
