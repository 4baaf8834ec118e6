import { z } from "zod"

export const CartItem = z.object({ sku: z.string().min(1).max(200), quantity: z.int().min(1).max(99) })
export type CartItem = z.infer<typeof CartItem>

export type LinkedCart = {
  readonly items: readonly CartItem[]
  /** As it is compared or as it is shown. */
  readonly code: string | null
  readonly messageId: string | null
}

const Stored = z.tuple([
  z.array(z.tuple([CartItem.shape.sku, CartItem.shape.quantity])).max(30),
  z.string().max(60).nullable(),
  z.uuid().nullable(),
])

/** A cart as a link's token holds it: SKUs, quantities, the code; never a price (S-LINK5). */
export const writeCart = ({ items, code, messageId }: LinkedCart): string =>
  JSON.stringify([items.map((item) => [item.sku, item.quantity]), code, messageId])

/** What a token's cart says; undefined when it is none. */
export function readCart(resource: string): LinkedCart | undefined {
  let said: unknown
  try {
    said = JSON.parse(resource)
  } catch {
    return undefined
  }
  const parsed = Stored.safeParse(said)
  if (!parsed.success) return undefined
  const [items, code, messageId] = parsed.data
  return { items: items.map(([sku, quantity]) => ({ sku, quantity })), code, messageId }
}

/** Quantities from a form, `q0=2&q1=0`: whole and between 0 and 99; what can't be read stays as the link says. */
export function withQuantities(items: readonly CartItem[], form: URLSearchParams): readonly CartItem[] {
  return items.flatMap((item, index) => {
    const typed = (form.get(`q${index}`) ?? "").normalize("NFKC").trim()
    const quantity = /^\d{1,2}$/.test(typed) ? Number(typed) : item.quantity
    return quantity > 0 ? [{ ...item, quantity }] : []
  })
}

type Settings = { readonly cartUrl: string | null; readonly itemPattern: string; readonly separator: string }

/**
 * The address of a shop's cart by the brand's own pattern: `https://shop.example/cart?add={items}&coupon={code}` with items
 * like `{sku}:{quantity}`. Undefined without a pattern.
 */
export function cartUrlBy(
  { cartUrl, itemPattern, separator }: Settings,
  items: readonly (CartItem & { readonly variantExternalId: string })[],
  code: string | null,
): string | undefined {
  if (cartUrl === null) return undefined
  const all = items
    .map((item) =>
      itemPattern
        .replaceAll("{sku}", encodeURIComponent(item.sku))
        .replaceAll("{variant}", encodeURIComponent(item.variantExternalId))
        .replaceAll("{quantity}", String(item.quantity)),
    )
    .join(separator)
  return cartUrl.replaceAll("{items}", all).replaceAll("{code}", encodeURIComponent(code ?? ""))
}
