import { port } from "#kernel/ports"

export type SmsAccount = { readonly accountSid: string; readonly authToken: string; readonly sender: string }

export type SmsToSend = {
  /** E.164. */
  readonly to: string
  readonly text: string
  /** Where the provider tells what became of it. */
  readonly reportUrl: string
}

/** What the provider answered, or why nothing was. */
export type SmsAnswer =
  | { readonly kind: "taken"; readonly reference: string; readonly parts: number | null }
  /** `code` is the provider's own, such as 21610; null when it gave none. */
  | {
      readonly kind: "refused"
      readonly status: number
      readonly code: number | null
      readonly message: string
      readonly retryAfterMs: number | null
    }
  /** `isSent` false: the request certainly never reached the provider. */
  | { readonly kind: "silent"; readonly reason: string; readonly isSent: boolean }

/** Speaks with a provider. Never throws: whatever happened is an answer. */
export type SmsApi = {
  readonly send: (account: SmsAccount, message: SmsToSend) => Promise<SmsAnswer>
  /** What the account is called there; a reason when it can't be asked. */
  readonly nameOf: (
    account: SmsAccount,
  ) => Promise<{ readonly name: string } | { readonly reason: "refused" | "silent" }>
}

/** The way out of one brand. That of a test brand ends in a box of our own (S31). */
export type SmsWays = { readonly wayFor: (brand: { readonly brandId: string; readonly isTest: boolean }) => SmsApi }

export const smsWays = port<SmsWays>("sms.ways")
