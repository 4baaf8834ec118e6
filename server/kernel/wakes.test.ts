import { pino } from "pino"
import { expect, inject, test, vi } from "vitest"
import { connect } from "./db.ts"
import { callOthers, hearOthers } from "./wakes.ts"

const silent = pino({ level: "silent" })

test("F07 a process without workers wakes those of another, and one whose connection broke is heard again", async () => {
  const database = connect(inject("appUrl"), 2, silent)
  const heard: string[] = []
  const ear = hearOthers(
    `${inject("appUrl")}${inject("appUrl").includes("?") ? "&" : "?"}application_name=ear`,
    (kind) => heard.push(kind),
    silent,
  )
  const call = callOthers(database.pool, silent)
  const isHeard = (kind: string) =>
    vi.waitFor(
      () => {
        call(kind)
        expect(heard).toContain(kind)
      },
      { timeout: 10_000, interval: 50 },
    )
  await isHeard("first")
  await database.pool.query("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'ear'")
  await isHeard("second")
  await ear.stop()
  await database.close()
})
