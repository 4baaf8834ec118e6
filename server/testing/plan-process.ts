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

/**
 * A worker of its own that does what one brand has due of these kinds, side by side: what campaigns plan, unless others are
 * named. To be killed at a crash point, or given little memory. Ends with 0 when it came to its end.
 */
const { values } = parseArgs({
  options: {
    database: { type: "string", default: "" },
    brand: { type: "string", default: "" },
    crash: { type: "string" },
    kinds: { type: "string", default: "campaigns.plan" },
    now: { type: "string", default: "" },
  },
})

armCrashpoint(values.crash)
const log = pino({ level: "silent" })
const product = assemble(capabilities, { plugs: [], wake: () => {} })
const ctx = contextFor(
  {
    source: { ...realSource, now: () => new Date(values.now) },
    db: connect(values.database, 2, log).kysely,
    facts: noFacts,
    log,
    keys: keysFrom(Buffer.alloc(32, 7)),
    product,
  },
  { brandId: values.brand, actor: { kind: "system", reason: "test" }, cause: "test" },
)
await Promise.all(
  values.kinds.split(",").map(async (kind) => {
    const effect = product.effects.find((one) => one.kind === kind)
    if (!effect) throw new Error(`nothing does ${kind}`)
    for (let rows = await claim(ctx, effect, `planner-${process.pid}`, 1); rows.length > 0; ) {
      for (const row of rows) await carryOut(ctx, effect, row)
      rows = await claim(ctx, effect, `planner-${process.pid}`, 1)
    }
  }),
)
process.exit(0)
