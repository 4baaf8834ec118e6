import type { IncomingHttpHeaders } from "node:http"
import type { Context } from "./context.ts"
import type { Method } from "./endpoint.ts"

/** A request as it came, for doors whose shape is not ours: vendor webhooks, tracking SDKs, shoppers' pages. */
export type PageRequest = {
  /** GET and HEAD come by the same door: what a HEAD is for is the same as what a GET is for. */
  readonly method: string
  readonly path: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly headers: IncomingHttpHeaders
  /** The exact bytes received, inflated when they were gzipped. */
  readonly body: Buffer
  readonly rawBody: Buffer
  readonly ip: string
  readonly origin: string
  readonly requestId: string
}

export type PageReply = {
  readonly status: number
  readonly headers?: Readonly<Record<string, string | string[]>>
  readonly body: string | Buffer
  /** Sent instead of `body` as they come, for files that must not lie in memory whole. */
  readonly pieces?: AsyncIterable<Buffer>
}

/**
 * A raw door. It begins without a brand (`ctx.brandId` is the platform's): it must find the brand by its own means
 * (a key, a signature, a signed token) and go on in a transaction of that brand. GET and HEAD never change anything (S-LINK2).
 */
export type Page = {
  readonly method: Method | "OPTIONS"
  readonly path: string
  readonly maxBytes: number
  readonly perMinute: number
  readonly handle: (ctx: Context, request: PageRequest) => Promise<PageReply>
  /** What a person sees who came too often; without it the plain error. */
  readonly whenTooMany?: (ctx: Context, request: PageRequest, retryAfterSeconds: number) => Promise<PageReply>
}

export function page(
  line: `${Page["method"]} /${string}`,
  handle: Page["handle"],
  limits: { maxBytes?: number; perMinute?: number; whenTooMany?: NonNullable<Page["whenTooMany"]> } = {},
): Page {
  const [method, path] = line.split(" ") as [Page["method"], string] // safe: the type of `line` has exactly these two parts
  const { maxBytes = 1_000_000, perMinute = 600, whenTooMany } = limits
  return { method, path, handle, maxBytes, perMinute, ...(whenTooMany ? { whenTooMany } : {}) }
}
