import { customersByIds } from "#customers"
import type { LetterKnowledge } from "#messages"
import { myPageLink } from "#mypage"
import { said } from "./reward-rules.ts"
import { affordable, type RewardFor, rewardsForMany } from "./rewards-for.ts"
import { nextOf } from "./segment-fields.ts"

/**
 * What the text of any letter may say: `rewards.next {name, needs, gap, spend}`, `rewards.affordable [{name, needs}]` (three,
 * favourites first), `rewards.count`, and `links.rewards` to her own page. About brands without rewards there is nothing.
 */
export const rewardKnowledge: LetterKnowledge["read"] = async (ctx, customerIds) => {
  const views = await rewardsForMany(ctx, customerIds)
  if (views.size === 0) return new Map()
  const people = await customersByIds(ctx, customerIds)
  const known = new Map()
  for (const customerId of customerIds) {
    const all = views.get(customerId)
    const person = people.get(customerId)
    if (!all || !person) continue
    const shown = ({ name, needs, gap, spend }: RewardFor) => ({ name: said(name, person.language), needs, gap, spend })
    const next = nextOf(all)
    const open = all.filter(({ state }) => state === "open").length
    known.set(customerId, {
      rewards: {
        next: next ? shown(next) : null,
        affordable: open === 0 ? [] : (await affordable(ctx, customerId)).map(shown),
        count: open,
      },
      links: { rewards: await myPageLink(ctx, customerId, { to: "rewards" }) },
    })
  }
  return known
}
