import { z } from "zod"
import type { FlowStep } from "#flows"
import { giveReward } from "./redeem.ts"

const With = z.strictObject({ rewardId: z.uuid() })

/** A flow gives a reward for nothing: after an answered survey, a review, the tenth delivery (H17). */
export const giveStep: FlowStep = {
  step: "rewards.give",
  title: { ja: "特典を贈る", en: "Give a reward" },
  about: {
    ja: "ポイントを使わずに、特典をひとつ贈ります。数の上限は守ります。",
    en: "Gives one reward without taking points; its limits still hold.",
  },
  with: With,
  act: async (ctx, people) => {
    const answers = new Map()
    for (const { customerId, key, with: set } of people) {
      const { rewardId } = With.parse(set)
      const outcome = await giveReward(ctx, { customerId, rewardId, key: `flow:${key}` })
      if (!outcome.given) {
        answers.set(key, { kind: "refused", reason: outcome.reason })
        continue
      }
      const { code, url, validUntil } = outcome.redemption.handed
      const offer = code === undefined ? {} : { offer: { code, url, validUntil: validUntil ?? null } }
      answers.set(key, { kind: "done", facts: { ...offer, reward: { id: rewardId } } })
    }
    return answers
  },
}
