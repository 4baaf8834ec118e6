import { port } from "#kernel/ports"
import type { Language } from "#kernel/text"
import type { ShopLook } from "#tracking"
import type { Notice, Subscription } from "./model.ts"

export type VapidKeys = { readonly publicKey: string; readonly privateKey: string }

export type PushAnswer =
  | { readonly status: number; readonly retryAfterMs: number | null }
  /** `isSent` false: the request certainly never reached the service. */
  | { readonly status: null; readonly reason: string; readonly isSent: boolean }

export type PushToSend = {
  readonly subscription: Subscription
  readonly notice: Notice
  readonly keys: VapidKeys
  /** Whom a push service may ask: `mailto:` or `https:`. */
  readonly contact: string
  readonly ttlSeconds: number
}

/** Hands notices to the services that browsers have chosen. Never throws for what they do. */
export type PushPost = (push: PushToSend) => Promise<PushAnswer>

export const pushPost = port<PushPost>("push.post")

/** The page on which a reader asks this browser for notices. */
export type PushView = {
  readonly language: Language
  readonly look: ShopLook
  readonly action: string
  readonly publicKey: string
  readonly consent: string
}
export type PushPages = { readonly ask: (view: PushView) => string }
export const pushPages = port<PushPages>("push.pages")
