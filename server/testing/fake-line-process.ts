import { createHash, randomUUID } from "node:crypto"
import { closeSync, fsyncSync, openSync, writeSync } from "node:fs"
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from "jose"

// An official account in the manner of LINE, in a process of its own: it knows retry keys for 24 hours, has both kinds of
// 429, answers 200 for whoever has blocked it, and can be told to misbehave. What friends truly received goes to a file.

type Fault = {
  /** Of paths that begin so. */
  readonly path?: string
  readonly times?: number
  /** Calls that go well before. */
  readonly skip?: number
  /** `status` without taking anything over; `then` after having taken it over; `hang-up` and `hold` likewise, without an answer. */
  readonly does: "status" | "then" | "hang-up" | "hold"
  readonly status?: number
  readonly message?: string
  readonly retryAfter?: string
}

const log = openSync(process.argv[2] ?? "/dev/null", "a")
type Known = { at: number; requestId: string; sent: object[] }
type State = {
  token: string
  now: number
  limit: number | null
  used: number
  blocked: Set<string>
  strangers: Set<string>
  /** Null: not a verified account, which is told nobody. */
  followers: string[] | null
  faults: Fault[]
  keys: Map<string, Known>
  usedReplies: Set<string>
  menus: Map<string, { picture: boolean }>
  held: (() => void)[]
  audiences: Map<number, { people: string[]; status: string }>
  /** What an audience becomes that is uploaded from now on. */
  audience: string
  narrowcasts: Map<string, object>
  /** What is told of narrowcasts: null, as they are. */
  progress: object | null
}
const state: State = {
  token: process.argv[3] ?? "",
  now: Date.now(),
  limit: null,
  used: 0,
  blocked: new Set(),
  strangers: new Set(),
  followers: null,
  faults: [],
  keys: new Map(),
  usedReplies: new Set(),
  menus: new Map(),
  held: [],
  audiences: new Map(),
  audience: "READY",
  narrowcasts: new Map(),
  progress: null,
}
const dayMs = 24 * 3_600_000
const botId = `U${"b".repeat(32)}`

const note = (line: object) => {
  writeSync(log, `${JSON.stringify(line)}\n`)
  fsyncSync(log)
}

type Reply = { status: number; body: object; headers?: Record<string, string> }
const refuse = (status: number, message: string, headers: Record<string, string> = {}): Reply => ({
  status,
  body: { message },
  headers,
})
const quotaHasNoRoom = (more: number) => state.limit !== null && state.used + more > state.limit

type Asked = { method: string; path: string; body: Record<string, unknown>; key: string | undefined; type: string }

function message(asked: Asked): Reply {
  const { body, path, key } = asked
  const way = path.split("/").at(-1) ?? ""
  const messages = Array.isArray(body["messages"]) ? body["messages"] : []
  if (messages.length < 1 || messages.length > 5)
    return refuse(400, "The request body has 1 error(s): messages, Size must be between 1 and 5")
  if (way === "reply") return reply(String(body["replyToken"]), messages)
  const to = way === "multicast" ? Object(body["to"]) : [String(body["to"])]
  const known = key === undefined ? undefined : state.keys.get(key)
  if (known && state.now - known.at < dayMs)
    return {
      status: 409,
      body: { message: "The retry key is already accepted", sentMessages: known.sent },
      headers: { "x-line-accepted-request-id": known.requestId },
    }
  if (quotaHasNoRoom(to.length)) return refuse(429, "You have reached your monthly limit.")
  if (way === "push" && state.strangers.has(to[0])) return refuse(400, "Failed to send messages")
  return take(to, messages, way, key)
}

/** An audience of user ids; LINE makes it ready in its own time. */
function audience({ method, path, body }: Asked): Reply {
  const given = Array.isArray(body["audiences"]) ? body["audiences"].map(({ id }) => String(id)) : []
  if (path.endsWith("/upload")) {
    if (given.length < 1 || given.length > 10_000) return refuse(400, "audiences must be between 1 and 10,000")
    const id = method === "POST" ? 5_000_000_000 + state.audiences.size : Number(body["audienceGroupId"])
    const people = [...(state.audiences.get(id)?.people ?? []), ...given]
    state.audiences.set(id, { people, status: state.audience })
    return { status: 202, body: method === "POST" ? { audienceGroupId: id, type: "UPLOAD" } : {} }
  }
  const id = Number(path.split("/").at(-1))
  const known = state.audiences.get(id)
  if (!known) return refuse(400, "audience group not found")
  if (method === "DELETE") state.audiences.delete(id)
  const audienceGroup = { audienceGroupId: id, status: known.status, audienceCount: known.people.length }
  return { status: 200, body: method === "DELETE" ? {} : { audienceGroup, jobs: [] } }
}

function narrowcast({ body, key }: Asked): Reply {
  const known = key === undefined ? undefined : state.keys.get(key)
  if (known)
    return {
      status: 409,
      body: { message: "The retry key is already accepted" },
      headers: { "x-line-accepted-request-id": known.requestId },
    }
  const to = state.audiences.get(Number(Object(body["recipient"]).audienceGroupId))
  if (to?.status !== "READY") return refuse(400, "The audience is not ready")
  if (quotaHasNoRoom(to.people.length)) return refuse(429, "You have reached your monthly limit.")
  const isSmall = to.people.length < 50
  const messages = Array.isArray(body["messages"]) ? body["messages"] : []
  const taken = take(isSmall ? [] : to.people, messages, "narrowcast", key)
  const requestId = taken.headers?.["x-line-request-id"] ?? ""
  const count = to.people.length
  const end = isSmall
    ? { phase: "failed", errorCode: 4, failedDescription: "an audience of less than 50" }
    : { phase: "succeeded", targetCount: count, successCount: count, failureCount: 0 }
  state.narrowcasts.set(requestId, { ...end, acceptedTime: new Date(state.now).toISOString() })
  return { ...taken, status: 202, body: {} }
}

function reply(token: string, messages: readonly unknown[]): Reply {
  const to = /^reply:(U[0-9a-f]{32}):/.exec(token)?.[1]
  if (to === undefined || state.usedReplies.has(token)) return refuse(400, "Invalid reply token")
  state.usedReplies.add(token)
  return take([to], messages, "reply", undefined)
}

function take(to: readonly string[], messages: readonly unknown[], way: string, key: string | undefined): Reply {
  const requestId = randomUUID()
  const sent = messages.map(() => ({ id: String(Math.floor(Math.random() * 1e15)) }))
  for (const userId of to) note({ kind: "received", userId, way, key, messages, isShown: !state.blocked.has(userId) })
  if (way !== "reply") state.used += to.length
  if (key !== undefined) state.keys.set(key, { at: state.now, requestId, sent })
  return {
    status: 200,
    body: way === "multicast" || way === "narrowcast" ? {} : { sentMessages: sent },
    headers: { "x-line-request-id": requestId },
  }
}

/** Two at a time, so that pages are turned. */
function followers(start: string | null): Reply {
  if (state.followers === null) return refuse(403, "Access to this API is not available for your account")
  const from = Number(start ?? 0)
  const next = from + 2 < state.followers.length ? { next: String(from + 2) } : {}
  return { status: 200, body: { userIds: state.followers.slice(from, from + 2), ...next } }
}

function read(path: string): Reply {
  if (path === "/v2/bot/info")
    return {
      status: 200,
      body: { userId: botId, basicId: "@hinata", displayName: "ひなた", chatMode: "bot", markAsReadMode: "auto" },
    }
  if (path === "/v2/bot/message/quota")
    return { status: 200, body: state.limit === null ? { type: "none" } : { type: "limited", value: state.limit } }
  if (path === "/v2/bot/message/quota/consumption") return { status: 200, body: { totalUsage: state.used } }
  const userId = /^\/v2\/bot\/profile\/(U[0-9a-f]{32})$/.exec(path)?.[1]
  if (userId === undefined || state.blocked.has(userId) || state.strangers.has(userId)) return refuse(404, "Not found")
  return { status: 200, body: { userId, displayName: `はな ${userId.slice(-2)}`, language: "ja" } }
}

function menu({ method, path, body, type }: Asked): Reply {
  if (path === "/v2/bot/richmenu" && method === "POST") {
    if (!Array.isArray(body["areas"])) return refuse(400, "areas must be specified")
    const richMenuId = `richmenu-${randomUUID().replaceAll("-", "")}`
    state.menus.set(richMenuId, { picture: false })
    return { status: 200, body: { richMenuId } }
  }
  const id = /richmenu-[0-9a-f]+/.exec(path)?.[0]
  const known = id === undefined ? undefined : state.menus.get(id)
  if (path.startsWith("/v2/bot/richmenu/bulk/")) {
    for (const userId of Object(body["userIds"])) note({ kind: "menu", userId, menu: body["richMenuId"] ?? null })
    return { status: 202, body: {} }
  }
  if (id === undefined || !known) return refuse(404, "richmenu not found")
  if (path.endsWith("/content")) {
    if (!/^image\/(png|jpeg)$/.test(type)) return refuse(415, "unsupported media type")
    state.menus.set(id, { picture: true })
    return { status: 200, body: {} }
  }
  if (path.startsWith("/v2/bot/user/all/richmenu/")) {
    if (!known.picture) return refuse(400, "must upload richmenu image before applying it to user")
    note({ kind: "menu", userId: "all", menu: id })
    return { status: 200, body: {} }
  }
  if (method === "DELETE") state.menus.delete(id)
  return method === "DELETE" ? { status: 200, body: {} } : refuse(404, "Not found")
}

function answer(asked: Asked): Reply {
  const { method, path } = asked
  if (path.startsWith("/v2/bot/audienceGroup/")) return audience(asked)
  if (path === "/v2/bot/message/narrowcast" && method === "POST") return narrowcast(asked)
  if (/^\/v2\/bot\/message\/(push|reply|multicast)$/.test(path) && method === "POST") return message(asked)
  if (/^\/v2\/bot\/user\/U[0-9a-f]{32}\/linkToken$/.test(path))
    return { status: 200, body: { linkToken: `link-${randomUUID()}` } }
  if (path.includes("/richmenu")) return menu(asked)
  return method === "GET" ? read(path) : refuse(404, "Not found")
}

/** What the first fault in the row says of this call; `skip` calls of its path go well before. */
function nextFault(path: string): Fault | undefined {
  const [fault, ...rest] = state.faults
  if (!fault || !path.startsWith(fault.path ?? "")) return undefined
  const { skip = 0, times = 1 } = fault
  if (skip > 0) state.faults = [{ ...fault, skip: skip - 1 }, ...rest]
  else state.faults = times > 1 ? [{ ...fault, times: times - 1 }, ...rest] : rest
  return skip > 0 ? undefined : fault
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}

// LINE Login: whoever is asked says yes at once. Codes work once; tokens are signed as LINE signs them.
const login = {
  userId: `U${"a".repeat(32)}`,
  channelId: "1650000001",
  secret: "fake-login-secret-0123456789abcd",
  alg: "HS256",
}
const codes = new Map<string, { redirect: string; challenge: string; nonce: string; userId: string }>()
const keyPair = generateKeyPair("ES256", { extractable: true })

function authorize(query: URLSearchParams, response: ServerResponse): void {
  const [redirect, state] = [query.get("redirect_uri") ?? "", query.get("state") ?? ""]
  const isRight =
    query.get("client_id") === login.channelId && query.get("code_challenge_method") === "S256" && state.length >= 20
  if (!isRight) return say(response, refuse(400, "invalid request"))
  const code = randomUUID()
  const [challenge, nonce] = [query.get("code_challenge") ?? "", query.get("nonce") ?? ""]
  codes.set(code, { redirect, challenge, nonce, userId: login.userId })
  response.writeHead(302, { location: `${redirect}?${new URLSearchParams({ code, state }).toString()}` }).end()
}

async function token(form: URLSearchParams, response: ServerResponse): Promise<void> {
  const known = codes.get(form.get("code") ?? "")
  codes.delete(form.get("code") ?? "")
  const proof = createHash("sha256")
    .update(form.get("code_verifier") ?? "")
    .digest("base64url")
  const isRight =
    known?.redirect === form.get("redirect_uri") &&
    known?.challenge === proof &&
    form.get("client_secret") === login.secret
  if (!known || !isRight) return say(response, refuse(400, "invalid grant"))
  const idToken = await idTokenFor({ sub: known.userId, nonce: known.nonce })
  say(response, {
    status: 200,
    body: { access_token: "a", token_type: "Bearer", expires_in: 2_592_000, id_token: idToken },
  })
}

type Claims = { sub: string; nonce?: string; aud?: string; iss?: string; exp?: number; alg?: string; email?: string }

/** A token as LINE makes it, or with what the test wants to be wrong. */
async function idTokenFor({ alg = login.alg, ...claims }: Claims): Promise<string> {
  const now = Math.floor(state.now / 1_000)
  const whole = { iss: "https://access.line.me", aud: login.channelId, iat: now, exp: now + 3_600, ...claims }
  if (alg === "none") return new UnsecuredJWT(whole).encode()
  const key = alg === "HS256" ? new TextEncoder().encode(login.secret) : (await keyPair).privateKey
  return new SignJWT(whole).setProtectedHeader({ alg, kid: "1", typ: "JWT" }).sign(key)
}

async function oauth(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://line")
  if (pathname.endsWith("/authorize")) return authorize(searchParams, response)
  if (pathname.endsWith("/token"))
    return token(new URLSearchParams((await bytesOf(request)).toString("utf8")), response)
  const jwk = await exportJWK((await keyPair).publicKey)
  say(response, { status: 200, body: { keys: [{ ...jwk, kid: "1", use: "sig", alg: "ES256" }] } })
}

async function api(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname: path, searchParams } = new URL(request.url ?? "/", "http://line")
  const type = request.headers["content-type"] ?? ""
  const bytes = await bytesOf(request)
  const isJson = type.startsWith("application/json") && bytes.length > 0
  const body: Record<string, unknown> = isJson ? JSON.parse(bytes.toString("utf8")) : {}
  const header = request.headers["x-line-retry-key"]
  const key = typeof header === "string" ? header : undefined
  const method = request.method ?? "GET"
  note({ kind: "asked", method, path, key, ...(isJson ? { body } : {}) })
  if (request.headers.authorization !== `Bearer ${state.token}`)
    return say(response, refuse(401, "Authentication failed due to the following reason: invalid token."))
  const fault = nextFault(path)
  if (fault?.does === "status")
    return say(
      response,
      refuse(
        fault.status ?? 500,
        fault.message ?? "fault",
        fault.retryAfter ? { "retry-after": fault.retryAfter } : {},
      ),
    )
  if (path === "/v2/bot/message/progress/narrowcast") {
    const told = state.narrowcasts.get(searchParams.get("requestId") ?? "")
    return say(response, told ? { status: 200, body: state.progress ?? told } : refuse(404, "Not found"))
  }
  if (path === "/v2/bot/followers/ids") return say(response, followers(searchParams.get("start")))
  const given = answer({ method, path, body, key, type })
  if (fault?.does === "then") return say(response, refuse(fault.status ?? 500, fault.message ?? "fault"))
  if (fault?.does === "hang-up") return void request.socket.destroy()
  if (fault?.does === "hold") await new Promise<void>((go) => state.held.push(go))
  say(response, given)
}

function say(response: ServerResponse, { status, body, headers = {} }: Reply): void {
  response.writeHead(status, { "content-type": "application/json", "x-line-request-id": randomUUID(), ...headers })
  response.end(JSON.stringify(body))
}

async function control(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const wanted = JSON.parse((await bytesOf(request)).toString("utf8") || "{}")
  if (wanted.faults) state.faults = wanted.faults
  if (wanted.token) state.token = wanted.token
  if ("limit" in wanted) state.limit = wanted.limit
  if ("used" in wanted) state.used = wanted.used
  if (wanted.blocked) state.blocked = new Set(wanted.blocked)
  if ("followers" in wanted) state.followers = wanted.followers
  if (wanted.audience) state.audience = wanted.audience
  if (wanted.ready) for (const one of state.audiences.values()) one.status = wanted.ready
  if ("progress" in wanted) state.progress = wanted.progress
  if (wanted.strangers) state.strangers = new Set(wanted.strangers)
  if (wanted.passMs) state.now += wanted.passMs
  if (wanted.now) state.now = Date.parse(wanted.now)
  if (wanted.login) Object.assign(login, wanted.login)
  if (wanted.idToken) return say(response, { status: 200, body: { idToken: await idTokenFor(wanted.idToken) } })
  if (wanted.letGo) for (const go of state.held.splice(0)) go()
  say(response, { status: 200, body: {} })
}

const server = createServer((request, response) => {
  if (request.url === "/__control") void control(request, response)
  else if (request.url?.startsWith("/oauth2/")) void oauth(request, response)
  else void api(request, response)
})
server.listen(0, "127.0.0.1", () => {
  const address = server.address()
  process.stdout.write(`${typeof address === "object" ? address?.port : ""}\n`)
})
// Ends with whoever started it.
process.stdin.resume()
process.stdin.on("end", () => {
  closeSync(log)
  process.exit(0)
})
