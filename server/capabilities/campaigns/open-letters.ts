import { type OpenLetters, openLetters } from "#messages"
import type { Context } from "#kernel/context"

/** How far the letters of a campaign have come, by the number of its sending. */
export const openLettersOf = async (ctx: Context, campaignId: string): Promise<Map<number, OpenLetters>> =>
  new Map((await openLetters(ctx, { id: campaignId })).map((row) => [row.version, row]))
