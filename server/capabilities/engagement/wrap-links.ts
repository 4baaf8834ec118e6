import { publicUrl } from "#brands"
import type { WrappedLinks } from "#messages"
import type { Context } from "#kernel/context"
import { linkToken, longestUrl } from "./link-token.ts"

type Letter = { readonly messageId: string; readonly channel: string }

/**
 * How the links of one message are written so that it is noticed when they are followed. Only mails have a picture, and a
 * link that no reader sees: whoever follows that is a machine (M11).
 */
export async function wrapLinks(ctx: Context, { messageId, channel }: Letter): Promise<WrappedLinks> {
  const origin = await publicUrl(ctx, "/")
  const { brandId, keys } = ctx
  const token = (what: "open" | "click" | "trap", link: number | null, url: string | null) =>
    linkToken(keys, { what, brandId, messageId, link, url })
  const isMail = channel === "email"
  return {
    wrap: (url, index) => (isWrappable(url) ? `${origin}l/${token("click", index, url)}` : url),
    pixelUrl: isMail ? `${origin}o/${token("open", null, null)}.gif` : null,
    trapUrl: isMail ? `${origin}l/${token("trap", null, origin)}` : null,
  }
}

/** Pages of our own that change something on a press of a button are reached without a stop on the way. */
const waysOut = /^\/s\/[^/]+\/(letters|preferences|confirm)\//

function isWrappable(url: string): boolean {
  if (!URL.canParse(url) || Buffer.byteLength(url) > longestUrl) return false
  const { protocol, pathname } = new URL(url)
  return (protocol === "https:" || protocol === "http:") && !waysOut.test(pathname)
}
