import type { Fact } from "./timeline-words.ts"

/** Facts shown as one: pages looked at one after another are one visit. */
export type Shown = { readonly fact: Fact; readonly more: readonly Fact[] }

const visitMs = 30 * 60_000

/** Newest first, as it came. A page belongs to the visit after it when less than half an hour lies between them. */
export function together(facts: readonly Fact[]): Shown[] {
  const shown: Shown[] = []
  for (const fact of facts) {
    const last = shown.at(-1)
    const after = last?.more.at(-1) ?? last?.fact
    const sameVisit =
      after?.name === "Page Viewed" &&
      fact.name === "Page Viewed" &&
      after.occurredAt.getTime() - fact.occurredAt.getTime() <= visitMs
    if (last && sameVisit) shown[shown.length - 1] = { fact: last.fact, more: [...last.more, fact] }
    else shown.push({ fact, more: [] })
  }
  return shown
}
