import { createHash } from "node:crypto"
import type { LineAnswer, LineApi, LineRequest } from "#line"

export type CaughtLine = {
  /** The retry key, where there is one: the same message is caught once. */
  readonly key: string | null
  readonly userId: string
  readonly way: "push" | "reply"
  readonly messages: readonly unknown[]
}
/** Keeps what a test brand would have sent. False when it is there already. */
export type CaughtLineStore = { readonly keep: (caught: CaughtLine, brandId: string) => Promise<boolean> }

/**
 * Answers as LINE does, and keeps every message for the console instead of sending it. It needs neither channel nor network:
 * whoever tries things out connects with any secret and token.
 */
export const lineCatcher =
  (brandId: string, store: CaughtLineStore): LineApi =>
  async (_token, request) => {
    const { method, path } = request
    if (method === "POST" && path === "/v2/bot/message/multicast") return keepAll(brandId, store, request)
    if (method === "POST" && /^\/v2\/bot\/message\/(push|reply)$/.test(path)) return keep(brandId, store, request)
    if (path === "/v2/bot/richmenu")
      return answered(200, { richMenuId: `richmenu-${idOf(JSON.stringify(request.body))}` })
    if (path.includes("/richmenu")) return answered(200, {})
    const body = answers[`${method} ${path}`]?.(brandId)
    if (body) return answered(200, body)
    return answered(404, { message: "Not found" })
  }

const idOf = (brandId: string) => createHash("sha256").update(`line bot of ${brandId}`).digest("hex").slice(0, 32)

const answers: Readonly<Record<string, (brandId: string) => object>> = {
  "GET /v2/bot/info": (brandId) => ({
    userId: `U${idOf(brandId)}`,
    basicId: `@${idOf(brandId).slice(0, 8)}`,
    displayName: "Maido test",
    chatMode: "bot",
    markAsReadMode: "auto",
  }),
  "GET /v2/bot/message/quota": () => ({ type: "limited", value: 1_000 }),
  "GET /v2/bot/followers/ids?limit=1000": () => ({ userIds: [] }),
  "GET /v2/bot/message/quota/consumption": () => ({ totalUsage: 0 }),
}

/** A test friend's free answer names the friend: `test:U…`. */
const testToken = /^test:(U[0-9a-f]{32})/

async function keep(brandId: string, store: CaughtLineStore, request: LineRequest): Promise<LineAnswer> {
  const body = Object(request.body)
  const way = request.path.endsWith("push") ? "push" : "reply"
  const userId = way === "push" ? String(body.to) : testToken.exec(String(body.replyToken))?.[1]
  const messages: readonly unknown[] = Array.isArray(body.messages) ? body.messages : []
  if (userId === undefined) return answered(400, { message: "Invalid reply token" })
  const isNew = await store.keep({ key: request.retryKey ?? null, userId, way, messages }, brandId)
  const sentMessages = messages.map((_, index) => ({ id: `${request.retryKey ?? userId}-${index}` }))
  return answered(isNew ? 200 : 409, isNew ? { sentMessages } : { message: "The retry key is already accepted" })
}

/** One for each of its readers, under a key of their own. */
async function keepAll(brandId: string, store: CaughtLineStore, request: LineRequest): Promise<LineAnswer> {
  const { to, messages } = Object(request.body)
  for (const userId of Array.isArray(to) ? to : [])
    await store.keep(
      { key: uuidOf(`${request.retryKey} ${userId}`), userId: String(userId), way: "push", messages },
      brandId,
    )
  return answered(200, {})
}

/** A UUID that follows from what it names (RFC 9562 version 8). */
function uuidOf(name: string): string {
  const hex = createHash("sha256").update(name).digest("hex")
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

const answered = (status: number, body: object): LineAnswer => ({
  status,
  body,
  acceptedRequestId: null,
  retryAfterMs: null,
})
