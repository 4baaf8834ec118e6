import { type Context, inTransaction, lock } from "#kernel/context"
import type { Book } from "./model.ts"
import { firstSeal, sealOf } from "./seal-rules.ts"
import { insertSeal, selectBooks, selectLastSeal } from "./storage-seals.ts"
import { selectEntriesAfter } from "./storage-read.ts"

const blockSize = 1_000

/**
 * Seals what was committed since the last block, in the order in which it was. Nobody who posts waits for it: an entry is
 * sealed once every transaction that began before it has ended, so that nothing can come before it any more.
 */
export async function sealJournal(ctx: Context): Promise<void> {
  for (const book of await inTransaction(ctx, selectBooks)) while ((await sealBlock(ctx, book)) === blockSize);
}

const sealBlock = (ctx: Context, book: Book): Promise<number> =>
  inTransaction(ctx, async (ctx) => {
    await lock(ctx, `points.seal:${book}`)
    const last = await selectLastSeal(ctx, book)
    const entries = await selectEntriesAfter(ctx, book, last?.upto ?? null, blockSize)
    const end = entries.at(-1)
    if (!end) return 0
    const previousHash = last?.hash ?? firstSeal
    const block = sealOf(ctx.brandId, entries, previousHash)
    const upto = { xid: end.xid, seq: end.seq }
    await insertSeal(ctx, book, { no: (last?.no ?? 0) + 1, upto, entries: entries.length, previousHash, ...block })
    return entries.length
  })
