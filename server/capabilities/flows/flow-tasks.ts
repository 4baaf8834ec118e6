import { customersByIds } from "#customers"
import type { Context } from "#kernel/context"
import { FlowError } from "./errors.ts"
import { selectFlows } from "./storage.ts"
import { finishTask, selectTasks } from "./storage-tasks.ts"

type Wanted = { readonly state: "open" | "done"; readonly cursor?: string | undefined; readonly limit: number }

/** What flows ask of the staff: open ones the oldest first, done ones the newest first. Throws `flows.BadCursor`. */
export async function tasksOf(ctx: Context, { state, cursor, limit }: Wanted) {
  if (cursor !== undefined && !/^[0-9a-f-]{36}$/.test(cursor)) throw FlowError.BadCursor({ field: "cursor" })
  const rows = await selectTasks(ctx, state === "done", cursor ?? null, limit)
  const people = await customersByIds(ctx, [...new Set(rows.map(({ customerId }) => customerId))])
  const flows = new Map((await selectFlows(ctx)).map((row) => [row.flowId, { ja: row.nameJa, en: row.nameEn }]))
  const mayRead = ctx.rights?.has("customers:personal") ?? true
  return {
    items: rows.map(({ titleJa, titleEn, ...task }) => {
      const person = people.get(task.customerId)
      const name = [person?.familyName, person?.givenName].filter(Boolean).join(" ") || person?.email || null
      return {
        ...task,
        title: { ja: titleJa || titleEn, en: titleEn || titleJa },
        flowName: flows.get(task.flowId) ?? { ja: "", en: "" },
        customerName: mayRead ? name : null,
      }
    }),
    cursor: rows.length === limit ? (rows.at(-1)?.taskId ?? null) : null,
  }
}

/** Throws `flows.UnknownTask`. */
export async function finish(ctx: Context, taskId: string): Promise<{ done: true }> {
  const by = ctx.actor.kind === "staff" ? `staff:${ctx.actor.staffId}` : ctx.actor.kind
  if (!(await finishTask(ctx, taskId, by))) throw FlowError.UnknownTask({ field: "taskId" })
  return { done: true }
}
