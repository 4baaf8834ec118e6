import { pino } from "pino"
import { afterEach, beforeEach, expect, test, vi } from "vitest"
import type { Context } from "./context.ts"
import { type Loop, startLoops } from "./loops.ts"

// safe: loops hand the context on and use its log alone
const platform = { log: pino({ level: "silent" }) } as unknown as Context

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] }))
afterEach(() => void vi.useRealTimers())

/** A loop that finds something as often as it is told to, and when it has looked, in milliseconds since it began. */
function started(how: Omit<Loop, "name" | "turn">, isFull = () => false) {
  const began = performance.now()
  const looks: number[] = []
  let left = 0
  const turn = async () => {
    looks.push(performance.now() - began)
    return left-- > 0
  }
  const loops = startLoops(platform, [{ name: "work", ...how, turn }], isFull)
  const give = (times: number) => {
    left = times
    loops.wake("work")
  }
  /** The looks of the next so many milliseconds. */
  const looksWithin = async (ms: number) => {
    const before = looks.length
    await vi.advanceTimersByTimeAsync(ms)
    return looks.length - before
  }
  const stop = async () => {
    const stopped = loops.stop()
    await vi.advanceTimersByTimeAsync(0)
    await stopped
  }
  return { looks, give, looksWithin, stop }
}

test("a loop that is woken looks once a second while nothing happens, and at once when it is woken", async () => {
  const { give, looksWithin, stop } = started({ idleMs: 25, isWoken: true })
  expect(await looksWithin(1_000)).toBe(40)
  await looksWithin(2_000)
  expect(await looksWithin(10_000)).toBe(10)
  give(1)
  expect(await looksWithin(0), "one that finds it, and one that finds no more").toBe(2)
  expect(await looksWithin(1_000), "more may follow soon").toBe(40)
  await stop()
})

test("a loop that nobody wakes looks five times a second at least", async () => {
  const { looksWithin, stop } = started({ idleMs: 50 })
  await looksWithin(3_000)
  expect(await looksWithin(10_000)).toBe(50)
  await stop()
})

test("what comes piece by piece is left to gather after a turn that found something", async () => {
  const { looks, give, looksWithin, stop } = started({ idleMs: 50, isWoken: true, gatherMs: 40 })
  await looksWithin(5_010)
  const before = looks.length
  give(3)
  await looksWithin(200)
  const found = looks.slice(before, before + 4)
  expect(found.map((at) => at - (found[0] ?? 0))).toEqual([0, 40, 80, 120])
  await stop()
})

test("on a full machine work that can be late waits a second at most, and goes on at once when there is room again", async () => {
  let isFull = true
  const { give, looksWithin, stop } = started({ idleMs: 50, isWoken: true, yields: true }, () => isFull)
  give(3)
  expect(await looksWithin(999)).toBe(0)
  expect(await looksWithin(1)).toBe(1)
  expect(await looksWithin(499), "and so after each turn").toBe(0)
  isFull = false
  expect(await looksWithin(1), "what is left is done without another rest").toBeGreaterThanOrEqual(3)
  await stop()
})

test("work that is not to be late goes on however full the machine is", async () => {
  const { give, looksWithin, stop } = started({ idleMs: 50 }, () => true)
  give(3)
  expect(await looksWithin(50)).toBe(5)
  await stop()
})
