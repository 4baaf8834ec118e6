import { audit } from "#brands"
import { type Context, inTransaction } from "#kernel/context"
import { earnPoints } from "./earn-points.ts"
import { PointsError } from "./errors.ts"
import { type Book, type Earn, liveBook } from "./model.ts"
import { settleMembers } from "./settle-members.ts"
import { deleteBook, selectOpenLots } from "./storage-books.ts"
import { holdBook, selectBook, selectDue, writeBook } from "./storage-members.ts"

/** Wipes the book of a ring without a trace (U07). Throws `points.UnknownBook` for the live one. */
export const dropBook = (ctx: Context, book: Book): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    if (book === liveBook) throw PointsError.UnknownBook({ field: "book" })
    await holdBook(ctx, book)
    await deleteBook(ctx, book)
  })

/**
 * What the members of a ring have becomes theirs: the ring's book is closed for good, and each lot of it is issued anew in
 * the live book, with its origin and its end. Doing it twice issues nothing twice.
 */
export const commitBook = (ctx: Context, book: Book): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    if (book === liveBook) throw PointsError.UnknownBook({ field: "book" })
    if ((await selectBook(ctx, book)).endedAt) return
    await settleBook(ctx, book, ctx.now())
    await holdBook(ctx, book)
    const earns = (await selectOpenLots(ctx, book)).map(
      ({ left, lotId, ...lot }): Earn => ({
        ...lot,
        points: left,
        cause: { type: "ring-lot", id: lotId, rule: book, seq: 0 },
        effectiveAt: ctx.now(),
        orderId: lot.orderId ?? undefined,
        expiry: lot.expiresOn ? { kind: "at", on: lot.expiresOn } : lot.expiry,
      }),
    )
    await earnPoints(ctx, earns)
    await writeBook(ctx, book, { endedAt: ctx.now() })
  })

/** Everything of a book that is due by then. */
async function settleBook(ctx: Context, book: Book, until: Date): Promise<void> {
  for (;;) {
    const due = await selectDue(ctx, until, 500, { book })
    if (due.length === 0) return
    await settleMembers(
      ctx,
      book,
      due.map((one) => one.customerId),
    )
  }
}

/**
 * Closes the books up to an instant, exclusive: whatever was due by then is settled first, and what is told later of that
 * time stands in the open period, with the time when it happened (L05). Never opened again. Throws `points.PeriodClosed`
 * for an instant that is closed already or still to come.
 */
export const closePeriod = (ctx: Context, until: Date): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const { closedUntil } = await selectBook(ctx, liveBook)
    if (until > ctx.now() || (closedUntil && until < closedUntil)) throw PointsError.PeriodClosed({ field: "until" })
    await settleBook(ctx, liveBook, until)
    await holdBook(ctx, liveBook)
    await writeBook(ctx, liveBook, { closedUntil: until })
    await audit(ctx, {
      action: "points.period-closed",
      subject: "points:live",
      before: { closedUntil },
      after: { closedUntil: until },
    })
  })

/** Until when the books are closed, exclusive; null: nothing was closed yet. */
export const closedUntil = (ctx: Context): Promise<Date | null> =>
  inTransaction(ctx, async (ctx) => (await selectBook(ctx, liveBook)).closedUntil)
