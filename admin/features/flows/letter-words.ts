import { reasonWords } from "../../../server/capabilities/messages/reason-words-rules.ts"
import type { RunSummary } from "../../../server/capabilities/flows/model-flow.ts"
import { same, type Text } from "../../../ui/text.ts"

const states: Readonly<Record<string, Text>> = {
  planned: { ja: "これから送る", en: "To be sent" },
  held: { ja: "確認待ち", en: "Held" },
  deferred: { ja: "時機を待っている", en: "Waiting for its moment" },
  attempting: { ja: "送っている", en: "Being sent" },
  retrying: { ja: "もう一度送る", en: "Trying again" },
  accepted: { ja: "送信した", en: "Sent" },
  failed: { ja: "届かなかった", en: "Failed" },
  unknown: { ja: "届いたか分からない", en: "Outcome unknown" },
  expired: { ja: "時機を過ぎた", en: "Too late" },
  skipped: { ja: "見送った", en: "Left out" },
  merged: { ja: "ほかの一通にまとめた", en: "Merged into another" },
}
export const letterStateName = (state: string): Text => states[state] ?? same(state)

const outcomes: Readonly<Record<string, Text>> = {
  waited: { ja: "待ち終えた", en: "Waited" },
  branched: { ja: "道を選んだ", en: "Went a way" },
  split: { ja: "側が決まった", en: "Drawn" },
  repeats: { ja: "次の一回へ", en: "Another round" },
  done: { ja: "行った", en: "Done" },
  refused: { ja: "できなかった", en: "Refused" },
  happened: { ja: "起きた", en: "It happened" },
  timeout: { ja: "起きなかった", en: "It did not happen" },
  draft: { ja: "下書きなので通り過ぎた", en: "Passed by, a draft" },
  "no-template": { ja: "文面がなかった", en: "There were no words" },
  held: { ja: "作ってとっておいた", en: "Made and held" },
  planned: { ja: "送ることにした", en: "Planned to be sent" },
  instead: { ja: "別の文面で送ることにした", en: "Planned with other words" },
  skipped: { ja: "この一通を作らなかった", en: "Left out" },
  unreachable: { ja: "届く手段がなかった", en: "Could not be reached" },
  missing: { ja: "書くことが足りなかった", en: "Something was not known" },
  "out-of-stock": { ja: "品切れだった", en: "Out of stock" },
  failed: { ja: "送れなかった", en: "Could not be sent" },
  stop: { ja: "ここで終わった", en: "Ended here" },
  goal: { ja: "目的に達した", en: "Reached the goal" },
  exit: { ja: "出る条件に当たった", en: "Met a condition to leave" },
  end: { ja: "最後まで来た", en: "Came to the end" },
  left: { ja: "途中で出た", en: "Left on the way" },
  "no-date": { ja: "日付がなかった", en: "There was no date" },
}
export const reasonName = (reason: string): Text => outcomes[reason] ?? reasonWords(reason)

const ends: Readonly<Record<string, Text>> = {
  end: { ja: "最後まで来た", en: "Finished" },
  goal: { ja: "目的に達した", en: "Reached the goal" },
  exit: { ja: "出る条件に当たった", en: "Met a condition to leave" },
  stop: { ja: "「ここで終わり」に来た", en: "Came to an end on the way" },
  left: { ja: "途中で出た", en: "Left on the way" },
  stopped: { ja: "フローが終わった", en: "The flow was ended" },
  "moved-out": { ja: "公開のときに出た", en: "Left when a version was published" },
  merged: { ja: "同じ人の記録にまとまった", en: "Merged into the same person" },
  failed: { ja: "うまくいかず止まった", en: "Stopped by a failure" },
}
export const endName = (end: string): Text => ends[end] ?? same(end)

export function standingOf(run: Pick<RunSummary, "state" | "end">): {
  is: "live" | "paused" | "needed" | "done" | "none"
  label: Text
} {
  if (run.state === "active") return { is: "live", label: { ja: "途中", en: "Inside" } }
  if (run.state === "paused") return { is: "paused", label: { ja: "止まっている", en: "Paused" } }
  if (run.state === "parked") return { is: "needed", label: { ja: "行き先を決めてください", en: "Needs a decision" } }
  return { is: run.end === "goal" ? "done" : "none", label: endName(run.end ?? "end") }
}
