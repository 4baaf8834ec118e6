import { port } from "#kernel/ports"
import type { DmBody, Person } from "./model.ts"
import type { Manner } from "./window-rules.ts"

export type DmAccount = { readonly pageId: string; readonly accessToken: string; readonly appSecret: string }

/** What Meta answered, or why nothing was. */
export type DmAnswer =
  | { readonly kind: "taken"; readonly mid: string }
  /** `code` and `subcode` are the Graph API's own; null when it gave none. */
  | {
      readonly kind: "refused"
      readonly status: number
      readonly code: number | null
      readonly subcode: number | null
      readonly message: string
      readonly retryAfterMs: number | null
    }
  /** `isSent` false: the request certainly never reached Meta. */
  | { readonly kind: "silent"; readonly reason: string; readonly isSent: boolean }

export type FoundPage = {
  readonly name: string
  readonly instagram: { readonly id: string; readonly username: string } | null
}

/** Speaks with Meta's Graph API. Never throws: whatever happened is an answer. */
export type DmApi = {
  readonly send: (account: DmAccount, to: Person, manner: Manner, body: DmBody) => Promise<DmAnswer>
  /** What the page is called, and the Instagram account that belongs to it; a reason when it can't be asked. */
  readonly pageOf: (account: DmAccount) => Promise<FoundPage | { readonly reason: "refused" | "silent" }>
}

/** The way out of one brand. That of a test brand ends in a box of our own (S31). */
export type DmWays = { readonly wayFor: (brand: { readonly brandId: string; readonly isTest: boolean }) => DmApi }

export const dmWays = port<DmWays>("dm.ways")
