import { customersByIds } from "#customers"
import type { Context } from "#kernel/context"
import type { LetterAtGate } from "#messages"

/** The property by which a brand lets somebody rest: they need the goods no longer, or never answer (G35, C26). */
export const restProperty = "letters_rest"

/** Nothing but what people ask for themselves goes to whoever rests, whoever plans it, until the mark is taken away. */
export async function refuseResting(
  ctx: Context,
  letters: readonly LetterAtGate[],
): Promise<ReadonlyMap<string, string>> {
  const marketing = letters.filter(({ purpose }) => purpose === "marketing")
  if (marketing.length === 0) return new Map()
  const people = await customersByIds(ctx, [...new Set(marketing.map(({ customerId }) => customerId))])
  return new Map(
    marketing.flatMap(({ messageId, customerId }): [string, string][] =>
      people.get(customerId)?.properties[restProperty] === true ? [[messageId, "letters-rest"]] : [],
    ),
  )
}
