import { randomBytes } from "node:crypto"
import { pino } from "pino"
import { inject } from "vitest"
import { type Brand, createBrand } from "#brands"
import { seededSource } from "#kernel/clock"
import { type Context, contextFor, inBrand, platformBrandId } from "#kernel/context"
import { connect, type Database } from "#kernel/db"
import { type Facts, noFacts } from "#kernel/facts"
import { type Keys, keysFrom } from "#kernel/keys"
import type { Plug } from "#kernel/ports"
import { assemble, type Product } from "#kernel/product"
import { carryOutAll, claim } from "#kernel/worker"
import { capabilities } from "../capabilities.ts"

const silent = pino({ level: "silent" })
let shared: Database | undefined
const database = () => (shared ??= connect(inject("appUrl"), 8, silent))

export type TestContext = Context & {
  readonly brand: Brand
  readonly assembled: Product
  /** The installation's own view: queues and keys of all brands. */
  readonly platform: Context
  /** Moves this context's clock. */
  readonly moveTo: (at: Date | string) => void
  readonly pass: (ms: number) => void
  /** Works off this brand's outbox, every kind, until nothing is due. Returns how many it did. */
  readonly drain: () => Promise<number>
}

type Wanted = {
  at?: string
  product?: Product
  plugs?: readonly Plug[]
  facts?: Facts
  keys?: Keys
  brand?: Partial<Brand>
  database?: Database
}

/** A context over the real Postgres for a brand minted for this test, at a clock that stands still until it is moved. */
export async function testContext(wanted: Wanted = {}): Promise<TestContext> {
  const clock = { at: new Date(wanted.at ?? "2026-04-01T09:00:00+09:00") }
  const source = seededSource(randomBytes(4).readUInt32LE(), () => clock.at)
  const product = wanted.product ?? assemble(capabilities, { plugs: wanted.plugs ?? [], wake: () => {} })
  const platform = contextFor(
    {
      source: { ...source, bytes: (n) => randomBytes(n) },
      db: (wanted.database ?? database()).kysely,
      facts: wanted.facts ?? noFacts,
      log: silent,
      keys: wanted.keys ?? keysFrom(Buffer.alloc(32, 7)),
      product,
    },
    { brandId: platformBrandId, actor: { kind: "system", reason: "test" }, cause: "test" },
  )
  const slug = `t-${randomBytes(8).toString("hex")}`
  const brand = await createBrand(platform, { name: "ひなた", ...wanted.brand, slug })
  const ctx = inBrand(platform, brand.brandId)
  return {
    ...ctx,
    brand,
    assembled: product,
    platform,
    moveTo: (at) => void (clock.at = new Date(at)),
    pass: (ms) => void (clock.at = new Date(clock.at.getTime() + ms)),
    drain: () => drain(ctx, product),
  }
}

/** Works off all due effects and loops of the context's brand as the workers would. */
export async function drain(ctx: Context, product: Product): Promise<number> {
  for (let total = 0; ; ) {
    let found = 0
    for (const effect of product.effects) {
      // In the brand's own context row-level security leaves only its rows to be claimed.
      const rows = await claim(ctx, effect, "test", 100)
      const together = "apply" in effect ? effect.together : 1
      for (let i = 0; i < rows.length; i += together) await carryOutAll(ctx, effect, rows.slice(i, i + together))
      found += rows.length
    }
    for (const loop of product.loops) while (await loop.turn(ctx)) found++
    total += found
    if (found === 0) return total
  }
}
