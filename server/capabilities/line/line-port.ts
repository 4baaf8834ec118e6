import { port } from "#kernel/ports"

export type LineRequest = {
  readonly method: "GET" | "POST" | "DELETE"
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
      readonly retryAfterMs: number | null
    }
  /** `isSent` false: the request certainly never reached LINE. */
  | { readonly status: null; readonly reason: string; readonly isSent: boolean }

/** Speaks with one account. Never throws: whatever happened is an answer. */
export type LineApi = (token: string, request: LineRequest) => Promise<LineAnswer>

/** The way out of one brand. That of a test brand ends in a box of our own and never at LINE (M45, S31). */
export type LineWays = {
  readonly wayFor: (brand: { readonly brandId: string; readonly isTest: boolean }) => LineApi
  /** LINE's own page at which a browser ends an account link. */
  readonly accountLinkUrl: (linkToken: string, nonce: string) => string
}

export const lineWays = port<LineWays>("line.ways")
