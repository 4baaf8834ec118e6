import { knownHeaders } from "./match-columns-rules.ts"
import type { Field } from "./model.ts"

const delimiters = [",", "\t", ";", "|"] as const

/** What parts the cells: the mark that gives the most columns in the most lines; quoted text does not count. */
export function delimiterOf(sample: string): string {
  const lines = linesOf(sample).slice(0, 50)
  const scored = delimiters.map((mark) => {
    const counts = lines.map((line) => line.split(mark).length - 1)
    const usual = mostFrequent(counts.filter((n) => n > 0))
    return { mark, score: usual === undefined ? 0 : counts.filter((n) => n === usual).length * Math.min(usual, 5) }
  })
  return scored.reduce((best, next) => (next.score > best.score ? next : best)).mark
}

/** Lines with everything between quotes left out. */
const linesOf = (sample: string): string[] =>
  sample
    .replace(/"[^"]*"/g, "")
    .split(/\r\n|\r|\n/)
    .filter((line) => line.trim() !== "")

function mostFrequent(numbers: readonly number[]): number | undefined {
  const counts = new Map<number, number>()
  for (const n of numbers) counts.set(n, (counts.get(n) ?? 0) + 1)
  return [...counts.entries()].sort(([a, timesA], [b, timesB]) => timesB - timesA || b - a)[0]?.[0]
}

/**
 * Which of the first rows is the header, from 1; 0 when there is none. It is the row with the most names that we know;
 * when we know none, the first row if it holds nothing but different words.
 */
export function headerRowOf(rows: readonly (readonly string[])[], fields: readonly Field[]): number {
  const known = rows.slice(0, 10).map((row) => knownHeaders(fields, row))
  const most = Math.max(0, ...known)
  if (most >= 2) return known.indexOf(most) + 1
  const words = (rows[0] ?? []).map((cell) => cell.trim())
  const isHeader =
    words.length > 0 &&
    words.every((w) => w !== "" && !/^[\d¥￥$£€.,:/\-\s]+$/.test(w)) &&
    new Set(words).size === words.length
  return isHeader ? 1 : 0
}

/** Names of the columns, each different: a name that comes again gets a number. */
export function columnNames(header: readonly string[], headerRow: number): string[] {
  const seen = new Map<string, number>()
  return header.map((cell, index) => {
    const name = (headerRow > 0 && cell.trim().slice(0, 180)) || `#${index + 1}`
    const times = (seen.get(name) ?? 0) + 1
    seen.set(name, times)
    return times === 1 ? name : `${name} (${times})`
  })
}
