import type { IncomingHttpHeaders } from "node:http"
import type { Context } from "#kernel/context"
import type { Caller } from "#kernel/doors"
import { KeyError } from "./errors.ts"
import { livingKey } from "./known-keys.ts"
import type { ApiKey } from "./model.ts"
import { sessionCaller } from "./session-caller.ts"
import { originAllowed } from "./write-key-rules.ts"

/**
 * Who is asking: an API key in the Authorization header (`Bearer mk_live_…`), or else the session in the cookie, for
 * the brand that `x-maido-brand` (id or slug) names or that was last chosen. Undefined when neither is valid; a revoked
 * one is dead within three seconds. Throws `kernel.NotFound` for a brand that is not this person's.
 */
export async function identify(
  platform: Context,
  request: { headers: IncomingHttpHeaders; ip: string },
): Promise<Caller | undefined> {
  const { authorization } = request.headers
  // A header that is there but wrong never falls back to the cookie: the caller meant to be someone else.
  if (authorization === undefined) return sessionCaller(platform, request.headers)
  const secret = /^bearer +(\S+)$/i.exec(authorization)?.[1]
  const key = secret === undefined ? undefined : await livingKey(platform, secret)
  if (!key || key.kind !== "secret") return undefined
  return {
    actor: { kind: "key", keyId: key.keyId },
    brandId: key.brandId,
    rights: new Set(key.scopes),
    ambient: false,
    fresh: false,
  }
}

export type Sender = {
  readonly key: ApiKey
  readonly brandId: string /** public: a browser's key, that everybody can read. */
  readonly trust: "public" | "secret"
}

/**
 * The sender of events behind a key: a browser's write key, or a server's secret key with `events:write`. Throws
 * `keys.WriteKeyUnknown`, `keys.OriginNotAllowed` for a site that is not on the write key's list.
 */
export async function senderOf(platform: Context, secret: string, origin: string | undefined): Promise<Sender> {
  const key = await livingKey(platform, secret)
  if (!key?.scopes.includes("events:write")) throw KeyError.WriteKeyUnknown()
  if (key.kind === "write" && !originAllowed(origin, key.origins)) throw KeyError.OriginNotAllowed()
  return { key, brandId: key.brandId, trust: key.kind === "write" ? "public" : "secret" }
}
