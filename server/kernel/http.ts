import { STATUS_CODES } from "node:http"
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify"
import type { Capability } from "./capability.ts"
import type { Context } from "./context.ts"
import { isUnreachable } from "./db.ts"
import { EdgeError } from "./edge.ts"
import { apiVersions, type Door, openEndpoint, openPage } from "./doors.ts"
import { asksForPage, errorPage, errorPageHeaders } from "./error-page.ts"
import { ExpectedError, KernelError } from "./errors.ts"
import { openApi } from "./openapi.ts"
import { newRequestId } from "./request-id.ts"
import type { Telemetry } from "./telemetry.ts"
import type { Text } from "./text.ts"

export type HttpParts = Door & {
  readonly capabilities: readonly Capability[]
  readonly telemetry: Telemetry
  readonly trustProxy: string | undefined
  /** Whether the process can serve: what is missing, in words, or nothing. */
  readonly notReady: () => Promise<string[]>
  /** What somebody should look at although the process serves. */
  readonly doubts?: () => Promise<string[]>
}

/** The only file that knows which web framework we use. Opens every route and page of the product. */
export function openHttp(platform: Context, parts: HttpParts): FastifyInstance {
  const app = Fastify({
    logger: false,
    bodyLimit: 25_000_000,
    trustProxy: parts.trustProxy?.split(",").map((s) => s.trim()) ?? false,
    genReqId: () => newRequestId(platform),
    routerOptions: { maxParamLength: 2_000, ignoreTrailingSlash: true },
    forceCloseConnections: "idle",
    requestTimeout: 60_000,
  })
  // Bodies stay raw bytes until a door has checked signature, size and encoding itself.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body))
  app.addHook("onSend", async (request, reply) => {
    void reply.header("x-request-id", request.id)
    for (const [name, value] of Object.entries(safetyHeaders))
      if (!reply.hasHeader(name)) void reply.header(name, value)
  })
  app.addHook("onResponse", async (request, reply) => {
    const route = request.routeOptions.url ?? "unknown"
    parts.telemetry.requests.observe({ route, status: String(reply.statusCode) }, reply.elapsedTime / 1000)
    platform.log.debug(
      { route, status: reply.statusCode, ms: Math.round(reply.elapsedTime), requestId: request.id },
      "request",
    )
  })
  app.setErrorHandler((error, request, reply) => answerError(platform, parts, error, request, reply))
  app.setNotFoundHandler((request, reply) => answerError(platform, parts, KernelError.NotFound(), request, reply))
  healthDoors(app, parts)
  const endpoints = parts.capabilities.flatMap((c) => (c.routes ?? []).map((route) => route.endpoint))
  app.get("/api/v1/openapi.json", async (request, reply) => {
    await parts.rate.count(`openapi:${request.ip}`, 60)
    return reply.send(openApi(endpoints, apiVersions[0]))
  })
  for (const capability of parts.capabilities) {
    for (const route of capability.routes ?? []) openEndpoint(app, platform, parts, route)
    for (const page of capability.pages ?? []) openPage(app, platform, parts, page)
  }
  return app
}

// ASVS 3.4: what every answer carries unless a page has its own, stricter word on it (S06).
const safetyHeaders: Record<string, string> = {
  "strict-transport-security": "max-age=31536000; includeSubDomains",
  "x-content-type-options": "nosniff",
  "referrer-policy": "strict-origin-when-cross-origin",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
  "cross-origin-opener-policy": "same-origin",
}

function answerError(
  platform: Context,
  parts: HttpParts,
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const expected = toExpected(error)
  parts.telemetry.refused.inc({ code: expected?.code ?? "kernel.Bug" })
  if (!expected) {
    platform.log.error({ err: error, requestId: request.id, route: request.routeOptions.url }, "bug")
    // Never the error's own words: they may hold SQL or personal data.
    const message = {
      ja: "エラーが発生しました。もう一度お試しのうえ、続くときは request_id を添えてお知らせください。",
      en: "Something went wrong. Try again; if it persists, report it with the request_id.",
    }
    if (asksForPage(request.url, request.headers)) return answerPage(500, message, request, reply)
    return reply.code(500).send({ error: { code: "kernel.Bug", message, request_id: request.id } })
  }
  const { field, retryAfterSeconds, ...details } = expected.details
  if (retryAfterSeconds !== undefined) void reply.header("retry-after", String(retryAfterSeconds))
  if (asksForPage(request.url, request.headers)) return answerPage(expected.status, expected.sentence, request, reply)
  return reply.code(expected.status).send({
    error: { code: expected.code, message: expected.sentence, field: field ?? null, details, request_id: request.id },
  })
}

const answerPage = (status: number, sentence: Text, request: FastifyRequest, reply: FastifyReply) =>
  reply
    .code(status)
    .headers(errorPageHeaders)
    .send(errorPage(sentence, request.headers, request.id))

function toExpected(error: unknown): ExpectedError | undefined {
  if (error instanceof ExpectedError) return error
  if (isUnreachable(error)) return KernelError.Overloaded({ retryAfterSeconds: 2 })
  const status = typeof error === "object" && error !== null && "statusCode" in error ? error.statusCode : undefined
  if (status === 413) return EdgeError.TooLarge({ limitBytes: 25_000_000 })
  if (typeof status === "number" && status >= 400 && status < 500)
    return KernelError.InvalidRequest({ field: STATUS_CODES[status] ?? "request" })
  return undefined
}

function healthDoors(app: FastifyInstance, parts: HttpParts): void {
  app.get("/healthz", async () => ({ ok: true }))
  app.get("/readyz", async (_request, reply) => {
    const missing = await parts.notReady()
    const doubts = missing.length === 0 ? ((await parts.doubts?.()) ?? []) : []
    return reply.code(missing.length === 0 ? 200 : 503).send({ ready: missing.length === 0, missing, doubts })
  })
  app.get("/metrics", async (request, reply) => {
    await parts.rate.count(`metrics:${request.ip}`, 120)
    return reply.type(parts.telemetry.registry.contentType).send(await parts.telemetry.registry.metrics())
  })
}
