import type { JSONWebKeySet } from "jose"
import { port } from "#kernel/ports"

export type LineRequest = {
  readonly method: "GET" | "POST" | "PUT" | "DELETE"
  /** Of LINE's Messaging API: `/v2/bot/message/push`. */
  readonly path: string
  readonly body?: unknown
  /** Bytes instead of JSON: the picture of a menu. They go to LINE's other host. */
  readonly bytes?: { readonly type: string; readonly content: Buffer }
  /** A UUID by which a repetition is known again (M41). */
  readonly retryKey?: string
}

/** What was answered, or why nothing was. */
export type LineAnswer =
  | {
      readonly status: number
      /** Parsed JSON; null when it was none. */
      readonly body: unknown
      /** Which earlier request was accepted under the same retry key. */
      readonly acceptedRequestId: string | null
      /** LINE's own name for this request. */
      readonly requestId?: string | null
      readonly retryAfterMs: number | null
    }
  /** `isSent` false: the request certainly never reached LINE. */
  | { readonly status: null; readonly reason: string; readonly isSent: boolean }

/** Speaks with one account. Never throws: whatever happened is an answer. */
export type LineApi = (token: string, request: LineRequest) => Promise<LineAnswer>

/** LINE Login v2.1, by OAuth 2.0 and OpenID Connect. */
export type LineLogin = {
  /** LINE's page at which somebody says yes. */
  readonly authorizeUrl: (query: URLSearchParams) => string
  /** Never throws. */
  readonly exchange: (form: Readonly<Record<string, string>>) => Promise<LineAnswer>
  /** LINE's public keys; undefined when it does not answer. */
  readonly keys: () => Promise<JSONWebKeySet | undefined>
}

/** The way out of one brand. That of a test brand ends in a box of our own and never at LINE (M45, S31). */
export type LineWays = {
  readonly wayFor: (brand: { readonly brandId: string; readonly isTest: boolean }) => LineApi
  /** LINE's own page at which a browser ends an account link. */
  readonly accountLinkUrl: (linkToken: string, nonce: string) => string
  readonly login: LineLogin
}

export const lineWays = port<LineWays>("line.ways")
