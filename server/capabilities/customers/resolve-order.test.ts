import fc from "fast-check"
import { expect, test } from "vitest"
import { inTransaction } from "#kernel/context"
import { type TestContext, testContext } from "#testing/context"
import { keysOf } from "./identity-keys.ts"
import { keyText } from "./identity-rules.ts"
import { resolveCustomer, resolveCustomers } from "./index.ts"
import type { IdentityFact } from "./model.ts"
import { selectOwners } from "./storage-identities.ts"
import { patiently } from "#testing/patiently"
import { arbitraryFacts, expectedPeople, type Fact } from "#testing/identity-facts"

const at = new Date("2026-03-01T00:00:00Z")
const toFact = (identities: Fact): IdentityFact => ({ identities, source: "test", at })

/** Which keys lead to one person now, compared with what all facts together say. */
async function expectTheRightPeople(ctx: TestContext, facts: readonly Fact[]): Promise<void> {
  const rows = await inTransaction(ctx, (ctx) =>
    selectOwners(
      ctx,
      facts.flatMap((fact) => keysOf(fact)),
    ),
  )
  expect(rows.every((row) => row.mergedInto === null)).toBe(true)
  const personOf = new Map(rows.map((row) => [keyText(row), row.customerId]))
  const expected = expectedPeople(facts)
  expect(new Set(personOf.values()).size).toBe(expected.count)
  for (const group of expected.together) expect(new Set(group.map((key) => personOf.get(key))).size).toBe(1)
}

test("A07 F71 in the database, too, the order and the batches of facts do not matter", async () => {
  await fc.assert(
    fc.asyncProperty(
      arbitraryFacts,
      fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 12, maxLength: 12 }),
      async (facts, sizes) => {
        const ctx = await testContext()
        const rest = facts.map(toFact)
        for (const size of sizes) if (rest.length > 0) await resolveCustomers(ctx, rest.splice(0, size))
        await expectTheRightPeople(ctx, facts)
      },
    ),
    { numRuns: 30 },
  )
}, 120_000)

test("A07 F71 facts that arrive all at once on many connections give the same people", async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryFacts, async (facts) => {
      const ctx = await testContext()
      await Promise.all(facts.map((fact) => patiently(() => resolveCustomer(ctx, toFact(fact)))))
      await expectTheRightPeople(ctx, facts)
    }),
    { numRuns: 30 },
  )
}, 120_000)
