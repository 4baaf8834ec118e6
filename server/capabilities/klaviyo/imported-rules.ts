import { createHash } from "node:crypto"
import { z } from "zod"
import { minorUnits } from "#catalog"
import { type Identity, readEmail, readPhone } from "#customers"
import type { EventRecord } from "#events"
import { Subscriptions } from "./consent-rules.ts"
import { instantText } from "./instant-rules.ts"
import type { Problem } from "./model.ts"
import { identitiesOf, nameOf, ProfileAttributes, productOf, propertiesOf } from "./read-rules.ts"

const maxItemBytes = 64_000
const id = z.string().min(1).max(100)

const Imported = z.object({
  id,
  attributes: ProfileAttributes.extend({
    created: instantText.nullish(),
    updated: instantText.nullish(),
    subscriptions: Subscriptions.nullish(),
  }),
})
export type Imported = z.output<typeof Imported>

const List = z.object({ id, attributes: z.object({ name: z.string().trim().min(1).max(500) }) })
const Metric = z.object({
  type: z.literal("metric"),
  id,
  attributes: z.object({ name: z.string().trim().min(1).max(120) }),
})
const Reference = z.object({ data: z.object({ id }) })
const Event = z.object({
  id,
  attributes: z
    .object({
      datetime: instantText.nullish(),
      timestamp: z.number().int().min(0).max(32_503_680_000).nullish(),
      event_properties: z.record(z.string(), z.unknown()).nullish(),
    })
    .refine(({ datetime, timestamp }) => Boolean(datetime) || typeof timestamp === "number", { path: ["datetime"] }),
  relationships: z.object({ profile: Reference, metric: Reference }),
})

export type Read<T> = { readonly is: "read"; readonly it: T } | { readonly is: "problem"; readonly problem: Problem }

/** One item of Klaviyo's answer in this shape, or what is wrong with it. One bad item never stops the others. */
function read<T extends { id: string }>(kind: Problem["kind"], schema: z.ZodType<T>, item: unknown): Read<T> {
  const itemId = z.object({ id: z.string() }).safeParse(item).data?.id.slice(0, 100) ?? ""
  const wrong = (code: Problem["code"], field = ""): Read<T> => ({
    is: "problem",
    problem: { kind, itemId, field, code },
  })
  const text = JSON.stringify(item)
  if (text.length > maxItemBytes) return wrong("TooLarge")
  // Zero bytes and halves of characters can't be kept by Postgres; JSON writes both as escapes.
  if (/\\u0000|\\ud[89a-f]/.test(text)) return wrong("BadText")
  const { data, error } = schema.safeParse(item)
  if (error) return wrong("Unreadable", error.issues[0]?.path.join("."))
  return { is: "read", it: data }
}

export const readProfile = (item: unknown): Read<Imported> => read("profile", Imported, item)
export const readList = (item: unknown) => read("list", List, item)
export const readMember = (item: unknown) => read("profile", z.object({ id }), item)
export const readEvent = (item: unknown) => read("event", Event, item)
export type ImportedEvent = z.output<typeof Event>

export const metricsOf = (included: readonly unknown[]): ReadonlyMap<string, string> =>
  new Map(
    included.flatMap((item) => {
      const metric = Metric.safeParse(item).data
      return metric ? [[metric.id, metric.attributes.name] as const] : []
    }),
  )

/** The same words have the same hash: a profile that says nothing new is passed over. */
export const hashOf = (item: Imported): string =>
  createHash("sha256").update(JSON.stringify(item)).digest("base64url").slice(0, 22)

export const ownIdentity = (profileId: string): Identity => ({ kind: "external", issuer: "klaviyo", value: profileId })

/** What the profile says, without an address or number that can't be one, and how it is recognised: by Klaviyo's id, too. */
export function personOf({ id, attributes }: Imported) {
  const { email, phone_number } = attributes
  const problems: Problem[] = []
  const badEmail = Boolean(email?.trim()) && "fault" in readEmail(email ?? "")
  const badPhone = Boolean(phone_number?.trim()) && readPhone(phone_number ?? "") === undefined
  if (badEmail) problems.push({ kind: "profile", itemId: id, field: "email", code: "BadEmail" })
  if (badPhone) problems.push({ kind: "profile", itemId: id, field: "phone_number", code: "BadPhone" })
  const said = { ...attributes, ...(badEmail && { email: null }), ...(badPhone && { phone_number: null }) }
  return { said, identities: [ownIdentity(id), ...identitiesOf(said)], problems }
}

/**
 * An event as a fact of the timeline at its own time. One that Klaviyo was given with an id of the sender's has the name
 * under which `POST /api/events` keeps it: told at both doors it is one.
 */
export function factOf(
  { id, attributes }: ImportedEvent,
  who: { readonly customerId: string; readonly metric: string; readonly currency: string; readonly now: Date },
): EventRecord {
  const { $event_id: once, $value, $value_currency, $extra: _markup, ...said } = attributes.event_properties ?? {}
  const at = attributes.datetime ?? new Date((attributes.timestamp ?? 0) * 1_000)
  const currency =
    typeof $value_currency === "string" && /^[A-Z]{3}$/.test($value_currency) ? $value_currency : who.currency
  const value =
    typeof $value === "number" || typeof $value === "string" ? minorUnits(String($value), currency) : undefined
  return {
    customerId: who.customerId,
    name: nameOf(who.metric),
    occurredAt: at < who.now ? at : who.now,
    source: "klaviyo",
    externalId: typeof once === "string" && once !== "" ? onceId(who.customerId, who.metric, once) : `event:${id}`,
    value: value ?? null,
    currency: value === undefined ? null : currency,
    productId: productOf(said),
    properties: propertiesOf(said),
  }
}

/** One event of a person, metric and id of the sender's. */
export const onceId = (customerId: string, metric: string, once: string): string =>
  createHash("sha256")
    .update(JSON.stringify([customerId, metric, once]))
    .digest("hex")
    .slice(0, 40)
