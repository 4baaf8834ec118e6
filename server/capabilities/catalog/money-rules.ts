/** ISO 4217 exponents that are not 2. */
const exponents: Readonly<Record<string, number>> = {
  ...Object.fromEntries(
    "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF".split(" ").map((code) => [code, 0]),
  ),
  ...Object.fromEntries("BHD IQD JOD KWD LYD OMR TND".split(" ").map((code) => [code, 3])),
  CLF: 4,
  UYW: 4,
}

/** Decimals of a currency: 0 for JPY, 2 for USD (ISO 4217). */
export const exponentOf = (currency: string): number => exponents[currency] ?? 2

const bound = 1_000_000_000_000

/**
 * A decimal text such as "199.00" or "-1980" in minor units, exactly: no float is involved. Undefined when it is not a
 * number, has a fraction that the currency lacks ("1980.5" JPY, J20), or lies beyond ±10^12.
 */
export function minorUnits(text: string, currency: string): number | undefined {
  const found = /^([+-]?)(\d{1,15})(?:\.(\d{1,12}))?$/.exec(text.trim())
  if (!found) return undefined
  const [, sign, whole = "", fraction = ""] = found
  const places = exponentOf(currency)
  if (/[1-9]/.test(fraction.slice(places))) return undefined
  const amount = Number(`${whole}${fraction.slice(0, places).padEnd(places, "0")}`)
  if (amount > bound) return undefined
  return sign === "-" && amount !== 0 ? -amount : amount
}

export type Price = { readonly amount: number; readonly currency: string }

/**
 * A price as people and feeds write it: "1,980 JPY", "JPY 1980", "19.99 USD", "¥1,980", "1,980円", or a bare number in
 * `fallback`. Commas group thousands. Undefined when it can't be read without guessing.
 */
export function readPrice(text: string, fallback: string): Price | undefined {
  const plain = text.normalize("NFKC").trim()
  const found = /^(?:([A-Z]{3})\s*|[¥￥]\s*)?([\d,]+(?:\.\d+)?)\s*(?:([A-Z]{3})|円)?$/i.exec(plain)
  if (!found) return undefined
  const [, before, number = "", after] = found
  if (before && after) return undefined
  const yen = /[¥円]/.test(plain)
  const currency = (before ?? after ?? (yen ? "JPY" : fallback)).toUpperCase()
  if (number.includes(",") && !/^\d{1,3}(,\d{3})+(\.\d+)?$/.test(number)) return undefined
  const amount = minorUnits(number.replaceAll(",", ""), currency)
  return amount === undefined ? undefined : { amount, currency }
}
