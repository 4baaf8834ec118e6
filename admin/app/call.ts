import type { z } from "zod"
import type { Endpoint } from "../../server/kernel/endpoint.ts"
import type { Text } from "../../ui/text.ts"

/** A request that was answered with no, or not at all. The message says what happened and what to do. */
export class CallError extends Error {
  override readonly name = "CallError"
  /** 0 when no answer came. */
  readonly status: number
  readonly code: string
  readonly sentence: Text
  readonly field: string | null
  readonly requestId: string | undefined
  readonly details: Readonly<Record<string, unknown>>
  /** How long the server asks us to stay away; undefined when it did not say. */
  readonly waitMs: number | undefined

  constructor(
    parts: Pick<CallError, "status" | "code" | "sentence" | "field" | "requestId" | "details"> & { waitMs?: number },
  ) {
    super(`${parts.code}: ${parts.sentence.en}`)
    this.status = parts.status
    this.code = parts.code
    this.sentence = parts.sentence
    this.field = parts.field
    this.requestId = parts.requestId
    this.details = parts.details
    this.waitMs = parts.waitMs
  }
}

type Shape = z.ZodRawShape
/** What a caller of the endpoint hands over; keys with a default may be left out. */
export type Params<P extends Shape> = z.input<z.ZodObject<P>>
/** What an endpoint answers: `Reply<typeof getOrder>`. */
export type Reply<E extends { readonly reply: z.ZodType }> = z.output<E["reply"]>
/** Told of each request that was not answered or that the server had no room for. */
let unanswered = () => {}
export const onUnanswered = (listener: () => void): void => {
  unanswered = listener
}

type CallOptions = { readonly signal?: AbortSignal /** Makes a repeated write count once. */; readonly key?: string }

/** Asks the server as the contract says. Throws CallError, also when the answer is not what the contract promises. */
export function call<P extends Shape, R>(
  endpoint: Endpoint<P, R>,
  params: Params<P>,
  options: CallOptions = {},
): Promise<R> {
  const { url, rest } = address(endpoint, params)
  if (endpoint.method === "GET") return exchange("GET", url + query(rest), undefined, endpoint.reply, options)
  return exchange(endpoint.method, url, rest, endpoint.reply, options)
}

/** A door beside the API, such as those of signing in: one path, one body, one reply. */
export type Door<B extends z.ZodType, R extends z.ZodType> = {
  readonly method: "GET" | "POST"
  readonly path: string
  readonly body: B
  readonly reply: R
}

export const knock = <B extends z.ZodType, R extends z.ZodType>(
  door: Door<B, R>,
  body: z.output<B>,
): Promise<z.output<R>> => exchange(door.method, door.path, door.method === "GET" ? undefined : body, door.reply, {})

async function exchange<R extends z.ZodType>(
  method: string,
  url: string,
  body: unknown,
  reply: R,
  options: CallOptions,
): Promise<z.output<R>> {
  const response = await ask(url, {
    method,
    credentials: "same-origin",
    headers: {
      accept: "application/json",
      ...(body !== undefined && { "content-type": "application/json", "x-maido-csrf": "1" }),
      ...(options.key && { "idempotency-key": options.key }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(options.signal && { signal: options.signal }),
  })
  const answer: unknown = await response.json().catch(() => null)
  if (response.status >= 502) unanswered()
  if (!response.ok) throw refusal(response, answer)
  const read = reply.safeParse(answer)
  if (read.success) return read.data
  const requestId = response.headers.get("x-request-id") ?? undefined
  throw new CallError({ ...unreadable, status: response.status, requestId, details: { issues: read.error.issues } })
}

async function ask(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init)
  } catch (cause) {
    if (init.signal?.aborted) throw cause
    unanswered()
    throw new CallError(unreachable)
  }
}

/** Puts the named parts into the path and gives back what is left of the parameters. */
export function address(
  endpoint: Pick<Endpoint, "path">,
  params: object,
): { url: string; rest: Record<string, unknown> } {
  const rest: Record<string, unknown> = { ...params }
  const url = endpoint.path.replace(/:(\w+)/g, (_, name: string) => {
    const value = rest[name]
    delete rest[name]
    if (value === undefined || value === null || value === "") throw new Error(`${endpoint.path} needs ${name}`)
    return encodeURIComponent(String(value))
  })
  return { url, rest }
}

/** `?a=1&days=mon,tue`: undefined is left out, lists are joined by commas, instants are ISO. */
export function query(params: Record<string, unknown>): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(params)) {
    if (value === undefined || value === null) continue
    search.set(
      name,
      value instanceof Date ? value.toISOString() : Array.isArray(value) ? value.join(",") : String(value),
    )
  }
  return search.size > 0 ? `?${search}` : ""
}

const none = { field: null, requestId: undefined, details: {} }
const unreachable = {
  ...none,
  status: 0,
  code: "console.Unreachable",
  sentence: {
    ja: "サーバーにつながりません。通信の状態を確かめて、もう一度お試しください。",
    en: "The server cannot be reached. Check the connection and try again.",
  },
}
const unreadable = {
  ...none,
  code: "console.UnexpectedReply",
  sentence: {
    ja: "サーバーの返事がこの画面の版と合いません。画面を読み込み直してください。",
    en: "The server's answer does not fit this version of the screen. Reload the page.",
  },
}
const unexplained = (status: number) => ({
  ...none,
  status,
  code: "console.Refused",
  sentence: {
    ja: `サーバーが応えられませんでした（${status}）。少しおいて、もう一度お試しください。`,
    en: `The server could not answer (${status}). Try again shortly.`,
  },
})

function refusal(response: Response, body: unknown): CallError {
  const requestId = response.headers.get("x-request-id") ?? undefined
  const wait = waitOf(response)
  if (typeof body !== "object" || body === null || !("error" in body))
    return new CallError({ ...unexplained(response.status), requestId, ...wait })
  const error = body.error as Refusal // safe: every refusal of our server has this form; parts are checked below
  if (!error.message?.ja || !error.message.en)
    return new CallError({ ...unexplained(response.status), requestId, ...wait })
  return new CallError({
    status: response.status,
    code: error.code ?? "console.Refused",
    sentence: error.message,
    field: error.field ?? null,
    requestId: error.request_id ?? requestId,
    details: error.details ?? {},
    ...wait,
  })
}

function waitOf(response: Response): { waitMs?: number } {
  const seconds = Number(response.headers.get("retry-after") ?? "")
  return Number.isFinite(seconds) && seconds > 0 ? { waitMs: seconds * 1000 } : {}
}

type Refusal = {
  code?: string
  message?: Text
  field?: string | null
  request_id?: string
  details?: Record<string, unknown>
}
