import type { ShopLook } from "#tracking"
import type { Language } from "#kernel/text"
import type { ButtonChannel } from "./model.ts"

export type ShareButton = { readonly channel: ButtonChannel; readonly label: string }

/** A post that is ready to be pasted where no address takes it. */
export type ReadyPost = { readonly label: string; readonly how: string; readonly text: string }

/** What a friend sees who came by somebody's link. */
export type LandingView = {
  readonly language: Language
  readonly look: ShopLook
  readonly action: string
  readonly headline: string
  readonly text: string
  /** What she gets, in one line; null when only the inviter gets something. */
  readonly gift: { readonly title: string; readonly terms: readonly string[] } | null
  /** That the sharer gets something for it, too (J05). */
  readonly disclosure: string
  /** What it is about, when a content was shared. */
  readonly content: string | null
  /** Asks for an address to send the present to; false once that was done. */
  readonly asksMail: boolean
  readonly problem: string | null
  readonly said: string | null
  readonly given: string
  readonly toShop: string | null
  readonly buttons: readonly ShareButton[]
  readonly post: ReadyPost | null
  readonly feelings: readonly { readonly value: string; readonly label: string }[]
  readonly thanks: string | null
}
