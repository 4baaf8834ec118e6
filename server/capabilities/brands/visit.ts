import type { Context } from "#kernel/context"
import { KernelError } from "#kernel/errors"
import type { PageRequest } from "#kernel/page"
import { publicUrl } from "./brand-look.ts"
import { readCookie } from "./session-rules.ts"

/** Under which circumstances someone signs in. */
export type Visit = {
  /** Our own address as the browser sees it: `https://maido.example.jp`. */
  readonly origin: string
  readonly secure: boolean
  readonly ip: string
  readonly browser: string
  /** The session token that the browser brought along. */
  readonly token: string | undefined
}

/** The visit behind a request. Throws `kernel.ForeignOrigin` for a change that does not come from our own pages (S07). */
export async function visitOf(platform: Context, request: PageRequest, how: { changes: boolean }): Promise<Visit> {
  const origin = await ownOrigin(platform, request)
  if (how.changes) {
    const claimed = request.headers.origin
    if (request.headers["x-maido-csrf"] !== "1" || (claimed !== undefined && claimed !== origin))
      throw KernelError.ForeignOrigin()
  }
  const secure = origin.startsWith("https:")
  const cookie = readCookie(request.headers.cookie)
  return {
    origin,
    secure,
    ip: request.ip,
    browser: (request.headers["user-agent"] ?? "").slice(0, 300),
    token: cookie?.secure === secure ? cookie.token : undefined,
  }
}

/** Behind a proxy that ends TLS a request looks like plain http: the address we were told to be known by settles it. */
async function ownOrigin(platform: Context, request: PageRequest): Promise<string> {
  const known = new URL(await publicUrl(platform, "/"))
  return known.host === new URL(request.origin).host ? known.origin : request.origin
}
