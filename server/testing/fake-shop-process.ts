import { createHmac, randomUUID } from "node:crypto"
import { appendFileSync } from "node:fs"
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"

// A shop in the manner of Shopify, in a process of its own: it signs and sends webhooks, answers the Admin API, and can
// be told to misbehave. What it truly received goes to a log, one JSON line each.

type Delivery = {
  readonly url: string
  readonly secret: string
  readonly shopDomain: string
  readonly messages: readonly { topic: string; body: unknown; eventId?: string; at?: string }[]
  readonly copies?: number
  readonly seed?: number
  readonly delayMs?: number
  readonly together?: boolean
}
type Fault = { readonly status: number; readonly retryAfter?: string }
type Order = { readonly id: number; readonly updated_at: string }

const log = process.argv[2] ?? "/dev/null"
const token = process.argv[3] ?? ""
const orders = new Map<number, Order>()
let subscriptions: { id: number; topic: string; address: string }[] = []
let faults: Fault[] = []
let forgetPages = false
// Page tokens carry the round in which they were given out; those of earlier rounds are forgotten.
let round = 0
let nextId = 1

const note = (entry: object) => appendFileSync(log, `${JSON.stringify(entry)}\n`)

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks).toString("utf8")
}

const answer = (response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}) => {
  response.writeHead(status, { "content-type": "application/json", ...headers })
  response.end(JSON.stringify(body))
}

/** Deterministic shuffle: the same seed gives the same disorder. */
function shuffled<T>(list: readonly T[], seed: number): T[] {
  const result = [...list]
  let state = seed
  for (let i = result.length - 1; i > 0; i--) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    const j = state % (i + 1)
    const a = result[i]
    const b = result[j]
    if (a !== undefined && b !== undefined) [result[i], result[j]] = [b, a]
  }
  return result
}

async function deliver({
  url,
  secret,
  shopDomain,
  messages,
  copies = 1,
  seed,
  delayMs = 0,
  together = false,
}: Delivery): Promise<number[]> {
  const marked = messages.map((message) => ({ ...message, eventId: message.eventId ?? randomUUID() }))
  const all = Array.from({ length: copies }, () => marked).flat()
  const send = async ({ topic, body, eventId, at }: (typeof marked)[number]) => {
    const raw = JSON.stringify(body)
    const reply = await fetch(url, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "x-shopify-topic": topic,
        "x-shopify-hmac-sha256": createHmac("sha256", secret).update(raw).digest("base64"),
        "x-shopify-shop-domain": shopDomain,
        "x-shopify-event-id": eventId,
        "x-shopify-webhook-id": randomUUID(),
        ...(at ? { "x-shopify-triggered-at": at } : {}),
      },
      body: raw,
    })
    await reply.arrayBuffer()
    return reply.status
  }
  const queue = seed === undefined ? all : shuffled(all, seed)
  if (together) return Promise.all(queue.map(send))
  const statuses: number[] = []
  for (const message of queue) {
    if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs))
    statuses.push(await send(message))
  }
  return statuses
}

function listOrders(url: URL, response: ServerResponse): void {
  const limit = Number(url.searchParams.get("limit") ?? 50)
  const page = url.searchParams.get("page_info")
  if (page !== null && forgetPages) {
    forgetPages = false
    round++
  }
  if (page !== null && page.split("|")[2] !== String(round))
    return answer(response, 400, { errors: { page_info: "Invalid value." } })
  const since = page === null ? (url.searchParams.get("updated_at_min") ?? "") : (page.split("|")[0] ?? "")
  const from = page === null ? 0 : Number(page.split("|")[1])
  const found = [...orders.values()]
    .filter((order) => Date.parse(order.updated_at) >= Date.parse(since))
    .sort((a, b) => Date.parse(a.updated_at) - Date.parse(b.updated_at) || a.id - b.id)
  const more = from + limit < found.length
  const next = `http://${response.req.headers.host}/admin/api/orders.json?limit=${limit}&page_info=${encodeURIComponent(`${since}|${from + limit}|${round}`)}`
  answer(response, 200, { orders: found.slice(from, from + limit) }, more ? { link: `<${next}>; rel="next"` } : {})
}

type Discount = { id: string; input: Record<string, unknown>; codes: Map<string, string>; isActive: boolean }
const discounts = new Map<string, Discount>()
const jobs = new Map<string, { looks: number; nodes: object[] }>()
let scopes = ["read_discounts", "write_discounts"]
/** A mutation that is carried out, and whose answer then gets lost. */
let loseAnswers = 0
const everyCode = () => new Set([...discounts.values()].flatMap(({ codes }) => [...codes.keys()]))
const taken = { field: ["code"], code: "TAKEN", message: "Code must be unique. Please try a different code." }

type Input = Record<string, unknown> & { code?: string; title?: string; startsAt?: string; context?: { all?: string } }
/** What the product's calls name; which of them a call carries follows from the operation. */
type Variables = { id: string; code: string; search: string; ids: string[]; codes: { code: string }[]; discount: Input }
type Wanted = { query: string; variables: Variables }

function graphql({ query, variables }: Wanted, response: ServerResponse): void {
  const name = /it: (\w+)/.exec(query)?.[1] ?? ""
  const refuse = (code: string) => answer(response, 200, { errors: [{ message: code, extensions: { code } }] })
  if (!scopes.includes(query.startsWith("mutation") ? "write_discounts" : "read_discounts"))
    return refuse("ACCESS_DENIED")
  const it = discountAnswer(name, variables)
  if (loseAnswers > 0 && query.startsWith("mutation")) {
    loseAnswers--
    return void response.destroy()
  }
  answer(response, 200, { data: { it }, extensions: { cost: { requestedQueryCost: 10 } } })
}

/** As Shopify answers each of these; inputs it would refuse are refused. */
function discountAnswer(name: string, v: Variables): unknown {
  const known = discounts.get(v.id)
  const saved = (id: string) => ({ codeDiscountNode: { id }, userErrors: [] })
  if (name.endsWith("Create")) {
    const { code, ...input } = v.discount
    if (!code || !input.title || !input.startsAt || input.context?.all !== "ALL")
      return { codeDiscountNode: null, userErrors: [{ field: ["code"], code: "BLANK", message: "can't be blank" }] }
    if (everyCode().has(code)) return { codeDiscountNode: null, userErrors: [taken] }
    const id = `gid://shopify/DiscountCodeNode/${nextId++}`
    discounts.set(id, {
      id,
      input,
      codes: new Map([[code, `gid://shopify/DiscountRedeemCode/${nextId++}`]]),
      isActive: true,
    })
    return saved(id)
  }
  if (name === "codeDiscountNodeByCode") {
    const found = [...discounts.values()].find(({ codes }) => codes.has(v.code))
    return found ? { id: found.id } : null
  }
  if (name === "discountRedeemCodeBulkCreation") {
    const job = jobs.get(v.id)
    return job ? { done: job.looks++ > 0, codes: { nodes: job.nodes } } : null
  }
  if (!known)
    return {
      codeDiscountNode: null,
      bulkCreation: null,
      userErrors: [{ field: ["id"], code: "INVALID", message: "Discount does not exist" }],
    }
  if (name.endsWith("Update")) known.input = v.discount
  if (/Activate$|Deactivate$/i.test(name)) known.isActive = name === "discountCodeActivate"
  if (name === "codeDiscountNode") {
    const nodes = [...known.codes]
      .map(([code, id]) => ({ id, code }))
      .filter(({ code }) => v.search === `code:"${code}"`)
    return { codeDiscount: { codes: { nodes } } }
  }
  if (name === "discountCodeRedeemCodeBulkDelete") {
    for (const [code, id] of known.codes) if (v.ids.includes(id)) known.codes.delete(code)
    return { job: { id: `gid://shopify/Job/${nextId++}` }, userErrors: [] }
  }
  if (name === "discountRedeemCodeBulkAdd") return bulkAdd(known, v.codes)
  return saved(known.id)
}

function bulkAdd(discount: Discount, codes: { code: string }[]): unknown {
  if (codes.length > 100)
    return { bulkCreation: null, userErrors: [{ field: ["codes"], code: "MAX_EXCEEDED", message: "too many codes" }] }
  const all = everyCode()
  const nodes = codes.map(({ code }) => {
    if (all.has(code)) return { code, errors: [taken] }
    discount.codes.set(code, `gid://shopify/DiscountRedeemCode/${nextId++}`)
    return { code, errors: [] }
  })
  const id = `gid://shopify/DiscountRedeemCodeBulkCreation/${nextId++}`
  jobs.set(id, { looks: 0, nodes })
  return { bulkCreation: { id }, userErrors: [] }
}

async function admin(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
  const body = await bodyOf(request)
  note({
    method: request.method,
    path: url.pathname,
    query: url.search,
    token: request.headers["x-shopify-access-token"],
    body,
  })
  const fault = faults.shift()
  if (fault)
    return answer(
      response,
      fault.status,
      { errors: "fault" },
      fault.retryAfter ? { "retry-after": fault.retryAfter } : {},
    )
  if (request.headers["x-shopify-access-token"] !== token)
    return answer(response, 401, { errors: "[API] Invalid API key or access token" })
  if (url.pathname.endsWith("/orders.json")) return listOrders(url, response)
  if (url.pathname.endsWith("/graphql.json")) return graphql(JSON.parse(body), response)
  if (!url.pathname.endsWith("/webhooks.json")) return answer(response, 404, { errors: "Not Found" })
  if (request.method === "GET") return answer(response, 200, { webhooks: subscriptions })
  const { webhook } = JSON.parse(body)
  if (subscriptions.some((s) => s.topic === webhook.topic && s.address === webhook.address))
    return answer(response, 422, { errors: { address: ["for this topic has already been taken"] } })
  const made = { id: nextId++, topic: webhook.topic, address: webhook.address }
  subscriptions.push(made)
  answer(response, 201, { webhook: made })
}

async function control(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
  const wanted = JSON.parse((await bodyOf(request)) || "{}")
  if (url.pathname === "/__deliver") return answer(response, 200, { statuses: await deliver(wanted) })
  if (url.pathname === "/__orders") for (const order of wanted.orders) orders.set(order.id, order)
  if (url.pathname === "/__faults") faults = wanted.faults
  if (url.pathname === "/__discounts") {
    if (wanted.scopes) scopes = wanted.scopes
    if (wanted.loseAnswers) loseAnswers = wanted.loseAnswers
    const shown = [...discounts.values()].map(({ codes, ...rest }) => ({ ...rest, codes: [...codes.keys()] }))
    return answer(response, 200, { discounts: shown })
  }
  if (url.pathname === "/__forget-pages") forgetPages = true
  if (url.pathname === "/__lose-subscriptions") subscriptions = wanted.keep ? subscriptions.slice(0, wanted.keep) : []
  answer(response, 200, { subscriptions })
}

const server = createServer((request, response) => {
  const url = new URL(request.url ?? "/", "http://shop")
  const work = url.pathname.startsWith("/__") ? control : admin
  work(request, response, url).catch((error: unknown) => answer(response, 500, { error: String(error) }))
})
server.listen(0, "127.0.0.1", () => {
  const address = server.address()
  process.stdout.write(`${typeof address === "object" ? address?.port : ""}\n`)
})
// Ends with whoever started it.
process.stdin.resume()
process.stdin.on("end", () => process.exit(0))
