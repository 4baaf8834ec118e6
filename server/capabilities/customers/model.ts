import { z } from "zod"

export const identityKinds = ["email", "phone", "line", "shop", "anonymous", "pos", "external"] as const

/**
 * Something that a person is recognised by. `issuer` says whose number it is: "" for e-mail and phone,
 * "shopify:<connectionId>" for shop accounts, "web" for anonymous ids of the browser tag.
 */
export const Identity = z.object({
  kind: z.enum(identityKinds),
  issuer: z.string().max(120),
  value: z.string().min(1).max(500),
  /**
   * False for what somebody merely typed and that may be another's (the mail of a gift's recipient), true for a phone
   * number confirmed by code. Left out: a phone and an anonymous id are not verified, everything else is.
   */
  verified: z.boolean().optional(),
})
export type Identity = z.infer<typeof Identity>

/** Where a person lives, as written. In Japan: 7-digit postal code, prefecture, city, street with its numbers, building. */
export const Address = z.object({
  country: z.string().regex(/^[A-Z]{2}$/),
  postalCode: z.string().max(20).nullable(),
  prefecture: z.string().max(60).nullable(),
  city: z.string().max(120).nullable(),
  street: z.string().max(200).nullable(),
  building: z.string().max(200).nullable(),
  company: z.string().max(200).nullable(),
})
export type Address = z.infer<typeof Address>

const words = (max: number) => z.string().trim().min(1).max(max).nullable()

/** What may be said of a person. Names are kept exactly as given (J22). */
export const ProfileFields = z.object({
  displayName: words(200),
  familyName: words(100),
  givenName: words(100),
  familyKana: words(100),
  givenKana: words(100),
  email: words(254),
  phone: words(40),
  language: z.enum(["ja", "en"]).nullable(),
  /** IANA zone in which the person lives; the brand's when unknown. */
  zone: words(60),
  /** Day of birth. */
  bornOn: z.iso.date().nullable(),
  address: Address.nullable(),
})
export type ProfileFields = z.infer<typeof ProfileFields>

/** A person as the brand knows them now, all that was merged into them included. */
export type Customer = {
  readonly customerId: string
  readonly displayName: string | null
  readonly familyName: string | null
  readonly givenName: string | null
  readonly familyKana: string | null
  readonly givenKana: string | null
  readonly email: string | null
  readonly phone: string | null
  readonly language: "ja" | "en"
  /** IANA zone, or null when it is the brand's. */
  readonly zone: string | null
  readonly bornOn: string | null
  readonly address: Address | null
  /** Values of the brand's own properties, by their key. */
  readonly properties: Readonly<Record<string, PropertyValue>>
  /** False while only a device or a phone number tells who it is. */
  readonly known: boolean
  /** When the first thing we know of them happened; for a past that was brought in, long before they were written down. */
  readonly firstSeenAt: Date
  readonly mergedInto: string | null
  readonly erasedAt: Date | null
}

export const PropertyValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])
export type PropertyValue = z.infer<typeof PropertyValue>

/** What a door tells us about one person: who it is, what is said of them, by whom and when it was true. */
export type IdentityFact = {
  readonly identities: readonly Identity[]
  readonly profile?: Partial<ProfileFields> & { readonly properties?: Readonly<Record<string, unknown>> }
  /** "shopify", "web", "import", "staff" … */
  readonly source: string
  readonly at: Date
}

export type Resolved = { readonly customerId: string; readonly created: boolean }
