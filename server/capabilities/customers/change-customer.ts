import { type Context, inTransaction } from "#kernel/context"
import { isZone } from "#kernel/zones"
import { readEmail } from "./email-rules.ts"
import { CustomerError } from "./errors.ts"
import { customerById } from "./find-customer.ts"
import { addIdentity } from "./identities.ts"
import type { Address, Customer, Identity, ProfileFields } from "./model.ts"
import { readPhone } from "./phone-rules.ts"
import { fold, type Own, statementsOf, type Words } from "./profile-rules.ts"
import { checkedProperties } from "./properties.ts"
import { resolveCustomer } from "./resolve-customers.ts"
import { rootsOf } from "./roots.ts"
import { selectRoot } from "./storage-roots.ts"
import { selectDefinitions } from "./storage-properties.ts"
import { writeChanged, writeNew } from "./write-profiles.ts"

/** What somebody enters by hand: a field left out stays, null clears it. */
export type ByHand = { readonly [K in keyof Omit<ProfileFields, "address">]?: ProfileFields[K] | undefined } & {
  readonly address?: { readonly [K in keyof Address]?: Address[K] | undefined } | null | undefined
  readonly properties?: Readonly<Record<string, unknown>> | undefined
}

/**
 * Registers a person. Throws `customers.AddressTaken` when a given mail, phone or account is somebody's already,
 * `customers.NoIdentity` when there is neither a name nor anything to recognise them by, and as `changeCustomer`.
 */
export async function createCustomer(ctx: Context, wanted: ByHand, identities: readonly Identity[]): Promise<Customer> {
  return inTransaction(ctx, async (ctx) => {
    const words = await readWords(ctx, wanted, undefined)
    const typed: Identity[] = wanted.email ? [{ kind: "email", issuer: "", value: wanted.email }] : []
    const all = [...typed, ...identities]
    if (all.length === 0 && !wanted.familyName && !wanted.givenName && !wanted.displayName)
      throw CustomerError.NoIdentity({ field: "identities" })
    const customerId = all.length === 0 ? await createNameless(ctx, words) : await createKnown(ctx, words, all)
    return wholeCustomer(ctx, customerId)
  })
}

async function createKnown(ctx: Context, words: Words, identities: readonly Identity[]): Promise<string> {
  const { customerId, created } = await resolveCustomer(ctx, { identities, source: words.source, at: words.at })
  if (!created) throw CustomerError.AddressTaken({ field: identities[0]?.kind ?? "identities" })
  await write(ctx, customerId, words)
  return customerId
}

/** Somebody at the counter who leaves only a name. */
async function createNameless(ctx: Context, words: Words): Promise<string> {
  const customerId = ctx.id()
  await writeNew(ctx, [{ customerId, known: true, own: statementsOf(words), source: "staff", firstSeenAt: ctx.now() }])
  return customerId
}

/**
 * Corrects what is known of a person. A new mail address is something they are recognised by from now on, too. Throws
 * `customers.Unknown`, `customers.BadProfile` naming the field, `customers.UnknownProperty`, `customers.WrongValue`,
 * `customers.AddressTaken`.
 */
export async function changeCustomer(ctx: Context, customerId: string, wanted: ByHand): Promise<Customer> {
  return inTransaction(ctx, async (ctx) => {
    const root = (await rootsOf(ctx, [customerId])).get(customerId)
    const before = root && (await customerById(ctx, root.customerId))
    if (!before || before.erasedAt) throw CustomerError.Unknown({ field: "customerId" })
    const words = await readWords(ctx, wanted, before)
    if (wanted.email && wanted.email !== before.email)
      await addIdentity(ctx, customerId, { kind: "email", issuer: "", value: wanted.email })
    await write(ctx, before.customerId, words)
    return wholeCustomer(ctx, customerId)
  })
}

async function readWords(
  ctx: Context,
  { properties, address, ...fields }: ByHand,
  before: Customer | undefined,
): Promise<Words> {
  if (fields.email && "fault" in readEmail(fields.email)) throw CustomerError.BadProfile({ field: "email" })
  if (fields.phone && !readPhone(fields.phone)) throw CustomerError.BadProfile({ field: "phone" })
  if (fields.zone && !isZone(fields.zone)) throw CustomerError.BadProfile({ field: "zone" })
  const definitions = properties ? await selectDefinitions(ctx) : []
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
  return {
    fields: {
      ...wholePairs(given, before),
      ...(address === undefined ? {} : { address: wholeAddress(address, before?.address ?? null) }),
    },
    properties: checkedProperties(definitions, properties ?? {}),
    source: ctx.actor.kind === "key" ? "api" : "staff",
    at: ctx.now(),
  }
}

/** Half a name changes that half only, although both halves are kept as one word. */
function wholePairs(given: Partial<ProfileFields>, before: Customer | undefined): Partial<ProfileFields> {
  const whole = { ...given }
  for (const [one, other] of [
    ["familyName", "givenName"],
    ["familyKana", "givenKana"],
  ] as const) {
    if (one in given && !(other in given)) whole[other] = before?.[other] ?? null
    if (other in given && !(one in given)) whole[one] = before?.[one] ?? null
  }
  return whole
}

const nowhere: Address = {
  country: "JP",
  postalCode: null,
  prefecture: null,
  city: null,
  street: null,
  building: null,
  company: null,
}

function wholeAddress(given: NonNullable<ByHand["address"]> | null, before: Address | null): Address | null {
  if (given === null) return null
  const entries = Object.entries(given).filter(([, value]) => value !== undefined)
  return { ...nowhere, ...before, ...Object.fromEntries(entries) }
}

async function write(ctx: Context, customerId: string, words: Words): Promise<void> {
  const row = await selectRoot(ctx, customerId)
  if (!row) throw CustomerError.Unknown({ field: "customerId" })
  const { revision, members, own: before } = row
  const own = fold([before, outranking(before, statementsOf(words, true))])
  await writeChanged(ctx, [{ customerId: row.customerId, revision, members, before, own, isOtherwiseChanged: false }])
}

/** What is entered by hand replaces what is there, even what was said at the same instant or by a clock that ran ahead. */
const outranking = (before: Own, said: Own): Own =>
  Object.fromEntries(
    Object.entries(said).map(([name, statement]) => [
      name,
      { ...statement, t: Math.max(statement.t, before[name]?.d ? 0 : (before[name]?.t ?? 0) + 1) },
    ]),
  )

async function wholeCustomer(ctx: Context, customerId: string): Promise<Customer> {
  const customer = await customerById(ctx, customerId)
  if (!customer) throw CustomerError.Unknown({ field: "customerId" })
  return customer
}
