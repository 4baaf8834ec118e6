import { propertyDefinitions, readPropertyText, recordConsents, resolveCustomers } from "#customers"
import type { Context } from "#kernel/context"
import { announce } from "#kernel/events"
import type { Applied } from "./applied.ts"
import { type ReadCustomer, readCustomer } from "./customer-rows-rules.ts"
import { membersTold } from "./events.ts"
import { noTally, type Row } from "./model.ts"
import { type Reading, readerOf } from "./reader-rules.ts"

type Customer = Extract<ReadCustomer, { kind: "customer" }>

/**
 * Takes in the people that these lines tell of, with the brand's own properties (A15). Consents go to the ledger as
 * imported and unverified: a file is no evidence. Who is a member by the file is told to whom it concerns.
 */
export async function applyCustomerRows(ctx: Context, reading: Reading, rows: readonly Row[]): Promise<Applied> {
  const reader = readerOf(reading)
  const own = { definitions: await propertyDefinitions(ctx), read: readPropertyText }
  const read = rows.map((row) => readCustomer(reader, row, own))
  const customers = read.filter((it): it is Customer => it.kind === "customer")
  const resolved = await resolveCustomers(
    ctx,
    customers.map((customer) => customer.fact),
  )
  const targets = new Map<Row, string>()
  const tally = { ...noTally, refused: read.length - customers.length }
  customers.forEach(({ row }, index) => {
    const found = resolved[index]
    if (!found) return
    tally[found.created ? "created" : "changed"]++
    targets.set(row, found.customerId)
  })
  const consents = customers.flatMap(({ consent, row }) => {
    const customerId = targets.get(row)
    if (!consent || !customerId) return []
    const state = consent.given ? ("given" as const) : ("withdrawn" as const)
    return [{ customerId, channel: "email" as const, purpose: "marketing", state, source: "import", at: consent.at }]
  })
  if (consents.length > 0) await recordConsents(ctx, consents)
  const members = customers.flatMap(({ memberSince, row }) => {
    const customerId = targets.get(row)
    return memberSince && customerId ? [{ customerId, since: memberSince }] : []
  })
  if (members.length > 0) await announce(ctx, membersTold, { members })
  return {
    rows: rows.map((row) => ({ row: row.no, targetId: targets.get(row) ?? null })),
    problems: reader.problems,
    tally,
    returns: [],
  }
}
