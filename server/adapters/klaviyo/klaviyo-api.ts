import { z } from "zod"
import { type Answer, cursorGone, type KlaviyoReader, KlaviyoTrouble, type Wanted } from "#klaviyo"
import { guardedRequest } from "../internet/guarded-request.ts"

const home = "https://a.klaviyo.com"
/** The dated shape of Klaviyo's API that is read here; each is answered for two years. */
export const revision = "2026-07-15"
const timeoutMs = 60_000
const maxBytes = 50_000_000
const longestWaitMs = 3_600_000

const Envelope = z.object({
  data: z.array(z.unknown()),
  included: z.array(z.unknown()).default([]),
  links: z.object({ next: z.string().nullish() }).nullish(),
})

/**
 * Reads an account at Klaviyo by its JSON:API, page by page. Of a link to the next page only the cursor is believed: the
 * key goes to no other place. `address` replaces Klaviyo's own, for tests: it may be local and plain.
 */
export function klaviyoApi(address: string = home): KlaviyoReader {
  const { origin } = new URL(address)
  const isElsewhere = origin !== home
  const send = guardedRequest(isElsewhere ? { mayReach: () => true, mayUse: (url) => url.origin === origin } : {})
  return async (key, wanted, { cursor, size }) => {
    const headers = { authorization: `Klaviyo-API-Key ${key}`, revision, accept: "application/vnd.api+json" }
    const url = `${origin}${pathOf(wanted, size, cursor)}`
    const answer = await send(url, { method: "GET", headers, maxBytes, timeoutMs }).catch((error: Error) => {
      throw new KlaviyoTrouble(error.message, error.message === "too_large" ? null : 5_000)
    })
    if (answer.status !== 200) throw troubleOf(answer.status, answer.headers["retry-after"], wanted, cursor)
    return read(answer.body)
  }
}

function pathOf(wanted: Wanted, size: number | undefined, cursor: string | null): string {
  const query = new URLSearchParams()
  if (wanted.what === "profiles") {
    query.set("additional-fields[profile]", "subscriptions")
    query.set("sort", "id")
    const { changedSince, suppressedSince } = wanted
    if (changedSince) query.set("filter", `greater-than(updated,${changedSince.toISOString()})`)
    if (suppressedSince) query.set("filter", `greater-than(${suppressedAt},${suppressedSince.toISOString()})`)
  }
  if (wanted.what === "lists") query.set("sort", "id")
  if (wanted.what === "events") {
    query.set("include", "metric")
    query.set("fields[metric]", "name")
    query.set("fields[event]", "datetime,timestamp,event_properties")
    query.set("sort", "datetime")
    if (wanted.since) query.set("filter", `greater-or-equal(datetime,${wanted.since.toISOString()})`)
  }
  // Metrics come 200 at a time and take no size.
  if (wanted.what !== "metrics") query.set("page[size]", String(Math.min(size ?? 1_000, largest[wanted.what])))
  if (cursor !== null) query.set("page[cursor]", cursor)
  const path =
    wanted.what === "members" ? `lists/${encodeURIComponent(wanted.listId)}/relationships/profiles` : wanted.what
  return `/api/${path}?${query}`
}

const suppressedAt = "subscriptions.email.marketing.suppression.timestamp"
const largest = { profiles: 100, lists: 10, members: 100, events: 200 } as const

/** The right that reading this takes at Klaviyo. */
const scopes = { profiles: "profiles", lists: "lists", members: "lists", metrics: "metrics", events: "events" } as const

function troubleOf(
  status: number,
  retryAfter: string | string[] | undefined,
  wanted: Wanted,
  cursor: string | null,
): KlaviyoTrouble {
  if (status === 401) return new KlaviyoTrouble("key_refused", null)
  if (status === 403) return new KlaviyoTrouble(`scope_missing:${scopes[wanted.what]}`, null)
  if (status === 400 && cursor !== null) return new KlaviyoTrouble(cursorGone, null)
  if (status === 429 || status >= 500) return new KlaviyoTrouble(`http_${status}`, waitOf(retryAfter))
  return new KlaviyoTrouble(`http_${status}`, null)
}

/** Retry-After in milliseconds; a few seconds when nothing is said. */
function waitOf(retryAfter: string | string[] | undefined): number {
  const seconds = Number(retryAfter)
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(longestWaitMs, Math.ceil(seconds * 1_000)) : 5_000
}

function read(body: Buffer): Answer {
  const { data, included, links } = parsed(body)
  const next = links?.next
  if (next == null || next === "") return { items: data, included, next: null }
  const cursor = URL.canParse(next, home) ? new URL(next, home).searchParams.get("page[cursor]") : null
  if (!cursor) throw new KlaviyoTrouble("unreadable_answer", 60_000)
  return { items: data, included, next: cursor }
}

function parsed(body: Buffer): z.output<typeof Envelope> {
  try {
    return Envelope.parse(JSON.parse(body.toString("utf8")))
  } catch {
    throw new KlaviyoTrouble("unreadable_answer", 60_000)
  }
}
