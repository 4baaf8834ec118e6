import { port } from "#kernel/ports"

export type Fetched = { readonly status: number; readonly body: Buffer }

/**
 * Fetches a file from an address that an operator typed. The adapter must reach public addresses only, follow no
 * redirect, and stop at `maxBytes` and `timeoutMs`. Throws an Error with a short reason when nothing could be fetched.
 */
export type FeedFetch = (
  url: string,
  limits: { readonly maxBytes: number; readonly timeoutMs: number },
) => Promise<Fetched>

export const feedFetch = port<FeedFetch>("catalog.feed-fetch")
