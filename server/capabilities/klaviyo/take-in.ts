import { brandById } from "#brands"
import { minorUnits } from "#catalog"
import {
  changeCustomer,
  type Channel,
  customerById,
  hasIdentity,
  identitiesOf as identitiesKnown,
  peekIdentities,
  readEmail,
  recordConsents,
  resolveCustomer,
  resolveCustomers,
} from "#customers"
import { recordEvents } from "#events"
import { type Context, inTransaction } from "#kernel/context"
import { KlaviyoError } from "./errors.ts"
import { onceId } from "./imported-rules.ts"
import {
  type EventBody,
  identitiesOf,
  nameOf,
  type ProfileAttributes,
  productOf,
  propertiesOf,
  type SubscribeBody,
  wordsOf,
} from "./read-rules.ts"
import { hasHalfName, withWholeName } from "./whole-name.ts"

const source = "klaviyo"

/** Records one event, once for each profile, metric and `unique_id`; without one, once a second, as Klaviyo does. */
export async function takeEvent(ctx: Context, { data }: EventBody): Promise<void> {
  const { metric, profile, time, value, value_currency, unique_id, properties } = data.attributes
  await inTransaction(ctx, async (ctx) => {
    const customerId = await whose(ctx, profile.data.attributes, profile.data.id ?? undefined)
    const occurredAt = time && time < ctx.now() ? time : ctx.now()
    const currency = value_currency ?? (await brandById(ctx, ctx.brandId))?.currency ?? "JPY"
    const amount = typeof value === "number" ? minorUnits(String(value), currency) : undefined
    const name = metric.data.attributes.name
    const once = unique_id ?? String(Math.floor((time ?? ctx.now()).getTime() / 1_000))
    await recordEvents(ctx, [
      {
        customerId,
        name: nameOf(name),
        occurredAt,
        source,
        externalId: onceId(customerId, name, once),
        value: amount ?? null,
        currency: amount === undefined ? null : currency,
        productId: productOf(properties),
        properties: propertiesOf(properties),
      },
    ])
  })
}

async function whose(ctx: Context, said: ProfileAttributes, id: string | undefined): Promise<string> {
  if (id) return (await known(ctx, id)).customerId
  return (await resolved(ctx, said)).customerId
}

async function resolved(ctx: Context, said: ProfileAttributes) {
  const identities = identitiesOf(said)
  if (!hasIdentity(identities)) throw KlaviyoError.Nobody({ field: "data.attributes" })
  if (said.email && "fault" in readEmail(said.email)) throw KlaviyoError.Invalid({ field: "data.attributes.email" })
  const [owner] = hasHalfName(said) ? await peekIdentities(ctx, identities) : []
  const whole = owner ? withWholeName(said, await customerById(ctx, owner.customerId)) : said
  return resolveCustomer(ctx, { identities, profile: wordsOf(whole), source, at: ctx.now() })
}

/** A new person. Throws `klaviyo.Duplicate` with her id in `duplicate` when she is known already, `klaviyo.Nobody`. */
export async function createProfile(ctx: Context, said: ProfileAttributes): Promise<string> {
  return inTransaction(ctx, async (ctx) => {
    const owners = await peekIdentities(ctx, identitiesOf({ ...said, anonymous_id: null }))
    const owner = owners.find((one) => one.known)
    if (owner) throw KlaviyoError.Duplicate({ field: "data.attributes", duplicate: owner.customerId })
    return (await resolved(ctx, said)).customerId
  })
}

/** Creates or updates a person, found by our id or by what she is recognised by. */
export async function importProfile(
  ctx: Context,
  said: ProfileAttributes,
  id: string | undefined,
): Promise<{ customerId: string; created: boolean }> {
  if (id) return { customerId: await updateProfile(ctx, id, said), created: false }
  return inTransaction(ctx, (ctx) => resolved(ctx, said))
}

/** What is said replaces what was known; null clears a name, mail or phone. Throws `klaviyo.UnknownProfile`. */
export async function updateProfile(ctx: Context, id: string, said: ProfileAttributes): Promise<string> {
  return inTransaction(ctx, async (ctx) => {
    const customer = await known(ctx, id)
    const { customerId } = customer
    const [first] = await identitiesKnown(ctx, customerId)
    if (first) {
      const { kind, issuer, value } = first
      const identities = [{ kind, issuer, value }, ...identitiesOf(said)]
      const profile = wordsOf(hasHalfName(said) ? withWholeName(said, customer) : said)
      await resolveCustomer(ctx, { identities, profile, source, at: ctx.now() })
    }
    const cleared = {
      ...(said.first_name === null && { givenName: null }),
      ...(said.last_name === null && { familyName: null }),
      ...(said.email === null && { email: null }),
      ...(said.phone_number === null && { phone: null }),
    }
    if (Object.keys(cleared).length > 0) await changeCustomer(ctx, customerId, cleared)
    return customerId
  })
}

async function known(ctx: Context, id: string) {
  const customer = /^[0-9a-f-]{36}$/.test(id) ? await customerById(ctx, id) : undefined
  if (!customer || customer.erasedAt) throw KlaviyoError.UnknownProfile({ field: "data.id" })
  return customer
}

/**
 * Subscribes people. A consent that is told as it happens counts, with the door, source and list as its evidence; a
 * historical one that nothing proves is kept as unverified and not written to (M20).
 */
export async function subscribe(ctx: Context, { data }: SubscribeBody): Promise<void> {
  const { profiles, historical_import, custom_source } = data.attributes
  const list = data.relationships?.list.data.id
  await inTransaction(ctx, async (ctx) => {
    const found = await resolveCustomers(
      ctx,
      profiles.data.map(({ attributes: { email, phone_number } }, index) => {
        const identities = identitiesOf({ email, phone_number })
        if (!hasIdentity(identities)) throw KlaviyoError.Nobody({ field: `data.attributes.profiles.data.${index}` })
        return { identities, profile: wordsOf({ email, phone_number }), source, at: ctx.now() }
      }),
    )
    await recordConsents(
      ctx,
      profiles.data.flatMap(({ attributes: { subscriptions } }, index) =>
        (["email", "sms"] satisfies Channel[]).flatMap((channel) => {
          const wish = subscriptions[channel]?.marketing
          if (!wish) return []
          return [
            {
              customerId: found[index]?.customerId ?? "",
              channel,
              purpose: "marketing",
              state: "given" as const,
              source: historical_import ? "import" : "klaviyo-api",
              at: wish.consented_at ?? ctx.now(),
              evidence: historical_import
                ? null
                : { door: "klaviyo", source: custom_source ?? null, list: list ?? null },
            },
          ]
        }),
      ),
    )
  })
}
