import { z } from "zod"
import type { Refund } from "#orders"
import * as field from "./shopify-fields.ts"

export const ShopifyRefund = z.object({
  id: field.id,
  order_id: field.id.nullish(),
  created_at: field.instant,
  processed_at: field.maybeInstant,
  note: field.words,
  refund_line_items: z
    .array(
      z.object({
        line_item_id: field.id,
        quantity: z.int().min(0),
        subtotal: field.decimal.nullish(),
      }),
    )
    .nullish(),
  transactions: z
    .array(
      z.object({
        kind: field.words,
        status: field.words,
        amount: field.decimal,
        currency: field.words,
      }),
    )
    .nullish(),
})
export type ShopifyRefund = z.output<typeof ShopifyRefund>

/** Money that has truly gone back: transactions that are only asked for, or failed, do not count. */
export function readRefund(refund: ShopifyRefund, currency: string): Refund {
  const paidBack = (refund.transactions ?? []).filter(({ kind, status }) => kind === "refund" && status === "success")
  return {
    externalId: refund.id,
    at: refund.processed_at ?? refund.created_at,
    amount: paidBack.reduce((sum, { amount }) => sum + field.money(amount, currency, "refunds.transactions.amount"), 0),
    reason: field.short(refund.note, 500),
    lines: (refund.refund_line_items ?? []).map((line) => ({
      lineExternalId: line.line_item_id,
      quantity: line.quantity,
      amount: field.money(line.subtotal, currency, "refund_line_items.subtotal"),
    })),
  }
}

/** The currency in which a refund is told when its order is not at hand. */
export const currencyOf = (refund: ShopifyRefund): string | undefined =>
  refund.transactions?.find(({ currency }) => currency)?.currency ?? undefined
