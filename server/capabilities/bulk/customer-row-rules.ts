import { z } from "zod"
import { Address, type ConsentState, Identity, ProfileFields } from "#customers"
import { instant } from "#kernel/endpoint"

/** One person of a bulk request: who it is, what is said of them, and what they agreed to, with what proves it. */
export const CustomerRow = z.strictObject({
  ...ProfileFields.partial().shape,
  address: Address.partial().nullish(),
  identities: z.array(Identity).max(20).default([]),
  properties: z.record(z.string(), z.unknown()).default({}),
  consents: z
    .array(
      z.strictObject({
        channel: z.enum(["email", "sms", "line", "push", "post", "phone", "relay", "dm"]),
        purpose: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/),
        state: z.enum(["given", "withdrawn", "pending"] satisfies ConsentState[]),
        at: instant,
        evidence: z.record(z.string(), z.unknown()).optional(),
      }),
    )
    .max(20)
    .default([]),
  /** When all this was true; left out: now. An older word never replaces a newer one. */
  at: instant.optional(),
})
export type CustomerRow = z.output<typeof CustomerRow>

/** By what the person is recognised: mail and phone of the row, too. */
export const identitiesOf = ({ identities, email, phone }: CustomerRow): Identity[] => [
  ...identities,
  ...(email ? [{ kind: "email" as const, issuer: "", value: email }] : []),
  ...(phone ? [{ kind: "phone" as const, issuer: "", value: phone }] : []),
]

/** Fields that were given, without what is unknown; an address is whole. */
export function profileOf({ identities: _i, consents: _c, at: _a, address, properties, ...fields }: CustomerRow) {
  const said = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== null))
  return { ...said, ...(address && { address: wholeAddress(address) }), properties }
}

const wholeAddress = (given: { readonly [K in keyof Address]?: Address[K] | undefined }): Address => ({
  country: given.country ?? "JP",
  postalCode: given.postalCode ?? null,
  prefecture: given.prefecture ?? null,
  city: given.city ?? null,
  street: given.street ?? null,
  building: given.building ?? null,
  company: given.company ?? null,
})
