import type { FeedFetch } from "#catalog"
import { type Choices, guardedRequest } from "../internet/guarded-request.ts"

const headers = { accept: "application/xml, text/xml, */*", "user-agent": "Maido product feed" }

/** Fetches a product feed from the address that an operator gave. */
export const feedFetcher = (choices: Choices = {}): FeedFetch => {
  const ask = guardedRequest(choices)
  return async (url, { maxBytes, timeoutMs }) => {
    const { status, body } = await ask(url, { method: "GET", headers, maxBytes, timeoutMs })
    return { status, body }
  }
}
