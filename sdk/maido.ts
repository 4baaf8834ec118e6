/**
 * The browser tag. It keeps its visitor's id in the shop's own storage and sends what happens to the brand's own Maido:
 * no cookie of another site, nothing loaded from anywhere else, nothing sent after maido.optOut().
 *
 *   <script async src="https://maido.example.jp/sdk/maido.js" data-key="wk_…"></script>
 *
 * data-auto="off" sends no page views by itself; data-consent="required" waits for maido.optIn(); data-forms="on" shows
 * the brand's sign-up forms, whose code (forms.ts) is loaded only then.
 */
type Properties = Record<string, unknown>
type Message = Properties & { messageId: string }
type Call = readonly [keyof Maido, ...unknown[]]

export type Maido = {
  page: (name?: string, properties?: Properties) => void
  track: (event: string, properties?: Properties) => void
  /** `identify("customer-7", { plan: "gold" })`, or `identify({ email })` for who has no account yet. */
  identify: (userId: string | Properties, traits?: Properties) => void
  /** Forgets who it was: after a sign-out on a shared device. */
  reset: () => void
  optOut: () => void
  optIn: () => void
  anonymousId: () => string | null
}

const script = document.currentScript as HTMLScriptElement | null // safe: a classic script is what asks for this file
const settings = script?.dataset ?? {}
const endpoint = script ? new URL("/v1/b", script.src).href : "/v1/b"
const prefix = "maido:"
const maxKept = 300
const maxBatch = 50
// A request that must outlive its page may hold 64 kB.
const maxBytes = 60_000
const yearSeconds = 31_536_000

// ---- storage: the shop's own, or memory where it is forbidden -------------------------------------------------------

const memory = new Map<string, string>()
const attempt = <T>(work: () => T): T | undefined => {
  try {
    return work()
  } catch {
    return undefined
  }
}
const stored = attempt(() => {
  localStorage.setItem(`${prefix}t`, "1")
  localStorage.removeItem(`${prefix}t`)
  return localStorage
})
const get = (name: string): string | null => memory.get(name) ?? stored?.getItem(prefix + name) ?? null
const put = (name: string, value: string): void => {
  // A full storage refuses too: then this page remembers, as long as it lives.
  const isKept = attempt(() => stored && (stored.setItem(prefix + name, value), true))
  if (!isKept) memory.set(name, value)
}
const drop = (name: string): void => {
  stored?.removeItem(prefix + name)
  memory.delete(name)
}
const names = (): string[] => [
  ...(stored
    ? Object.keys(stored)
        .filter((key) => key.startsWith(prefix))
        .map((key) => key.slice(prefix.length))
    : []),
  ...memory.keys(),
]

const cookieOf = (name: string): string | null =>
  new RegExp(`(?:^|; )${name}=([^;]*)`).exec(document.cookie)?.[1] ?? null
const setCookie = (name: string, value: string, seconds: number): void => {
  document.cookie = `${name}=${value}; path=/; max-age=${seconds}; samesite=lax${location.protocol === "https:" ? "; secure" : ""}`
}

const newId = (): string => {
  if (crypto.randomUUID) return crypto.randomUUID()
  // Pages without https have no randomUUID.
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("")
}

// ---- who: an id in the shop's own cookie and storage, each mending the other ---------------------------------------

const isOff = (): boolean =>
  get("off") === "1" || cookieOf("_maido_off") === "1" || (settings.consent === "required" && get("off") !== "0")

const anonymousId = (): string => {
  const known = cookieOf("_maido") ?? get("anon") ?? newId()
  put("anon", known)
  setCookie("_maido", known, yearSeconds)
  return known
}

const forget = (): void => {
  for (const name of names()) if (name !== "off") drop(name)
  setCookie("_maido", "", 0)
}

// ---- what: messages wait in storage, one key each, so that tabs do not get in each other's way ----------------------

const campaign = (): Properties | undefined => {
  const found: Properties = {}
  for (const [key, value] of new URLSearchParams(location.search))
    if (key.startsWith("utm_")) found[key.slice(4).replace("campaign", "name")] = value
  return Object.keys(found).length > 0 ? found : undefined
}

const pageOf = () => ({
  url: location.href,
  path: location.pathname,
  search: location.search,
  referrer: document.referrer,
  title: document.title,
})

const send = (type: string, message: Properties): void => {
  if (isOff()) return
  const full: Message = {
    type,
    messageId: newId(),
    timestamp: new Date().toISOString(),
    anonymousId: anonymousId(),
    ...(get("user") ? { userId: get("user") } : {}),
    ...message,
    context: {
      page: pageOf(),
      campaign: campaign(),
      locale: navigator.language,
      library: { name: "maido.js", version: "1" },
    },
  }
  const waiting = queued()
  for (const old of waiting.slice(0, Math.max(0, waiting.length - maxKept + 1))) drop(old)
  // The key sorts by time, so that messages leave in the order in which they were made.
  put(
    `q${Date.now().toString(36)}${(count++).toString(36).padStart(4, "0")}${full.messageId.slice(0, 8)}`,
    JSON.stringify(full),
  )
  schedule(200)
}
let count = 0

const queued = (): string[] =>
  names()
    .filter((name) => name[0] === "q")
    .sort()

/** As many of the waiting messages as fit into one request. */
const nextBatch = (): { keys: string[]; body: string } | undefined => {
  const keys: string[] = []
  const parts: string[] = []
  let bytes = 0
  for (const key of queued()) {
    const text = get(key)
    if (!text) continue
    bytes += text.length * 3
    if (keys.length === maxBatch || (keys.length > 0 && bytes > maxBytes)) break
    keys.push(key)
    parts.push(text)
  }
  if (keys.length === 0) return undefined
  return {
    keys,
    body: `{"writeKey":${JSON.stringify(settings.key ?? "")},"sentAt":"${new Date().toISOString()}","batch":[${parts.join()}]}`,
  }
}

// ---- sending: until acknowledged; the server counts a message once, however often it comes --------------------------

let timer: ReturnType<typeof setTimeout> | undefined
let failures = 0
let isSending = false

const schedule = (ms: number): void => {
  if (timer === undefined) timer = setTimeout(flush, ms)
}

const flush = async (): Promise<void> => {
  clearTimeout(timer)
  timer = undefined
  if (isSending || isOff()) return
  const batch = nextBatch()
  if (!batch) return
  isSending = true
  const wait = await post(batch.body)
  isSending = false
  if (wait === 0) {
    failures = 0
    for (const key of batch.keys) drop(key)
  } else failures++
  if (queued().length > 0) schedule(wait)
}

/** How long to wait before sending again; 0 when these messages are dealt with. */
const post = async (body: string): Promise<number> => {
  const backoff = Math.min(60_000, 1_000 * 2 ** failures) * (0.8 + 0.4 * Math.random())
  try {
    // Text, so that the browser asks no permission first; no credentials, so that no cookie of ours could go along.
    const response = await fetch(endpoint, {
      method: "POST",
      body,
      keepalive: body.length < maxBytes,
      credentials: "omit",
      headers: { "content-type": "text/plain" },
    })
    const isTemporary = response.status >= 500 || response.status === 429
    return isTemporary ? Math.max(backoff, Number(response.headers.get("retry-after") ?? 0) * 1_000) : 0
  } catch {
    return backoff
  }
}

/** The page goes away: a beacon takes what waits. It stays queued, for nobody tells whether a beacon arrived. */
const leave = (): void => {
  const batch = isOff() ? undefined : nextBatch()
  if (batch) attempt(() => navigator.sendBeacon(endpoint, new Blob([batch.body], { type: "text/plain" })))
}

// ---- the tag's own words --------------------------------------------------------------------------------------------

const maido: Maido = {
  page: (name, properties = {}) =>
    send("page", { ...(name ? { name } : {}), properties: { ...pageOf(), ...properties } }),
  track: (event, properties = {}) => send("track", { event, properties }),
  identify: (who, traits = {}) => {
    if (isOff()) return
    if (typeof who === "string") put("user", who)
    send("identify", { traits: typeof who === "string" ? traits : who })
  },
  reset: forget,
  optOut: () => {
    forget()
    put("off", "1")
    setCookie("_maido_off", "1", yearSeconds)
  },
  optIn: () => {
    put("off", "0")
    setCookie("_maido_off", "", 0)
    start()
  },
  anonymousId: () => (isOff() ? null : anonymousId()),
}

let isStarted = false
const start = (): void => {
  if (isStarted || isOff()) return
  isStarted = true
  if (settings.auto !== "off") {
    let last = ""
    const look = () => {
      if (location.pathname + location.search === last) return
      last = location.pathname + location.search
      // The title is changed after the address by most shops.
      setTimeout(() => maido.page(), 0)
    }
    const push = history.pushState
    history.pushState = function (...args) {
      push.apply(this, args)
      look()
    }
    addEventListener("popstate", look)
    look()
  }
  if (settings.forms === "on" && script) {
    const forms = document.createElement("script")
    forms.async = true
    forms.dataset.key = settings.key ?? ""
    forms.src = new URL("forms.js", script.src).href
    document.head.append(forms)
  }
  schedule(0)
}

addEventListener("pagehide", leave)
addEventListener("online", () => void flush())

const before = (window as unknown as { maido?: Call[] }).maido // safe: a shop's page puts a list of calls there, or nothing
Object.assign(window, { maido })
start()
if (Array.isArray(before)) for (const [name, ...args] of before) (maido[name] as (...args: unknown[]) => void)(...args) // safe: each entry is a call that the page wanted to make
