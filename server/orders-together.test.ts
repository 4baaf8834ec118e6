import { expect, test } from "vitest"
import { applyOrder } from "#orders"
import { type Context, inTransaction } from "#kernel/context"
import { sideBySide } from "#kernel/gather"
import { testContext } from "#testing/context"
import { anOrder } from "#testing/orders"

test("P2 a dozen orders that go side by side through everything that hears of them ask the database as often as two", async () => {
  const ctx = await testContext()
  const [two, twelve] = [await statementsOf(ctx, 2), await statementsOf(ctx, 12)]
  // Whoever is asked about for the first time is asked about once more.
  expect(twelve, `two asked ${two} times`).toBeLessThanOrEqual(two + 2)
})

/** How many statements so many orders of as many people take in one transaction. */
async function statementsOf(ctx: Context, count: number): Promise<number> {
  let statements = 0
  const counting = ctx.db.withPlugin({
    transformQuery: ({ node }) => (statements++, node),
    transformResult: async ({ result }) => result,
  })
  const orders = Array.from({ length: count }, (_, i) => {
    const email = `buyer${i}-of-${count}@example.jp`
    return anOrder({
      externalId: `${count}-${i}`,
      number: `#${count}-${i}`,
      customer: { identities: [{ kind: "email", issuer: "", value: email }], profile: { email, language: "ja" } },
    })
  })
  await inTransaction({ ...ctx, db: counting }, (ctx) => sideBySide(ctx, orders, applyOrder))
  return statements
}
