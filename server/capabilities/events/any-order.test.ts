import fc from "fast-check"
import { expect, test } from "vitest"
import { clusterOf } from "#customers"
import { inTransaction } from "#kernel/context"
import { type TestContext, testContext } from "#testing/context"
import { applyIncoming } from "./apply-incoming.ts"
import { latestEvents } from "./index.ts"
import { batchKey } from "./message-rules.ts"
import { insertIncoming } from "./storage-incoming.ts"

// Three people: each is seen as a visitor, is identified by the shop, and is known by a mail. What joins them is somewhere among these.
const messages = ["a", "b", "c"]
  .flatMap((who) => [
    { type: "page", anonymousId: `anon-${who}` },
    { type: "track", event: "Product Viewed", anonymousId: `anon-${who}-2` },
    { type: "track", event: "Order Completed", userId: `u-${who}`, properties: { revenue: 100 } },
    { type: "identify", userId: `u-${who}`, anonymousId: `anon-${who}`, traits: { email: `${who}@example.jp` } },
    { type: "identify", userId: `u-${who}`, anonymousId: `anon-${who}-2`, traits: { plan: who } },
  ])
  .map((message, i) => ({
    ...message,
    messageId: `m-${i}`,
    timestamp: `2026-03-31T10:00:${String(i).padStart(2, "0")}Z`,
  }))

async function apply(ctx: TestContext, batch: readonly object[], name: string): Promise<void> {
  const incoming = { source: "api", trusted: true, shape: "batch" as const, count: batch.length, receivedAt: ctx.now() }
  await inTransaction(ctx, (ctx) =>
    insertIncoming(ctx, { ...incoming, body: JSON.stringify({ batch }), batchKey: batchKey([name]) }),
  )
  while (await applyIncoming(ctx));
}

/** Which events belong to one person, and what each says: independent of ids that are made on the way. */
async function peopleOf(ctx: TestContext): Promise<string[]> {
  const events = (await latestEvents(ctx)).filter((event) => event.source === "api")
  const people = new Map<string, string[]>()
  for (const event of events) {
    const [root = ""] = event.customerId
      ? await inTransaction(ctx, (ctx) => clusterOf(ctx, event.customerId ?? ""))
      : []
    people.set(root, [
      ...(people.get(root) ?? []),
      `${event.externalId} ${event.name} ${event.occurredAt.toISOString()} ${event.value}`,
    ])
  }
  return [...people.values()].map((list) => list.sort().join("\n")).sort()
}

test("G8 F50 the same messages in any order, in any batches and with any duplicates give the same people and the same facts", async () => {
  const inOrder = await testContext()
  await apply(inOrder, messages, "all")
  const expected = await peopleOf(inOrder)
  expect(expected).toHaveLength(3)
  const shuffled = fc.shuffledSubarray(messages, { minLength: messages.length, maxLength: messages.length })
  const again = fc.array(fc.constantFrom(...messages), { maxLength: 10 })
  await fc.assert(
    fc.asyncProperty(shuffled, again, fc.integer({ min: 1, max: 6 }), async (order, duplicates, size) => {
      const ctx = await testContext()
      const all = [...order, ...duplicates]
      for (let i = 0; i < all.length; i += size) await apply(ctx, all.slice(i, i + size), `part-${i}`)
      expect(await peopleOf(ctx)).toEqual(expected)
    }),
    { numRuns: 12 },
  )
}, 120_000)
