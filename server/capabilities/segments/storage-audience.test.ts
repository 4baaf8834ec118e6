import fc from "fast-check"
import { expect, test } from "vitest"
import { inTransaction } from "#kernel/context"
import { enterSegment, manyPeople, segmentOf } from "#testing/campaign-scene"
import { testContext } from "#testing/context"
import {
  selectMembersOfAny,
  selectAudienceAfter,
  selectAudienceSample,
  countAudienceMembers,
} from "./storage-audience.ts"
import { moveMembers } from "./storage-members.ts"

test("G25 R7 segments minus segments, page by page, are exactly who is in the one and not in the other", async () => {
  const ctx = await testContext()
  const people = (await manyPeople(ctx, 40)).sort()
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.subarray(people), { minLength: 1, maxLength: 3 }),
      fc.array(fc.subarray(people, { maxLength: 15 }), { maxLength: 2 }),
      fc.integer({ min: 1, max: 11 }),
      async (ins, outs, limit) => {
        const include = await Promise.all(ins.map((ids) => segmentOf(ctx, ids)))
        const exclude = await Promise.all(outs.map((ids) => segmentOf(ctx, ids)))
        const wanted = people.filter(
          (id) => ins.some((ids) => ids.includes(id)) && !outs.some((ids) => ids.includes(id)),
        )
        const audience = { include, exclude, at: null }
        await inTransaction(ctx, async (ctx) => {
          const found: string[] = []
          for (let after: string | null = null; ; ) {
            const page: string[] = await selectAudienceAfter(ctx, audience, after, limit)
            found.push(...page)
            after = page.at(-1) ?? null
            if (page.length < limit) break
          }
          expect(found).toEqual(wanted)
          expect(await countAudienceMembers(ctx, audience)).toBe(wanted.length)
          expect(await selectAudienceSample(ctx, audience, { most: 100, of: wanted.length })).toEqual(wanted)
        })
      },
    ),
    { numRuns: 8 },
  )
})

test("who belonged at an instant stays the audience of that instant, whoever comes and goes", async () => {
  const ctx = await testContext()
  const people = (await manyPeople(ctx, 4)).sort()
  const [first = "", second = "", late = ""] = people
  const segmentId = await segmentOf(ctx, [first, second])
  const at = ctx.now()
  ctx.pass(60_000)
  await enterSegment(ctx, segmentId, [late])
  await inTransaction(ctx, async (ctx) => {
    await moveMembers(ctx, ctx.now(), [{ segmentId, version: 1, cause: "facts", move: "left", customerIds: [first] }])
    expect(await selectAudienceAfter(ctx, { include: [segmentId], exclude: [], at }, null, 10)).toEqual([first, second])
    expect(await selectAudienceAfter(ctx, { include: [segmentId], exclude: [], at: null }, null, 10)).toEqual([
      second,
      late,
    ])
    expect(await selectMembersOfAny(ctx, [segmentId], people)).toEqual([second, late].sort())
  })
})
