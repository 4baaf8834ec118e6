import type { MyPageCard } from "./cards.ts"
import type { MyPageSettings } from "./model-settings.ts"

/** The cards in the order in which they stand for this brand: first those that it has put in order, then the others in theirs. */
export function arranged<T extends Pick<MyPageCard, "key" | "order">>(
  cards: readonly T[],
  { order, hidden }: Pick<MyPageSettings, "order" | "hidden">,
): T[] {
  const place = new Map(order.map((key, index) => [key, index]))
  const at = (card: T): [number, number] => [place.get(card.key) ?? order.length, card.order]
  return cards
    .filter(({ key }) => !hidden.includes(key))
    .map((card) => ({ card, at: at(card) }))
    .sort((a, b) => a.at[0] - b.at[0] || a.at[1] - b.at[1])
    .map(({ card }) => card)
}
