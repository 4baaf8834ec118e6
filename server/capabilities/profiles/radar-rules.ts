import type { Text } from "#kernel/text"

export const spokeGroups = ["taste", "interest", "worry"] as const
export type SpokeGroup = (typeof spokeGroups)[number]

/** One thing that tells of a taste, an interest or a worry. `points` as of the day it happened. */
export type Clue = {
  readonly group: SpokeGroup
  readonly label: Text
  readonly what: Text
  readonly at: Date
  readonly points: number
}

export type Spoke = {
  readonly group: SpokeGroup
  readonly label: Text
  readonly points: number
  /** Of the longest spoke, 0 to 1. */
  readonly share: number
  readonly count: number
  /** What weighs most now, at most five. */
  readonly evidence: readonly { readonly what: Text; readonly at: Date; readonly points: number }[]
}

const dayMs = 86_400_000
/** What was true half a year ago counts half. */
const halfLifeDays = 180
const mostSpokes = 8
const mostEvidence = 5

/**
 * The radar (A13): clues added up by subject, each at `points × 2^(−age / 180 days)`, the exponential decay with a
 * half-life that ratings of recency use. Plain counting: every spoke opens to the clues that make it up. At most eight
 * spokes, the strongest first.
 */
export function radarOf(clues: readonly Clue[], now: Date): Spoke[] {
  const weighed = clues
    .filter(({ at }) => at <= now)
    .map((clue) => ({
      ...clue,
      points: clue.points * 2 ** (-(now.getTime() - clue.at.getTime()) / dayMs / halfLifeDays),
    }))
  const bySubject = Map.groupBy(weighed, ({ group, label }) => `${group} ${label.ja.normalize("NFKC").toLowerCase()}`)
  const spokes = [...bySubject.values()].flatMap((all) => {
    const [first] = all
    if (!first) return []
    const points = all.reduce((sum, clue) => sum + clue.points, 0)
    const evidence = all.toSorted((a, b) => b.points - a.points || b.at.getTime() - a.at.getTime())
    return [
      { group: first.group, label: first.label, points, count: all.length, evidence: evidence.slice(0, mostEvidence) },
    ]
  })
  const shown = spokes
    .toSorted((a, b) => b.points - a.points || (a.label.ja < b.label.ja ? -1 : 1))
    .slice(0, mostSpokes)
  const most = shown[0]?.points ?? 1
  return shown.map(({ evidence, ...spoke }) => ({
    ...spoke,
    share: spoke.points / most,
    evidence: evidence.map(({ what, at, points }) => ({ what, at, points })),
  }))
}

type Deed = {
  readonly name: string
  readonly occurredAt: Date
  readonly productId: string | null
  readonly properties: Readonly<Record<string, unknown>>
}

const deeds: Readonly<Record<string, { points: number; group: SpokeGroup; verb: Text }>> = {
  "Product Viewed": { points: 1, group: "interest", verb: { ja: "見た", en: "looked at" } },
  "Product Added": { points: 2, group: "interest", verb: { ja: "カートに入れた", en: "added to the cart" } },
  "Product Added to Wishlist": { points: 2, group: "interest", verb: { ja: "お気に入りに入れた", en: "wished for" } },
  "Products Searched": { points: 1.5, group: "interest", verb: { ja: "検索した", en: "searched for" } },
  "Product Reviewed": { points: 2, group: "taste", verb: { ja: "レビューを書いた", en: "reviewed" } },
}
const boughtPoints = 3
const saidPoints = 4

/** Clues in what she looked at, by the kind of product; searches by what was searched for. */
export function cluesOfDeeds(done: readonly Deed[], typeOf: ReadonlyMap<string, string>): Clue[] {
  return done.flatMap(({ name, occurredAt: at, productId, properties }) => {
    const deed = Object.hasOwn(deeds, name) ? deeds[name] : undefined
    const subject =
      name === "Products Searched" ? text(properties.query) : (text(properties.category) ?? typeOf.get(productId ?? ""))
    if (!deed || !subject) return []
    const title = text(properties.name) ?? subject
    const what = { ja: `「${title}」を${deed.verb.ja}`, en: `${deed.verb.en} “${title}”` }
    return [{ group: deed.group, label: { ja: subject, en: subject }, what, at, points: deed.points }]
  })
}

/** Clues in what she bought: three points each time, by the kind of product. */
export function cluesOfPurchases(
  orders: readonly { readonly placedAt: Date; readonly products: readonly { readonly id: string }[] }[],
  typeOf: ReadonlyMap<string, string>,
): Clue[] {
  return orders.flatMap(({ placedAt: at, products }) =>
    products.flatMap(({ id }) => {
      const type = typeOf.get(id)
      if (!type) return []
      const what = { ja: `${type}を購入した`, en: `bought ${type}` }
      return [{ group: "taste" as const, label: { ja: type, en: type }, what, at, points: boughtPoints }]
    }),
  )
}

/** Words in a key or label by which a property or a question asks for worries, or for interests. */
const worryWords = /悩み|なやみ|気になる|不安|心配|困り|worr|concern|trouble|problem/i
const interestWords = /興味|関心|趣味|interest|hobb/i
export const groupOf = (subject: string): SpokeGroup =>
  worryWords.test(subject) ? "worry" : interestWords.test(subject) ? "interest" : "taste"

/** Clues in what is said of her: chosen values of the brand's own properties, answers, a partner's data. Four points each. */
export function cluesOfWords(
  said: readonly {
    readonly subject: string
    readonly values: readonly Text[]
    readonly at: Date
    readonly by: Text
  }[],
): Clue[] {
  return said.flatMap(({ subject, values, at, by }) =>
    values.map((label) => ({ group: groupOf(subject), label, what: by, at, points: saidPoints })),
  )
}

const text = (value: unknown): string | undefined =>
  typeof value === "string" && value.trim() !== "" ? value.trim().slice(0, 60) : undefined
