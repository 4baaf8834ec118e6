import { z } from "zod"
import type { Text } from "./text.ts"

type Shape = z.ZodRawShape
export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE"

/** One description that the server route, the typed client and the OpenAPI page are all made from. */
export type Endpoint<P extends Shape = Shape, R = unknown> = {
  readonly method: Method
  /** `/api/v1/orders/:orderId`; the named parts are also keys of `params`. */
  readonly path: string
  /** The right that the caller needs, `orders:read`; null means that anyone may call it. */
  readonly right: string | null
  readonly summary: Text
  readonly params: z.ZodObject<P>
  readonly reply: z.ZodType<R>
  /** Requests per minute for one caller. */
  readonly perMinute: number
  /** Staff only with a fresh sign-in (S10): changing keys, roles, second factors. */
  readonly freshSignIn: boolean
  /**
   * Requests that wait at the same moment share a transaction and ask the database together (decision 0012): for what tills
   * send all day. Two of them must never write what the other has read, but by `gather`; given is what each names that no
   * other in its transaction may name. Null: each has a transaction of its own.
   */
  readonly together: ((params: unknown) => readonly string[]) | null
}

type Description<P extends Shape, R> = {
  right: string | null
  summary: Text
  params?: P
  reply: z.ZodType<R>
  perMinute?: number
  freshSignIn?: boolean
  together?: (params: z.output<z.ZodObject<P>>) => readonly string[]
}

/**
 * Describes an endpoint. Unknown fields in a request are refused (S03), so nobody can set what is not theirs to set.
 * `endpoint("GET /api/v1/orders/:orderId", { right: "orders:read", summary, params: { orderId: z.uuid() }, reply: Order })`
 */
export function endpoint<P extends Shape, R>(
  line: `${Method} /api/v1/${string}`,
  d: Description<P, R>,
): Endpoint<P, R> {
  const space = line.indexOf(" ")
  return {
    method: line.slice(0, space) as Method, // safe: the type of `line` begins with a method
    path: line.slice(space + 1),
    right: d.right,
    summary: d.summary,
    params: z.strictObject(d.params ?? ({} as P)), // safe: no params means an empty shape
    reply: d.reply,
    perMinute: d.perMinute ?? 600,
    freshSignIn: d.freshSignIn ?? false,
    // safe: the door parses with this very endpoint before it asks
    together: (d.together as Endpoint["together"] | undefined) ?? null,
  }
}

/** A page of a list read by key: `cursor` of one reply asks for the next. */
export const listParams = {
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
}
export const listOf = <T>(item: z.ZodType<T>) => z.object({ items: z.array(item), cursor: z.string().nullable() })
export const instant = z.coerce.date()
export const done = z.object({ done: z.literal(true) })
