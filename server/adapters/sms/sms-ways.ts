import { createHash } from "node:crypto"
import type { SmsApi, SmsWays } from "#sms"
import { twilio } from "./twilio.ts"

type Wanted = {
  /** Instead of Twilio's host: a compatible provider, or a stand-in. */
  readonly address: string | undefined
  readonly store: {
    readonly keep: (caught: { readonly number: string; readonly text: string }, brandId: string) => Promise<void>
  }
}

/** The provider for live brands; a box of our own for test brands, which never reach a phone (S31). */
export function createSmsWays({ address, store }: Wanted): SmsWays {
  const live = twilio(address)
  const caught = (brandId: string): SmsApi => ({
    send: async (_account, { to, text }) => {
      await store.keep({ number: to, text }, brandId)
      const reference = `SM${createHash("sha256").update(`${to} ${text}`).digest("hex").slice(0, 32)}`
      return { kind: "taken", reference, parts: null }
    },
    nameOf: async () => ({ name: "Maido test" }),
  })
  return { wayFor: ({ brandId, isTest }) => (isTest ? caught(brandId) : live) }
}
