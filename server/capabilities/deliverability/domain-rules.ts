import type { Finding } from "./model.ts"

/** From so many letters a day on, big mailbox providers ask for everything (M04). */
export const bulkPerDay = 5_000

export type Check = { readonly domain: string; readonly checkedAt: Date; readonly findings: Finding[] }

export type DomainState = {
  /** `unchecked`: nobody has looked yet. */
  readonly state: "good" | "warning" | "bad" | "unchecked"
  readonly domain: string | null
  readonly checkedAt: Date | null
  /** Letters of the last 24 hours. */
  readonly perDay: number
  /** Whether letters wait until it is mended. */
  readonly holds: boolean
}

export function stateOf(check: Check | undefined, hold: "auto" | "always" | "never", perDay: number): DomainState {
  const states = check?.findings.map(({ state }) => state) ?? []
  const state = !check ? "unchecked" : states.includes("bad") ? "bad" : states.includes("warning") ? "warning" : "good"
  const isBad = state === "bad" || state === "unchecked"
  const holds = isBad && (hold === "always" || (hold === "auto" && perDay >= bulkPerDay))
  return { state, domain: check?.domain ?? null, checkedAt: check?.checkedAt ?? null, perDay, holds }
}

/** Whether two domains are one sender's as DMARC sees it (relaxed): the same, or one below the other. */
export const isAligned = (a: string, b: string): boolean => a === b || a.endsWith(`.${b}`) || b.endsWith(`.${a}`)

/** The `p=` of a DKIM record, or another tag of a record of `name=value; ...`. */
export function tagOf(record: string, tag: string): string | null {
  for (const part of record.split(";")) {
    const [name = "", ...value] = part.split("=")
    if (name.trim().toLowerCase() === tag) return value.join("=").replace(/\s+/g, "")
  }
  return null
}
