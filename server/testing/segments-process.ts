import { parseArgs } from "node:util"
import { pino } from "pino"
import { realSource } from "#kernel/clock"
import { contextFor } from "#kernel/context"
import { armCrashpoint } from "#kernel/crashpoint"
import { connect } from "#kernel/db"
import { factsOver } from "#kernel/facts"
import { keysFrom } from "#kernel/keys"
import { assemble } from "#kernel/product"
import { createFactsClient } from "../adapters/clickhouse/client.ts"
import { capabilities } from "../capabilities.ts"
import { keepBrand } from "../capabilities/segments/keep-segments.ts"
import { patiently } from "./patiently.ts"

/** Keeps one brand's segments as a process of its own, to be killed at a crash point. Ends with 0 when it was not. */
const { values } = parseArgs({
  options: {
    database: { type: "string", default: "" },
    url: { type: "string", default: "" },
    username: { type: "string" },
    password: { type: "string" },
    brand: { type: "string", default: "" },
    crash: { type: "string" },
    now: { type: "string", default: "" },
  },
})

armCrashpoint(values.crash)
const log = pino({ level: "silent" })
const { url, username, password } = values
const client = createFactsClient({ url, ...(username && { username }), ...(password && { password }) })
const ctx = contextFor(
  {
    source: { ...realSource, now: () => new Date(values.now) },
    db: connect(values.database, 2, log).kysely,
    facts: factsOver(client, () => true),
    log,
    keys: keysFrom(Buffer.alloc(32, 7)),
    product: assemble(capabilities, { plugs: [], wake: () => {} }),
  },
  { brandId: values.brand, actor: { kind: "system", reason: "test" }, cause: "test" },
)
while (await patiently(() => keepBrand(ctx)));
process.exit(0)
