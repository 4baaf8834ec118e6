import type { Context } from "./context.ts"
import { gather } from "./gather.ts"

/** How long another process's change may go unseen. What this process changes, it sees at once. */
const freshMs = 1_000
const most = 5_000

type Kept<T> = { readonly at: number; readonly value: T }

/**
 * Rows of a brand that each event, order, mail and page asks for and that hardly ever change, kept for a moment: what many
 * may see, never what one person has. A transaction that has changed such a row reads past what is kept: what it wrote may
 * yet be undone. What points, money and promises are decided by is kept `where-shown` only: for pages that are read in one
 * moment; whoever decides reads it anew. The kept value is everybody's: nobody may change it.
 */
export function knownRows<T>(
  what: string,
  read: (ctx: Context, name: string) => Promise<T>,
  mayBeOld: "always" | "where-shown" = "always",
) {
  const kept = new Map<string, Kept<T>>()
  const changing = new WeakSet<object>()
  let changes = 0
  let changedAt = -freshMs

  const ask = (ctx: Context, name: string): Promise<T> =>
    gather(ctx, `${what}:${name}`, name, async (ctx, names) => {
      const row = await read(ctx, name)
      return names.map(() => row)
    })

  const get = async (ctx: Context, name: string): Promise<T> => {
    if (changing.has(ctx.db)) return read(ctx, name)
    if (mayBeOld === "where-shown" && !ctx.isOnlyShown) return ask(ctx, name)
    const place = `${ctx.brandId} ${name}`
    const known = kept.get(place)
    const now = performance.now()
    if (known && now - known.at < freshMs) return known.value
    const changesBefore = changes
    const value = await ask(ctx, name)
    // Read before a change that has been committed since: not kept.
    if (changes !== changesBefore) return value
    // Nor what is seen in a moment that may have begun before it.
    if (ctx.isOnlyShown && now - changedAt < freshMs) return value
    if (kept.size >= most) kept.clear()
    kept.set(place, { at: now, value })
    return value
  }

  /** To be called in the transaction that changes the row. */
  const change = (ctx: Context, name: string): void => {
    changing.add(ctx.db)
    ctx.afterCommit(() => {
      changes++
      changedAt = performance.now()
      kept.delete(`${ctx.brandId} ${name}`)
    })
  }
  return { get, change }
}
