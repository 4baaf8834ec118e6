/** Steps back and forth of what is edited. */
export type History<T> = {
  readonly past: readonly T[]
  readonly now: T
  readonly future: readonly T[]
  readonly last: string
}

const most = 100

export const begun = <T>(now: T): History<T> => ({ past: [], now, future: [], last: "" })

/** A step back for every change; those of the same `what` one after the other are one step. */
export function changed<T>(history: History<T>, now: T, what = ""): History<T> {
  if (now === history.now) return history
  if (what !== "" && what === history.last) return { ...history, now, future: [] }
  return { past: [...history.past, history.now].slice(-most), now, future: [], last: what }
}

export function undone<T>(history: History<T>): History<T> {
  const before = history.past.at(-1)
  if (before === undefined) return history
  return { past: history.past.slice(0, -1), now: before, future: [history.now, ...history.future], last: "" }
}

export function redone<T>(history: History<T>): History<T> {
  const [next, ...future] = history.future
  return next === undefined ? history : { past: [...history.past, history.now], now: next, future, last: "" }
}
