import type { Context } from "./context.ts"

type Kept<T> = { readonly at: number; readonly value: Promise<T> }
type Asker = Pick<Context, "now"> & { readonly db: Pick<Context["db"], "isTransaction"> }

/**
 * Keeps for so long what anybody may see, and is asked for with each visit. Who comes while it is being read waits for the
 * same reading; what could not be read is not kept. Beyond `most` names all are forgotten.
 */
export function keeping<T>({ freshMs, most }: { readonly freshMs: number; readonly most: number }) {
  const kept = new Map<string, Kept<T>>()
  const keep = (name: string, at: number, value: Promise<T>) => {
    if (kept.size >= most) kept.clear()
    const fresh: Kept<T> = { at, value }
    kept.set(name, fresh)
    return fresh
  }
  return async (ctx: Asker, name: string, read: () => Promise<T>): Promise<T> => {
    const now = ctx.now().getTime()
    const known = kept.get(name)
    if (known && Math.abs(now - known.at) < freshMs) return known.value
    // What is read within a transaction is shared once it is there: nobody may wait for another's locks.
    if (ctx.db.isTransaction) {
      const value = await read()
      keep(name, now, Promise.resolve(value))
      return value
    }
    const fresh = keep(name, now, read())
    fresh.value.catch(() => kept.get(name) === fresh && kept.delete(name))
    return fresh.value
  }
}
