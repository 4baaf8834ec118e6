import { z } from "zod"
import type { Address, Identity, IdentityFact } from "#customers"

const text = (max: number) => z.string().max(max).nullish()
const Location = z.object({
  address1: text(200),
  address2: text(200),
  city: text(120),
  country: text(60),
  region: text(60),
  zip: text(20),
  timezone: text(60),
})

/** What Klaviyo's API says of a person. Fields that we do not keep are passed over. */
export const ProfileAttributes = z.object({
  email: text(254),
  phone_number: text(40),
  external_id: text(200),
  anonymous_id: text(200),
  first_name: text(100),
  last_name: text(100),
  locale: text(20),
  organization: text(200),
  title: text(200),
  location: Location.nullish(),
  properties: z.record(z.string(), z.unknown()).nullish(),
})
export type ProfileAttributes = z.output<typeof ProfileAttributes>

const Profile = z.object({ type: z.literal("profile"), id: text(100), attributes: ProfileAttributes.default({}) })
export const ProfileBody = z.object({ data: Profile })

export const EventBody = z.object({
  data: z.object({
    type: z.literal("event"),
    attributes: z.object({
      properties: z.record(z.string(), z.unknown()).default({}),
      time: z.coerce.date().nullish(),
      value: z.number().nullish(),
      value_currency: z
        .string()
        .regex(/^[A-Z]{3}$/)
        .nullish(),
      unique_id: text(200),
      metric: z.object({ data: z.object({ attributes: z.object({ name: z.string().trim().min(1).max(120) }) }) }),
      profile: ProfileBody,
    }),
  }),
})
export type EventBody = z.output<typeof EventBody>

const Wish = z.object({
  marketing: z.object({ consent: z.literal("SUBSCRIBED"), consented_at: z.coerce.date().nullish() }).nullish(),
})
export const SubscribeBody = z.object({
  data: z.object({
    type: z.literal("profile-subscription-bulk-create-job"),
    attributes: z.object({
      custom_source: text(200),
      historical_import: z.boolean().nullish(),
      profiles: z.object({
        data: z
          .array(
            z.object({
              attributes: z.object({
                email: text(254),
                phone_number: text(40),
                subscriptions: z.object({ email: Wish.nullish(), sms: Wish.nullish() }),
              }),
            }),
          )
          .min(1)
          .max(1_000),
      }),
    }),
    relationships: z.object({ list: z.object({ data: z.object({ id: z.string().max(100) }) }) }).nullish(),
  }),
})
export type SubscribeBody = z.output<typeof SubscribeBody>

const ClientWish = z.object({ marketing: z.object({ consent: z.literal("SUBSCRIBED") }).nullish() })
/** What `/client/subscriptions` takes. Without `subscriptions` each way that is given is meant. */
export const ClientSubscription = z.object({
  data: z.object({
    type: z.literal("subscription"),
    attributes: z.object({
      custom_source: text(200),
      profile: z.object({
        data: z.object({
          type: z.literal("profile"),
          attributes: ProfileAttributes.extend({
            subscriptions: z.object({ email: ClientWish.nullish(), sms: ClientWish.nullish() }).nullish(),
          }),
        }),
      }),
    }),
    relationships: z.object({ list: z.object({ data: z.object({ id: z.string().max(100) }) }) }).nullish(),
  }),
})
export type ClientSubscription = z.output<typeof ClientSubscription>

/** By what the person is recognised. */
export function identitiesOf({ email, phone_number, external_id, anonymous_id }: ProfileAttributes): Identity[] {
  const given: [Identity["kind"], string, string | null | undefined][] = [
    ["email", "", email],
    ["phone", "", phone_number],
    ["external", "", external_id],
    ["anonymous", "web", anonymous_id],
  ]
  return given.flatMap(([kind, issuer, value]) => (value?.trim() ? [{ kind, issuer, value: value.trim() }] : []))
}

/** What is said of the person, in our words. `organization` and `title` stay properties under their own names. */
export function wordsOf(said: ProfileAttributes): NonNullable<IdentityFact["profile"]> {
  const { first_name, last_name, locale, location, properties, organization, title, email, phone_number } = said
  const language = locale?.slice(0, 2).toLowerCase()
  const address = location && addressOf(location, organization ?? null)
  return {
    ...(email?.trim() && { email: email.trim() }),
    ...(phone_number?.trim() && { phone: phone_number.trim() }),
    ...(first_name?.trim() && { givenName: first_name.trim() }),
    ...(last_name?.trim() && { familyName: last_name.trim() }),
    ...((language === "ja" || language === "en") && { language }),
    ...(location?.timezone && { zone: location.timezone }),
    ...(address && { address }),
    properties: { ...properties, ...(title && { title }), ...(organization && { organization }) },
  }
}

/** A country that we can't tell makes no address: a wrong one would be worse. */
function addressOf(location: z.output<typeof Location>, company: string | null): Address | undefined {
  const country = countryOf(location.country)
  const { zip, region, city, address1, address2 } = location
  if (!country || !(zip || region || city || address1)) return undefined
  const given = (value: string | null | undefined) => value?.trim() || null
  return {
    country,
    postalCode: given(zip),
    prefecture: given(region),
    city: given(city),
    street: given(address1),
    building: given(address2),
    company,
  }
}

function countryOf(text: string | null | undefined): string | undefined {
  const plain = text?.trim() ?? ""
  if (/^[A-Za-z]{2}$/.test(plain)) return plain.toUpperCase()
  if (/^(japan|日本|日本国)$/i.test(plain)) return "JP"
  return /^(united states|usa)$/i.test(plain) ? "US" : undefined
}

/** Klaviyo's names of what shops tell most, in ours; any other metric keeps its name. "Placed Order" stays apart: orders come from the shop. */
const names: Readonly<Record<string, string>> = {
  "Active on Site": "Page Viewed",
  "Viewed Product": "Product Viewed",
  "Added to Cart": "Product Added",
  "Started Checkout": "Checkout Started",
  "Subscribed to Back in Stock": "Product Added to Wishlist",
}
export const nameOf = (metric: string): string => (Object.hasOwn(names, metric) ? (names[metric] ?? metric) : metric)

/** The product an event is about, in the words of Klaviyo's own snippets. */
export function productOf(properties: Readonly<Record<string, unknown>>): string | null {
  const id = properties["ProductID"] ?? properties["product_id"] ?? properties["ProductId"]
  return typeof id === "string" || typeof id === "number" ? String(id).slice(0, 200) : null
}

/** Name and kind of the product under the names that Segment's spec gives them, beside what was sent. */
export function propertiesOf(properties: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { ProductName: name, Categories: categories } = properties
  const category = Array.isArray(categories) ? categories[0] : undefined
  return {
    ...properties,
    ...(typeof name === "string" && properties["name"] === undefined && { name }),
    ...(typeof category === "string" && properties["category"] === undefined && { category }),
  }
}
