import type { Command } from "commander"
import { setTimeout as sleep } from "node:timers/promises"
import { projectEvents, projectionLag, rebuildAnalytics } from "#events"
import { say, withInstallation } from "./installation.ts"

/** `maido rebuild-analytics`: makes ClickHouse anew from Postgres and fills it to the end (G4, F24). */
export function rebuildCommand(program: Command): void {
  program
    .command("rebuild-analytics")
    .description("make the analytics anew from Postgres; everything else goes on meanwhile")
    .option("--json", "for machines")
    .action(async ({ json }: { json?: boolean }) => {
      await withInstallation(async ({ platform }) => {
        if (!platform.facts.available()) {
          process.exitCode = 1
          const message = "ClickHouse does not answer: look for it in the log, or set CLICKHOUSE_URL"
          return say(json ? JSON.stringify({ ok: false, message }) : message)
        }
        await rebuildAnalytics(platform)
        let ranges = 0
        // A server that runs beside us may hold the lease and fill it in our stead: its turns count as much as ours.
        for (let idle = 0; idle < 3; ) {
          if (await projectEvents(platform, { flush: true })) {
            ranges++
            idle = 0
          } else if ((await projectionLag(platform)).since === null) idle = 3
          else {
            idle = 0
            await sleep(500)
          }
        }
        say(json ? JSON.stringify({ ok: true, ranges }) : `Analytics are made anew (${ranges} ranges sent).`)
      })
    })
}
