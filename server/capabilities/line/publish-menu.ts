import { z } from "zod"
import { pictureOf } from "#brands"
import { type Context, inTransaction } from "#kernel/context"
import { backoff, type Outcome, performedEffect } from "#kernel/effects"
import { allMenusMayChange } from "./assign-menus.ts"
import { troubleIn } from "./answer-rules.ts"
import { apiOf } from "./line-calls.ts"
import type { LineAnswer, LineRequest } from "./line-port.ts"
import { menuRequest } from "./menu-rules.ts"
import { selectAccountById } from "./storage.ts"
import { type MenuRow, moveMenu, nameMenuAtLine, selectMenu, takeMenuBack } from "./storage-menus.ts"

const Payload = z.object({ menuId: z.uuid() })
const tries = 8
const Made = z.looseObject({ richMenuId: z.string() })

/** Makes a menu at LINE: its fields, its picture, and who sees it. Each step that is done is known and not done again. */
export const publishMenu = performedEffect({
  kind: "line.publish-menu",
  title: { ja: "リッチメニューの公開", en: "Publishing a rich menu" },
  payload: Payload,
  subject: ({ menuId }) => `line-menu:${menuId}`,
  concurrency: 1,
  lost: () => "retry",
  perform: (ctx, { menuId }, attempt) => ending(ctx, attempt, (say) => publish(ctx, menuId, say)),
  settle: async (ctx, { menuId }, { kind, ...outcome }) => {
    if (kind === "done") {
      if (await moveMenu(ctx, menuId, ["publishing"], "live")) await allMenusMayChange(ctx)
    } else if (kind !== "retry") await moveMenu(ctx, menuId, ["publishing"], "draft", reasonOf(outcome))
  },
})

/** Takes a menu away at LINE; whoever had it sees what is theirs by now. */
export const withdrawMenu = performedEffect({
  kind: "line.withdraw-menu",
  title: { ja: "リッチメニューの取り下げ", en: "Withdrawing a rich menu" },
  payload: Payload,
  subject: ({ menuId }) => `line-menu:${menuId}`,
  concurrency: 1,
  lost: () => "retry",
  perform: (ctx, { menuId }, attempt) => ending(ctx, attempt, (say) => takeAway(ctx, menuId, say)),
  settle: async (ctx, { menuId }, { kind, ...outcome }) => {
    if (kind === "retry") return
    if (kind !== "done") return void (await moveMenu(ctx, menuId, ["withdrawing"], "live", reasonOf(outcome)))
    await moveMenu(ctx, menuId, ["withdrawing"], "withdrawn")
    await takeMenuBack(ctx, menuId)
    await allMenusMayChange(ctx)
  },
})

const reasonOf = (outcome: object): string | null =>
  "reason" in outcome && typeof outcome.reason === "string" ? outcome.reason : null

class Refused extends Error {
  readonly isFinal: boolean
  constructor(answer: LineAnswer) {
    const reason = answer.status === null ? answer.reason : troubleIn(answer.body) || `http_${answer.status}`
    super(reason)
    this.isFinal = answer.status !== null && answer.status >= 400 && answer.status < 500 && answer.status !== 429
  }
}

/** Asks LINE for one thing; what it does not take ends the attempt. */
type Say = (menu: MenuRow, request: LineRequest, fine?: readonly number[]) => Promise<unknown>

async function ending(ctx: Context, attempt: number, work: (say: Say) => Promise<void>): Promise<Outcome> {
  const api = await apiOf(ctx)
  const say: Say = async ({ accountId }, request, fine = [200]) => {
    const account = await inTransaction(ctx, (ctx) => selectAccountById(ctx, accountId))
    if (account?.state !== "active") throw new Refused({ status: null, reason: "not-connected", isSent: false })
    const answer = await api(ctx.keys.open(account.accessToken), request)
    if (answer.status === null || !fine.includes(answer.status)) throw new Refused(answer)
    return answer.body
  }
  try {
    await work(say)
    return { kind: "done" }
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    if (error.isFinal || attempt >= tries) return { kind: "failed", reason: error.message }
    return { kind: "retry", reason: error.message, afterMs: backoff(ctx, attempt) }
  }
}

async function publish(ctx: Context, menuId: string, say: Say): Promise<void> {
  const found = await inTransaction(ctx, async (ctx) => {
    const menu = await selectMenu(ctx, menuId)
    const picture = menu && (await pictureOf(ctx, menu.pictureId))
    return picture && { menu, picture }
  })
  if (!found || found.menu.state !== "publishing") return
  const { menu, picture } = found
  const richMenuId = menu.lineMenuId ?? (await make(ctx, menu, menuRequest(menu, picture), say))
  const content = { method: "POST", path: `/v2/bot/richmenu/${richMenuId}/content` } as const
  await say(menu, { ...content, bytes: { type: picture.type, content: picture.bytes } })
  if (menu.audience === "everyone") await say(menu, { method: "POST", path: `/v2/bot/user/all/richmenu/${richMenuId}` })
}

async function make(ctx: Context, menu: MenuRow, body: object, say: Say): Promise<string> {
  const made = Made.parse(await say(menu, { method: "POST", path: "/v2/bot/richmenu", body }))
  await inTransaction(ctx, (ctx) => nameMenuAtLine(ctx, menu.menuId, made.richMenuId))
  return made.richMenuId
}

async function takeAway(ctx: Context, menuId: string, say: Say): Promise<void> {
  const menu = await inTransaction(ctx, (ctx) => selectMenu(ctx, menuId))
  if (!menu?.lineMenuId) return
  // One that LINE does not know any more is gone, too.
  await say(menu, { method: "DELETE", path: `/v2/bot/richmenu/${menu.lineMenuId}` }, [200, 404])
  await inTransaction(ctx, (ctx) => nameMenuAtLine(ctx, menuId, null))
}
