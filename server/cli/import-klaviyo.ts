import { readFileSync } from "node:fs"
import { hostname } from "node:os"
import { setTimeout as sleep } from "node:timers/promises"
import { isCancel, password } from "@clack/prompts"
import type { Command } from "commander"
import {
  beginImport,
  connectionOf,
  connectKlaviyo,
  importById,
  type KlaviyoImport,
  problemCounts,
  resumeImport,
  unendedImport,
} from "#klaviyo"
import { environment } from "../kernel/config.ts"
import { type Context, inTransaction } from "../kernel/context.ts"
import { armCrashpoint } from "../kernel/crashpoint.ts"
import { isUnreachable } from "../kernel/db.ts"
import { startWorkers } from "../kernel/workers.ts"
import type { Installation } from "../installation.ts"
import { contextOf, tellErrors } from "./brand-context.ts"
import { say, withInstallation } from "./installation.ts"

type Options = {
  readonly brand: string
  readonly keyFile?: string
  readonly since?: string
  readonly everything?: boolean
  readonly json?: boolean
}

/** `maido import klaviyo`: brings in people, lists and events; the same command again goes on where it stopped. */
export function importKlaviyoCommand(command: Command): void {
  command
    .command("klaviyo")
    .description("bring in people, lists and events from Klaviyo; given again after an interruption, it goes on")
    .requiredOption("--brand <slug>", "whose they are")
    .option(
      "--key-file <file>",
      "file with a private API key (or the variable KLAVIYO_KEY); asked for when there is none yet",
    )
    .option("--since <date>", "leave out events before this day, such as 2025-01-01")
    .option("--everything", "read everybody anew, not only what changed since the last import with this key")
    .option("--json", "for machines")
    .action(bringIn)
}

async function bringIn(options: Options): Promise<void> {
  armCrashpoint(environment()["MAIDO_CRASH_AT"])
  const since = options.since === undefined ? null : new Date(options.since)
  if (since && Number.isNaN(since.getTime())) throw new Error(`${options.since} is no date`)
  await withInstallation((installation) =>
    tellErrors(options, async () => {
      const ctx = await contextOf(installation.platform, options.brand)
      await mustHaveKey(ctx, options)
      const earlier = await unendedImport(ctx)
      const { importId, changedSince } = earlier
        ? await resumeImport(ctx, earlier.importId)
        : await inTransaction(ctx, (ctx) =>
            beginImport(ctx, { eventsSince: since, everything: options.everything ?? false }),
          )
      if (!options.json && earlier) say(`Going on with the import that was begun ${earlier.createdAt.toISOString()}`)
      if (!options.json && !earlier)
        say(changedSince ? `Importing what changed since ${changedSince.toISOString()}` : "Importing")
      await workOff(installation, ctx, importId, options)
      await tellResult(ctx, importId, options)
    }),
  )
}

/** A key never comes as an argument: it would stay in the shell's history and in lists of processes. */
async function mustHaveKey(ctx: Context, { keyFile, json }: Options): Promise<void> {
  const given = keyFile === undefined ? environment()["KLAVIYO_KEY"] : readFileSync(keyFile, "utf8")
  if (given) return void (await connectKlaviyo(ctx, given))
  if ((await connectionOf(ctx)).connected || json || !process.stdin.isTTY) return
  const typed = await password({ message: "Klaviyo private API key (pk_…)" })
  if (!isCancel(typed)) await connectKlaviyo(ctx, typed)
}

/** Works the import off in this process; a server that runs beside it helps. */
async function workOff(
  { platform, product, onWake }: Installation,
  ctx: Context,
  importId: string,
  { json }: Options,
): Promise<void> {
  const own = product.effects.filter(({ kind }) => kind.startsWith("klaviyo."))
  const workers = startWorkers(platform, own, `${hostname()}:${process.pid}`)
  onWake(workers.wake)
  let shown = ""
  try {
    for (;;) {
      const it = await importById(ctx, importId).catch((error: unknown) => {
        // Postgres may be restarted or busy: the workers go on as soon as it answers, and so do we.
        if (isUnreachable(error)) return undefined
        throw error
      })
      if (it && !json && process.stdout.isTTY && shown !== progressOf(it)) say((shown = progressOf(it)))
      if (it && it.state !== "running") return
      await sleep(200)
    }
  } finally {
    await workers.stop(10_000)
  }
}

const progressOf = ({ stage, tally: t }: KlaviyoImport): string =>
  `${stage.padEnd(8)} ${t.peopleNew + t.peopleChanged + t.peopleSame} people, ${t.lists} lists, ${t.joined} on lists, ${t.eventsNew + t.eventsSame} events`

async function tellResult(ctx: Context, importId: string, { json }: Options): Promise<void> {
  const it = await importById(ctx, importId)
  const problems = await problemCounts(ctx, importId)
  const ok = it.state === "finished"
  process.exitCode = ok ? 0 : 1
  const { state, failure, tally, pages, changedSince } = it
  if (json) return say(JSON.stringify({ ok, importId, state, changedSince, failure, pages, tally, problems }))
  say(ok ? "Finished" : `Stopped: ${state}`)
  for (const [what, count] of Object.entries(tally)) if (count > 0) say(`  ${String(count).padStart(8)} ${what}`)
  for (const { kind, count, message } of problems) say(`  ${String(count).padStart(8)} × ${kind}: ${message.en}`)
  if (failure) process.stderr.write(`${failure.message.en}\n${failure.message.ja}\n`)
}
