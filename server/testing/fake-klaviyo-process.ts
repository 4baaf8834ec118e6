import { appendFileSync } from "node:fs"
import { createServer, type ServerResponse } from "node:http"

// An account in the manner of Klaviyo, in a process of its own: it answers what is read of one, page by page behind
// opaque cursors, demands its key and a revision, and can be told to misbehave. What it was asked goes to a log.

type Item = { readonly id: string; readonly [field: string]: unknown }
type Account = {
  profiles: Item[]
  lists: (Item & { members: string[] })[]
  metrics: Item[]
  events: (Item & { attributes: { datetime: string } })[]
}
type Fault = {
  readonly status: number
  readonly retryAfter?: string
  readonly times?: number
  readonly path?: string
  readonly skip?: number
}

const log = process.argv[2] ?? "/dev/null"
let key = process.argv[3] ?? ""
let account: Account = { profiles: [], lists: [], metrics: [], events: [] }
let faults: Fault[] = []
// Calls whose query holds this wait until they are let go.
let heldQuery: string | null = null
const waiting: (() => void)[] = []
let scopes = ["profiles", "lists", "metrics", "events"]
// Cursors of an earlier round are forgotten.
let round = 0

const answer = (response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}) => {
  response.writeHead(status, { "content-type": "application/vnd.api+json", ...headers })
  response.end(JSON.stringify(body))
}
const refuse = (response: ServerResponse, status: number, code: string, headers: Record<string, string> = {}) =>
  answer(response, status, { errors: [{ status, code }] }, headers)

const largest: Record<string, number> = { profiles: 100, lists: 10, members: 100, metrics: 200, events: 1_000 }
const usual: Record<string, number> = { profiles: 20, lists: 10, members: 20, metrics: 200, events: 200 }

function page(response: ServerResponse, url: URL, what: string, items: readonly Item[], included?: unknown[]): void {
  const size = Number(url.searchParams.get("page[size]") ?? usual[what])
  if (!(size >= 1 && size <= (largest[what] ?? 0))) return refuse(response, 400, "invalid_page_size")
  const cursor = url.searchParams.get("page[cursor]")
  const [of, at = "", when] =
    cursor === null ? [what, "0", String(round)] : Buffer.from(cursor, "base64url").toString().split("|")
  if (of !== what || when !== String(round)) return refuse(response, 400, "invalid_cursor")
  const to = Number(at) + size
  const next = new URL(url.pathname + url.search, `http://${response.req.headers.host}`)
  next.searchParams.set("page[cursor]", Buffer.from(`${what}|${to}|${round}`).toString("base64url"))
  answer(response, 200, {
    data: items.slice(Number(at), to),
    ...(included && { included }),
    links: { self: url.href, next: to < items.length ? next.href : null, prev: null },
  })
}

/** Klaviyo lets profiles be filtered by when they were changed or suppressed, later than an instant; undefined for others. */
function profileFilter(filter: string | null): ((item: Item) => boolean) | undefined {
  if (filter === null) return () => true
  const [, field, since = ""] = /^greater-than\(([a-z.]+),([^)]+)\)$/.exec(filter) ?? []
  const isAfter = (at: unknown) => typeof at === "string" && Date.parse(at) > Date.parse(since)
  if (field === "updated") return ({ attributes }) => isAfter(Object(attributes).updated)
  if (field !== "subscriptions.email.marketing.suppression.timestamp") return undefined
  return ({ attributes }) => {
    const { suppression } = Object(Object(attributes).subscriptions?.email?.marketing)
    return Array.isArray(suppression) && suppression.some(({ timestamp }) => isAfter(timestamp))
  }
}

const bare = ({ id }: Item) => ({ type: "profile", id })

function read(response: ServerResponse, url: URL): void {
  const [, , what = "", listId] = url.pathname.split("/")
  if (!scopes.includes(what)) return refuse(response, 403, "permission_denied")
  if (what === "profiles") {
    const withSubscriptions = url.searchParams.get("additional-fields[profile]") === "subscriptions"
    const seen = ({ attributes, ...item }: Item) => {
      const { subscriptions, ...rest } = Object(attributes)
      return { ...item, type: "profile", attributes: withSubscriptions ? { ...rest, subscriptions } : rest }
    }
    const wanted = profileFilter(url.searchParams.get("filter"))
    if (!wanted) return refuse(response, 400, "invalid_filter")
    return page(response, url, "profiles", account.profiles.filter(wanted).map(seen))
  }
  if (what === "lists" && listId) {
    const list = account.lists.find(({ id }) => id === listId)
    if (!list) return refuse(response, 404, "not_found")
    const members = list.members.map((id) => bare({ id }))
    return page(response, url, "members", members)
  }
  if (what === "lists")
    return page(
      response,
      url,
      "lists",
      account.lists.map(({ members: _members, ...list }) => list),
    )
  if (what === "metrics") return page(response, url, "metrics", account.metrics)
  if (what !== "events") return refuse(response, 404, "not_found")
  const since = /^greater-or-equal\(datetime,([^)]+)\)$/.exec(url.searchParams.get("filter") ?? "")?.[1]
  const events = account.events
    .filter(({ attributes }) => since === undefined || Date.parse(attributes.datetime) >= Date.parse(since))
    .sort((a, b) => Date.parse(a.attributes.datetime) - Date.parse(b.attributes.datetime))
  page(response, url, "events", events, url.searchParams.get("include") === "metric" ? account.metrics : undefined)
}

/** What the first fault in the row says of this call; `skip` calls of its path go well before. */
function nextFault(path: string): Fault | undefined {
  const [fault, ...rest] = faults
  if (!fault || !path.startsWith(fault.path ?? "")) return undefined
  const { skip = 0, times = 1 } = fault
  if (skip > 0) faults = [{ ...fault, skip: skip - 1 }, ...rest]
  else faults = times > 1 ? [{ ...fault, times: times - 1 }, ...rest] : rest
  return skip > 0 ? undefined : fault
}

function api(response: ServerResponse, url: URL): void {
  const { headers } = response.req
  const fault = nextFault(url.pathname)
  if (fault) return refuse(response, fault.status, "fault", fault.retryAfter ? { "retry-after": fault.retryAfter } : {})
  if (headers.authorization !== `Klaviyo-API-Key ${key}`) return refuse(response, 401, "not_authenticated")
  if (!/^\d{4}-\d\d-\d\d$/.test(String(headers["revision"]))) return refuse(response, 400, "missing_revision")
  read(response, url)
}

async function control(response: ServerResponse, url: URL): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of response.req) chunks.push(Buffer.from(chunk))
  const wanted = JSON.parse(Buffer.concat(chunks).toString() || "{}")
  if (url.pathname === "/__account") account = { ...account, ...wanted }
  if (url.pathname === "/__faults") faults = wanted.faults
  if (url.pathname === "/__hold") heldQuery = wanted.query
  if (url.pathname === "/__hold" && heldQuery === null) for (const go of waiting.splice(0)) go()
  if (url.pathname === "/__key") key = wanted.key
  if (url.pathname === "/__scopes") scopes = wanted.scopes
  if (url.pathname === "/__forget-cursors") round++
  answer(response, 200, {})
}

const server = createServer((request, response) => {
  const url = new URL(request.url ?? "/", "http://klaviyo")
  if (url.pathname.startsWith("/__")) void control(response, url)
  else {
    const { pathname: path, search: query } = url
    appendFileSync(log, `${JSON.stringify({ path, query, revision: request.headers["revision"] })}\n`)
    if (heldQuery !== null && query.includes(heldQuery)) waiting.push(() => api(response, url))
    else api(response, url)
  }
})
server.listen(0, "127.0.0.1", () => {
  const address = server.address()
  process.stdout.write(`${typeof address === "object" ? address?.port : ""}\n`)
})
// Ends with whoever started it.
process.stdin.resume()
process.stdin.on("end", () => process.exit(0))
