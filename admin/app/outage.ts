/**
 * Whether the server and its database are there: `server`, it does not answer at all; `database`, it answers and can neither
 * read nor write. Heard of from whatever the console asks, and looked at until it is over.
 */
export type Outage = "none" | "server" | "database"

const lookAgainMs = 2_000

export type OutageWatch = {
  readonly now: () => Outage
  readonly subscribe: (listener: () => void) => () => void
  /** Something was not answered: looks what is the matter, and goes on looking until all is there again. */
  readonly suspect: () => void
}

/** `look` asks the server once; `later` calls after so many milliseconds. */
export function watchOutage(look: () => Promise<Outage>, later: (act: () => void, ms: number) => void): OutageWatch {
  const listeners = new Set<() => void>()
  let outage: Outage = "none"
  let isLooking = false
  async function go(): Promise<void> {
    const found = await look()
    if (found !== outage) {
      outage = found
      for (const listener of listeners) listener()
    }
    if (found === "none") isLooking = false
    else later(() => void go(), lookAgainMs)
  }
  return {
    now: () => outage,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    suspect: () => {
      if (isLooking) return
      isLooking = true
      void go()
    },
  }
}

/** What the server says of its parts. One that is merely busy answers, and names nothing that is missing. */
export async function askReadiness(): Promise<Outage> {
  try {
    const response = await fetch("/readyz", { cache: "no-store" })
    if (response.ok) return "none"
    const answer: unknown = await response.json().catch(() => null)
    const isAway =
      typeof answer === "object" &&
      answer !== null &&
      "missing" in answer &&
      Array.isArray(answer.missing) &&
      answer.missing.includes("postgres")
    return isAway ? "database" : response.status >= 502 && answer === null ? "server" : "none"
  } catch {
    return "server"
  }
}

export const outage = watchOutage(askReadiness, (act, ms) => void setTimeout(act, ms))
