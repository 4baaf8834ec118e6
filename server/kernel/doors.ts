import { Readable } from "node:stream"
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify"
import type { Route } from "./capability.ts"
import { type Actor, type Context, inBrand, inTransaction } from "./context.ts"
import { bodyLimits, inspect, readBody, readJson } from "./edge.ts"
import type { Endpoint } from "./endpoint.ts"
import { ExpectedError, KernelError } from "./errors.ts"
import { inSharedTransaction } from "./gather.ts"
import { once, requestHash, type StoredReply } from "./idempotency.ts"
import type { Page, PageRequest } from "./page.ts"
import type { RateLimit } from "./rate.ts"

/** Who is asking: found from the session cookie or the API key. */
export type Caller = {
  readonly actor: Actor
  readonly brandId: string
  readonly rights: ReadonlySet<string>
  /** Whether a browser sends the credentials by itself: then the request must come from our own pages (S07). */
  readonly ambient: boolean
  /** Whether the sign-in is recent enough for changes to keys, roles and second factors (S10). */
  readonly fresh: boolean
}

export type Door = {
  readonly identify: (platform: Context, request: Pick<PageRequest, "headers" | "ip">) => Promise<Caller | undefined>
  readonly rate: RateLimit
}

/** The dated versions of the API that this server speaks; the newest is the default. */
export const apiVersions = ["2026-11-01"] as const

export function openEndpoint(app: FastifyInstance, platform: Context, door: Door, { endpoint, handle }: Route): void {
  app.route({
    method: endpoint.method,
    url: endpoint.path,
    handler: async (request, reply) => {
      checkVersion(request)
      const caller = await admit(platform, door, endpoint, request)
      const rateKey = caller ? `${caller.brandId}:${actorKey(caller.actor)}` : request.ip
      limitHeaders(reply, await door.rate.count(`api:${rateKey}`, endpoint.perMinute))
      const params = readParams(endpoint, request)
      const ctx: Context = {
        ...inBrand(platform, caller?.brandId ?? platform.brandId),
        actor: caller?.actor ?? { kind: "visitor" },
        rights: caller?.rights ?? new Set(),
        cause: request.id,
      }
      const answer = async (ctx: Context): Promise<StoredReply> => ({
        status: 200,
        reply: JSON.stringify(endpoint.reply.parse(await handle(ctx, params))),
      })
      const key = request.headers["idempotency-key"]
      const run = endpoint.together ? inShared(endpoint, endpoint.together(params)) : inTransaction
      const result = await run(ctx, async (ctx) =>
        typeof key === "string" && endpoint.method !== "GET"
          ? once(ctx, key.slice(0, 200), requestHash(endpoint.method, request.url, params), () => answer(ctx))
          : { ...(await answer(ctx)), replayed: false },
      )
      if (result === "running") throw KernelError.IdempotencyInProgress({ retryAfterSeconds: 1 })
      if (result === "other") throw KernelError.IdempotencyMismatch({ field: "Idempotency-Key" })
      if (result.replayed) void reply.header("idempotent-replayed", "true")
      return reply
        .code(result.status)
        .type("application/json; charset=utf-8")
        .header("cache-control", "no-store")
        .send(result.reply)
    },
  })
}

const inShared =
  ({ method, path }: Endpoint, apart: readonly string[]) =>
  <T>(ctx: Context, work: (ctx: Context) => Promise<T>): Promise<T> =>
    inSharedTransaction(ctx, `${method} ${path}`, work, { apart })

export function openPage(app: FastifyInstance, platform: Context, door: Door, page: Page): void {
  app.route({
    method: page.method,
    url: page.path,
    exposeHeadRoute: page.method === "GET",
    handler: async (request, reply) => {
      const ctx: Context = { ...platform, cause: request.id, actor: { kind: "visitor" } }
      const rawBody = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
      const asked = (body: Buffer) => ({
        method: request.method,
        path: request.params as Record<string, string>, // safe: the router gives named text parts
        query: new URL(request.url, "http://local").searchParams,
        headers: request.headers,
        rawBody,
        body,
        ip: request.ip,
        origin: `${request.protocol}://${request.host}`,
        requestId: request.id,
      })
      const refused = await countPage(door, page, request.ip, reply)
      const result =
        refused && page.whenTooMany
          ? await page.whenTooMany(ctx, asked(Buffer.alloc(0)), refused)
          : await page.handle(
              ctx,
              asked(
                readBody(rawBody, { contentEncoding: request.headers["content-encoding"], maxBytes: page.maxBytes }),
              ),
            )
      return reply
        .code(result.status)
        .headers(result.headers ?? {})
        .send(result.pieces ? Readable.from(result.pieces) : result.body)
    },
  })
}

/** Counts the visit. Gives the seconds to wait when it is one too many and the page has words for it; throws without. */
async function countPage(door: Door, page: Page, ip: string, reply: FastifyReply): Promise<number | undefined> {
  try {
    limitHeaders(reply, await door.rate.count(`page:${page.path}:${ip}`, page.perMinute))
    return undefined
  } catch (error) {
    if (!page.whenTooMany || !(error instanceof ExpectedError) || error.status !== 429) throw error
    const seconds = error.details.retryAfterSeconds ?? 60
    void reply.header("retry-after", seconds)
    return seconds
  }
}

async function admit(
  platform: Context,
  door: Door,
  endpoint: Endpoint,
  request: FastifyRequest,
): Promise<Caller | undefined> {
  const caller = await door.identify(platform, { headers: request.headers, ip: request.ip })
  if (caller?.ambient && endpoint.method !== "GET") checkOrigin(request)
  if (endpoint.right === null) return caller
  if (!caller) throw KernelError.SignInNeeded()
  if (endpoint.right !== "" && !caller.rights.has(endpoint.right))
    throw KernelError.NotAllowed({ right: endpoint.right })
  if (endpoint.freshSignIn && !caller.fresh) throw KernelError.FreshSignInNeeded()
  return caller
}

/**
 * A session cookie alone proves nothing about who made the browser send it: header and origin must be ours (S07). Hosts
 * are compared, not schemes: behind a proxy that ends TLS we see http where the browser saw https.
 */
function checkOrigin(request: FastifyRequest): void {
  const origin = request.headers.origin
  const isOurs = origin === undefined || (URL.canParse(origin) && new URL(origin).host === request.host)
  if (request.headers["x-maido-csrf"] !== "1" || !isOurs) throw KernelError.ForeignOrigin()
}

function checkVersion(request: FastifyRequest): void {
  const version = request.headers["maido-version"]
  if (version === undefined) return
  const known: readonly unknown[] = apiVersions
  if (!known.includes(version))
    throw KernelError.UnknownVersion({ supported: apiVersions.join(", "), field: "Maido-Version" })
}

/** Path, query and body as one set of named parameters, parsed by the contract. */
function readParams(endpoint: Endpoint, request: FastifyRequest): unknown {
  const path = request.params as Record<string, string> // safe: the router gives named text parts
  const query = Object.fromEntries(new URL(request.url, "http://local").searchParams)
  const given = endpoint.method === "GET" ? inspect(query) : readBodyParams(request)
  const parsed = endpoint.params.safeParse({ ...given, ...path })
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const field = issue?.code === "unrecognized_keys" ? issue.keys.join(", ") : (issue?.path.join(".") ?? "")
  throw KernelError.InvalidRequest({
    field,
    issues: parsed.error.issues.slice(0, 20).map((i) => ({ path: i.path.join("."), message: i.message })),
  })
}

function readBodyParams(request: FastifyRequest): object {
  if (!Buffer.isBuffer(request.body) || request.body.length === 0) return {}
  const bytes = readBody(request.body, {
    contentEncoding: request.headers["content-encoding"],
    maxBytes: bodyLimits.api,
  })
  const value = readJson(bytes)
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw KernelError.InvalidRequest({ field: "(body)" })
  return value
}

const actorKey = (actor: Actor): string =>
  actor.kind === "staff"
    ? actor.staffId
    : actor.kind === "key"
      ? actor.keyId
      : actor.kind === "customer"
        ? actor.customerId
        : actor.kind

function limitHeaders(reply: FastifyReply, left: { limit: number; remaining: number; resetSeconds: number }): void {
  void reply.headers({
    "ratelimit-limit": left.limit,
    "ratelimit-remaining": left.remaining,
    "ratelimit-reset": left.resetSeconds,
  })
}
