import type { Condition } from "./model.ts"
import type { VersionChange } from "./model-segment.ts"
import { sentenceOf, type Words } from "./sentences-rules.ts"

/** What differs between two documents: conditions added or removed where others are joined, and fields within one. */
export function diffOf(before: Condition, after: Condition, words: Words, path = ""): VersionChange[] {
  const at = (step: string) => (path === "" ? step : `${path}.${step}`)
  if (isSame(before, after)) return []
  if ((before.kind === "all" || before.kind === "any") && before.kind === after.kind) {
    const kind = before.kind
    const removed = before.of.filter((inner) => !after.of.some((other) => isSame(inner, other)))
    const added = after.of.filter((inner) => !before.of.some((other) => isSame(inner, other)))
    return Array.from({ length: Math.max(removed.length, added.length) }, (_, i) => {
      const [old, fresh] = [removed[i], added[i]]
      const step = at(
        `${kind}.${after.of.indexOf(fresh ?? after)}`.replace("-1", String(before.of.indexOf(old ?? before))),
      )
      if (old && fresh && old.kind === fresh.kind) return diffOf(old, fresh, words, step)
      return [...(old ? [gone(old, words, step)] : []), ...(fresh ? [come(fresh, words, step)] : [])]
    }).flat()
  }
  if (before.kind === "not" && after.kind === "not") return diffOf(before.of, after.of, words, at("not"))
  if (before.kind !== after.kind) return [gone(before, words, path), come(after, words, path)]
  return fields(before, after, words, path)
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

function gone(condition: Condition, words: Words, path: string): VersionChange {
  const said = sentenceOf(condition, words)
  const sentence = { ja: `外した：${said.ja}`, en: `Removed: ${said.en}` }
  return { path, what: "removed", before: condition, sentence }
}

function come(condition: Condition, words: Words, path: string): VersionChange {
  const said = sentenceOf(condition, words)
  const sentence = { ja: `加えた：${said.ja}`, en: `Added: ${said.en}` }
  return { path, what: "added", after: condition, sentence }
}

/** The same condition with other figures: one change for each field, told by the sentence before and after. */
function fields(before: Condition, after: Condition, words: Words, path: string): VersionChange[] {
  const [was, is] = [sentenceOf(before, words), sentenceOf(after, words)]
  const [old, fresh]: Record<string, unknown>[] = [{ ...before }, { ...after }]
  const keys = [...new Set([...Object.keys(old ?? {}), ...Object.keys(fresh ?? {})])]
  return keys
    .filter((key) => !isSame(old?.[key], fresh?.[key]))
    .map((key) => ({
      path: path === "" ? key : `${path}.${key}`,
      what: "changed",
      before: old?.[key],
      after: fresh?.[key],
      sentence: { ja: `${was.ja} → ${is.ja}`, en: `${was.en} → ${is.en}` },
    }))
}
