import { accessSync, constants, existsSync, statfsSync, statSync } from "node:fs"
import { join } from "node:path"
import type { Command } from "commander"
import { type Config, environment, readConfig } from "../kernel/config.ts"
import { inTransaction } from "../kernel/context.ts"
import { countOutbox } from "../kernel/outbox.ts"
import { say, withInstallation } from "./installation.ts"

type Finding = { readonly check: string; readonly ok: boolean; readonly found: string; readonly cure?: string }

/** `maido doctor`: looks at everything that keeps Maido from running well and says for each what to do. */
export function doctorCommand(program: Command): void {
  program
    .command("doctor")
    .description("look for what keeps Maido from running well")
    .option("--json", "for machines")
    .action(async ({ json }: { json?: boolean }) => {
      const config = readConfig(environment())
      const findings = [...lookAround(config), ...(await lookInside())]
      const sick = findings.filter((f) => !f.ok)
      if (json) say(JSON.stringify({ ok: sick.length === 0, findings }))
      else
        for (const f of findings)
          say(`${f.ok ? "ok " : "!! "} ${f.check}: ${f.found}${f.cure ? `\n     → ${f.cure}` : ""}`)
      process.exitCode = sick.length === 0 ? 0 : 1
    })
}

/** What can be seen without starting anything. */
function lookAround(config: Config): Finding[] {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number)
  const modern = major > 22 || (major === 22 && minor >= 18)
  const folder = existsSync(config.home) ? config.home : join(config.home, "..")
  const writable = canWrite(folder)
  const space = statfsSync(folder)
  const freeGb = (space.bavail * space.bsize) / 1e9
  return [
    {
      check: "node",
      ok: modern,
      found: process.version,
      ...(modern ? {} : { cure: "run it through npm (npm start): npm install brings Node 24" }),
    },
    {
      check: "data folder",
      ok: writable,
      found: config.home,
      ...(writable ? {} : { cure: "make it writable, or set MAIDO_HOME to a folder that is" }),
    },
    {
      check: "disk",
      ok: freeGb > 2,
      found: `${freeGb.toFixed(1)} GB free`,
      ...(freeGb > 2 ? {} : { cure: "free some space: below 2 GB sending and exports stop" }),
    },
    ...secretFinding(join(config.home, "secret.key")),
  ]
}

function secretFinding(file: string): Finding[] {
  if (!existsSync(file)) return []
  const open = (statSync(file).mode & 0o077) !== 0
  return [
    {
      check: "secret key",
      ok: !open,
      found: open ? "readable by others" : "readable by its owner only",
      ...(open ? { cure: `chmod 600 ${file}` } : {}),
    },
  ]
}

/** What the engines say. */
async function lookInside(): Promise<Finding[]> {
  try {
    return await withInstallation(async ({ platform, database }) => {
      const { rows } = await database.pool.query<{ version: string; encoding: string; user: string }>(
        "select current_setting('server_version') as version, current_setting('server_encoding') as encoding, current_user as user",
      )
      const pg = rows[0]
      const facts = platform.facts.available()
      const waiting = await inTransaction(platform, countOutbox)
      const ended = waiting.filter((w) => w.state === "dead" || w.state === "failed" || w.state === "unknown")
      return [
        { check: "postgres", ok: true, found: `${pg?.version}, ${pg?.encoding}, as ${pg?.user}` },
        { check: "schema", ok: true, found: "up to date" },
        {
          check: "clickhouse",
          ok: facts,
          found: facts ? "answers" : "does not answer",
          ...(facts ? {} : { cure: "analytics are delayed; look for ClickHouse in the log, or set CLICKHOUSE_URL" }),
        },
        {
          check: "queue",
          ok: true,
          found: waiting.length === 0 ? "empty" : waiting.map((w) => `${w.kind} ${w.state} ${w.count}`).join(", "),
        },
        ...(ended.length === 0
          ? []
          : [
              {
                check: "given up",
                ok: false,
                found: `${ended.reduce((n, w) => n + w.count, 0)} effects`,
                cure: "open Settings → Queue in the console to read why and try again",
              },
            ]),
      ]
    })
  } catch (error) {
    return [
      {
        check: "start",
        ok: false,
        found: error instanceof Error ? error.message : String(error),
        cure: "mend this first; then run maido doctor again",
      },
    ]
  }
}

function canWrite(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}
