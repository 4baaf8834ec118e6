import { countSentBySegment, countSentMessages, type SentFilter } from "#messages"
import { type Context, inTransaction } from "#kernel/context"
import { type Rates, type RatesByGroup, shareBp } from "./rates-rules.ts"
import {
  type ReadingCounts,
  selectCountsBySegment,
  selectLeavings,
  selectLinks,
  selectReadingCounts,
} from "./storage-rates.ts"

export type { SentFilter as RatesFilter } from "#messages"

/**
 * What became of the messages that fit: how many were taken over and not returned, opened and clicked by people and by
 * machines, came back, were called spam, made somebody leave. Counts of rows, never of counters (R6).
 */
export async function ratesOf(ctx: Context, filter: SentFilter): Promise<Rates> {
  const groups = await groupsOf(ctx, filter)
  return ratesFrom(groups)
}

/** The same for each message kind and each step of a campaign or flow, the largest first. */
export async function ratesByGroup(ctx: Context, filter: SentFilter): Promise<RatesByGroup[]> {
  return (await groupsOf(ctx, filter)).map(({ sent, counts, ...group }) => ({
    ...group,
    ...ratesFrom([{ channel: group.channel, sent, counts }]),
  }))
}

/**
 * The same for each segment that letters were planned for, the largest first; null are letters for everybody (C29): whether
 * those leave more who got what was not meant for them can be seen side by side.
 */
export async function ratesBySegment(
  ctx: Context,
  filter: SentFilter,
): Promise<(Rates & { readonly segmentId: string | null })[]> {
  return inTransaction(ctx, async (ctx) => {
    const letters = { ...filter, purpose: "marketing" } as const
    const read = new Map((await selectCountsBySegment(ctx, letters)).map((counts) => [counts.segmentId, counts]))
    const sent = await countSentBySegment(ctx, letters)
    return sent.map(({ segmentId, count }) => ({
      segmentId,
      ...ratesFrom([{ channel: "email", sent: count, counts: read.get(segmentId) ?? none }]),
    }))
  })
}

/** How often each link was followed, by how many messages' readers; and by which door people left. */
export const linksOf = (ctx: Context, filter: SentFilter) => inTransaction(ctx, (ctx) => selectLinks(ctx, filter))
export const leavingsOf = (ctx: Context, filter: SentFilter) => inTransaction(ctx, (ctx) => selectLeavings(ctx, filter))

const groupKey = (g: { kind: string; channel: string; originId: string | null; originStep: string | null }) =>
  `${g.kind} ${g.channel} ${g.originId ?? ""} ${g.originStep ?? ""}`

async function groupsOf(ctx: Context, filter: SentFilter) {
  return inTransaction(ctx, async (ctx) => {
    const sent = await countSentMessages(ctx, filter)
    const read = new Map((await selectReadingCounts(ctx, filter)).map((counts) => [groupKey(counts), counts]))
    return sent.map(({ count, ...group }) => ({ ...group, sent: count, counts: read.get(groupKey(group)) ?? none }))
  })
}

const none: Omit<ReadingCounts, "kind" | "channel" | "originId" | "originStep"> = {
  openedHuman: 0,
  openedUnknown: 0,
  openedMachine: 0,
  clickedHuman: 0,
  clickedUnknown: 0,
  clickedMachine: 0,
  hard: 0,
  soft: 0,
  complained: 0,
  left: 0,
}

type Sent = { readonly channel: string; readonly sent: number; readonly counts: typeof none }

/** Only a mail can tell that it was opened: of what went another way nothing is said. */
function ratesFrom(all: readonly Sent[]): Rates {
  const sum = (of: keyof typeof none) => all.reduce((total, { counts }) => total + counts[of], 0)
  const bounced = { hard: sum("hard"), soft: sum("soft") }
  const arrived = (some: readonly Sent[]) =>
    some.reduce((total, { sent, counts }) => total + Math.max(0, sent - counts.hard - counts.soft), 0)
  const sent = all.reduce((total, one) => total + one.sent, 0)
  const delivered = arrived(all)
  const openable = arrived(all.filter(({ channel }) => channel === "email"))
  const opened = { human: sum("openedHuman"), unknown: sum("openedUnknown"), machine: sum("openedMachine") }
  const clicked = { human: sum("clickedHuman"), unknown: sum("clickedUnknown"), machine: sum("clickedMachine") }
  const everyone = (of: typeof opened) => of.human + of.unknown + of.machine
  return {
    sent,
    delivered,
    bounced,
    opened,
    clicked,
    complained: sum("complained"),
    left: sum("left"),
    rates: {
      opened: shareBp(opened.human, openable),
      openedWithMachines: shareBp(everyone(opened), openable),
      clicked: shareBp(clicked.human, delivered),
      clickedWithMachines: shareBp(everyone(clicked), delivered),
      bounced: shareBp(bounced.hard + bounced.soft, sent),
      complained: shareBp(sum("complained"), delivered),
      left: shareBp(sum("left"), delivered),
    },
  }
}
