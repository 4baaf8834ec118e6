import type { Variant } from "./model.ts"

/** Which words of a series somebody gets next: never any that she has had (I02). */
type Question = {
  readonly variants: readonly Pick<Variant, "key">[]
  readonly heard: ReadonlySet<string>
  /** 1 for the first sending. */
  readonly occurrence: number
}

/**
 * The variants take turns by occurrence, so that a series is told in its order to whoever is there from the start; who has
 * heard the one whose turn it is gets the next that is new to her. Null when there is none left: then she gets nothing.
 */
export function nextVariant({ variants, heard, occurrence }: Question): string | null {
  const turn = (occurrence - 1) % Math.max(1, variants.length)
  const inTurn = [...variants.slice(turn), ...variants.slice(0, turn)]
  return inTurn.find(({ key }) => !heard.has(key))?.key ?? null
}
