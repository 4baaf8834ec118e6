import { z } from "zod"
import { instant } from "#kernel/endpoint"
import { channels, consentStates } from "./consent-rules.ts"
import { Address, Identity, PropertyValue } from "./model.ts"

/** A customer as shown: whole to those with the right `customers:personal`, otherwise only hints of who it is (S02). */
export const CustomerView = z.object({
  customerId: z.uuid(),
  displayName: z.string().nullable(),
  familyName: z.string().nullable(),
  givenName: z.string().nullable(),
  familyKana: z.string().nullable(),
  givenKana: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  language: z.enum(["ja", "en"]),
  zone: z.string().nullable(),
  bornOn: z.string().nullable(),
  address: Address.nullable(),
  properties: z.record(z.string(), PropertyValue),
  known: z.boolean(),
  firstSeenAt: instant,
  isErased: z.boolean(),
  /** Whether personal data is hidden from the caller. */
  isMasked: z.boolean(),
})
export type CustomerView = z.infer<typeof CustomerView>

export const IdentityView = z.object({
  kind: Identity.shape.kind,
  issuer: z.string(),
  value: z.string(),
  sure: z.boolean(),
  source: z.string(),
  since: instant,
})
export type IdentityView = z.infer<typeof IdentityView>

export const HoldingView = z.object({
  channel: z.enum(channels),
  purpose: z.string(),
  state: z.enum(consentStates),
  since: instant,
})

export const ConsentLineView = HoldingView.omit({ since: true }).extend({
  source: z.string(),
  wording: z.string().nullable(),
  wordingHash: z.string().nullable(),
  locale: z.string().nullable(),
  /** Null as well for those who may not see personal data. */
  ip: z.string().nullable(),
  evidence: z.record(z.string(), z.unknown()).nullable(),
  at: instant,
  recordedAt: instant,
})
