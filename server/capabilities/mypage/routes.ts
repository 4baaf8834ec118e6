import { brandById, publicUrl } from "#brands"
import { clusterOf } from "#customers"
import { route } from "#kernel/capability"
import type { Context } from "#kernel/context"
import { addDays } from "#kernel/days"
import { dayIn } from "#kernel/zones"
import {
  deleteMyPageSessions,
  getMyPageSettings,
  getMyPageTasks,
  postMemberToken,
  postMyPageLink,
  postMyPagePreview,
  putMyPageSettings,
} from "./contract.ts"
import { previewMyPage } from "./preview.ts"
import { changeSettings, versionedSettings } from "./settings.ts"
import { endSessionsOf } from "./storage.ts"
import { selectTasks } from "./storage-cards.ts"
import { linkFor, memberToken } from "./widget.ts"

async function settingsPage(ctx: Context) {
  const slug = (await brandById(ctx, ctx.brandId))?.slug ?? ""
  return {
    ...(await versionedSettings(ctx)),
    publicUrl: await publicUrl(ctx, `/s/${slug}/rewards`),
    pageUrl: await publicUrl(ctx, `/s/${slug}/my`),
  }
}

async function tasks(ctx: Context, days: number) {
  const zone = (await brandById(ctx, ctx.brandId))?.zone ?? "Asia/Tokyo"
  return { items: await selectTasks(ctx, addDays(dayIn(zone, ctx.now()), 1 - days)) }
}

export const routes = [
  route(getMyPageSettings, settingsPage),
  route(putMyPageSettings, (ctx, { settings, basedOn }) => changeSettings(ctx, settings, basedOn)),
  route(postMyPagePreview, previewMyPage),
  route(getMyPageTasks, (ctx, { days }) => tasks(ctx, days)),
  route(postMyPageLink, (ctx, { customerId, to }) => linkFor(ctx, customerId, to ?? "")),
  route(postMemberToken, (ctx, { customerId }) => memberToken(ctx, customerId)),
  route(deleteMyPageSessions, async (ctx, { customerId }) => ({
    ended: await endSessionsOf(ctx, await clusterOf(ctx, customerId)),
  })),
]
