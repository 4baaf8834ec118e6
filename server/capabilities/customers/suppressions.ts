import { audit } from "#brands"
import { type Context, inTransaction } from "#kernel/context"
import { announce } from "#kernel/events"
import type { Channel, Suppression } from "./consent-rules.ts"
import { CustomerError } from "./errors.ts"
import { customersChanged } from "./events.ts"
import { customerById } from "./find-customer.ts"
import { keysOf } from "./identity-keys.ts"
import type { Customer, Identity } from "./model.ts"
import { selectIdentities, selectOwners } from "./storage-identities.ts"
import {
  insertSuppression,
  liftSuppressionRow,
  selectSuppressions,
  type SuppressionRow,
} from "./storage-suppressions.ts"

export type NewSuppression = {
  readonly channel: Channel
  /** A mail address, a phone number, a LINE user id. */
  readonly address: string
  /** `all`: nothing by any channel (complaint, erased) · `channel`: nothing on this one (hard bounce) · `purpose`: not for this purpose. */
  readonly scope: Suppression["scope"]
  /** Only with scope `purpose`. */
  readonly purpose?: string
  /** "complaint", "hard-bounce", "erased", "unsubscribed", "staff" … */
  readonly reason: string
  readonly source: string
  readonly at: Date
}

/** Forbids sending to an address, whoever has it now or comes to have it (M24). Only a hash of it is kept; whoever has it now is told of as changed. False when it stood already. */
export async function suppress(ctx: Context, wanted: NewSuppression): Promise<boolean> {
  const { channel, scope, reason, source, at } = wanted
  const purpose = scope === "purpose" ? (wanted.purpose ?? "") : ""
  const addressHash = hashOf(ctx, channel, wanted.address)
  return inTransaction(ctx, async (ctx) => {
    const suppressionId = ctx.id()
    const row = { suppressionId, addressHash, scope, channel, purpose, reason, source, at }
    if (!(await insertSuppression(ctx, row))) return false
    const kind = kindOf[channel]
    const holders = kind ? await selectOwners(ctx, keysOf([{ kind, issuer: "", value: wanted.address }]), false) : []
    const customerIds = [...new Set(holders.map((holder) => holder.customerId))]
    if (customerIds.length > 0) await announce(ctx, customersChanged, { customerIds })
    return true
  })
}

/** What forbids sending to each of these addresses; those without any are missing. `blockedBy` says which applies. */
export async function suppressionsOf(
  ctx: Context,
  channel: Channel,
  addresses: readonly string[],
): Promise<Map<string, SuppressionRow[]>> {
  const hashes = new Map(addresses.map((address) => [hashOf(ctx, channel, address), address]))
  const found = new Map<string, SuppressionRow[]>()
  for (const row of await selectSuppressions(ctx, [...hashes.keys()])) {
    const address = hashes.get(row.addressHash)
    if (address !== undefined) found.set(address, [...(found.get(address) ?? []), row])
  }
  return found
}

/** What forbids sending to a person by mail, SMS or LINE, whichever address it concerns. */
export async function suppressionsOfCustomer(
  ctx: Context,
  customer: Pick<Customer, "customerId" | "email" | "phone">,
): Promise<SuppressionRow[]> {
  return selectSuppressions(ctx, [...(await hashesOf(ctx, customer))])
}

/** Of every address of a person by which they could be written to. */
async function hashesOf(
  ctx: Context,
  { customerId, email, phone }: Pick<Customer, "customerId" | "email" | "phone">,
): Promise<Set<string>> {
  const identities = await selectIdentities(ctx, customerId)
  // Direct messages go to an id at a service, which is kept as an identity of the page it wrote to.
  const talks = identities.flatMap(({ kind, issuer, value }) => {
    const service = kind === "external" ? /^(instagram|messenger):/.exec(issuer)?.[1] : undefined
    return service ? [hashOf(ctx, "dm", `${service}:${value}`)] : []
  })
  const addresses = [
    ...identities.flatMap(({ kind, value }) =>
      kind === "email" || kind === "phone" || kind === "line" ? [{ kind, value }] : [],
    ),
    ...(email ? [{ kind: "email" as const, value: email }] : []),
    ...(phone ? [{ kind: "phone" as const, value: phone }] : []),
  ]
  return new Set([...talks, ...addresses.map(({ kind, value }) => hashOf(ctx, kind === "phone" ? "sms" : kind, value))])
}

/** Whose address it is that may be written to again: the person, or the address itself. */
export type Holder = { readonly customerId: string } | { readonly address: string }

/**
 * Allows sending again, on somebody's word, and tells of whoever has the address as changed. Only a hash of the address is
 * kept, so it has to be said whose it is. Throws `customers.UnknownSuppression`, and `customers.SuppressionOfAnother` when
 * none of the person's addresses is the one.
 */
export async function liftSuppression(
  ctx: Context,
  suppressionId: string,
  reason: string,
  holder: Holder,
): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const lifted = await liftSuppressionRow(ctx, suppressionId)
    if (!lifted) throw CustomerError.UnknownSuppression({ field: "suppressionId" })
    const customerIds = await holdersOf(ctx, lifted, holder)
    if (customerIds.length > 0) await announce(ctx, customersChanged, { customerIds })
    await audit(ctx, {
      action: "customers.suppression-lifted",
      subject: `suppression:${suppressionId}`,
      after: { reason },
    })
  })
}

/** Who has the address today. */
async function holdersOf(
  ctx: Context,
  { channel, addressHash }: Pick<SuppressionRow, "channel" | "addressHash">,
  holder: Holder,
): Promise<string[]> {
  if ("customerId" in holder) {
    const customer = await customerById(ctx, holder.customerId)
    if (!customer) throw CustomerError.Unknown({ field: "customerId" })
    const isTheirs = (await hashesOf(ctx, customer)).has(addressHash)
    if (!isTheirs) throw CustomerError.SuppressionOfAnother({ field: "customerId" })
    return [customer.customerId]
  }
  const kind = kindOf[channel]
  if (!kind) return []
  const owners = await selectOwners(ctx, keysOf([{ kind, issuer: "", value: holder.address }]), false)
  return [...new Set(owners.map(({ customerId }) => customerId))]
}

const kindOf: Partial<Record<string, Identity["kind"]>> = {
  email: "email",
  sms: "phone",
  phone: "phone",
  line: "line",
}

/** One mailbox or number, however it is typed, has one hash per brand. */
function hashOf(ctx: Context, channel: Channel, address: string): string {
  const kind = kindOf[channel]
  const [key] = kind ? keysOf([{ kind, issuer: "", value: address }]) : []
  return fingerprintOf(ctx, kind ?? channel, key?.valueKey ?? address.trim())
}

const fingerprintOf = (ctx: Context, kind: string, valueKey: string): string =>
  ctx.keys.fingerprint(`${ctx.brandId}:${kind}:${valueKey}`)
