import type { listStuck } from "../../../server/capabilities/queue/contract.ts"
import type { Standing } from "../../../ui/status.tsx"
import { same, type Text } from "../../../ui/text.ts"
import type { Reply } from "../../app/call.ts"
import { networkWords } from "../../app/words/network.ts"

export type Stuck = Reply<typeof listStuck>["items"][number]

export const states: Record<Stuck["state"], { readonly is: Standing; readonly label: Text }> = {
  failed: { is: "failed", label: { ja: "できませんでした", en: "Failed" } },
  unknown: { is: "needed", label: { ja: "結果が分かりません", en: "Outcome unknown" } },
  dead: { is: "failed", label: { ja: "あきらめました", en: "Given up" } },
  retrying: { is: "waiting", label: { ja: "やり直しを待っています", en: "Waiting to be tried again" } },
}

const reasons: Record<string, Text> = {
  worker_lost: { ja: "途中でこちらの処理が止まりました", en: "Our process ended half way" },
  worker_lost_three_times: {
    ja: "三度続けてこちらの処理が止まりました",
    en: "Our process ended half way three times",
  },
  clock_moved: {
    ja: "時計が動いたため、確かめられるのを待っています",
    en: "A clock moved: waits until somebody has looked",
  },
  window_passed: { ja: "時機を過ぎました", en: "Its time had passed" },
  temporary_timeout: {
    ja: "決めた時間のあいだ試しましたが、できませんでした",
    en: "Tried for its time without success",
  },
  clickhouse_away: { ja: "分析のデータベースが応えません", en: "The analytics database does not answer" },
  sender_paused: { ja: "メールの送信が止まっています", en: "Mails cannot leave" },
  busy: { ja: "順番を待っています", en: "Waiting for its turn" },
  timeout: { ja: "時間内に返事がありませんでした", en: "No answer came in time" },
  closed: { ja: "途中で接続が切れました", en: "The connection was closed half way" },
  deferred: { ja: "相手のサーバーに、あとで送るように言われました", en: "The other server asked to try later" },
  unreachable: { ja: "つながりませんでした", en: "It could not be reached" },
  "unknown-recipient": { ja: "宛先のアドレスがありません", en: "There is no such address" },
  "mailbox-full": { ja: "相手の受信箱がいっぱいです", en: "The mailbox is full" },
}

const begins: Record<string, Text> = {
  render: { ja: "文面を組み立てられませんでした", en: "The wording could not be filled in" },
  not_written_down: {
    ja: "済んだことを書き留められませんでした",
    en: "What came of it could not be written down",
  },
}

/** A reason as the queue keeps it; one that is new to this screen is shown as it is. */
export function reasonWords(reason: string | null): Text {
  if (reason === null) return same("–")
  const [begin = "", ...rest] = reason.split(": ")
  const first = begins[begin]
  if (!first || rest.length === 0) return reasons[reason] ?? networkWords(reason) ?? same(reason)
  return { ja: `${first.ja}（${rest.join(": ")}）`, en: `${first.en} (${rest.join(": ")})` }
}

/** Where the thing that it concerns can be seen. */
export function placeOf(subject: string | null): string | undefined {
  const [kind, id] = subject?.split(":") ?? []
  return kind === "message" && id ? `/messages/${id}` : undefined
}
