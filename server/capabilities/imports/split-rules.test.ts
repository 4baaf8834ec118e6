import fc from "fast-check"
import { expect, test } from "vitest"
import { splitterOf } from "./split-rules.ts"

test("F05 whatever the order of the lines, each is in one chunk and no order is cut", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 400 }),
      fc.integer({ min: 1, max: 20 }),
      (keys, target) => {
        const splitter = splitterOf(target)
        const parts = keys.flatMap((key, index) => {
          splitter.add({ no: index + 1, cells: [String(key)] }, key === 0 ? "" : String(key))
          return splitter.take()
        })
        parts.push(...splitter.end())
        expect(parts.flatMap((p) => p.rows.map((r) => r.no)).sort((a, b) => a - b)).toEqual(keys.map((_k, i) => i + 1))
        const chunksOf = new Map<string, Set<number>>()
        for (const { chunkNo, rows } of parts)
          for (const { cells } of rows)
            if (cells[0] !== "0") chunksOf.set(cells[0] ?? "", (chunksOf.get(cells[0] ?? "") ?? new Set()).add(chunkNo))
        expect([...chunksOf.values()].every((chunks) => chunks.size === 1)).toBe(true)
        expect(new Set(parts.map((p) => `${p.chunkNo}/${p.partNo}`)).size).toBe(parts.length)
      },
    ),
  )
})

test("chunks begin in the order of the file and hold about as many lines as asked for", () => {
  const splitter = splitterOf(10)
  for (let i = 0; i < 100; i++) splitter.add({ no: i + 1, cells: [] }, `order ${Math.floor(i / 4)}`)
  const parts = splitter.end()
  expect(parts.map((p) => p.rows.length)).toEqual([12, 12, 12, 12, 12, 12, 12, 12, 4])
})

test("of what has far too many lines only so many are kept as are needed to refuse it", () => {
  const splitter = splitterOf(100)
  for (let i = 0; i < 5_000; i++) splitter.add({ no: i + 1, cells: [] }, "one")
  const rows = splitter.end().flatMap((p) => p.rows)
  expect(rows.length).toBe(1_001)
  expect(splitter.leftOut()).toBe(3_999)
})
