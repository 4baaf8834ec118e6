import { z } from "zod"

/** A brand: one shop's name, language, money and local time. All of its data is kept apart from every other brand's. */
export const Brand = z.object({
  brandId: z.uuid(),
  /** In the address of its shoppers' pages: `/s/hinata/…`. */
  slug: z.string().regex(/^[a-z0-9][a-z0-9-]{1,40}$/),
  name: z.string().min(1).max(80),
  /** IANA zone of the brand's day. Fixed once there are facts, since the daily rollup is cut by it. */
  zone: z.string().min(1).max(60),
  language: z.enum(["ja", "en"]),
  currency: z.string().regex(/^[A-Z]{3}$/),
  /** The live brand whose twin this is; a test brand never reaches a real customer. */
  testOf: z.uuid().nullable(),
  isDemo: z.boolean(),
})
export type Brand = z.infer<typeof Brand>

/** A test brand has no way to a real customer. */
export const isTest = (brand: Pick<Brand, "testOf">): boolean => brand.testOf !== null

export const ApiKey = z.object({
  keyId: z.uuid(),
  brandId: z.uuid(),
  /** secret: for servers, shown once. write: for browsers, public. */
  kind: z.enum(["secret", "write"]),
  name: z.string(),
  /** Its last four characters, to tell it from others. */
  hint: z.string(),
  publicKey: z.string().nullable(),
  scopes: z.array(z.string()),
  /** Sites that may use a write key: `https://shop.example.jp`. */
  origins: z.array(z.string()),
  createdBy: z.uuid().nullable(),
  createdAt: z.coerce.date(),
  expiresAt: z.coerce.date().nullable(),
  lastUsedAt: z.coerce.date().nullable(),
  revokedAt: z.coerce.date().nullable(),
})
export type ApiKey = z.infer<typeof ApiKey>
