import type { Context } from "#kernel/context"
import { gather } from "#kernel/gather"

/** How long another process's change may go unseen. What this process changes, it sees at once. */
const freshMs = 1_000
const most = 5_000

type Kept<T> = { readonly at: number; readonly value: T }

/**
 * Rows that each event, order and mail asks for several times and that hardly ever change, kept for a moment. A
 * transaction that has changed such a row reads past what is kept: what it wrote may yet be undone.
 */
export function knownRows<T>(what: string, read: (ctx: Context, name: string) => Promise<T>) {
  const kept = new Map<string, Kept<T>>()
  const changing = new WeakSet<object>()
  let changes = 0

  const get = async (ctx: Context, name: string): Promise<T> => {
    if (changing.has(ctx.db)) return read(ctx, name)
    const place = `${ctx.brandId} ${name}`
    const known = kept.get(place)
    const now = performance.now()
    if (known && now - known.at < freshMs) return known.value
    const changesBefore = changes
    const value = await gather(ctx, `${what}:${name}`, name, async (ctx, names) => {
      const row = await read(ctx, name)
      return names.map(() => row)
    })
    // Read before a change that has been committed since: not kept.
    if (changes !== changesBefore) return value
    if (kept.size >= most) kept.clear()
    kept.set(place, { at: now, value })
    return value
  }

  /** To be called in the transaction that changes the row. */
  const change = (ctx: Context, name: string): void => {
    changing.add(ctx.db)
    ctx.afterCommit(() => {
      changes++
      kept.delete(`${ctx.brandId} ${name}`)
    })
  }
  return { get, change }
}
