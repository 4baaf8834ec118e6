import type { getImport } from "../../../server/capabilities/klaviyo/contract.ts"
import type { Standing } from "../../../ui/status.tsx"
import type { Text } from "../../../ui/text.ts"
import type { Reply } from "../../app/call.ts"

export type Run = Reply<typeof getImport>

export const runStates: Record<Run["state"], { is: Standing; label: Text }> = {
  running: { is: "waiting", label: { ja: "取り込み中", en: "Running" } },
  paused: { is: "paused", label: { ja: "一時停止", en: "Paused" } },
  finished: { is: "done", label: { ja: "完了", en: "Finished" } },
  cancelled: { is: "none", label: { ja: "途中でやめました", en: "Ended early" } },
  failed: { is: "failed", label: { ja: "止まりました", en: "Stopped" } },
}

export const stageWords: Record<Run["stage"], Text> = {
  checking: { ja: "鍵を確かめています", en: "Checking the key" },
  people: { ja: "お客様と同意を読んでいます", en: "Reading people and consents" },
  suppressed: { ja: "配信停止になった方を読んでいます", en: "Reading who was suppressed" },
  lists: { ja: "リストを読んでいます", en: "Reading lists" },
  members: { ja: "リストの所属を読んでいます", en: "Reading who is on which list" },
  settling: { ja: "リストの所属を書きとめています", en: "Noting who is on which list" },
  events: { ja: "出来事を読んでいます", en: "Reading events" },
  done: { ja: "取り込みが終わりました", en: "Everything was brought in" },
}

export const resultWords: readonly { key: keyof Run["tally"]; label: Text; about?: Text; always?: true }[] = [
  { key: "peopleNew", label: { ja: "新しく入ったお客様", en: "New people" }, always: true },
  {
    key: "peopleChanged",
    label: { ja: "すでにいたお客様に加わった", en: "Added to people known already" },
  },
  { key: "peopleSame", label: { ja: "前と同じお客様", en: "People as before" } },
  { key: "peopleRefused", label: { ja: "取り込めなかったお客様", en: "People not taken in" } },
  {
    key: "consentsProven",
    label: { ja: "証拠のある同意", en: "Consents with evidence" },
    about: {
      ja: "いつ・どう同意したかが Klaviyo にあるもの。配信できます",
      en: "Klaviyo says when and how; they may be written to",
    },
    always: true,
  },
  {
    key: "consentsUnproven",
    label: { ja: "証拠のない同意", en: "Consents without evidence" },
    about: { ja: "確かめられるまで配信しません", en: "not written to until somebody vouches for them" },
  },
  { key: "consentsWithdrawn", label: { ja: "配信を断った方", en: "Refusals" } },
  { key: "suppressions", label: { ja: "配信停止のアドレス", en: "Addresses not to be written to" } },
  {
    key: "lists",
    label: { ja: "リスト", en: "Lists" },
    about: { ja: "お客様の項目「Klaviyo のリスト」に入ります", en: "kept as the property “Klaviyo lists”" },
  },
  { key: "joined", label: { ja: "リストに加わった", en: "Joined a list" } },
  { key: "left", label: { ja: "リストから外れた", en: "Left a list" } },
  { key: "eventsNew", label: { ja: "新しい出来事", en: "New events" }, always: true },
  { key: "eventsSame", label: { ja: "前と同じ出来事", en: "Events as before" } },
  { key: "eventsRefused", label: { ja: "取り込めなかった出来事", en: "Events not taken in" } },
]

export const itemWords: Record<"profile" | "list" | "event", Text> = {
  profile: { ja: "お客様", en: "Person" },
  list: { ja: "リスト", en: "List" },
  event: { ja: "出来事", en: "Event" },
}
