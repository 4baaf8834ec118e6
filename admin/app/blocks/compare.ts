export type Compared = { readonly line: string; readonly mark: "same" | "gone" | "new" }

/** What is gone and what is new, line by line: the longest common sequence stays. */
export function compare(before: readonly string[], after: readonly string[]): Compared[] {
  const common = lengths(before, after)
  const result: Compared[] = []
  let [i, j] = [0, 0]
  while (i < before.length || j < after.length) {
    const [old, fresh] = [before[i], after[j]]
    if (old !== undefined && old === fresh) {
      result.push({ line: old, mark: "same" })
      i++
      j++
    } else if (old !== undefined && (fresh === undefined || at(common, i + 1, j) >= at(common, i, j + 1))) {
      result.push({ line: old, mark: "gone" })
      i++
    } else if (fresh !== undefined) {
      result.push({ line: fresh, mark: "new" })
      j++
    }
  }
  return result
}

const at = (table: readonly (readonly number[])[], i: number, j: number) => table[i]?.[j] ?? 0

function lengths(before: readonly string[], after: readonly string[]): number[][] {
  const table = Array.from({ length: before.length + 1 }, () => Array.from({ length: after.length + 1 }, () => 0))
  for (let i = before.length - 1; i >= 0; i--)
    for (let j = after.length - 1; j >= 0; j--) {
      const row = table[i]
      if (row)
        row[j] =
          before[i] === after[j] ? at(table, i + 1, j + 1) + 1 : Math.max(at(table, i + 1, j), at(table, i, j + 1))
    }
  return table
}
