import { expect, test } from "vitest"
import { keeping } from "./keeping.ts"

test("P7 what anybody may see is read once for all who come meanwhile, anew when it is old, and not kept when it fails", async () => {
  let now = 1_000
  const ctx = { now: () => new Date(now), db: { isTransaction: false } }
  let reads = 0
  const kept = keeping<number>({ freshMs: 2_000, most: 2 })
  const read = async () => ++reads
  expect(await Promise.all([kept(ctx, "a", read), kept(ctx, "a", read), kept(ctx, "b", read)])).toEqual([1, 1, 2])
  now += 1_999
  expect(await kept(ctx, "a", read)).toBe(1)
  now += 1
  expect(await kept(ctx, "a", read)).toBe(3)
  // A third name is one too many: all are forgotten.
  await kept(ctx, "c", read)
  expect(await kept(ctx, "b", read)).toBe(5)
  // Within a transaction nobody is waited for, and nobody waits.
  now += 5_000
  const within = { ...ctx, db: { isTransaction: true } }
  expect(await Promise.all([kept(within, "a", read), kept(within, "a", read)])).toEqual([6, 7])
  expect(await kept(ctx, "a", read)).toBe(7)
  const fails = () => Promise.reject(new Error("away"))
  now += 5_000
  await expect(kept(ctx, "a", fails)).rejects.toThrow("away")
  expect(await kept(ctx, "a", read)).toBe(8)
})
