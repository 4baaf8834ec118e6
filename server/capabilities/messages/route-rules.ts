import type { Channel } from "#customers"
import type { ChannelPrice } from "./channel.ts"

/** What speaks for a channel: its price, and what she did with what came by it. */
export type ChannelAtHand = {
  readonly name: Channel
  readonly price: ChannelPrice
  /** Letters of the last 90 days that were taken over, and those of them that a person followed (machines not counted). */
  readonly sent: number
  readonly visits: number
}

export type Ranked = { readonly name: Channel; readonly why: string }

type Wanted = {
  readonly order: readonly Channel[] | null
  readonly preferred: Channel | null
  readonly visitYen: number
}

/** A new channel is judged as if one of twenty letters had been followed: the share of an ordinary newsletter. */
const prior = { visits: 1, sent: 20 }

/**
 * In which order channels are tried (C04, C05, X09). The order that was asked for stands as it is. Otherwise: what she
 * prefers, then by what a letter is worth there, her expected visits in yen less its price; one whose quota is used up comes last.
 */
export function rankChannels(channels: readonly ChannelAtHand[], { order, preferred, visitYen }: Wanted): Ranked[] {
  if (order)
    return order.flatMap((name) =>
      channels.some((channel) => channel.name === name) ? [{ name, why: "asked-for" }] : [],
    )
  const worth = ({ price, sent, visits }: ChannelAtHand) =>
    ((visits + prior.visits) / (sent + prior.sent)) * visitYen - price.milliYen / 1_000
  const isSpent = ({ price }: ChannelAtHand) => price.left !== null && price.left <= 0
  return channels
    .map((channel) => ({
      channel,
      isFirst: channel.name === preferred,
      spent: isSpent(channel),
      worth: worth(channel),
    }))
    .sort(
      (a, b) =>
        Number(a.spent) - Number(b.spent) ||
        Number(b.isFirst) - Number(a.isFirst) ||
        b.worth - a.worth ||
        (a.channel.name < b.channel.name ? -1 : 1),
    )
    .map(({ channel, isFirst, spent }) => ({
      name: channel.name,
      why: spent ? "quota-used-up" : isFirst ? "preferred" : "worth-most",
    }))
}
