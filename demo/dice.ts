/** Chance in the words in which the demo's life is told. The same `random` gives the same throws. */
export type Dice = {
  /** True this often, 0 to 1. */
  readonly chance: (probability: number) => boolean
  /** A whole number, both ends included. */
  readonly whole: (from: number, to: number) => number
  /** A number in [from, to). */
  readonly between: (from: number, to: number) => number
  readonly pick: <T>(from: readonly [T, ...T[]]) => T
  /** One of them, each as often as its weight says. */
  readonly weighted: <T>(from: readonly (readonly [T, number])[]) => T
  /** Around 1, seldom below 1/2 or above 2: how much one person or occasion differs from another. */
  readonly spread: (width: number) => number
}

export function diceFrom(random: () => number): Dice {
  const between = (from: number, to: number) => from + random() * (to - from)
  const whole = (from: number, to: number) => Math.floor(between(from, to + 1))
  return {
    chance: (probability) => random() < probability,
    whole,
    between,
    pick: (from) => from[whole(0, from.length - 1)] ?? from[0],
    weighted: (from) => {
      let rest = random() * from.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [one, weight] of from) if ((rest -= weight) < 0) return one
      const last = from.at(-1)
      if (!last) throw new RangeError("nothing to choose from")
      return last[0]
    },
    // The sum of three throws is near enough to a bell.
    spread: (width) => Math.exp(width * (random() + random() + random() - 1.5) * 1.4),
  }
}
