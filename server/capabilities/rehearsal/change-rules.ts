import type { ChangeKind, Outcome } from "./model.ts"

/** What the draft changes for one person; nothing when it comes to the same. Ranks by their order, lowest first. */
export function changesOf(
  live: Outcome | null,
  draft: Outcome,
  ranks: { live: readonly string[]; draft: readonly string[] },
): ChangeKind[] {
  if (!live) return []
  const more = Math.round(draft.issued) - Math.round(live.issued)
  const [before, after] = [ranks.live.indexOf(live.rank), ranks.draft.indexOf(draft.rank)]
  return [
    ...(more > 0 ? (["more"] as const) : more < 0 ? (["fewer"] as const) : []),
    ...(after > before ? (["rank-up"] as const) : after < before ? (["rank-down"] as const) : []),
    ...(live.reachDays === null && draft.reachDays !== null ? (["reaches"] as const) : []),
    ...(live.reachDays !== null && draft.reachDays === null ? (["reaches-no-more"] as const) : []),
  ]
}
