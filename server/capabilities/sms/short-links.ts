import { publicUrl } from "#brands"
import { type Context, inTransaction } from "#kernel/context"
import { KernelError } from "#kernel/errors"
import { page, type PageReply, type PageRequest } from "#kernel/page"
import { replaceLinks } from "#messages"
import { keepLinks, selectTarget } from "./storage.ts"

const letters = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789"

/** Eleven signs out of 56: 63 bits, so that nobody finds another's by trying. */
function newCode(ctx: Context): string {
  let code = ""
  while (code.length < 11)
    // Bytes that would make some signs likelier than others are thrown away.
    for (const byte of ctx.bytes(16)) if (byte < 224 && code.length < 11) code += letters[byte % 56]
  return code
}

/** A text with short addresses of our own in place of long ones: every part of an SMS costs. */
export async function withShortLinks(ctx: Context, messageId: string, text: string): Promise<string> {
  const found: string[] = []
  replaceLinks(text, (url) => {
    found.push(url)
    return url
  })
  const targets = [...new Set(found)].filter((url) => url.length > 45)
  if (targets.length === 0) return text
  const codes = await inTransaction(ctx, (ctx) =>
    keepLinks(
      ctx,
      targets.map((target) => ({ code: newCode(ctx), messageId, target })),
    ),
  )
  const base = await publicUrl(ctx, "/r/")
  return replaceLinks(text, (url) => {
    const code = codes.get(url)
    return code === undefined ? url : base + code
  })
}

/** Where a short address leads. Nothing is changed or counted here: what it leads to does that (S-LINK2). */
export const shortLink = page("GET /r/:code", follow, { perMinute: 6_000 })

async function follow(platform: Context, { path: { code = "" } }: PageRequest): Promise<PageReply> {
  const target = /^[A-Za-z0-9]{11}$/.test(code)
    ? await inTransaction(platform, (ctx) => selectTarget(ctx, code))
    : undefined
  if (target === undefined) throw KernelError.NotFound()
  const headers = { "referrer-policy": "no-referrer", "cache-control": "no-store", location: target }
  return { status: 302, headers, body: "" }
}
