import { clusterOf, type consentChanged } from "#customers"
import { lastSentMessage, sentMessages } from "#messages"
import type { Context } from "#kernel/context"
import type { z } from "zod"
import { readOf } from "./judge-hits.ts"
import { type Ending, saveEndings } from "./storage.ts"

type Change = z.output<typeof consentChanged.payload>

/** Whoever leaves within this time after a letter is held to have left because of it. */
export const leftBecauseMs = 14 * 86_400_000

/**
 * Somebody does not want our letters any more (C13): it is held against the last one that she got on that channel, within
 * fourteen days. The door by which she left says how: one-click, preferences, preferences-all, staff, complaint.
 */
export async function noteLeaving(
  ctx: Context,
  { customerId, channel, purpose, state, at, source }: Change,
): Promise<void> {
  if (state !== "withdrawn" || purpose !== "marketing") return
  const since = new Date(at.getTime() - leftBecauseMs)
  const last = await lastSentMessage(ctx, await clusterOf(ctx, customerId), channel, since, at)
  if (last) await saveEndings(ctx, [{ ...readOf(last), ...nothing, leftBy: source ?? "merge", at }])
}

const nothing = { bounced: null, complained: false, leftBy: null } as const

type Came = { readonly messageId: string; readonly at: Date }

/** A mail that was taken over came back after all. The first word stays; a hard one outranks a soft one. */
export const noteBounce = (ctx: Context, { messageId, at }: Came, bounced: "hard" | "soft"): Promise<void> =>
  note(ctx, messageId, { ...nothing, bounced, at })

/** A reader called it spam. */
export const noteComplaint = (ctx: Context, { messageId, at }: Came): Promise<void> =>
  note(ctx, messageId, { ...nothing, complained: true, at })

async function note(
  ctx: Context,
  messageId: string,
  ending: Pick<Ending, "bounced" | "complained" | "leftBy" | "at">,
): Promise<void> {
  const message = (await sentMessages(ctx, [messageId])).get(messageId)
  if (message && !message.isTest) await saveEndings(ctx, [{ ...readOf(message), ...ending }])
}
