import { z } from "zod"
import { ExpectedError } from "#kernel/errors"
import { type OrderPage, pageGone, type ShopApi, ShopTrouble, type Speaker, type Subscription } from "#orders"
import * as field from "./shopify-fields.ts"
import { readShopify } from "./shopify-read.ts"

export const apiVersion = "2025-10"
const timeoutMs = 20_000
const maxBytes = 50_000_000
const pageSize = 100

export type Access = {
  /** "https://hinata.myshopify.com" */
  readonly origin: string
  readonly accessToken: string
}

const Webhooks = z.object({ webhooks: z.array(z.object({ id: field.id, topic: z.string(), address: z.string() })) })
const Orders = z.object({ orders: z.array(z.looseObject({ id: z.unknown(), updated_at: z.unknown() })) })

/** Shopify's Admin REST API, as far as we need it. Follows no redirect: the token would go along. */
export function shopifyApi(access: Access, speaker: Speaker): ShopApi {
  return {
    subscriptions: async () => {
      const found: Subscription[] = []
      for (let path: string | null = `webhooks.json?limit=250`; path !== null; ) {
        const reply: Reply = await ask(access, "GET", path)
        found.push(...parsed(Webhooks, reply.body).webhooks)
        path = reply.next && `webhooks.json?limit=250&page_info=${encodeURIComponent(reply.next)}`
      }
      return found
    },
    subscribe: async (topic, address) => {
      // 422: made by another process meanwhile. That is what was wanted.
      await ask(access, "POST", "webhooks.json", { webhook: { topic, address, format: "json" } }, [422])
    },
    ordersSince: (since, page) => ordersSince(access, speaker, since, page),
  }
}

async function ordersSince(access: Access, speaker: Speaker, since: Date, page: string | null): Promise<OrderPage> {
  const query =
    page === null
      ? `status=any&order=updated_at%20asc&updated_at_min=${encodeURIComponent(since.toISOString())}&limit=${pageSize}`
      : `page_info=${encodeURIComponent(page)}&limit=${pageSize}`
  const reply = await ask(access, "GET", `orders.json?${query}`, undefined, page === null ? [] : [400, 422])
  if (reply.status !== 200) throw new ShopTrouble(pageGone, 0)
  const { orders } = parsed(Orders, reply.body)
  const read = orders.map((order) => readOne(order, speaker))
  const changed = orders.map((order) => field.instant.safeParse(order.updated_at).data?.getTime() ?? 0)
  return {
    facts: read.flatMap(({ facts }) => facts),
    unreadable: read.flatMap(({ unreadable }) => unreadable),
    orders: orders.length,
    lastUpdatedAt: changed.length === 0 ? null : new Date(Math.max(...changed)),
    next: reply.next,
  }
}

/** One order that can't be read must not stop all that come after it: it is named, as its webhook would fail alone. */
function readOne(order: { id?: unknown }, speaker: Speaker): Pick<OrderPage, "facts" | "unreadable"> {
  try {
    return { facts: readShopify(speaker, { topic: "orders/updated", body: order, at: new Date(0) }), unreadable: [] }
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error
    return { facts: [], unreadable: [`${String(order.id)}: ${String(error.details.field)}`] }
  }
}

export function parsed<T>(schema: z.ZodType<T>, body: unknown): T {
  const result = schema.safeParse(body)
  if (!result.success) throw new ShopTrouble("unreadable_answer", 60_000)
  return result.data
}

type Reply = { readonly status: number; readonly body: unknown; readonly next: string | null }

/** Asks once. Throws ShopTrouble: with the wait that the shop asks for, or with none when waiting can't help. */
export async function ask(
  access: Access,
  method: string,
  path: string,
  body?: object,
  alsoTaken: readonly number[] = [],
): Promise<Reply> {
  const response = await fetched(access, method, path, body)
  const { status } = response
  const text = await limitedText(response)
  if (status === 429 || status >= 500)
    throw new ShopTrouble(`http_${status}`, waitOf(response.headers.get("retry-after")))
  if (status === 401 || status === 403) throw new ShopTrouble("access_denied", null)
  if (status >= 300 && status < 400) throw new ShopTrouble("redirected", null)
  if (status >= 400 && !alsoTaken.includes(status)) throw new ShopTrouble(`http_${status}`, null)
  try {
    return { status, body: JSON.parse(text), next: nextPage(response.headers.get("link")) }
  } catch {
    throw new ShopTrouble("unreadable_answer", 60_000)
  }
}

async function fetched(
  { origin, accessToken }: Access,
  method: string,
  path: string,
  body: object | undefined,
): Promise<Response> {
  try {
    return await fetch(`${origin}/admin/api/${apiVersion}/${path}`, {
      method,
      redirect: "manual",
      signal: AbortSignal.timeout(timeoutMs),
      headers: {
        accept: "application/json",
        "x-shopify-access-token": accessToken,
        ...(body ? { "content-type": "application/json" } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
  } catch (error) {
    throw new ShopTrouble(error instanceof Error && error.name === "TimeoutError" ? "timeout" : "unreachable", 30_000)
  }
}

async function limitedText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for await (const chunk of response.body ?? []) {
      size += chunk.length
      if (size > maxBytes) throw new ShopTrouble("answer_too_large", null)
      chunks.push(chunk)
    }
  } catch (error) {
    throw error instanceof ShopTrouble ? error : new ShopTrouble("unreachable", 30_000)
  }
  return Buffer.concat(chunks).toString("utf8")
}

/** Retry-After in milliseconds: Shopify writes seconds such as "2.0". A shop that says nothing gets a few seconds. */
export function waitOf(retryAfter: string | null): number {
  const seconds = Number(retryAfter ?? "")
  return retryAfter !== null && seconds > 0 ? Math.min(3_600_000, Math.ceil(seconds * 1_000)) : 5_000
}

/** The token of the next page from a Link header: `<https://…&page_info=abc>; rel="next"`. */
export function nextPage(link: string | null): string | null {
  for (const part of (link ?? "").split(/,\s*(?=<)/)) {
    const found = /^<([^>]+)>\s*;\s*rel="?next"?/.exec(part.trim())
    if (found?.[1] && URL.canParse(found[1])) return new URL(found[1]).searchParams.get("page_info")
  }
  return null
}
