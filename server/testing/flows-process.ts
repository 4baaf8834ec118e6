import { setTimeout } from "node:timers/promises"
import { parseArgs } from "node:util"
import { pino } from "pino"
import { realSource } from "#kernel/clock"
import { contextFor } from "#kernel/context"
import { armCrashpoint } from "#kernel/crashpoint"
import { connect } from "#kernel/db"
import { noFacts } from "#kernel/facts"
import { keysFrom } from "#kernel/keys"
import { goOn } from "../capabilities/flows/go-on.ts"
import { flowsProduct } from "./flow-samples.ts"
import { patiently } from "./patiently.ts"

/** Lets the flows of one brand go on as a process of its own, to be killed at a crash point. Ends with 0 when it was not. */
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
    product: flowsProduct(),
  },
  { brandId: values.brand, actor: { kind: "system", reason: "test" }, cause: "test" },
)
// Facts are read once no older transaction runs, and other tests have theirs.
for (const end = performance.now() + 30_000; performance.now() < end; )
  if (!(await patiently(() => goOn(ctx)))) await setTimeout(10)
process.exit(0)
