import { execFileSync } from "node:child_process"
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { connectShop } from "#orders"
import { createBrand, type Brand } from "#brands"
import { inBrand, inTransaction, type Context } from "../server/kernel/context.ts"
import { readConfig } from "../server/kernel/config.ts"
import { logTo } from "../server/kernel/log.ts"
import { openInstallation } from "../server/installation.ts"
import { type MaidoProcess, startMaido } from "../server/testing/maido-process.ts"
import { ownerOf } from "./database.ts"

export type Bench = {
  readonly maido: MaidoProcess
  readonly brand: Brand
  readonly home: string
  readonly stop: () => Promise<void>
}

/**
 * A fresh installation with its own engines: `prepare` fills it, then the real server runs over it as its own process. A
 * `world` that takes long to make is made once in the folder that BENCH_WORLDS names, and copied.
 */
export async function startBench<T>(
  env: Record<string, string>,
  prepare: (ctx: Context, brand: Brand) => Promise<T>,
  world?: string,
): Promise<Bench & { prepared: T }> {
  const home = mkdtempSync(join(tmpdir(), "maido-bench-"))
  const { brand, prepared } = await keptWorld(world, home, () => fillHome(home, prepare))
  const maido = await startMaido({ MAIDO_HOME: home, MAIDO_LOG: "error", ...env })
  const stop = async () => {
    await maido.stop()
    rmSync(home, { recursive: true, force: true })
  }
  return { maido, brand, home, stop, prepared }
}

/** A brand in an installation of `home`, filled and looked at by the planner; then all of it has ended. */
export async function fillHome<T>(home: string, prepare: (ctx: Context, brand: Brand) => Promise<T>) {
  const installation = await openInstallation(readConfig({ MAIDO_HOME: home }), logTo("error"))
  const brand = await createBrand(installation.platform, { slug: "bench", name: "ひなた" })
  const prepared = await prepare(inBrand(installation.platform, brand.brandId), brand)
  const owner = await ownerOf(home)
  await owner.query("vacuum analyze")
  await owner.end()
  await installation.stop()
  return { brand, prepared }
}

/** Where its ClickHouse answers: a copy that knew it would take the engine of another copy for its own. */
const engineAddress = join("clickhouse", "endpoint.json")

/** What `make` made of `home`, or a copy of what it made the last time. */
export async function keptWorld<T>(world: string | undefined, home: string, make: () => Promise<T>): Promise<T> {
  const worlds = process.env.BENCH_WORLDS
  if (!worlds || !world) return make()
  const [kept, told] = [join(worlds, world), join(worlds, `${world}.json`)]
  if (!existsSync(told)) {
    const made = await make()
    mkdirSync(worlds, { recursive: true })
    execFileSync("cp", ["-a", home, kept])
    rmSync(join(kept, engineAddress), { force: true })
    writeFileSync(told, JSON.stringify(made))
    return made
  }
  execFileSync("cp", ["-a", `${kept}/.`, home])
  rmSync(join(home, engineAddress), { force: true })
  // safe: what `make` gives is plain data, as it was written here
  return JSON.parse(readFileSync(told, "utf8")) as T
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
