import { audit, pictureOf } from "#brands"
import type { Context } from "#kernel/context"
import { inTransaction } from "#kernel/context"
import { enqueue } from "#kernel/effects"
import { lineAudiences } from "./audiences.ts"
import { LineError } from "./errors.ts"
import { connected } from "./line-calls.ts"
import { fieldsOf, pictureProblem } from "./menu-rules.ts"
import type { RichMenu } from "./model-menu.ts"
import { publishMenu, withdrawMenu } from "./publish-menu.ts"
import { insertMenu, moveMenu, selectMenu, selectMenus } from "./storage-menus.ts"

export type WantedMenu = Omit<RichMenu, "menuId" | "state" | "reason" | "changedAt">

/** Keeps a menu as a draft. Throws `line.NotConnected`, `line.BadMenu` with what LINE would not take. */
export async function makeMenu(ctx: Context, wanted: WantedMenu): Promise<string> {
  return inTransaction(ctx, async (ctx) => {
    const { accountId } = await connected(ctx)
    const picture = await pictureOf(ctx, wanted.pictureId)
    if (!picture) throw LineError.BadMenu({ field: "pictureId", problem: "type" })
    const problem = pictureProblem({ ...picture, bytes: picture.bytes.length })
    if (problem) throw LineError.BadMenu({ field: "pictureId", problem })
    if (wanted.areas.length !== fieldsOf(wanted.layout)) throw LineError.BadMenu({ field: "areas", problem: "fields" })
    const menuId = ctx.id()
    await insertMenu(ctx, { ...wanted, menuId, accountId })
    await audit(ctx, { action: "line.menu-made", subject: `line-menu:${menuId}`, after: { name: wanted.name } })
    return menuId
  })
}

/** Shows a menu to its people. Throws `line.UnknownMenu`, `line.MenuMoved`. */
export async function goLive(ctx: Context, menuId: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    await known(ctx, menuId)
    if (!(await moveMenu(ctx, menuId, ["draft"], "publishing"))) throw LineError.MenuMoved()
    await enqueue(ctx, publishMenu, { menuId }, { key: ctx.id() })
    await audit(ctx, { action: "line.menu-published", subject: `line-menu:${menuId}` })
  })
}

/** Takes a menu away from everybody, or a draft out of the list. Throws `line.UnknownMenu`, `line.MenuMoved`. */
export async function withdraw(ctx: Context, menuId: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    await known(ctx, menuId)
    await audit(ctx, { action: "line.menu-withdrawn", subject: `line-menu:${menuId}` })
    if (await moveMenu(ctx, menuId, ["draft"], "withdrawn")) return
    if (!(await moveMenu(ctx, menuId, ["live"], "withdrawing"))) throw LineError.MenuMoved()
    await enqueue(ctx, withdrawMenu, { menuId }, { key: ctx.id() })
  })
}

async function known(ctx: Context, menuId: string): Promise<void> {
  if (!(await selectMenu(ctx, menuId))) throw LineError.UnknownMenu({ field: "menuId" })
}

/** The menus that there are, and for whom one may be. */
export async function listMenus(ctx: Context) {
  const menus = await selectMenus(ctx)
  const audiences = []
  for (const { kind, list } of ctx.product.contributed(lineAudiences))
    for (const { id, name } of await list(ctx)) audiences.push({ audience: `${kind}:${id}`, name })
  return { items: menus.map(({ accountId: _account, lineMenuId: _line, ...menu }) => menu), audiences }
}
