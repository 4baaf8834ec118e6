import type { MessageState } from "../../../server/capabilities/messages/model-states.ts"
import type { Standing } from "../../../ui/status.tsx"
import type { Text } from "../../../ui/text.ts"

type Shown = { readonly is: Standing; readonly label: Text }

const states: Record<MessageState, Shown> = {
  planned: { is: "waiting", label: { ja: "送信待ち", en: "Waiting" } },
  held: { is: "needed", label: { ja: "確認待ち", en: "Held" } },
  deferred: { is: "waiting", label: { ja: "時機を待っています", en: "Waiting for its moment" } },
  attempting: { is: "waiting", label: { ja: "送信中", en: "Being sent" } },
  retrying: { is: "waiting", label: { ja: "再試行待ち", en: "Will try again" } },
  accepted: { is: "done", label: { ja: "送信済み", en: "Sent" } },
  failed: { is: "failed", label: { ja: "送れませんでした", en: "Failed" } },
  unknown: { is: "needed", label: { ja: "届いたか不明", en: "Not known" } },
  expired: { is: "none", label: { ja: "時機を過ぎました", en: "Too late" } },
  skipped: { is: "none", label: { ja: "見送り", en: "Skipped" } },
  merged: { is: "none", label: { ja: "ほかのメッセージにまとめました", en: "Merged into another" } },
}

const isState = (state: string): state is MessageState => Object.hasOwn(states, state)

/** How a message stands, for lists beside other things; the message's own page says why. */
export const messageStanding = (state: string): Shown => (isState(state) ? states[state] : states.unknown)
