import { resolveCustomers } from "#customers"
import type { Context } from "#kernel/context"
import { applyPastOrders, applyPastRefunds, type OrderSnapshot, soldLines } from "#orders"
import { hasIdentity } from "#customers"
import type { Applied } from "./applied.ts"
import { type MatchedSlip, matchReturns, type Returned } from "./match-returns-rules.ts"
import { noTally, type Row } from "./model.ts"
import { type ReturnSlip, readOrder } from "./order-rows-rules.ts"
import { present } from "./person-rules.ts"
import { type Reading, readerOf } from "./reader-rules.ts"
import { groupRows } from "./group-rules.ts"

type Slip = { readonly rows: readonly Row[]; readonly slip: ReturnSlip }

/**
 * Takes in return slips once all sales are in. What was bought in a known order is given back there; of what else came
 * back an order without goods is kept that holds the refund alone, so that the money is right and nothing is guessed.
 */
export async function applyReturns(ctx: Context, reading: Reading, rows: readonly Row[]): Promise<Applied> {
  const reader = readerOf(reading)
  const slips = groupRows(rows, (row) => reader.text(row, "number")).flatMap((group): Slip[] => {
    const read = readOrder(reader, group)
    return read.kind === "return" ? [{ rows: read.rows, slip: read.slip }] : []
  })
  const customers = await customersOf(ctx, slips, reading)
  const returned = slips.map(({ slip }, index): Returned => ({ slip, customerId: customers[index] ?? null }))
  const sold = await soldLines(
    ctx,
    reading.source,
    returned.flatMap(({ slip, customerId }) =>
      customerId === null ? [] : slip.lines.map(({ sku }) => ({ customerId, sku })),
    ),
  )
  const matched = matchReturns(returned, sold)
  await applyPastRefunds(ctx, matched.flatMap(refundsOf))
  const alone = matched.filter(({ rest }) => rest.length > 0)
  const kept = await applyPastOrders(
    ctx,
    alone.map((slip) => refundAlone(reading, slip)),
  )
  const keptOf = new Map(alone.map(({ returned }, index) => [returned.slip, kept[index]]))
  for (const { rows, slip } of slips) {
    const result = keptOf.get(slip)
    const [first] = rows
    if (result && first)
      reader.complain(first, "number", "field" in result ? "NotAccepted" : "ReturnOfUnknown", slip.number)
  }
  return {
    rows: slips.flatMap(({ rows, slip }) => {
      const result = keptOf.get(slip)
      return rows.map(({ no }) => ({ row: no, targetId: result && "orderId" in result ? result.orderId : null }))
    }),
    problems: reader.problems.filter(({ code }) => code === "ReturnOfUnknown" || code === "NotAccepted"),
    tally: { ...noTally, returned: slips.length },
    returns: [],
  }
}

async function customersOf(ctx: Context, slips: readonly Slip[], { source }: Reading): Promise<(string | null)[]> {
  const facts = slips.map(({ slip: { person, at } }) => ({
    identities: person.identities.map((identity) => ({
      kind: identity.kind,
      issuer: identity.issuer ?? "",
      value: identity.value,
    })),
    profile: present(person.profile ?? {}),
    source: source.split(":")[0] ?? source,
    at: at < ctx.now() ? at : ctx.now(),
  }))
  const named = facts.filter(({ identities }) => hasIdentity(identities))
  const resolved = await resolveCustomers(ctx, named)
  return facts.map((fact) => resolved[named.indexOf(fact)]?.customerId ?? null)
}

/** One refund for each order that something of the slip was bought in. */
function refundsOf({ returned: { slip }, matches }: MatchedSlip) {
  const byOrder = Map.groupBy(matches, ({ from }) => from.orderExternalId)
  return [...byOrder.values()].flatMap((group) => {
    const [first] = group
    if (!first) return []
    return [
      {
        order: { source: first.from.source, externalId: first.from.orderExternalId },
        refund: {
          externalId: slip.number,
          at: slip.at,
          amount: group.reduce((sum, { line, quantity }) => sum + quantity * line.unitPrice, 0),
          lines: group.map(({ line, from, quantity }) => ({
            lineExternalId: from.lineExternalId,
            quantity,
            amount: quantity * line.unitPrice,
          })),
        },
      },
    ]
  })
}

/** Nothing bought, something given back: it is no purchase, and its money is negative. */
function refundAlone(reading: Reading, { returned: { slip }, rest }: MatchedSlip): OrderSnapshot {
  const amount = rest.reduce((sum, { quantity, unitPrice }) => sum + quantity * unitPrice, 0)
  const lines = rest.map(({ externalId, quantity, unitPrice }) => ({
    lineExternalId: externalId,
    quantity,
    amount: quantity * unitPrice,
  }))
  return {
    source: reading.source,
    externalId: slip.number,
    number: slip.number,
    placedAt: slip.at,
    updatedAt: slip.at > reading.at ? slip.at : reading.at,
    channel: "online",
    customer: slip.person,
    currency: slip.currency,
    lines: rest.map(({ externalId, sku, title, unitPrice }) => ({
      externalId,
      sku,
      title,
      quantity: 0,
      unitPrice,
      discount: 0,
      taxIncluded: true,
    })),
    totals: { goods: 0, discount: 0, shipping: 0, tax: 0, paid: 0, refunded: amount },
    cancelledAt: slip.at,
    refunds: [{ externalId: slip.number, at: slip.at, amount, lines }],
  }
}
