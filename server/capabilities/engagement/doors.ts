import type { Context } from "#kernel/context"
import { inBrand } from "#kernel/context"
import { KernelError } from "#kernel/errors"
import { page, type PageReply, type PageRequest } from "#kernel/page"
import { networkOf } from "./agents-rules.ts"
import { keepHit } from "./keep-hits.ts"
import { type LinkContent, plannedAt, readLinkToken } from "./link-token.ts"
import { countedForMs, type Sign } from "./model.ts"

/** The smallest picture there is: one transparent pixel. */
const pixel = Buffer.from("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", "base64")

/**
 * `GET /l/:token`: leads where the link says, and nowhere else (S08). It asks the database nothing (M12): the hit is put
 * aside and written down afterwards. A forged or foreign link is refused. Throws `kernel.BadLink`.
 */
async function follow(platform: Context, request: PageRequest): Promise<PageReply> {
  const link = known(platform, request.path.token ?? "", "click")
  note(platform, request, link)
  return leadOn(link)
}

/** `GET /o/:file`: a picture of one pixel. Also for a link that is not ours: a broken picture helps nobody. */
async function show(platform: Context, request: PageRequest): Promise<PageReply> {
  const link = readLinkToken(platform.keys, (request.path.file ?? "").replace(/\.gif$/, ""))
  if (link?.what === "open") note(platform, request, link)
  return picture
}

const picture: PageReply = {
  status: 200,
  headers: {
    "content-type": "image/gif",
    "cache-control": "private, no-store",
    "cross-origin-resource-policy": "cross-origin",
  },
  body: pixel,
}

function known(platform: Context, token: string, what: "click"): LinkContent & { readonly url: string } {
  const link = readLinkToken(platform.keys, token)
  if (!link || link.what === "open" || link.url === null) throw KernelError.BadLink()
  // What we have signed is http or https; looked at again all the same, where it is used (S08).
  if (!/^https?:\/\//i.test(link.url)) throw KernelError.BadLink()
  return { ...link, what: link.what === "trap" ? "trap" : what, url: link.url }
}

const leadOn = (link: { readonly url: string }): PageReply => ({
  status: 302,
  // Whose message it was is nobody's business where it leads to.
  headers: {
    location: link.url,
    "cache-control": "private, no-store",
    "referrer-policy": "no-referrer",
    "x-robots-tag": "noindex",
  },
  body: "",
})

function note(
  platform: Context,
  { method, headers, ip }: PageRequest,
  { what, brandId, messageId, link, url }: LinkContent,
): void {
  const at = platform.now()
  if (at.getTime() - plannedAt(messageId) > countedForMs) return
  const agent = (headers["user-agent"] ?? "").slice(0, 300)
  const day = at.toISOString().slice(0, 10)
  keepHit(inBrand(platform, brandId), {
    hitId: platform.id(),
    messageId,
    what,
    link,
    url: what === "click" ? url : null,
    at,
    method,
    agent,
    network: networkOf(ip),
    signs: signsOf(headers),
    visitor: platform.keys.fingerprint(`visitor:${day}:${ip}:${agent}`).slice(0, 24),
  })
}

function signsOf(headers: PageRequest["headers"]): Sign[] {
  const text = (name: string) => String(headers[name] ?? "").toLowerCase()
  const isPrefetch = ["purpose", "sec-purpose", "x-purpose", "x-moz"].some((name) =>
    /prefetch|prerender|preview/.test(text(name)),
  )
  const dest = text("sec-fetch-dest")
  return [
    ...(isPrefetch ? (["prefetch"] as const) : []),
    ...(text("accept-language") === "" ? (["no-language"] as const) : []),
    ...(dest !== "" && dest !== "document" ? (["not-a-navigation"] as const) : []),
  ]
}

/** A link that has to work while everybody reads at once; the limit counts in memory and keeps only floods out. */
const perMinute = 12_000

export const doors = [
  page("GET /l/:token", follow, {
    perMinute,
    // Too many of one address: still led on, not counted.
    whenTooMany: async (platform, request) => leadOn(known(platform, request.path.token ?? "", "click")),
  }),
  page("GET /o/:file", show, { perMinute, whenTooMany: async () => picture }),
]
