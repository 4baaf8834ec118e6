import { join } from "node:path"
import { workerData } from "node:worker_threads"
import { createRenderPool, mailRenderer } from "#messages"
import { shopVendors } from "#orders"
import { shopify } from "./adapters/shops/shopify.ts"
import { fillDemo } from "../demo/start-demo.ts"
import { capabilities } from "./capabilities.ts"
import type { DemoWork } from "./demo.ts"
import { realSource } from "./kernel/clock.ts"
import { contextFor } from "./kernel/context.ts"
import { connect } from "./kernel/db.ts"
import { noFacts } from "./kernel/facts.ts"
import { loadKeys } from "./kernel/keys.ts"
import { logTo } from "./kernel/log.ts"
import { plug } from "./kernel/ports.ts"
import { assemble } from "./kernel/product.ts"

const work = workerData as DemoWork // safe: only fillAside starts this thread
const log = logTo(work.log)
const database = connect(work.databaseUrl, 4, log)
const renderer = createRenderPool()
const ctx = contextFor(
  {
    source: realSource,
    db: database.kysely,
    facts: noFacts,
    log,
    keys: loadKeys(join(work.home, "secret.key")),
    product: assemble(capabilities, {
      plugs: [plug(mailRenderer, renderer), plug(shopVendors, [shopify()])],
      wake: () => {},
    }),
  },
  { brandId: work.brandId, actor: { kind: "system", reason: "demo" }, cause: "demo" },
)
await fillDemo(ctx, work.settings)
await renderer.close()
await database.close()
