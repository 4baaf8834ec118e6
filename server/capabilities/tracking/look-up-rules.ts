import type { Order } from "#orders"

/**
 * Whether `proof` is something that only the buyer of this order knows: the e-mail address, the phone number or the
 * postal code it was placed with. Compared by what they mean: full-width digits, hyphens and +81 make no difference.
 */
export function provesBuyer(
  order: Pick<Order, "buyer" | "shippingAddress" | "billingAddress">,
  proof: string,
): boolean {
  const given = proof.normalize("NFKC").trim().toLowerCase()
  if (given.includes("@"))
    return order.buyer.email !== undefined && order.buyer.email.normalize("NFKC").trim().toLowerCase() === given
  const digits = nationalDigits(given)
  if (digits.length < 7) return false
  const phones = [order.buyer.phone, order.shippingAddress?.phone, order.billingAddress?.phone]
  const codes = [order.shippingAddress?.postalCode, order.billingAddress?.postalCode]
  return (
    phones.some((phone) => phone !== undefined && digits.length >= 9 && nationalDigits(phone) === digits) ||
    codes.some((code) => code !== undefined && nationalDigits(code) === digits)
  )
}

const nationalDigits = (text: string) => {
  const plain = text.normalize("NFKC")
  const digits = plain.replace(/\D/g, "")
  return /^\s*\+?81/.test(plain) && digits.length >= 11 ? `0${digits.slice(2)}` : digits
}
