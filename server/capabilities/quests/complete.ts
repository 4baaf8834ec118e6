import { recordEvents } from "#events"

import { earnPoints, revokePoints } from "#points"
import { giveReward, grantCollectible } from "#rewards"
import { touchCustomers } from "#segments"
import { type Context } from "#kernel/context"
import { announce } from "#kernel/events"
import { questCompleted } from "./events.ts"
import { expiryNow } from "./programme.ts"
import type { Award, LiveQuest } from "./model.ts"
import { insertAward, revokeAward } from "./storage-awards.ts"

const reasonOf = ({ document: { name } }: LiveQuest) => ({
  ja: `クエスト（${name.ja || name.en}）`,
  en: `Quest: ${name.en || name.ja}`,
})

/**
 * Gives what a quest promises for one round, once for each person (F70): who comes second at the same moment gives nothing.
 * Points, reward and stamp stand or fall together with the award. Returns whether it was new.
 */
export async function complete(ctx: Context, quest: LiveQuest, customerId: string, round: number): Promise<boolean> {
  const { questId, version, document } = quest
  const { points, rewardId, badge } = document.prize
  const wanted = { awardId: ctx.id(), questId, version, customerId, round, points }
  const award = await insertAward(ctx, wanted)
  if (!award) return false
  const { awardId, given } = award
  if (points > 0)
    await earnPoints(ctx, [
      {
        customerId,
        points,
        origin: "action",
        cause: causeOf(awardId, given),
        programmeVersion: null,
        reason: reasonOf(quest),
        effectiveAt: ctx.now(),
        confirmsAt: ctx.now(),
        expiry: await expiryNow(ctx),
      },
    ])
  if (rewardId !== null) await giveReward(ctx, { customerId, rewardId, key: `quest:${awardId}` })
  if (badge) {
    const { name, imageUrl } = badge
    await grantCollectible(ctx, { customerId, cause: `quest:${questId}:${round}`, name, imageUrl })
  }
  await recordEvents(ctx, [
    {
      customerId,
      name: "Quest Completed",
      occurredAt: ctx.now(),
      source: "maido",
      externalId: `quests:${awardId}:${given}`,
      properties: { quest_id: questId, quest: document.name.ja || document.name.en, round, points },
    },
  ])
  await touchCustomers(ctx, [customerId])
  await announce(ctx, questCompleted, { awardId, questId, customerId, round, points, at: ctx.now() })
  return true
}

/** Each giving of an award has its own place in the ledger. */
const causeOf = (awardId: string, given: number) => ({
  type: "quest",
  id: `${awardId}:${given}`,
  rule: "quest",
  seq: 0,
})

/** What it was given for was given back: the points go as well; a reward that was handed over and a stamp stay (S61). */
export async function takeBack(ctx: Context, award: Award & { given: number }): Promise<void> {
  if (award.customerId === null || !(await revokeAward(ctx, award.awardId))) return
  const earned = causeOf(award.awardId, award.given)
  if (award.points > 0)
    await revokePoints(ctx, [
      {
        customerId: award.customerId,
        of: { type: earned.type, id: earned.id },
        keeps: 0,
        cause: { ...earned, type: "quest-revoked" },
        effectiveAt: ctx.now(),
        shortage: "debt",
        reason: { ja: "返品などで、クエストの条件を満たさなくなりました", en: "The quest is no longer completed" },
      },
    ])
  await touchCustomers(ctx, [award.customerId])
}
