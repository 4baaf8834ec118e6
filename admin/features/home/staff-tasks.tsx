import { finishFlowTask, listFlowTasks } from "../../../server/capabilities/flows/contract.ts"
import { Button } from "../../../ui/button.tsx"
import { DateText } from "../../../ui/figures.tsx"
import { useFormat, useText } from "../../../ui/language.tsx"
import { Section } from "../../../ui/layout.tsx"
import { Link } from "../../../ui/link.tsx"
import { useToast } from "../../../ui/toast.tsx"
import type { Reply } from "../../app/call.ts"
import { useMay } from "../../app/session.tsx"
import { useAct, useList } from "../../app/use-call.ts"

export const staffTasksPlace = "staff-tasks"

type Task = Reply<typeof listFlowTasks>["items"][number]

/** What flows have asked of the staff, the longest waiting first; nothing is shown while nothing is asked. */
export function StaffTasks() {
  const t = useText()
  const { number } = useFormat()
  const may = useMay()
  const tasks = useList(
    listFlowTasks,
    { state: "open", limit: 20 },
    { when: may("messages:read"), everyMs: 60_000, keep: true },
  )
  const items = tasks.data?.items ?? []
  if (items.length === 0) return null
  const count = `${number(items.length)}${tasks.more ? "+" : ""}`
  return (
    <div id={staffTasksPlace} tabIndex={-1}>
      <Section
        title={{ ja: "フローからの頼みごと", en: "Asked by flows" }}
        scope={{ ja: `${count}件・待っている順`, en: `${count}, the longest waiting first` }}
      >
        <ul className="home-tasks">
          {items.map((task) => (
            <TaskLine key={task.taskId} task={task} canFinish={may("messages:write")} />
          ))}
        </ul>
        {tasks.more && (
          <p className="small">
            <Button look="text" label={{ ja: "さらに読み込む", en: "Read more" }} onClick={tasks.readMore} />
          </p>
        )}
        {!may("messages:write") && (
          <p className="tiny quiet">
            {t({
              ja: "「済んだ」にできるのは、メッセージを編集できる方です。",
              en: "Those who may edit messages can mark them as done.",
            })}
          </p>
        )}
      </Section>
    </div>
  )
}

function TaskLine({ task, canFinish }: { task: Task; canFinish: boolean }) {
  const t = useText()
  const toast = useToast()
  const finish = useAct(finishFlowTask, {
    refresh: [listFlowTasks],
    done: () => toast({ words: { ja: "済みにしました。", en: "Marked as done." } }),
  })
  const { taskId, title, text, customerId, customerName, flowId, flowName, createdAt } = task
  return (
    <li>
      <div>
        <h3>{t(title)}</h3>
        {text !== "" && <p>{text}</p>}
        <p className="tiny quiet">
          <Link to={`/customers/${customerId}`}>{customerName ?? t({ ja: "お客様", en: "A customer" })}</Link>
          {" · "}
          <Link to={`/flows/${flowId}`}>{t(flowName)}</Link>
          {" · "}
          <DateText at={createdAt} />
        </p>
      </div>
      {canFinish && (
        <Button label={{ ja: "済んだ", en: "Done" }} busy={finish.busy} onClick={() => finish.run({ taskId })} />
      )}
    </li>
  )
}
