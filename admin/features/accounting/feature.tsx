import { BookOpenText, CalendarRange, FileUp, Landmark, Target } from "lucide-react"
import { listAdjustments } from "../../../server/capabilities/points/contract.ts"
import { defineFeature, page } from "../../app/feature.ts"
import { useMay } from "../../app/session.tsx"
import { useCall } from "../../app/use-call.ts"

/** How many points given or taken by hand wait for a second person. */
function useWaiting() {
  const may = useMay()
  const asked = { state: "waiting" } as const
  const { data } = useCall(listAdjustments, asked, { when: may("points:approve"), everyMs: 60_000, keep: true })
  const count = data?.items.length ?? 0
  return count === 0 ? undefined : { count, needed: true }
}

export const accounting = defineFeature({
  name: "accounting",
  pages: [
    page("/accounting", async () => (await import("./ledger.tsx")).Ledger),
    page("/accounting/roll-forward", async () => (await import("./roll-forward.tsx")).RollForward),
    page("/accounting/opening", async () => (await import("./opening.tsx")).Opening),
    page("/accounting/worth", async () => (await import("./worth.tsx")).Worth),
    page("/settings/accounting", async () => (await import("./settings.tsx")).AccountSettingsPage),
  ],
  navigation: [
    {
      to: "/accounting",
      label: { ja: "ポイント台帳", en: "Points ledger" },
      icon: BookOpenText,
      group: "programme",
      order: 64,
      within: "/loyalty",
      right: "loyalty:read",
      useCount: useWaiting,
    },
  ],
  commands: [
    {
      label: { ja: "ポイントの増減を期間で見る", en: "Roll-forward of any span" },
      icon: CalendarRange,
      to: "/accounting/roll-forward",
      right: "loyalty:read",
      also: { ja: "ロールフォワード 期首 期末 残高", en: "liability opening closing balance" },
    },
    {
      label: { ja: "ポイントの引き継ぎ", en: "Bring points along" },
      icon: FileUp,
      to: "/accounting/opening",
      right: "points:approve",
      also: { ja: "移行 残高 CSV 取り込み 旧システム", en: "migrate opening balances import CSV" },
    },
    {
      label: { ja: "会員制度の費用と目標", en: "What the programme costs, and its goals" },
      icon: Target,
      to: "/accounting/worth",
      right: "loyalty:read",
      also: { ja: "CLTV 頻度 注文単価 ファン クーポン", en: "CLTV frequency order value fans coupon" },
    },
  ],
  settings: [
    {
      to: "/settings/accounting",
      label: { ja: "勘定科目", en: "Accounts" },
      about: {
        ja: "仕訳の勘定科目、ポイントの価値、使われる見込み。",
        en: "Accounts of the journal, what a point is worth, how many are expected to be used.",
      },
      icon: Landmark,
      right: "brand:read",
      order: 52,
    },
  ],
})
