import { audit } from "#brands"
import { type Context, inTransaction } from "#kernel/context"
import { announce } from "#kernel/events"
import type { Channel, Suppression } from "./consent-rules.ts"
import { CustomerError } from "./errors.ts"
import { customersChanged } from "./events.ts"
import { keysOf } from "./identity-keys.ts"
import type { Customer, Identity } from "./model.ts"
import { selectIdentities, selectOwners, selectValueKeys } from "./storage-identities.ts"
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
  const identities = await selectIdentities(ctx, customer.customerId)
  const addresses = [
    ...identities.flatMap(({ kind, value }) =>
      kind === "email" || kind === "phone" || kind === "line" ? [{ kind, value }] : [],
    ),
    ...(customer.email ? [{ kind: "email" as const, value: customer.email }] : []),
    ...(customer.phone ? [{ kind: "phone" as const, value: customer.phone }] : []),
  ]
  const hashes = addresses.map(({ kind, value }) => hashOf(ctx, kind === "phone" ? "sms" : kind, value))
  return selectSuppressions(ctx, [...new Set(hashes)])
}

/**
 * Allows sending again, on somebody's word. Whoever has the address is told of as changed: `customerId`, or when it isn't said
 * whose it is, the one who is found by trying every address. Throws `customers.UnknownSuppression`.
 */
export async function liftSuppression(
  ctx: Context,
  suppressionId: string,
  reason: string,
  customerId?: string,
): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const lifted = await liftSuppressionRow(ctx, suppressionId)
    if (!lifted) throw CustomerError.UnknownSuppression({ field: "suppressionId" })
    const holder = customerId ?? (await holderOf(ctx, lifted))
    if (holder !== undefined) await announce(ctx, customersChanged, { customerIds: [holder] })
    await audit(ctx, {
      action: "customers.suppression-lifted",
      subject: `suppression:${suppressionId}`,
      after: { reason },
    })
  })
}

const triedAtOnce = 10_000

/** Who has an address of which only the hash is known. */
async function holderOf(
  ctx: Context,
  { channel, addressHash }: Pick<SuppressionRow, "channel" | "addressHash">,
): Promise<string | undefined> {
  const kind = kindOf[channel]
  for (let after: string | undefined = ""; kind && after !== undefined; ) {
    const keys: { valueKey: string; customerId: string }[] = await selectValueKeys(ctx, kind, after, triedAtOnce)
    const found = keys.find(({ valueKey }) => fingerprintOf(ctx, kind, valueKey) === addressHash)
    if (found) return found.customerId
    after = keys.length === triedAtOnce ? keys.at(-1)?.valueKey : undefined
  }
  return undefined
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
