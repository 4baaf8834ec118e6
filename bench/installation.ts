import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { connectShop } from "#orders"
import { createBrand, type Brand } from "#brands"
import { inBrand, inTransaction, type Context } from "../server/kernel/context.ts"
import { readConfig } from "../server/kernel/config.ts"
import { logTo } from "../server/kernel/log.ts"
import { openInstallation } from "../server/installation.ts"
import { type MaidoProcess, startMaido } from "../server/testing/maido-process.ts"

export type Bench = {
  readonly maido: MaidoProcess
  readonly brand: Brand
  readonly home: string
  readonly stop: () => Promise<void>
}

/** A fresh installation with its own engines: `prepare` fills it, then the real server runs over it as its own process. */
export async function startBench<T>(
  env: Record<string, string>,
  prepare: (ctx: Context, brand: Brand) => Promise<T>,
): Promise<Bench & { prepared: T }> {
  const home = mkdtempSync(join(tmpdir(), "maido-bench-"))
  const installation = await openInstallation(readConfig({ MAIDO_HOME: home }), logTo("error"))
  const brand = await createBrand(installation.platform, { slug: "bench", name: "ひなた" })
  const ctx = inBrand(installation.platform, brand.brandId)
  const prepared = await prepare(ctx, brand)
  await installation.stop()
  const maido = await startMaido({ MAIDO_HOME: home, MAIDO_LOG: "error", ...env })
  const stop = async () => {
    await maido.stop()
    rmSync(home, { recursive: true, force: true })
  }
  return { maido, brand, home, stop, prepared }
}

export const shopSecret = "the bench shop signs with this"
export const connectBenchShop = (ctx: Context): Promise<string> =>
  inTransaction(
    ctx,
    async (ctx) =>
      (
        await connectShop(ctx, {
          vendor: "shopify",
          name: "bench",
          shopDomain: "bench.myshopify.com",
          secret: shopSecret,
        })
      ).connectionId,
  )
