import { recordEvents } from "#events"
import { sentMessages } from "#messages"
import { type Context, inTransaction } from "#kernel/context"
import { factOf, readOf } from "./judge-hits.ts"
import { saveSeen } from "./storage.ts"

/** What a person did with a message before anybody here could see it. */
export type PastReading = {
  readonly messageId: string
  readonly openedAt: Date | null
  readonly clickedAt: Date | null
}

/** Writes what people did with messages of the past, into the numbers and onto their timelines. Unknown messages are left out. */
export const keepPastReadings = (ctx: Context, readings: readonly PastReading[]): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const sent = await sentMessages(
      ctx,
      readings.map(({ messageId }) => messageId),
    )
    const known = readings.flatMap((reading) => {
      const message = sent.get(reading.messageId)
      return message ? [{ ...reading, message }] : []
    })
    const nobodyElse = { openedUnknown: null, openedMachine: null, clickedUnknown: null, clickedMachine: null }
    await saveSeen(
      ctx,
      known.map(({ message, openedAt, clickedAt }) => ({
        ...readOf(message),
        ...nobodyElse,
        // Who followed a link has opened the mail.
        openedHuman: openedAt ?? clickedAt,
        clickedHuman: clickedAt,
      })),
    )
    await recordEvents(
      ctx,
      known.flatMap(({ message, openedAt, clickedAt }) => [
        ...(openedAt ? factOf(message, pastHit("open", openedAt), "human", "past") : []),
        ...(clickedAt ? factOf(message, pastHit("click", clickedAt), "human", "past") : []),
      ]),
    )
  })

const pastHit = (what: "open" | "click", at: Date) => ({ hitId: "past", what, at, link: null, url: null })
