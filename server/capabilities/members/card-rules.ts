/**
 * Member cards carry an EAN-13 of the range that shops may use within their own walls: it begins with 20–29 (GS1), so no
 * product has the same. The last digit checks the others: weights 1 and 3 from the left, up to the next ten.
 */
export function cardOf(body: bigint): string {
  const twelve = `2${(body % 100_000_000_000n).toString().padStart(11, "0")}`
  return `${twelve}${checkDigit(twelve)}`
}

export function checkDigit(twelve: string): number {
  const sum = [...twelve].reduce((total, digit, i) => total + Number(digit) * (i % 2 === 0 ? 1 : 3), 0)
  return (10 - (sum % 10)) % 10
}

/** The number of a card as it was scanned or typed, spaces and hyphens left out; undefined for anything else. */
export function readCard(text: string): string | undefined {
  const digits = text.normalize("NFKC").replace(/[\s-]/g, "")
  if (!/^2[0-9]{12}$/.test(digits)) return undefined
  return Number(digits[12]) === checkDigit(digits.slice(0, 12)) ? digits : undefined
}
