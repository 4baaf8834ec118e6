import type { Command } from "commander"
import { allBrands, apiKeys, createApiKey, deleteBrand, publicUrl, revokeKey } from "#brands"
import { demoSettings, findDemo, shopSecret } from "../../demo/open-demo.ts"
import { playDays } from "../../demo/play/play-days.ts"
import type { Stage } from "../../demo/play/shop-floor.ts"
import { makeDemo } from "../../demo/start-demo.ts"
import { realSource } from "../kernel/clock.ts"
import { inBrand, inTransaction } from "../kernel/context.ts"
import type { Installation } from "../installation.ts"
import { say, withInstallation } from "./installation.ts"

/** `maido demo fill | play | remove`: the demo brand ひなた. */
export function demoCommands(program: Command): void {
  const demo = program.command("demo").description("the demo brand ひなた: fill it, let a day happen, remove it")
  demo
    .command("fill")
    .description("make the demo brand, or finish it")
    .action(async () => {
      const made = await withInstallation(({ platform }) => makeDemo(platform))
      say(made ? "the demo brand ひなた is ready" : "the demo brand is there already")
    })
  demo
    .command("play")
    .description(
      "let the next day happen in the running Maido: visits, orders, parcels; watch mails and pages come alive",
    )
    .option("--days <n>", "how many days", positive, 1)
    .option("--speed <n>", "how many times faster than life", positive, 600)
    .option("--origin <url>", "where Maido answers, when not at its own address")
    .action(play)
  demo.command("remove").description("delete the demo brand with everything in it").action(remove)
}

type Wish = { readonly days: number; readonly speed: number; readonly origin?: string }

async function play({ days, speed, origin }: Wish): Promise<void> {
  const ready = await withInstallation((installation) => prepare(installation, origin, (days * 86_400_000) / speed))
  if (!ready) return fail('there is no demo brand that is ready: "maido demo fill" makes one')
  say(
    `${days} day(s) of ひなた at ${speed} times the speed: about ${Math.ceil((days * 1_440) / speed)} min. Mails: ${ready.stage.origin}/admin/`,
  )
  const { now, random } = realSource
  await playDays(ready.stage, ready.settings, {
    days,
    speed,
    now,
    random,
    tell: (line) => line && say(`${now().toTimeString().slice(0, 8)}  ${line}`),
  }).catch((error: unknown) => fail(error instanceof Error ? error.message : String(error)))
}

const keyName = "maido demo play"

/** A key for this one play; those of earlier ones end. */
async function prepare({ platform }: Installation, origin: string | undefined, lastsMs: number) {
  const brand = await findDemo(platform)
  if (!brand) return undefined
  const ctx = inBrand(platform, brand.brandId)
  const settings = await demoSettings(ctx)
  if (settings?.state !== "ready") return undefined
  const old = (await inTransaction(ctx, apiKeys)).filter((key) => key.name === keyName && key.revokedAt === null)
  for (const key of old) await revokeKey(ctx, key.keyId)
  const { secret } = await createApiKey(ctx, {
    name: keyName,
    scopes: ["events:write", "orders:read", "orders:write", "shipments:read", "shipments:write"],
    expiresAt: new Date(ctx.now().getTime() + lastsMs + 3_600_000),
  })
  const stage: Stage = {
    origin: (origin ?? (await publicUrl(ctx, "/"))).replace(/\/+$/, ""),
    connectionId: settings.connectionId,
    shopSecret: shopSecret(ctx),
    apiKey: secret,
  }
  return { stage, settings }
}

async function remove(): Promise<void> {
  await withInstallation(async ({ platform }) => {
    const brand = await findDemo(platform)
    if (!brand) return say("there is no demo brand")
    await deleteBrand(platform, brand.brandId)
    const left = await inTransaction(platform, allBrands)
    say(`the demo brand is deleted; ${left.length} brand(s) remain`)
  }).catch((error: unknown) => fail(error instanceof Error ? error.message : String(error)))
}

const positive = (text: string): number => {
  const number = Number(text)
  if (Number.isFinite(number) && number > 0) return number
  throw new RangeError(`${text} is not a number above zero`)
}

function fail(reason: string): void {
  process.stderr.write(`${reason}\n`)
  process.exitCode = 1
}
