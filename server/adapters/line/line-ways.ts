import type { LineApi, LineWays } from "#line"
import { lineApi } from "./line-api.ts"
import { lineLogin } from "./line-login.ts"
import { type CaughtLineStore, lineCatcher } from "./line-catcher.ts"

type Wanted = {
  /** Instead of LINE's own hosts, for tests. */
  readonly address: string | undefined
  readonly store: CaughtLineStore
}

/** LINE for live brands; a box of our own for test brands, which never reach it (M45, S31). */
export function createLineWays({ address, store }: Wanted): LineWays {
  const live: LineApi = lineApi(address)
  const page = address === undefined ? "https://access.line.me" : new URL(address).origin
  return {
    wayFor: ({ brandId, isTest }) => (isTest ? lineCatcher(brandId, store) : live),
    login: lineLogin(address),
    accountLinkUrl: (linkToken, nonce) =>
      `${page}/dialog/bot/accountLink?${new URLSearchParams({ linkToken, nonce }).toString()}`,
  }
}
