import { brandById } from "#brands"
import { consentState, readPhone, recordConsent, resolveCustomer } from "#customers"
import { joinByApi } from "#signups"
import { type Context, inTransaction } from "#kernel/context"
import type { PageRequest } from "#kernel/page"
import { languageOf } from "#kernel/text"
import { KlaviyoError } from "./errors.ts"
import type { ClientSubscription } from "./read-rules.ts"

/**
 * Somebody joins on a shop's page whose own code calls Klaviyo's client API. Anybody can call it with anybody's address,
 * so it counts as if typed into a form of ours: the owner is asked by mail. A number can't be asked yet, and its consent
 * waits as pending. Nothing is told of whether the address is known. Throws `klaviyo.Nobody`, `klaviyo.Invalid`.
 */
export async function takeSubscription(ctx: Context, body: ClientSubscription, request: PageRequest): Promise<void> {
  const { attributes, relationships } = body.data
  const { profile, custom_source } = attributes
  const { email, phone_number, locale, anonymous_id, subscriptions } = profile.data.attributes
  const wants = (channel: "email" | "sms") => (subscriptions ? Boolean(subscriptions[channel]?.marketing) : true)
  const address = wants("email") ? email?.trim() : undefined
  const number = wants("sms") ? phone_number?.trim() : undefined
  if (!address && !number) throw KlaviyoError.Nobody({ field: "data.attributes.profile.data.attributes" })
  if (number && !readPhone(number))
    throw KlaviyoError.Invalid({ field: "data.attributes.profile.data.attributes.phone_number" })
  const list = relationships?.list.data.id
  const said = { door: "klaviyo-client", ...(custom_source && { source: custom_source }), ...(list && { list }) }
  const spoken = locale ?? request.headers["accept-language"]
  const brand = await inTransaction(ctx, (ctx) => brandById(ctx, ctx.brandId))
  if (address)
    await joinByApi(ctx, {
      address,
      language: spoken ? languageOf(spoken) : (brand?.language ?? "ja"),
      pageUrl: (request.headers.referer ?? request.headers.origin ?? "").slice(0, 2_000) || null,
      ip: request.ip,
      visitor: anonymous_id ?? null,
      said,
    })
  if (number) await awaitNumber(ctx, number, said)
}

async function awaitNumber(ctx: Context, number: string, said: Record<string, string>): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const identities = [{ kind: "phone" as const, issuer: "", value: number, verified: false }]
    const { customerId } = await resolveCustomer(ctx, { identities, source: "sign-up", at: ctx.now() })
    const state = await consentState(ctx, customerId, "sms", "marketing")
    if (state !== "none") return
    const statement = {
      customerId,
      channel: "sms" as const,
      purpose: "marketing",
      source: "klaviyo-client",
      evidence: said,
    }
    await recordConsent(ctx, { ...statement, state: "pending", at: ctx.now() })
  })
}
