import { ProductSnapshot, productsByExternal, upsertProducts } from "#catalog"
import {
  CustomerError,
  checkedProperties,
  hasIdentity,
  propertyDefinitions,
  readEmail,
  readPhone,
  recordConsents,
  resolveCustomers,
} from "#customers"
import { applyPastOrders, OrderSnapshot } from "#orders"
import { type Context, inTransaction } from "#kernel/context"
import { ExpectedError, KernelError } from "#kernel/errors"
import { isZone } from "#kernel/zones"
import type { z } from "zod"
import type { BulkRow } from "./contract.ts"
import { CustomerRow, identitiesOf, profileOf } from "./customer-row-rules.ts"

type Read<T> = { readonly row: number; readonly value: T } | { readonly row: number; readonly error: ExpectedError }

/**
 * Registers and updates people; each row stands by itself. Sent again it changes nothing: people are found by what they
 * are recognised by, and a word that is known already is no news.
 */
export async function upsertCustomers(ctx: Context, rows: readonly unknown[]): Promise<BulkRow[]> {
  return inTransaction(ctx, async (ctx) => {
    const definitions = await propertyDefinitions(ctx)
    const source = ctx.actor.kind === "key" ? "api" : "staff"
    const read = rows.map((row, index) =>
      readRow(CustomerRow, row, index, (value) => {
        if (value.email && "fault" in readEmail(value.email)) throw CustomerError.BadProfile({ field: "email" })
        if (value.phone && !readPhone(value.phone)) throw CustomerError.BadProfile({ field: "phone" })
        if (value.zone && !isZone(value.zone)) throw CustomerError.BadProfile({ field: "zone" })
        if (!hasIdentity(identitiesOf(value))) throw CustomerError.NoIdentity({ field: "identities" })
        checkedProperties(definitions, value.properties)
      }),
    )
    const taken = read.filter((one) => "value" in one)
    const found = await resolveCustomers(
      ctx,
      taken.map(({ value }) => ({
        identities: identitiesOf(value),
        profile: profileOf(value),
        source,
        at: value.at ?? ctx.now(),
      })),
    )
    await recordConsents(
      ctx,
      taken.flatMap(({ value }, i) =>
        value.consents.map((consent) => ({ ...consent, source: "import", customerId: found[i]?.customerId ?? "" })),
      ),
    )
    const ids = new Map(taken.map(({ row }, i) => [row, found[i]]))
    return read.map((one) => {
      const result = ids.get(one.row)
      return "error" in one
        ? refused(one.row, one.error)
        : accepted(one.row, result?.customerId ?? null, result?.created ? "created" : "taken")
    })
  })
}

/** Takes in orders of the past; each row stands by itself, and nobody is written to. Sent again it changes nothing. */
export async function upsertOrders(ctx: Context, rows: readonly unknown[]): Promise<BulkRow[]> {
  const read = rows.map((row, index) => readRow(OrderSnapshot, row, index))
  const taken = read.filter((one) => "value" in one)
  const results = await applyPastOrders(
    ctx,
    taken.map(({ value }) => value),
  )
  const byRow = new Map(taken.map(({ row }, i) => [row, results[i]]))
  return read.map((one) => {
    const result = byRow.get(one.row)
    if ("error" in one) return refused(one.row, one.error)
    if (!result || "field" in result)
      return refused(one.row, KernelError.InvalidRequest({ field: result?.field ?? "" }))
    return accepted(one.row, result.orderId, result.outcome)
  })
}

/** Takes in products; each row stands by itself, of two words the later one counts. */
export async function upsertManyProducts(ctx: Context, rows: readonly unknown[]): Promise<BulkRow[]> {
  return inTransaction(ctx, async (ctx) => {
    const read = rows.map((row, index) => readRow(ProductSnapshot, row, index))
    const taken = read.filter((one) => "value" in one).map(({ value }) => value)
    await upsertProducts(ctx, taken)
    const ids = new Map<string, string>()
    for (const [source, some] of Map.groupBy(taken, (value) => value.source)) {
      const externalIds = some.map(({ externalId }) => externalId)
      for (const { externalId, productId } of await productsByExternal(ctx, source, externalIds))
        ids.set(`${source} ${externalId}`, productId)
    }
    return read.map((one) =>
      "error" in one
        ? refused(one.row, one.error)
        : accepted(one.row, ids.get(`${one.value.source} ${one.value.externalId}`) ?? null, "taken"),
    )
  })
}

function readRow<T>(schema: z.ZodType<T>, given: unknown, row: number, check?: (value: T) => void): Read<T> {
  const { data, error } = schema.safeParse(given)
  if (error) return { row, error: KernelError.InvalidRequest({ field: error.issues[0]?.path.join(".") || "(row)" }) }
  try {
    check?.(data)
    return { row, value: data }
  } catch (error) {
    if (error instanceof ExpectedError) return { row, error }
    throw error
  }
}

const accepted = (row: number, id: string | null, outcome: BulkRow["outcome"]): BulkRow => ({
  row,
  accepted: true,
  id,
  outcome,
  error: null,
})

const refused = (row: number, { code, sentence, details }: ExpectedError): BulkRow => ({
  row,
  accepted: false,
  id: null,
  outcome: "refused",
  error: { code, field: details.field ?? null, message: sentence },
})
