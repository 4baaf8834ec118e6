import { expect, test } from "vitest"
import { watchSpare } from "./spare.ts"

/** A machine of two processors of which so much was free in each stretch of time. */
function machine() {
  let [now, idle, all, looks] = [0, 0, 0, 0]
  const look = () => {
    looks++
    return { idle, all }
  }
  const pass = (ms: number, free: number) => {
    now += ms
    all += ms * 2
    idle += ms * 2 * free
  }
  return { isFull: watchSpare(look, () => now), pass, looks: () => looks }
}

test("a machine with a tenth of its time free is not full, one with a fiftieth is, and no longer once that has passed", () => {
  const { isFull, pass } = machine()
  expect(isFull(), "nothing is known yet").toBe(false)
  pass(1_000, 0.1)
  expect(isFull()).toBe(false)
  pass(1_000, 0.02)
  expect(isFull()).toBe(true)
  pass(1_000, 0.5)
  expect(isFull()).toBe(false)
})

test("whoever asks ten times within a moment gets the answer of the first, and the machine is looked at once", () => {
  const { isFull, pass, looks } = machine()
  isFull()
  pass(1_000, 0)
  for (let n = 0; n < 10; n++) {
    expect(isFull()).toBe(true)
    pass(10, 1)
  }
  expect(looks()).toBe(2)
})
