import type {
  CampaignState,
  PauseReason,
  Scene,
  SendChannel,
  When,
} from "../../../server/capabilities/campaigns/model.ts"
import type { CampaignView } from "../../../server/capabilities/campaigns/model-views.ts"
import type { Standing } from "../../../ui/status.tsx"
import { joined, same, type Text } from "../../../ui/text.ts"

const states: Record<CampaignState, { is: Standing; label: Text }> = {
  draft: { is: "draft", label: { ja: "下書き", en: "Draft" } },
  "waiting-approval": { is: "needed", label: { ja: "承認待ち", en: "Waits for approval" } },
  scheduled: { is: "waiting", label: { ja: "予約", en: "Scheduled" } },
  planning: { is: "waiting", label: { ja: "宛先を準備中", en: "Preparing" } },
  sending: { is: "live", label: { ja: "配信中", en: "Sending" } },
  stalled: { is: "needed", label: { ja: "止まっています", en: "Standing still" } },
  paused: { is: "paused", label: { ja: "一時停止", en: "Paused" } },
  stopped: { is: "failed", label: { ja: "中止", en: "Stopped" } },
  finished: { is: "done", label: { ja: "完了", en: "Finished" } },
}

export const standingOf = ({ state, approvedAt }: Pick<CampaignView, "state" | "approvedAt">) =>
  state === "waiting-approval" && approvedAt
    ? { is: "waiting" as const, label: { ja: "承認済み・配信前", en: "Approved, not sent yet" } }
    : states[state]
export const stateWords = (state: CampaignState): Text => states[state].label

export const pauseWords: Record<PauseReason, Text> = {
  "by-hand": {
    ja: "一時停止しています。再開するまで送られません。",
    en: "Paused. Nothing is sent until it is resumed.",
  },
  "render-failures": {
    ja: "文面を作れないお客様が続いたため、自動で止めました。複製して文面を直してください。",
    en: "It rests by itself: letters could not be filled in. Duplicate it and mend the words.",
  },
  quota: {
    ja: "始めるときに今月の残りの通数が足りなかったため、自動で止めました。上限を上げてから再開してください。",
    en: "It rests by itself: when it was to begin, less was left of the month's quota than it wants. Raise the plan, then resume it.",
  },
}

export const channelWords: Record<SendChannel, Text> = {
  email: { ja: "メール", en: "E-mail" },
  line: { ja: "LINE", en: "LINE" },
  sms: { ja: "SMS", en: "SMS" },
  push: { ja: "プッシュ通知", en: "Push" },
  relay: { ja: "ほかのシステム", en: "Another system" },
  dm: { ja: "DM（Instagram・Messenger）", en: "Direct message (Instagram, Messenger)" },
}

export const channelsInWords = (channels: CampaignView["plan"]["channels"]): Text =>
  channels === "best"
    ? { ja: "その人に合うチャネル", en: "Whichever suits her best" }
    : joined(
        channels.map((channel) => channelWords[channel]),
        { ja: " → ", en: ", then " },
      )

export const sceneWords: Record<Scene, Text> = {
  none: { ja: "暮らしに合わせない", en: "No scene" },
  payday: { ja: "給料日のあと", en: "On payday" },
  weekend: { ja: "休みの日", en: "On a free day" },
  commute: { ja: "通勤の時間", en: "While commuting" },
  season: { ja: "季節に合わせた時間", en: "By season" },
}

export const intentWords = {
  value: { ja: "役に立つ話・お知らせ", en: "Something for them" },
  ask: { ja: "お願い（購入・回答など）", en: "Something of them" },
  discount: { ja: "割引", en: "A price cut" },
} as const satisfies Record<string, Text>

/** When it goes, as a sentence; `momentOf` writes instants on the brand's clock. */
export function whenInWords(when: When, dayOf: (day: string) => string): Text {
  if (when.kind === "now") return { ja: "配信を始めたらすぐ", en: "As soon as it is launched" }
  if (when.kind === "at") return { ja: `${dayOf(when.day)}${when.time}`, en: `${dayOf(when.day)}, ${when.time}` }
  const scene = when.scene === "none" ? same("") : sceneWords[when.scene]
  return {
    ja: `${dayOf(when.day)}から、一人ひとりの時間に${scene.ja === "" ? "" : `（${scene.ja}）`}`,
    en: `From ${dayOf(when.day)}, at each reader's own time${scene.en === "" ? "" : ` (${scene.en.toLowerCase()})`}`,
  }
}

/** The sentence of a series. */
export const repeatInWords = ({ everyMonths, times }: { everyMonths: number; times: number }): Text => ({
  ja: `${everyMonths}か月ごとに${times}回、まだ届いていない文面で`,
  en: `Every ${everyMonths} months, ${times} times, in words not had before`,
})
