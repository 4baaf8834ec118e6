import { z } from "zod"
import type { Channel, ConsentStatement, NewSuppression } from "#customers"
import { instantText } from "./instant-rules.ts"

const text = z.string().max(500).nullish()
const Marketing = z.object({
  consent: text,
  consent_timestamp: instantText.nullish(),
  last_updated: instantText.nullish(),
  method: text,
  method_detail: text,
  custom_method_detail: text,
  double_optin: z.boolean().nullish(),
  suppression: z.array(z.object({ reason: z.string().max(100), timestamp: instantText.nullish() })).nullish(),
})
type Marketing = z.output<typeof Marketing>
const Way = z.object({ marketing: Marketing.nullish() })

/** Whether somebody may be written to, as Klaviyo tells it. */
export const Subscriptions = z.object({ email: Way.nullish(), sms: Way.nullish() })
export type Subscriptions = z.output<typeof Subscriptions>

type Known = {
  readonly profileId: string
  readonly email: string | null
  readonly phone: string | null
  readonly at: Date
}
export type SaidConsent = Omit<ConsentStatement, "customerId">

/**
 * What somebody agreed to or refused at Klaviyo. A consent comes with its evidence only where Klaviyo says both when and
 * how it was given; any other is kept without and so is not written to (M20). `at` stands in where no time is told.
 */
export function consentsSaid(said: Subscriptions, { profileId, at }: Pick<Known, "profileId" | "at">): SaidConsent[] {
  return eachWay(said).flatMap(({ channel, marketing }): SaidConsent[] => {
    const line = { channel, purpose: "marketing", source: "import" }
    const told = marketing.consent_timestamp ?? null
    if (marketing.consent === "UNSUBSCRIBED")
      return [
        {
          ...line,
          state: "withdrawn",
          at: marketing.last_updated ?? told ?? at,
          evidence: { door: "klaviyo-import", profileId },
        },
      ]
    if (marketing.consent !== "SUBSCRIBED") return []
    const method = marketing.method?.trim()
    if (!told || !method) return [{ ...line, state: "given", at: told ?? marketing.last_updated ?? at, evidence: null }]
    const evidence = {
      door: "klaviyo-import",
      profileId,
      method,
      methodDetail: marketing.method_detail ?? null,
      customMethodDetail: marketing.custom_method_detail ?? null,
      doubleOptIn: marketing.double_optin ?? null,
      consentedAt: told.toISOString(),
    }
    return [{ ...line, state: "given", at: told, evidence }]
  })
}

/** Why an address must not be written to. What we do not know by name stops marketing only. */
export function suppressionsSaid(said: Subscriptions, { email, phone, at }: Known): NewSuppression[] {
  return eachWay(said).flatMap(({ channel, marketing }) => {
    const address = channel === "email" ? email : phone
    if (!address) return []
    const standing = [...(marketing.suppression ?? [])]
    if (marketing.consent === "UNSUBSCRIBED" && !standing.some(({ reason }) => reason === "UNSUBSCRIBE"))
      standing.push({ reason: "UNSUBSCRIBE", timestamp: marketing.last_updated })
    return standing.map(({ reason, timestamp }) => ({
      channel,
      address,
      ...(known[reason.toUpperCase()] ?? { scope: "purpose", purpose: "marketing", reason: "klaviyo" }),
      source: "klaviyo",
      at: timestamp ?? at,
    }))
  })
}

const known: Readonly<Record<string, Pick<NewSuppression, "scope" | "purpose" | "reason">>> = {
  HARD_BOUNCE: { scope: "channel", reason: "hard-bounce" },
  INVALID_EMAIL: { scope: "channel", reason: "hard-bounce" },
  SPAM_COMPLAINT: { scope: "all", reason: "complaint" },
  UNSUBSCRIBE: { scope: "purpose", purpose: "marketing", reason: "unsubscribed" },
  USER_SUPPRESSED: { scope: "purpose", purpose: "marketing", reason: "staff" },
}

const eachWay = (said: Subscriptions): { channel: Channel; marketing: Marketing }[] =>
  (["email", "sms"] as const).flatMap((channel) => {
    const marketing = said[channel]?.marketing
    return marketing ? [{ channel, marketing }] : []
  })
