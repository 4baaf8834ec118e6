/** Cards in the brand's order; those that it has not put in order keep theirs, after the others. */
export function arranged<T extends { readonly key: string }>(cards: readonly T[], order: readonly string[]): T[] {
  const place = new Map(order.map((key, index) => [key, index]))
  const at = ({ key }: T) => place.get(key) ?? order.length
  return cards
    .map((card, index) => ({ card, index }))
    .sort((a, b) => at(a.card) - at(b.card) || a.index - b.index)
    .map(({ card }) => card)
}
