/** An exact fraction: `den` is positive and the two share no factor. Floats lose yen: floor(1100 / 1.1) is 999. */
export type Rational = { readonly num: bigint; readonly den: bigint }

/** Towards zero, half away from zero (四捨五入), or away from zero: a refund rounds as the mirror of its sale. */
export type Rounding = "down" | "half_up" | "up"

/** `num / den`, reduced. Whole numbers only; throws RangeError for a fraction, an unsafe number or a zero `den`. */
export function rational(num: number | bigint, den: number | bigint = 1n): Rational {
  const [n, d] = [whole(num), whole(den)]
  if (d === 0n) throw new RangeError("a fraction cannot have the denominator 0")
  const factor = greatestCommon(n, d) * (d < 0n ? -1n : 1n)
  return { num: n / factor, den: d / factor }
}

/** A decimal as people write it, exactly: "0.1" is 1/10, "-12.50" is -25/2. Throws RangeError. */
export function decimal(text: string): Rational {
  const found = /^([+-]?)(\d{1,30})(?:\.(\d{1,30}))?$/.exec(text)
  if (!found) throw new RangeError(`not a decimal: ${JSON.stringify(text.slice(0, 40))}`)
  const [, sign = "", ones = "", fraction = ""] = found
  return rational(BigInt(`${sign === "-" ? "-" : ""}${ones}${fraction}`), 10n ** BigInt(fraction.length))
}

/** 1 basis point is 1/10,000: rates and multipliers are stored as whole basis points. */
export const basisPoints = (points: number): Rational => rational(points, 10_000)
export const percent = (points: number): Rational => rational(points, 100)

export const plus = (a: Rational, b: Rational): Rational => rational(a.num * b.den + b.num * a.den, a.den * b.den)
export const minus = (a: Rational, b: Rational): Rational => rational(a.num * b.den - b.num * a.den, a.den * b.den)
export const times = (a: Rational, b: Rational): Rational => rational(a.num * b.num, a.den * b.den)
export const over = (a: Rational, b: Rational): Rational => rational(a.num * b.den, a.den * b.num)

/** Below 0 when a is smaller, 0 when they are equal, above 0 when a is larger. */
export function compare(a: Rational, b: Rational): number {
  const difference = a.num * b.den - b.num * a.den
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

/** The largest whole number that is not larger; -1/2 gives -1. Throws RangeError beyond what a number holds exactly. */
export function floor(value: Rational): number {
  const towardsZero = value.num / value.den
  return exact(value.num < 0n && towardsZero * value.den !== value.num ? towardsZero - 1n : towardsZero)
}

/** The whole number that the rounding gives. Throws RangeError beyond what a number holds exactly. */
export function round(value: Rational, rounding: Rounding): number {
  const magnitude = value.num < 0n ? -value.num : value.num
  const down = magnitude / value.den
  const rest = magnitude % value.den
  const goesUp = rounding === "up" ? rest > 0n : rounding === "half_up" ? rest * 2n >= value.den : false
  const rounded = down + (goesUp ? 1n : 0n)
  return exact(value.num < 0n ? -rounded : rounded)
}

/**
 * `total` shared out by weights so that the shares are whole and add up to it (largest remainder; of equal remainders
 * the earlier share gets the unit). Without any weight the shares are as equal as can be. Weights are whole, 0 or more.
 */
export function allocate(total: number, weights: readonly number[]): number[] {
  if (weights.length === 0) {
    if (total === 0) return []
    throw new RangeError("nobody to share among")
  }
  if (weights.some((weight) => !Number.isSafeInteger(weight) || weight < 0))
    throw new RangeError("weights are whole numbers from 0")
  const shares = weights.every((weight) => weight === 0)
    ? weights.map(() => 1n)
    : weights.map((weight) => BigInt(weight))
  const sum = shares.reduce((a, b) => a + b, 0n)
  const magnitude = whole(Math.abs(total))
  const parts = shares.map((weight, index) => {
    const product = magnitude * weight
    return { index, units: product / sum, rest: product % sum }
  })
  const given = parts.reduce((units, part) => units + part.units, 0n)
  const byRemainder = parts.toSorted((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1))
  for (const part of byRemainder.slice(0, Number(magnitude - given))) part.units += 1n
  return parts.map(({ units }) => exact(total < 0 ? -units : units))
}

function whole(value: number | bigint): bigint {
  if (typeof value === "bigint") return value
  if (!Number.isSafeInteger(value)) throw new RangeError(`not a whole number that is exact: ${value}`)
  return BigInt(value)
}

function exact(value: bigint): number {
  const number = Number(value)
  if (!Number.isSafeInteger(number)) throw new RangeError("beyond what a number holds exactly")
  return number
}

function greatestCommon(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b]
  while (y > 0n) [x, y] = [y, x % y]
  return x
}
