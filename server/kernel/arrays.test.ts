import fc from "fast-check"
import { sql } from "kysely"
import { expect, test } from "vitest"
import { testContext } from "#testing/context"
import { bigintArray, intArray, jsonArray, textArray, timeArray, uuidArray } from "./arrays.ts"

test("S08 what is sent in Postgres' own form is read as it was meant", async () => {
  const ctx = await testContext()
  const lists = fc.record({
    ids: fc.array(fc.option(fc.uuid()), { maxLength: 5 }),
    numbers: fc.array(fc.option(fc.integer()), { maxLength: 5 }),
    counts: fc.array(fc.option(fc.maxSafeInteger()), { maxLength: 5 }),
    documents: fc.array(
      fc.option(fc.dictionary(fc.string({ unit: "grapheme-ascii" }), fc.integer(), { noNullPrototype: true })),
      {
        maxLength: 3,
      },
    ),
    texts: fc.array(fc.option(fc.string({ unit: "grapheme" }).filter((text) => !text.includes("\0"))), {
      maxLength: 5,
    }),
    times: fc.array(
      fc.option(fc.date({ min: new Date("1900-01-01"), max: new Date("2100-01-01"), noInvalidDate: true })),
      { maxLength: 5 },
    ),
  })
  await fc.assert(
    fc.asyncProperty(lists, async ({ ids, numbers, counts, documents, texts, times }) => {
      const { rows } = await sql`select ${uuidArray(ids)}::uuid[] as ids, ${textArray(texts)}::text[] as texts,
        ${intArray(numbers)}::int[] as numbers, ${jsonArray(documents)}::text[]::jsonb[] as documents,
        ${bigintArray(counts)}::bigint[]::text as counts, ${timeArray(times)}::timestamptz[] as times`.execute(ctx.db)
      expect(rows).toEqual([
        { ids, texts, numbers, documents, counts: `{${counts.map((n) => n ?? "NULL").join()}}`, times },
      ])
    }),
    { numRuns: 40 },
  )
})

test("S08 ids are read however they are written, and what is none is refused", async () => {
  const ctx = await testContext()
  const id = "01a20569-6f16-74a2-817e-dfad75381743"
  const written = [id, id.toUpperCase(), id.replaceAll("-", "")]
  const { rows } = await sql`select ${uuidArray(written)}::uuid[] as ids`.execute(ctx.db)
  expect(rows).toEqual([{ ids: [id, id, id] }])
  for (const none of ["", "x", id.replace("1", "g"), id.slice(1), `日${id.slice(1)}`])
    await expect(sql`select ${uuidArray([id, none])}::uuid[]`.execute(ctx.db)).rejects.toThrow()
})
