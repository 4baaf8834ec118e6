import { parseArgs } from "node:util"
import { pino } from "pino"
import { realSource } from "#kernel/clock"
import { contextFor } from "#kernel/context"
import { armCrashpoint } from "#kernel/crashpoint"
import { connect } from "#kernel/db"
import { noFacts } from "#kernel/facts"
import { keysFrom } from "#kernel/keys"
import { assemble } from "#kernel/product"
import { carryOut, claim } from "#kernel/worker"
import { capabilities } from "../capabilities.ts"
import { walkEffect } from "../capabilities/profiles/walk.ts"

/** Walks over one brand's profiles as a process of its own, to be killed at a crash point. Ends with 0 when it was not. */
const { values } = parseArgs({
  options: {
    database: { type: "string", default: "" },
    brand: { type: "string", default: "" },
    crash: { type: "string" },
    now: { type: "string", default: "" },
  },
})

armCrashpoint(values.crash)
const log = pino({ level: "silent" })
const ctx = contextFor(
  {
    source: { ...realSource, now: () => new Date(values.now) },
    db: connect(values.database, 2, log).kysely,
    facts: noFacts,
    log,
    keys: keysFrom(Buffer.alloc(32, 7)),
    product: assemble(capabilities, { plugs: [], wake: () => {} }),
  },
  { brandId: values.brand, actor: { kind: "system", reason: "test" }, cause: "test" },
)
for (let found = 1; found > 0; ) {
  const rows = await claim(ctx, walkEffect, "doomed", 10)
  for (const row of rows) await carryOut(ctx, walkEffect, row)
  found = rows.length
}
process.exit(0)
