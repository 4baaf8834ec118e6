import { customersByIds } from "#customers"
import { membersOf } from "#members"
import type { LetterKnowledge } from "#messages"
import { balancesOf } from "#points"
import type { Context } from "#kernel/context"
import {
  actionLine,
  earningWords,
  mustBeLabelled,
  openMultipliers,
  rateWords,
  rewardLabel,
  shownActions,
  worthWords,
} from "./earning-words-rules.ts"
import { currentProgramme } from "./programmes.ts"
import { selectBoosts } from "./storage-orders.ts"

/**
 * What letters may name of the programme, in the reader's language: `loyalty.rate`, `loyalty.worthYen`, `loyalty.actions`, each
 * with title and points, `loyalty.campaign` (I06–I08). Rules are those that hold as the letter leaves.
 */
export const loyaltyKnowledge: LetterKnowledge["read"] = async (ctx: Context, customerIds) => {
  const version = await currentProgramme(ctx)
  if (!version) return new Map()
  const { programme } = version
  const people = await customersByIds(ctx, customerIds)
  const balances = await balancesOf(ctx, customerIds)
  const members = await membersOf(ctx, customerIds)
  const now = ctx.now()
  const boosts = Map.groupBy(await selectBoosts(ctx, customerIds, now, now), ({ customerId }) => customerId)
  const everything = shownActions(programme)
  const campaign = openMultipliers(programme, now).find(
    ({ from, segmentId }) => (!from || from <= now) && segmentId === null,
  )
  return new Map(
    [...people].map(([id, { language, customerId }]) => {
      const available = balances.get(id)?.available ?? 0
      const boost = boosts.get(customerId)?.[0]
      const member = members.get(id)
      // Whoever belongs has joined: nothing is promised to her for it once more.
      const actions = member && !member.left ? everything.filter(({ on }) => on.kind !== "sign-up") : everything
      const review = everything.find(({ on }) => on.kind === "act" && on.act === "review")
      const loyalty = {
        pointName: programme.pointName[language],
        rate: rateWords(programme)[language],
        worth: worthWords(programme)[language],
        worthYen: available * programme.yenPerPoint,
        actions: actions.map((action) => ({
          title: action.title[language],
          points: action.points,
          label: mustBeLabelled(action) ? rewardLabel[language] : null,
          line: actionLine(action, language),
        })),
        actionsLine:
          actions.map((action) => actionLine(action, language)).join(language === "ja" ? "、" : ", ") || null,
        earning: earningWords({ ...programme, actions }, language),
        /** What a review earns; it must be labelled where it is asked for (J03). */
        review: review ? { points: review.points, label: rewardLabel[language] } : null,
        signUp: actions.find(({ on }) => on.kind === "sign-up")?.points ?? null,
        campaign: campaign
          ? {
              name: campaign.name[language],
              until: campaign.until?.toISOString() ?? null,
              timesText: timesOf(campaign.bonusBp),
            }
          : null,
        boost: boost
          ? { name: boost.name[language], until: boost.until.toISOString(), timesText: timesOf(boost.bonusBp) }
          : null,
      }
      return [id, { loyalty }] as const
    }),
  )
}

/** 10,000 on top is "2", 5,000 is "1.5". */
export const timesOf = (bonusBp: number): string => String((10_000 + bonusBp) / 10_000)
