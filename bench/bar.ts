/** One measured bar of the product: a figure, what the machine could do at best in the same run, and whether it is enough. */
export type Bar = {
  readonly bar: string
  readonly value: number
  readonly unit: string
  /** The physical or raw limit measured in the same run; null where there is none to measure. */
  readonly limit: number | null
  /** value / limit. */
  readonly ratio: number | null
  /** What the strongest open system reached on two cores. */
  readonly rival: string | null
  readonly pass: boolean
  readonly note: string
}

/** The figure below which `share` of all measurements lie. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

export const round = (value: number, digits = 1): number => Math.round(value * 10 ** digits) / 10 ** digits
