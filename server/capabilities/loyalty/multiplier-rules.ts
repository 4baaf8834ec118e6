import { basisPoints, compare, plus, type Rational, rational, times } from "#kernel/rational"
import { sum } from "./base-rules.ts"
import type { Text } from "#kernel/text"
import type { Multiplier, Programme } from "./model.ts"
import type { LineFacts, MemberFacts, OrderFacts } from "./model-order.ts"

/** Something that adds to base points: her rank, a campaign, a bonus of her own. */
export type Bonus = {
  readonly rule: string
  readonly name: Text
  readonly bonusBp: number
  readonly applies: (line: LineFacts) => boolean
  /** Points that it adds at most to this order; null: no end. */
  readonly most: number | null
}

/** Everything that adds to the order, in the order in which it counts. */
export function bonusesFor(order: OrderFacts, programme: Programme, member: MemberFacts): Bonus[] {
  const all = () => true
  const rank: Bonus[] =
    member.rankBonusBp > 0
      ? [
          {
            rule: "rank",
            name: member.rankName ?? { ja: "ランク", en: "Rank" },
            bonusBp: member.rankBonusBp,
            applies: all,
            most: null,
          },
        ]
      : []
  const campaigns = programme.multipliers
    .filter((multiplier) => isRunning(multiplier, order, member))
    .toSorted((a, b) => b.priority - a.priority || (a.key < b.key ? -1 : 1))
    .map((multiplier) => campaignBonus(multiplier, member))
  const boosts = member.boosts
    .toSorted((a, b) => (a.boostId < b.boostId ? -1 : 1))
    .map(({ boostId, name, bonusBp }) => ({ rule: `boost:${boostId}`, name, bonusBp, applies: all, most: null }))
  return [...rank, ...campaigns, ...boosts]
}

/** Its window holds the instant of the order, and the buyer is among those it is for (H03). The end is not included. */
export const isRunning = (
  { isOn, from, until, segmentId, channels }: Multiplier,
  { placedAt, channel }: Pick<OrderFacts, "placedAt" | "channel">,
  { segments }: Pick<MemberFacts, "segments">,
): boolean =>
  isOn &&
  (!from || from <= placedAt) &&
  (!until || placedAt < until) &&
  (segmentId === null || segments.includes(segmentId)) &&
  (channels.length === 0 || channels.includes(channel))

function campaignBonus({ key, name, bonusBp, products, categories, caps }: Multiplier, { used }: MemberFacts): Bonus {
  const so = used?.campaigns[key]
  const rooms = [
    caps.perOrder,
    caps.perPerson === null ? null : Math.max(0, caps.perPerson - (so?.person ?? 0)),
    caps.inAll === null ? null : Math.max(0, caps.inAll - (so?.all ?? 0)),
  ].filter((room) => room !== null)
  const isScoped = products.length > 0 || categories.length > 0
  return {
    rule: `multiplier:${key}`,
    name,
    bonusBp,
    applies: ({ product, category }) =>
      !isScoped ||
      (product !== undefined && products.includes(product)) ||
      (category !== undefined && categories.includes(category)),
    most: rooms.length === 0 ? null : Math.min(...rooms),
  }
}

/** What a bonus adds to each line, exactly. */
export type Gain = { readonly bonus: Bonus; readonly lines: readonly Rational[]; readonly isCapped: boolean }

const zero = rational(0)

/**
 * What each bonus adds to lines that earn so much (L14). Additive: each to the base. Multiplicative: each to what those
 * before it made. Max: only the one that adds most to the whole order; of equal ones the first. Caps cut what a bonus adds
 * and change nothing about the others, so that more base or a higher rate never comes to less (I16).
 */
export function gainsOf(
  base: readonly { readonly line: LineFacts; readonly points: Rational }[],
  bonuses: readonly Bonus[],
  stacking: Programme["stacking"],
): Gain[] {
  let current = base.map(({ points }) => points)
  const gains = bonuses.map((bonus) => {
    const rate = basisPoints(bonus.bonusBp)
    const lines = base.map(({ line, points }, index) => {
      const from = stacking === "multiplicative" ? (current[index] ?? zero) : points
      return bonus.applies(line) ? times(from, rate) : zero
    })
    current = current.map((value, index) => plus(value, lines[index] ?? zero))
    return capped({ bonus, lines, isCapped: false })
  })
  if (stacking !== "max") return gains
  const best = gains.reduce<Gain | undefined>(
    (best, gain) => (best && compare(sum(best.lines), sum(gain.lines)) >= 0 ? best : gain),
    undefined,
  )
  return best ? [best] : []
}

function capped(gain: Gain): Gain {
  const { most } = gain.bonus
  const total = sum(gain.lines)
  if (most === null || compare(total, rational(most)) <= 0) return gain
  return { ...gain, lines: scaled(gain.lines, most), isCapped: true }
}

/** The same proportions, coming to `total`. Nothing is made of nothing. */
export function scaled(lines: readonly Rational[], total: number): Rational[] {
  const all = sum(lines)
  if (all.num === 0n) return [...lines]
  const by = rational(BigInt(total) * all.den, all.num)
  return lines.map((line) => times(line, by))
}
