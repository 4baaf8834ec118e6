import { sql } from "kysely"
import type { Context } from "#kernel/context"
import type { Picture } from "./picture-rules.ts"

/** Keeps a picture under its name; the same bytes are kept once. */
export async function insertPicture(ctx: Context, pictureId: string, picture: Picture): Promise<void> {
  const { type, width, height, bytes } = picture
  await sql`insert into brands.pictures (brand_id, picture_id, type, width, height, bytes, created_at)
    values (${ctx.brandId}, ${pictureId}, ${type}, ${width}, ${height}, ${bytes}, ${ctx.now()})
    on conflict do nothing`.execute(ctx.db)
}

export async function selectPicture(ctx: Context, pictureId: string): Promise<Picture | undefined> {
  const { rows } = await sql<Picture>`select type, width, height, bytes from brands.pictures
    where brand_id = ${ctx.brandId} and picture_id = ${pictureId}`.execute(ctx.db)
  return rows[0]
}
