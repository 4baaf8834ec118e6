import { listFlowTasks } from "../../../server/capabilities/flows/contract.ts"
import { listSenders } from "../../../server/capabilities/messages/contract.ts"
import { readClocks } from "../../../server/capabilities/queue/contract-clock.ts"
import { listPrivacyRequests, listShops } from "../../../server/capabilities/orders/contract-shops.ts"
import { countShipments } from "../../../server/capabilities/shipments/contract.ts"
import { getToday } from "../../../server/capabilities/tracking/contract-today.ts"
import { Button, ButtonLink } from "../../../ui/button.tsx"
import { useFormat } from "../../../ui/language.tsx"
import type { Text } from "../../../ui/text.ts"
import type { Todo } from "../../../ui/todo.tsx"
import { useMay } from "../../app/session.tsx"
import { useCall } from "../../app/use-call.ts"
import { staffTasksPlace } from "./staff-tasks.tsx"

const minute = 60_000

/** What waits for a person, most urgent first; undefined while it is not known. */
export function useWaiting(): readonly Todo[] | undefined {
  const may = useMay()
  const { number, moment } = useFormat()
  const senders = useCall(listSenders, {}, { when: may("messages:read"), everyMs: minute })
  const parcels = useCall(countShipments, {}, { when: may("shipments:read"), everyMs: minute })
  const shops = useCall(listShops, {}, { when: may("brand:read"), everyMs: minute })
  const privacy = useCall(listPrivacyRequests, {}, { when: may("customers:personal"), everyMs: 5 * minute })
  const today = useCall(getToday, {}, { when: may("orders:read"), everyMs: minute })
  const clocks = useCall(readClocks, {}, { when: may("brand:read"), everyMs: minute })
  const tasks = useCall(listFlowTasks, { state: "open", limit: 100 }, { when: may("messages:read"), everyMs: minute })
  const asked = [clocks, senders, parcels, shops, privacy, today, tasks]
  if (asked.some((call) => call.isLoading)) return undefined
  const todos: Todo[] = []
  for (const { moveId, movedMs } of clocks.data?.items ?? [])
    todos.push({
      id: `clock ${moveId}`,
      count: Math.round(Math.abs(movedMs) / 3_600_000),
      unit: { ja: "時間", en: "h" },
      title: { ja: "時計が大きく動きました", en: "A clock moved" },
      about: {
        ja: "日付で決まる一斉の処理（保存期限の削除、セグメントの見直し、遅れの判定）を止めています。時計を確かめてください。",
        en: "Work on many people at once that depends on the date waits. Make sure that the clock is right.",
      },
      action: <ButtonLink look="go" to="/settings/queue" label={{ ja: "確かめる", en: "Look at it" }} />,
    })
  for (const sender of senders.data?.items.filter(({ isPaused }) => isPaused) ?? [])
    todos.push({
      id: `sender ${sender.sender}`,
      count: sender.waiting,
      unit: { ja: "通", en: "" },
      title: { ja: "メールの送信が止まっています", en: "Mails cannot leave" },
      about: {
        ja: `${sender.sender} が送信を断りました。待っているメールは失われません。直したら再開してください。`,
        en: `${sender.sender} refuses to send. No mail is lost; mend it, then resume.`,
      },
      action: <ButtonLink look="go" to="/messages" label={{ ja: "理由を見る", en: "See why" }} />,
    })
  if (parcels.data && parcels.data.needAttention > 0)
    todos.push({
      id: "late",
      count: parcels.data.needAttention,
      unit: { ja: "個", en: "" },
      title: { ja: "予定に間に合わない荷物", en: "Parcels that are late" },
      about: {
        ja: "約束した日を過ぎたか、届けられないと分かった荷物です。お客様には遅れのお知らせが出ています。",
        en: "Past the promised day, or known not to arrive. Their buyers have been told of the delay.",
      },
      action: <ButtonLink to="/shipments?standing=needs-attention" label={{ ja: "荷物を見る", en: "See them" }} />,
    })
  const refused = shops.data?.items.reduce((sum, shop) => sum + shop.refusedLastHour, 0) ?? 0
  if (refused > 0)
    todos.push({
      id: "refused",
      count: refused,
      unit: { ja: "件", en: "" },
      title: { ja: "署名が合わず断ったショップの知らせ", en: "Shop messages refused for their signature" },
      about: {
        ja: "この1時間の数です。署名キーが替わっていたら、新しいものを入れてください。",
        en: "Within the last hour. If the webhook secret has changed, enter the new one.",
      },
      action: <ButtonLink to="/settings/shops" label={{ ja: "接続を見る", en: "See the shops" }} />,
    })
  const open = privacy.data?.items.filter(({ answeredAt }) => answeredAt === null) ?? []
  const due = open.toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime())[0]?.dueAt
  if (due)
    todos.push({
      id: "privacy",
      count: open.length,
      unit: { ja: "件", en: "" },
      title: { ja: "個人情報の依頼", en: "Requests about personal data" },
      about: { ja: "開示か削除を頼まれています。", en: "A copy or the removal of personal data was asked for." },
      due: { ja: `${moment(due)} まで`, en: `by ${moment(due)}` },
      action: <ButtonLink to="/customers" label={{ ja: "お客様を見る", en: "See customers" }} />,
    })
  const stuck = (today.data?.messages.failed ?? 0) + (today.data?.messages.unknown ?? 0)
  if (stuck > 0)
    todos.push({
      id: "failed",
      count: stuck,
      unit: { ja: "通", en: "" },
      title: { ja: "届けられなかったメール", en: "Mails that did not arrive" },
      about: {
        ja: `きょうの ${number(today.data?.messages.sent ?? 0)}通は送れました。届かなかった理由と、送り直せるかどうかを確かめてください。`,
        en: `${number(today.data?.messages.sent ?? 0)} were sent today. See why these were not, and whether to send again.`,
      },
      action: <ButtonLink to="/messages?state=failed" label={{ ja: "理由を見る", en: "See why" }} />,
    })
  const [longest] = tasks.data?.items ?? []
  if (tasks.data && longest)
    todos.push({
      id: "tasks",
      count: tasks.data.items.length,
      unit: tasks.data.cursor ? { ja: "件以上", en: "+" } : { ja: "件", en: "" },
      title: { ja: "フローからの頼みごと", en: "Asked by flows" },
      about: {
        ja: `いちばん長く待っているのは「${longest.title.ja}」です。`,
        en: `Waiting the longest: “${longest.title.en}”.`,
      },
      action: <Button label={{ ja: "下で見る", en: "See them below" }} onClick={showTasks} />,
    })
  return todos
}

function showTasks(): void {
  const place = document.getElementById(staffTasksPlace)
  place?.scrollIntoView({ block: "start" })
  place?.focus({ preventScroll: true })
}

/** The answer of the page as a sentence. */
export function headline(waiting: readonly Todo[] | undefined, brand: string): Text {
  if (!waiting) return { ja: `${brand}の今日`, en: `Today at ${brand}` }
  if (waiting.length === 0) return { ja: "いま、人の手は要りません。", en: "Nothing needs a person now." }
  return {
    ja: `人の手が要るのは${waiting.length}つ。ほかは順調に動いています。`,
    en: `${waiting.length} ${waiting.length === 1 ? "thing needs" : "things need"} a person. The rest runs by itself.`,
  }
}
