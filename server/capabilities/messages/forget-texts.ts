import type { Context } from "#kernel/context"
import { mailSettings } from "./dress.ts"
import { trimCaught } from "./storage-caught.ts"
import { forgetTexts } from "./storage-log.ts"

const dayMs = 86_400_000
const keepCaught = { days: 30, most: 5_000 }

/** Once a day: what mails said is forgotten when its time is over, and the catcher's box is kept small (S71). */
export async function forgetOldTexts(ctx: Context, at: Date): Promise<void> {
  const { keepBodyDays } = await mailSettings(ctx)
  await forgetTexts(ctx, new Date(at.getTime() - keepBodyDays * dayMs))
  await trimCaught(ctx, new Date(at.getTime() - keepCaught.days * dayMs), keepCaught.most)
}
