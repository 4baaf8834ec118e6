import type { ShareChannel } from "./model.ts"

/** One link as the spread is reckoned from it. */
export type SpreadLink = {
  readonly linkId: string
  readonly parentId: string | null
  readonly sharer: string
  readonly customerId: string | null
  readonly channel: ShareChannel
  readonly generation: number
  readonly shares: number
  readonly visitors: number
  readonly claims: number
  readonly referrals: number
  /** Brought people who are looked at first: no newcomers yet. */
  readonly held: number
  readonly value: number
}

export type Spread = {
  readonly sharers: number
  readonly shares: number
  /** Different people who looked, programs left out, and those who typed a code without looking. */
  readonly reach: number
  readonly claims: number
  readonly newcomers: number
  /** Brought, but still looked at by a person. */
  readonly held: number
  readonly value: number
  /** People reached by one sharer; how many of them became customers; and their product. */
  readonly invitedPerSharer: number
  readonly conversion: number
  readonly kFactor: number
  readonly generations: readonly {
    readonly generation: number
    readonly links: number
    readonly visitors: number
    readonly newcomers: number
  }[]
}

const total = <T>(rows: readonly T[], of: (row: T) => number) => rows.reduce((sum, row) => sum + of(row), 0)

/** How many a link has reached. Two friends at one browser are one visitor, but two people. */
export const reachedBy = ({ visitors, referrals }: Pick<SpreadLink, "visitors" | "referrals">): number =>
  Math.max(visitors, referrals)

const ratio = (a: number, b: number) => (b === 0 ? 0 : a / b)

/**
 * How far something spread. K is the number of new customers that one sharer brings: invitations per sharer times the
 * share of them who become customers (J11). Above 1 every generation is larger than the one before. Nobody who only
 * holds a link that nobody ever saw or passed on counts as a sharer.
 */
export function spreadOf(links: readonly SpreadLink[]): Spread {
  const live = links.filter((link) => link.shares > 0 || link.visitors > 0 || link.referrals > 0)
  const sharers = new Set(live.map((link) => link.sharer)).size
  const reach = total(live, reachedBy)
  const newcomers = total(live, (link) => link.referrals)
  const invitedPerSharer = ratio(reach, sharers)
  const conversion = ratio(newcomers, reach)
  const deepest = live.reduce((most, link) => Math.max(most, link.generation), 0)
  return {
    sharers,
    shares: total(live, (link) => link.shares),
    reach,
    claims: total(live, (link) => link.claims),
    newcomers,
    held: total(links, (link) => link.held),
    value: total(live, (link) => link.value),
    invitedPerSharer,
    conversion,
    kFactor: ratio(newcomers, sharers),
    generations: Array.from({ length: live.length === 0 ? 0 : deepest + 1 }, (_, generation) => {
      const those = live.filter((link) => link.generation === generation)
      return {
        generation,
        links: those.length,
        visitors: total(those, reachedBy),
        newcomers: total(those, (link) => link.referrals),
      }
    }),
  }
}

export type Hop = {
  readonly from: ShareChannel
  readonly to: ShareChannel
  readonly count: number
  readonly newcomers: number
}

/** From which channel to which it was passed on (J13): each link that somebody made who came by another one. */
export function hopsOf(links: readonly SpreadLink[]): Hop[] {
  const byId = new Map(links.map((link) => [link.linkId, link]))
  const hops = new Map<string, Hop>()
  for (const link of links) {
    const parent = link.parentId === null ? undefined : byId.get(link.parentId)
    if (!parent) continue
    const key = `${parent.channel} ${link.channel}`
    const before = hops.get(key)
    hops.set(key, {
      from: parent.channel,
      to: link.channel,
      count: (before?.count ?? 0) + 1,
      newcomers: (before?.newcomers ?? 0) + link.referrals,
    })
  }
  return [...hops.values()].sort((a, b) => b.count - a.count || (`${a.from}${a.to}` < `${b.from}${b.to}` ? -1 : 1))
}

export type TreeNode = SpreadLink & { readonly depth: number }

/** The links as a tree, parents before their children, the widest branch first; at most `limit` of them. */
export function treeOf(links: readonly SpreadLink[], limit: number): TreeNode[] {
  const byId = new Set(links.map((link) => link.linkId))
  const children = Map.groupBy(links, ({ parentId }) => (parentId !== null && byId.has(parentId) ? parentId : ""))
  const found: TreeNode[] = []
  const seen = new Set<string>()
  const walk = (parent: string, depth: number) => {
    const those = [...(children.get(parent) ?? [])].sort(
      (a, b) => b.referrals - a.referrals || b.visitors - a.visitors || (a.linkId < b.linkId ? -1 : 1),
    )
    for (const link of those) {
      if (found.length >= limit || seen.has(link.linkId)) return
      seen.add(link.linkId)
      found.push({ ...link, depth })
      walk(link.linkId, depth + 1)
    }
  }
  walk("", 0)
  return found
}

/** Value brought by shares for each unit that it cost (J18); null where nothing was spent. */
export const viralRoi = (value: number, cost: number): number | null => (cost === 0 ? null : value / cost)
