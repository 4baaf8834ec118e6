import type { Context } from "#kernel/context"
import { countAudienceMembers, selectAudienceSample } from "./storage-audience.ts"

/** People of a segment on whom a letter can be tried before it goes out, spread over it. */
export async function peopleToTry(ctx: Context, segmentId: string, most: number): Promise<string[]> {
  const audience = { include: [segmentId], exclude: [], at: null }
  return selectAudienceSample(ctx, audience, { most, of: await countAudienceMembers(ctx, audience) })
}
