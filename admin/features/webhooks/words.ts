import type { Reply } from "../../app/call.ts"
import type { listDeliveries, listWebhooks } from "../../../server/capabilities/webhooks/contract.ts"
import type { Standing } from "../../../ui/status.tsx"
import { same, type Text } from "../../../ui/text.ts"
import { networkWords } from "../../app/words/network.ts"

export type Endpoint = Reply<typeof listWebhooks>["items"][number]
export type Delivery = Reply<typeof listDeliveries>["items"][number]

/** How an endpoint stands, with what to think of it. */
export function endpointStanding(endpoint: Pick<Endpoint, "state" | "disabledBecause" | "failingSince">): {
  is: Standing
  label: Text
  why?: Text
} {
  if (endpoint.state === "paused") return { is: "paused", label: { ja: "停止中", en: "Paused" } }
  if (endpoint.state === "disabled")
    return {
      is: "needed",
      label: { ja: "止まりました", en: "Switched off" },
      why:
        endpoint.disabledBecause === "gone"
          ? { ja: "相手が「もう無い」（410）と答えました。", en: "It answered that it is gone (410)." }
          : { ja: "5日のあいだ、応答がありませんでした。", en: "It answered nothing for five days." },
    }
  if (endpoint.failingSince)
    return {
      is: "failed",
      label: { ja: "応答がありません", en: "Not answering" },
      why: { ja: "間をあけて、送り直しています。", en: "Messages are being tried again." },
    }
  return { is: "live", label: { ja: "通知中", en: "Active" } }
}

const deliveryWords: Record<Delivery["state"], { is: Standing; label: Text }> = {
  waiting: { is: "waiting", label: { ja: "送っています", en: "On its way" } },
  delivered: { is: "done", label: { ja: "届きました", en: "Delivered" } },
  failed: { is: "failed", label: { ja: "届きませんでした", en: "Not delivered" } },
}
export const deliveryStanding = (state: Delivery["state"]) => deliveryWords[state]

const reasons: Record<string, Text> = {
  timeout: { ja: "15秒待っても応答がない", en: "no answer within 15 seconds" },
  paused: { ja: "通知先が停止中だった", en: "the endpoint was paused" },
  disabled: { ja: "通知先が止まっていた", en: "the endpoint was switched off" },
  removed: { ja: "通知先が削除された", en: "the endpoint was removed" },
}

/** Why a message was not taken, in words; a rare network code is shown as it is. */
export function reasonWords(reason: string): Text {
  return reasons[reason] ?? networkWords(reason) ?? same(reason)
}
