import { expect, test } from "vitest"
import { testContext } from "#testing/context"
import { type Context, inOneMoment, inTransaction } from "./context.ts"
import { knownRows } from "./known-rows.ts"

test("P7 S22 rows that are kept where they are shown only: who decides reads them anew, and what this process changes is shown at once", async () => {
  const [ctx, other] = [await testContext(), await testContext()]
  const store = new Map([
    [ctx.brandId, "old"],
    [other.brandId, "theirs"],
  ])
  const rows = knownRows("test.rows", async ({ brandId }) => store.get(brandId), "where-shown")
  const shown = (ctx: Context) => inOneMoment(ctx, (ctx) => rows.get(ctx, "all"))
  const decided = (ctx: Context) => inTransaction(ctx, (ctx) => rows.get(ctx, "all"))
  expect([await shown(ctx), await shown(other), await decided(ctx)]).toEqual(["old", "theirs", "old"])

  // Another process writes: nobody here is told.
  store.set(ctx.brandId, "new")
  expect(await decided(ctx)).toBe("new")

  await inTransaction(ctx, async (ctx) => {
    rows.change(ctx, "all")
    store.set(ctx.brandId, "newest")
  })
  expect([await shown(ctx), await shown(other)]).toEqual(["newest", "theirs"])
})
