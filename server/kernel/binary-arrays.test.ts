import fc from "fast-check"
import { sql } from "kysely"
import { expect, test } from "vitest"
import { testContext } from "#testing/context"
import { textArray, timeArray, uuidArray } from "./binary-arrays.ts"

test("what is sent in Postgres' own form is read as it was meant", async () => {
  const ctx = await testContext()
  const lists = fc.record({
    ids: fc.array(fc.option(fc.uuid()), { maxLength: 5 }),
    texts: fc.array(fc.option(fc.string({ unit: "grapheme" }).filter((text) => !text.includes("\0"))), {
      maxLength: 5,
    }),
    times: fc.array(
      fc.option(fc.date({ min: new Date("1900-01-01"), max: new Date("2100-01-01"), noInvalidDate: true })),
      { maxLength: 5 },
    ),
  })
  await fc.assert(
    fc.asyncProperty(lists, async ({ ids, texts, times }) => {
      const { rows } = await sql`select ${uuidArray(ids)}::uuid[] as ids, ${textArray(texts)}::text[] as texts,
        ${timeArray(times)}::timestamptz[] as times`.execute(ctx.db)
      expect(rows).toEqual([{ ids, texts, times }])
    }),
    { numRuns: 40 },
  )
})
