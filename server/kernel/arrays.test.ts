import fc from "fast-check"
import { sql } from "kysely"
import { expect, test } from "vitest"
import { inTransaction } from "#kernel/context"
import { testContext } from "#testing/context"
import { arrayOf, linesOf, millisOf } from "./arrays.ts"

test("S08 whatever a list holds, Postgres reads the same words from it", async () => {
  const ctx = await testContext()
  const word = fc.oneof(
    fc.constantFrom("null", "NULL", "Null", "", "a,b", '"', "\\", "{", "}", "a b", "line\nfeed", "x\nnull\ny", "東京"),
    fc.string({ unit: "grapheme" }).filter((text) => !text.includes("\0")),
    fc.uuid(),
  )
  await inTransaction(ctx, (ctx) =>
    fc.assert(
      fc.asyncProperty(fc.array(fc.option(word), { maxLength: 6 }), async (words) => {
        const { rows } = await sql<{ words: (string | null)[] }>`select ${arrayOf(words)}::text[] as words`.execute(
          ctx.db,
        )
        expect(rows[0]?.words).toEqual(words)
      }),
      { numRuns: 60 },
    ),
  )
  const at = [new Date("2026-04-01T00:00:00.123Z"), null]
  expect(millisOf(at)).toBe("{1775001600123,NULL}")
  expect(linesOf([{ a: "x\ny" }, null])).toBe('{"a":"x\\ny"}\n')
})
