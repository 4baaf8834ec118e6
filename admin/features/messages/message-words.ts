import type { MessageState } from "../../../server/capabilities/messages/model-states.ts"
import type { Standing } from "../../../ui/status.tsx"
import { same, type Text } from "../../../ui/text.ts"

export { reasonWords } from "../../../server/capabilities/messages/reason-words-rules.ts"

type Shown = { readonly is: Standing; readonly label: Text }

/** Where a message stands. "Sent" means that the next mail server took it over: nobody knows more than that. */
export const states: Record<MessageState, Shown> = {
  planned: { is: "waiting", label: { ja: "これから", en: "Planned" } },
  held: { is: "needed", label: { ja: "確認待ち", en: "Held" } },
  deferred: { is: "waiting", label: { ja: "時機を待っています", en: "Waiting for its moment" } },
  attempting: { is: "waiting", label: { ja: "送信中", en: "Being sent" } },
  retrying: { is: "waiting", label: { ja: "再試行を待っています", en: "Trying again" } },
  accepted: { is: "done", label: { ja: "送信済み", en: "Sent" } },
  failed: { is: "failed", label: { ja: "送れませんでした", en: "Failed" } },
  unknown: { is: "needed", label: { ja: "届いたか分かりません", en: "Outcome unknown" } },
  expired: { is: "none", label: { ja: "時機を過ぎました", en: "Too late" } },
  skipped: { is: "none", label: { ja: "見送り", en: "Skipped" } },
  merged: { is: "none", label: { ja: "ほかのメッセージにまとめました", en: "Merged into another" } },
}

const phases: Record<string, Text> = {
  render: { ja: "文面を組み立てるとき", en: "while filling in the wording" },
  compose: { ja: "メールを組み立てるとき", en: "while composing" },
  connect: { ja: "接続するとき", en: "while connecting" },
  greeting: { ja: "最初の挨拶", en: "at the greeting" },
  hello: { ja: "名乗るとき", en: "at HELO" },
  tls: { ja: "暗号化するとき", en: "at TLS" },
  auth: { ja: "サインインするとき", en: "at AUTH" },
  mail: { ja: "差出人を告げるとき", en: "at MAIL FROM" },
  rcpt: { ja: "宛先を告げるとき", en: "at RCPT TO" },
  data: { ja: "本文を送るとき", en: "at DATA" },
  "sent-final-dot": { ja: "本文を送り終えたあと", en: "after the final dot" },
}

export const phaseWords = (phase: string): Text => phases[phase] ?? same(phase)

const outcomes: Record<string, Shown> = {
  accepted: { is: "done", label: { ja: "受け取られました", en: "Taken over" } },
  retry: { is: "waiting", label: { ja: "あとでもう一度", en: "To be tried again" } },
  retrying: { is: "waiting", label: { ja: "あとでもう一度", en: "To be tried again" } },
  failed: { is: "failed", label: { ja: "断られました", en: "Refused" } },
  "sender-fault": { is: "failed", label: { ja: "こちら側の不具合", en: "Our side is at fault" } },
  unknown: { is: "needed", label: { ja: "届いたか分かりません", en: "Outcome unknown" } },
  skipped: { is: "none", label: { ja: "見送り", en: "Skipped" } },
  expired: { is: "none", label: { ja: "時機を過ぎました", en: "Too late" } },
}

export const outcomeWords = (outcome: string): Shown => outcomes[outcome] ?? { is: "none", label: same(outcome) }

/** The way out: the catcher, or a server by its name. */
export const wayWords = (way: string): Text =>
  way === "catcher" ? { ja: "受け取り箱（外には出ていません）", en: "The catcher (it went nowhere else)" } : same(way)
