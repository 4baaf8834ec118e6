import { Gift } from "lucide-react"
import { listRewards } from "../../../server/capabilities/rewards/contract.ts"
import { defineFeature, page } from "../../app/feature.ts"
import { useMay } from "../../app/session.tsx"
import { useCall } from "../../app/use-call.ts"

/** How many redemptions wait for the staff. */
function useWaiting() {
  const may = useMay()
  const { data } = useCall(listRewards, {}, { when: may("loyalty:read"), everyMs: 60_000, keep: true })
  if (!data || data.waiting.open === 0) return undefined
  return { count: data.waiting.open, needed: data.waiting.late > 0 }
}

export const rewards = defineFeature({
  name: "rewards",
  pages: [
    page("/rewards", async () => (await import("./rewards.tsx")).Rewards),
    page("/rewards/new", async () => (await import("./new-reward.tsx")).NewReward),
    page("/rewards/to-do", async () => (await import("./to-do.tsx")).ToDo),
    page("/rewards/$rewardId", async () => (await import("./reward.tsx")).RewardPage),
    page("/rewards/$rewardId/edit", async () => (await import("./edit-reward.tsx")).EditReward),
  ],
  navigation: [
    {
      to: "/rewards",
      label: { ja: "特典", en: "Rewards" },
      icon: Gift,
      group: "programme",
      order: 66,
      within: "/loyalty",
      right: "loyalty:read",
      useCount: useWaiting,
    },
  ],
  commands: [
    {
      label: { ja: "特典を作る", en: "Make a reward" },
      icon: Gift,
      to: "/rewards/new",
      right: "loyalty:write",
      also: { ja: "ポイント 交換 クーポン イベント 寄付", en: "points redeem coupon event donation" },
    },
    {
      label: { ja: "お渡しする特典", en: "Rewards to hand over" },
      icon: Gift,
      to: "/rewards/to-do",
      right: "loyalty:read",
    },
  ],
})
