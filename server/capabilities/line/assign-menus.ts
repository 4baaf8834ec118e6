import { z } from "zod"
import { type Context, inTransaction } from "#kernel/context"
import { backoff, enqueue, enqueueAll, type Outcome, performedEffect } from "#kernel/effects"
import { membersOf } from "./audiences.ts"
import { apiOf } from "./line-calls.ts"
import type { LineAnswer } from "./line-port.ts"
import { menuFor } from "./menu-rules.ts"
import { type AccountRow, selectAccount } from "./storage.ts"
import { giveMenu, type MenuHolder, type MenuRow, selectHolders, selectMenus } from "./storage-menus.ts"

/** The most that LINE links in one call. */
const together = 500
const Payload = z.union([
  z.object({ personIds: z.array(z.uuid()).max(together) }),
  z.object({ after: z.string(), wave: z.uuid() }),
])
type Payload = z.output<typeof Payload>

/**
 * Gives friends the menu that is theirs: those of a few people, or everybody, page by page. What they have by now is known, so
 * only who needs another one is told to LINE; done twice, it changes nothing.
 */
export const assignMenus = performedEffect<Payload>({
  kind: "line.assign-menus",
  title: { ja: "リッチメニューの割り当て", en: "Giving friends their menus" },
  payload: Payload,
  concurrency: 1,
  lost: () => "retry",
  perform: (ctx, payload, attempt) => assign(ctx, payload, attempt),
  settle: async () => {},
})

/** People have come to belong somewhere, or do so no more: their menus may be others. In a transaction; cheap without menus. */
export async function menusMayChange(ctx: Context, personIds: readonly string[]): Promise<void> {
  if (!(await selectMenus(ctx)).some(({ state, audience }) => state === "live" && audience !== "everyone")) return
  const chunks = Array.from({ length: Math.ceil(personIds.length / together) }, (_, index) =>
    personIds.slice(index * together, (index + 1) * together),
  )
  await enqueueAll(
    ctx,
    assignMenus,
    chunks.map((chunk) => ({ payload: { personIds: [...chunk] }, key: ctx.id() })),
  )
}

/** Everybody's menu is looked at anew: a menu has come or gone. */
export const allMenusMayChange = async (ctx: Context): Promise<void> => {
  const wave = ctx.id()
  await enqueue(ctx, assignMenus, { after: "", wave }, { key: `${wave}:` })
}

type Change = { readonly to: MenuRow | null; readonly userIds: readonly string[] }

async function assign(ctx: Context, payload: Payload, attempt: number): Promise<Outcome> {
  const found = await inTransaction(ctx, (ctx) => changesFor(ctx, payload))
  if (!found) return { kind: "done" }
  const { account, changes, next } = found
  for (const change of changes) {
    const answer = await tell(ctx, account, change)
    if (answer.status !== 200 && answer.status !== 202) {
      const reason = answer.status === null ? answer.reason : `http_${answer.status}`
      return { kind: "retry", reason, afterMs: backoff(ctx, attempt) }
    }
    await inTransaction(ctx, (ctx) => giveMenu(ctx, account.accountId, change.userIds, change.to?.menuId ?? null))
  }
  if (next && "wave" in payload)
    await inTransaction(ctx, (ctx) =>
      enqueue(ctx, assignMenus, { after: next, wave: payload.wave }, { key: `${payload.wave}:${next}` }),
    )
  return { kind: "done" }
}

async function changesFor(
  ctx: Context,
  payload: Payload,
): Promise<{ account: AccountRow; changes: readonly Change[]; next: string | undefined } | undefined> {
  const account = await selectAccount(ctx)
  if (!account) return undefined
  const { accountId } = account
  const menus = (await selectMenus(ctx)).filter((menu) => menu.state === "live" && menu.accountId === accountId)
  const wanted = "personIds" in payload ? payload : { after: payload.after, limit: together }
  const holders = await selectHolders(ctx, accountId, wanted)
  const right = await rightMenus(ctx, menus, holders)
  const changes = [null, ...menus].flatMap((to): Change[] => {
    const userIds = holders
      .filter(
        (holder) =>
          (right.get(holder.userId) ?? null) === (to?.menuId ?? null) && holder.menuId !== (to?.menuId ?? null),
      )
      .map(({ userId }) => userId)
    return userIds.length === 0 ? [] : [{ to, userIds }]
  })
  const next = "wave" in payload && holders.length === together ? holders.at(-1)?.userId : undefined
  return { account, changes, next }
}

async function rightMenus(
  ctx: Context,
  menus: readonly MenuRow[],
  holders: readonly MenuHolder[],
): Promise<Map<string, string | null>> {
  const personIds = [...new Set(holders.map(({ personId }) => personId))]
  const audiences = [...new Set(menus.map(({ audience }) => audience))].filter((audience) => audience !== "everyone")
  const members = new Map<string, Set<string>>()
  for (const audience of audiences) members.set(audience, await membersOf(ctx, audience, personIds))
  return new Map(
    holders.map(({ userId, personId }) => [
      userId,
      menuFor(menus, (audience) => members.get(audience)?.has(personId) ?? false),
    ]),
  )
}

async function tell(ctx: Context, account: AccountRow, { to, userIds }: Change): Promise<LineAnswer> {
  const api = await apiOf(ctx)
  const token = ctx.keys.open(account.accessToken)
  return to === null
    ? api(token, { method: "POST", path: "/v2/bot/richmenu/bulk/unlink", body: { userIds } })
    : api(token, {
        method: "POST",
        path: "/v2/bot/richmenu/bulk/link",
        body: { richMenuId: to.lineMenuId, userIds },
      })
}
