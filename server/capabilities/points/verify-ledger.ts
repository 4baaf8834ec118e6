import { type Context, inTransaction } from "#kernel/context"
import type { Book } from "./model.ts"
import { firstChanged, firstSeal, sealOf } from "./seal-rules.ts"
import { selectEntriesAfter } from "./storage-read.ts"
import { selectBooks, selectDifferences, selectSealsAfter, type Seal } from "./storage-seals.ts"

export type LedgerVerdict = {
  readonly book: Book
  readonly intact: boolean
  /** How many entries are sealed. */
  readonly sealed: number
  /** The last hash, hexadecimal: noted down elsewhere, nobody can cut off the end unseen. */
  readonly head: string
  /** The first block that does not fit, and the entry of it that says something else, where one can be named. */
  readonly broken: { readonly block: number; readonly entry: number | null } | null
  /** Lots and members that hold something else than the journal says; the first hundred. */
  readonly lots: readonly string[]
  readonly members: readonly string[]
}

/** Walks every book of the brand: each block of the chain, each lot and each member's sums against the journal (INV07, INV10). */
export const verifyLedger = (ctx: Context): Promise<readonly LedgerVerdict[]> =>
  inTransaction(ctx, async (ctx) => {
    const verdicts: LedgerVerdict[] = []
    for (const book of await selectBooks(ctx)) {
      const chain = await walkChain(ctx, book)
      const differences = await selectDifferences(ctx, book, 100)
      const intact = chain.broken === null && differences.lots.length + differences.members.length === 0
      verdicts.push({ book, intact, ...chain, ...differences })
    }
    return verdicts
  })

async function walkChain(ctx: Context, book: Book): Promise<Pick<LedgerVerdict, "sealed" | "head" | "broken">> {
  let last: Pick<Seal, "no" | "hash"> & { upto: Seal["upto"] | null } = { no: 0, hash: firstSeal, upto: null }
  let sealed = 0
  for (;;) {
    const seals = await selectSealsAfter(ctx, book, last.no, 100)
    for (const seal of seals) {
      const entries = await selectEntriesAfter(ctx, book, last.upto, seal.entries)
      const end = entries.at(-1)
      const fits =
        seal.no === last.no + 1 &&
        seal.previousHash.equals(last.hash) &&
        end?.xid === seal.upto.xid &&
        end.seq === seal.upto.seq &&
        sealOf(ctx.brandId, entries, last.hash).hash.equals(seal.hash)
      if (!fits) {
        const entry = firstChanged(ctx.brandId, entries, seal.digests)?.seq ?? null
        return { sealed, head: last.hash.toString("hex"), broken: { block: seal.no, entry } }
      }
      sealed += seal.entries
      last = seal
    }
    if (seals.length === 0) return { sealed, head: last.hash.toString("hex"), broken: null }
  }
}
