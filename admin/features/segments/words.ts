import type { Segment } from "../../../server/capabilities/segments/model-segment.ts"
import type { Standing } from "../../../ui/status.tsx"
import type { Text } from "../../../ui/text.ts"

/** How a segment stands: shape and word. */
export function standingOf({ state }: Pick<Segment, "state">): { is: Standing; label: Text } {
  switch (state) {
    case "live":
      return { is: "live", label: { ja: "公開中", en: "Live" } }
    case "draft":
      return { is: "draft", label: { ja: "下書き", en: "Draft" } }
    case "archived":
      return { is: "none", label: { ja: "しまった", en: "Archived" } }
  }
}

export const causeWords: Record<"facts" | "time" | "definition" | "merge", Text> = {
  facts: { ja: "行動や情報が変わった", en: "What they did or what is known changed" },
  time: { ja: "日がたった", en: "Time passed" },
  definition: { ja: "条件が変わった", en: "The conditions changed" },
  merge: { ja: "同じ方の記録をまとめた", en: "Records of one person were merged" },
}

type Sized = { readonly day: string; readonly members: number }

/** How a size has changed since yesterday and since a week ago; null where it was not yet counted. */
export function changesOf(members: number | null, sizes: readonly Sized[] | undefined, today: string) {
  const against = (days: number): number | null => {
    if (members === null || !sizes) return null
    const at = new Date(`${today}T00:00:00Z`).getTime() - days * 86_400_000
    const day = new Date(at).toISOString().slice(0, 10)
    const then = sizes.findLast((size) => size.day <= day)
    return then ? members - then.members : null
  }
  return { sinceYesterday: against(1), sinceLastWeek: against(7) }
}

type Move = { readonly move: "entered" | "left"; readonly at: Date }

/** How many entered and left since an instant; null while moves of that time may not have been read yet. */
export function movedSince(moves: readonly Move[], isWhole: boolean, since: number) {
  const oldest = moves.at(-1)?.at.getTime()
  if (!isWhole && (oldest === undefined || oldest >= since)) return null
  const recent = moves.filter(({ at }) => at.getTime() >= since)
  const entered = recent.filter(({ move }) => move === "entered").length
  return { entered, left: recent.length - entered }
}
