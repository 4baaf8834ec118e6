import { expect, test } from "vitest"
import { type Outage, watchOutage } from "./outage.ts"

/** A watch whose looks are answered one by one, and whose clock goes on by hand. */
function scene() {
  const answers: ((outage: Outage) => void)[] = []
  const waiting: (() => void)[] = []
  const told: Outage[] = []
  const watch = watchOutage(
    () => new Promise((resolve) => answers.push(resolve)),
    (act) => waiting.push(act),
  )
  watch.subscribe(() => told.push(watch.now()))
  const answer = async (outage: Outage) => {
    answers.shift()?.(outage)
    await Promise.resolve()
    await Promise.resolve()
  }
  return {
    watch,
    told,
    answer,
    later: () => waiting.shift()?.(),
    looks: () => answers.length,
    waits: () => waiting.length,
  }
}

test("F15 once something was not answered the console looks until the database is there again, and says so once each", async () => {
  const { watch, told, answer, later, looks, waits } = scene()
  expect([watch.now(), looks()]).toEqual(["none", 0])
  watch.suspect()
  watch.suspect()
  expect(looks()).toBe(1)
  await answer("database")
  expect([watch.now(), told]).toEqual(["database", ["database"]])
  later()
  await answer("database")
  expect(told).toEqual(["database"])
  later()
  await answer("none")
  expect([watch.now(), told, waits()]).toEqual(["none", ["database", "none"], 0])
  watch.suspect()
  expect(looks()).toBe(1)
})

test("F15 one request that found no room while all is there shows nothing", async () => {
  const { watch, told, answer, waits } = scene()
  watch.suspect()
  await answer("none")
  expect([watch.now(), told, waits()]).toEqual(["none", [], 0])
})
