import { productsByExternal, relatedProducts } from "#catalog"
import { consentState, type Customer } from "#customers"
import { purchasesOf } from "#orders"
import type { Context } from "#kernel/context"
import type { OrderMailFacts } from "./messages/order-mail-facts.ts"
import { type TrackingSettings, trackingSettings } from "./settings.ts"
import { chooseThanks, thanksFact } from "./thanks-rules.ts"
import type { TrackedOrder } from "./tracked-order.ts"

/** What the mail of a delivered order says to this buyer of these goods (E15), and what goes with them (E20). */
export async function dressThanks(
  ctx: Context,
  tracked: TrackedOrder,
  customer: Customer | undefined,
): Promise<Pick<OrderMailFacts, "thanks" | "related">> {
  const settings = await trackingSettings(ctx)
  if (settings.thanks.length === 0 && !settings.related) return {}
  const { order, language } = tracked
  const externalIds = order.lines.flatMap((line) => line.productExternalId ?? [])
  const products = await productsByExternal(ctx, order.source, externalIds)
  const dress = chooseThanks(settings.thanks, {
    products: externalIds.map((externalId) => {
      const product = products.find((p) => p.externalId === externalId)
      return { externalId, type: product?.productType ?? null, tags: product?.tags ?? [] }
    }),
    properties: customer?.properties ?? {},
    orderCount: asksForCount(settings) && customer ? (await purchasesOf(ctx, customer.customerId)).orders : undefined,
  })
  const related =
    settings.related && customer
      ? await relatedFor(
          ctx,
          customer,
          products.map((p) => p.productId),
        )
      : []
  return {
    ...(dress ? { thanks: thanksFact(dress, language) } : {}),
    ...(related.length > 0 ? { related } : {}),
  }
}

const asksForCount = ({ thanks }: TrackingSettings) => thanks.some(({ when }) => when.orders !== null)

/** Asked for here so that nothing is looked up for those who never agreed; whether they still do is asked again when it leaves. */
async function relatedFor(
  ctx: Context,
  customer: Customer,
  productIds: readonly string[],
): Promise<NonNullable<OrderMailFacts["related"]>> {
  if ((await consentState(ctx, customer.customerId, "email", "marketing")) !== "given") return []
  const found = await relatedProducts(ctx, productIds, 3)
  return found.map(({ title, url, imageUrl, price, currency }) => ({
    title,
    url,
    ...(imageUrl ? { image: { url: imageUrl } } : {}),
    ...(price !== null && currency ? { price: { amount: price, currency } } : {}),
  }))
}
