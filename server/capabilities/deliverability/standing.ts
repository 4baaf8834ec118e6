import { settingOf } from "#brands"
import type { Context } from "#kernel/context"
import { type DomainState, stateOf } from "./domain-rules.ts"
import { type DeliverabilitySettings, defaultSettings, DeliverabilitySettings as Shape } from "./model-settings.ts"
import { selectClosed } from "./storage-breaker.ts"
import { selectCheck, sumTriedSince } from "./storage-checks.ts"
import { selectPause } from "./storage-pauses.ts"

/** All that a letter is held up by, as it stands. */
export type Standing = {
  readonly settings: DeliverabilitySettings
  readonly isPaused: boolean
  readonly domain: DomainState
  readonly closed: ReadonlyMap<string, Date>
}

/** Letters ask by the hundred: what was read is good for this long. */
const freshMs = 2_000
const keepBrands = 1_000
const known = new Map<string, { readonly at: number; readonly standing: Standing }>()

/** How the brand stands at this moment. In a transaction of the brand. */
export async function standingOf(ctx: Context): Promise<Standing> {
  const now = ctx.now().getTime()
  const kept = known.get(ctx.brandId)
  if (kept && Math.abs(now - kept.at) < freshMs) return kept.standing
  const standing = await readStanding(ctx)
  if (known.size >= keepBrands) known.clear()
  known.set(ctx.brandId, { at: now, standing })
  return standing
}

/** For those who have just changed something: this process reads it again at once. */
export const forgetStanding = (ctx: Context): void => void known.delete(ctx.brandId)

async function readStanding(ctx: Context): Promise<Standing> {
  const settings = await settingOf(ctx, "deliverability", Shape, defaultSettings)
  const closed = await selectClosed(ctx)
  return {
    settings,
    isPaused: (await selectPause(ctx)) !== undefined,
    domain: await domainState(ctx, settings),
    closed: new Map(closed.map(({ domain, closedUntil }) => [domain, closedUntil])),
  }
}

const dayMs = 86_400_000

/** What the last look at the domain's records found, and whether letters wait because of it (M04). */
export async function domainState(ctx: Context, settings?: DeliverabilitySettings): Promise<DomainState> {
  const { hold } = settings ?? (await settingOf(ctx, "deliverability", Shape, defaultSettings))
  const perDay = await sumTriedSince(ctx, new Date(ctx.now().getTime() - dayMs))
  return stateOf(await selectCheck(ctx), hold, perDay)
}
