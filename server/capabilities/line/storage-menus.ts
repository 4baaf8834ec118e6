import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { RichMenu } from "./model-menu.ts"

export type MenuRow = RichMenu & { readonly accountId: string; readonly lineMenuId: string | null }

const columns =
  sql.raw(`menu_id as "menuId", account_id as "accountId", name, chat_bar_text as "chatBarText", layout, areas,
  picture_id as "pictureId", audience, rank, state, line_menu_id as "lineMenuId", reason, changed_at as "changedAt"`)

export async function insertMenu(
  ctx: Context,
  m: Omit<MenuRow, "state" | "lineMenuId" | "reason" | "changedAt">,
): Promise<void> {
  await sql`insert into line.rich_menus (brand_id, menu_id, account_id, name, chat_bar_text, layout, areas, picture_id, audience,
      rank, state, changed_at)
    values (${ctx.brandId}, ${m.menuId}, ${m.accountId}, ${m.name}, ${m.chatBarText}, ${m.layout}, ${JSON.stringify(m.areas)}::jsonb,
      ${m.pictureId}, ${m.audience}, ${m.rank}, 'draft', ${ctx.now()})`.execute(ctx.db)
}

export async function selectMenus(ctx: Context): Promise<MenuRow[]> {
  const { rows } = await sql<MenuRow>`select ${columns} from line.rich_menus
    where brand_id = ${ctx.brandId} and state <> 'withdrawn' order by rank, menu_id`.execute(ctx.db)
  return rows
}

export async function selectMenu(ctx: Context, menuId: string): Promise<MenuRow | undefined> {
  const { rows } = await sql<MenuRow>`select ${columns} from line.rich_menus
    where brand_id = ${ctx.brandId} and menu_id = ${menuId}`.execute(ctx.db)
  return rows[0]
}

/** Moves a menu on. False when it is in none of the states from which it may. */
export async function moveMenu(
  ctx: Context,
  menuId: string,
  from: readonly MenuRow["state"][],
  to: MenuRow["state"],
  reason: string | null = null,
): Promise<boolean> {
  const { numAffectedRows } =
    await sql`update line.rich_menus set state = ${to}, reason = ${reason}, changed_at = ${ctx.now()}
    where brand_id = ${ctx.brandId} and menu_id = ${menuId} and state = any(${[...from]})`.execute(ctx.db)
  return numAffectedRows === 1n
}

export async function nameMenuAtLine(ctx: Context, menuId: string, lineMenuId: string | null): Promise<void> {
  await sql`update line.rich_menus set line_menu_id = ${lineMenuId}
    where brand_id = ${ctx.brandId} and menu_id = ${menuId}`.execute(ctx.db)
}

export type MenuHolder = {
  readonly accountId: string
  readonly userId: string
  readonly personId: string
  readonly menuId: string | null
}

/** Friends of the account in use, by their user ids: those of these people, or a page of all. */
export async function selectHolders(
  ctx: Context,
  accountId: string,
  wanted: { readonly personIds: readonly string[] } | { readonly after: string; readonly limit: number },
): Promise<MenuHolder[]> {
  const which =
    "personIds" in wanted
      ? sql`and person_id = any(${[...wanted.personIds]}::uuid[]) order by user_id`
      : sql`and user_id > ${wanted.after} order by user_id limit ${wanted.limit}`
  const { rows } = await sql<MenuHolder>`
    select account_id as "accountId", user_id as "userId", person_id as "personId", menu_id as "menuId" from line.friends
    where brand_id = ${ctx.brandId} and account_id = ${accountId} and state = 'following' ${which}`.execute(ctx.db)
  return rows
}

export async function giveMenu(
  ctx: Context,
  accountId: string,
  userIds: readonly string[],
  menuId: string | null,
): Promise<void> {
  await sql`update line.friends set menu_id = ${menuId}
    where brand_id = ${ctx.brandId} and account_id = ${accountId} and user_id = any(${[...userIds]}::text[])`.execute(
    ctx.db,
  )
}

/** A menu that LINE has forgotten is nobody's any more. */
export async function takeMenuBack(ctx: Context, menuId: string): Promise<void> {
  await sql`update line.friends set menu_id = null where brand_id = ${ctx.brandId} and menu_id = ${menuId}`.execute(
    ctx.db,
  )
}
