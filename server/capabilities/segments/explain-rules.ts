import { addDays } from "#kernel/days"
import type { Text } from "#kernel/text"
import { holds } from "./evaluate-rules.ts"
import { lower } from "./lower-rules.ts"
import type { Condition } from "./model.ts"
import type { Verdict } from "./model-segment.ts"
import { ownValue, type Told as Known } from "./own-values-rules.ts"
import { leafSentence, sentenceOf } from "./sentences-rules.ts"
import { wouldChange } from "./turning-rules.ts"

type Told = Known & {
  /** Whether days to come are looked at as well, which costs a few hundred times as much. */
  readonly looksAhead: boolean
}

/** How far ahead a day on which time alone turns something round is looked for. */
const aheadDays = 400

/**
 * Why a document holds of somebody or not, condition by condition, with her own values and what would turn it round. Another
 * segment is answered by its own conditions; `inside` are the segments that this is asked within.
 */
export function explain(condition: Condition, told: Told, path = "", inside: readonly string[] = []): Verdict {
  const { facts, setting, words } = told
  const isHeld = holds(lower(condition, setting, inside), facts)
  const isLeaf = condition.kind !== "all" && condition.kind !== "any" && condition.kind !== "not"
  const changesOn = told.looksAhead && (isLeaf || path === "") ? turnsOn(condition, told, isHeld, inside) : null
  return {
    path,
    holds: isHeld,
    sentence: isLeaf ? leafSentence(condition, words) : sentenceOf(condition, words),
    value: isLeaf ? ownValue(condition, told) : null,
    wouldChange: isLeaf ? wouldChange(condition, told, isHeld) : null,
    changesOn,
    children: childrenOf(condition, told, path, inside),
  }
}

function childrenOf(condition: Condition, told: Told, path: string, inside: readonly string[]): Verdict[] {
  const at = (step: string) => (path === "" ? step : `${path}.${step}`)
  switch (condition.kind) {
    case "all":
    case "any":
      return condition.of.map((c, i) => explain(c, told, at(`${condition.kind}.${i}`), inside))
    case "not":
      return [explain(condition.of, told, at("not"), inside)]
    case "segment": {
      const other = inside.includes(condition.segmentId) ? undefined : told.setting.segments.get(condition.segmentId)
      return other ? [explain(other, told, at("segment"), [...inside, condition.segmentId])] : []
    }
    default:
      return []
  }
}

/** The first day on which the answer is another one if nothing happens until then. */
function turnsOn(
  condition: Condition,
  { facts, setting }: Told,
  isHeld: boolean,
  inside: readonly string[],
): string | null {
  for (let n = 1; n <= aheadDays; n++) {
    const then = { ...setting, today: addDays(setting.today, n), now: setting.now + n * 86_400 }
    if (holds(lower(condition, then, inside), facts) !== isHeld) return then.today
  }
  return null
}

/** Why, in one sentence: the conditions that decide, with her values. */
export function decisive(verdict: Verdict): Text {
  const leaves = decidingLeaves(verdict, verdict.holds)
  const parts = leaves.slice(0, 4).map(({ sentence, value, holds: isHeld }) => ({
    ja: `${sentence.ja}${isHeld ? "" : " ではない"}${value ? `（${value.ja}）` : ""}`,
    en: `${isHeld ? "" : "not: "}${sentence.en}${value ? ` (${value.en})` : ""}`,
  }))
  return { ja: parts.map((p) => p.ja).join("、"), en: parts.map((p) => p.en).join("; ") }
}

function decidingLeaves(verdict: Verdict, wanted: boolean): Verdict[] {
  if (verdict.children.length === 0) return [verdict]
  // Under a "not" the children answer the other way round; elsewhere those that agree with the whole decide it.
  const isNot = verdict.children.length === 1 && verdict.children[0]?.holds !== verdict.holds
  const children = isNot ? verdict.children : verdict.children.filter((child) => child.holds === wanted)
  return children.flatMap((child) => decidingLeaves(child, child.holds))
}
