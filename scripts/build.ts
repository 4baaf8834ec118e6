import { existsSync, readdirSync, statSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { buildSdk } from "./build-sdk.ts"

const root = fileURLToPath(new URL("..", import.meta.url))
const output = join(root, ".build/admin/index.html")

/** What the console is made of: its own sources, the components, the server's contracts and what they describe. */
const sources = ["admin", "ui", "server", "package-lock.json"]
const counts = (name: string) => /\.(ts|tsx|css|html|svg|json)$/.test(name) && !/\.test\.tsx?$/.test(name)

function newest(path: string): number {
  const info = statSync(path)
  if (!info.isDirectory()) return counts(path) ? info.mtimeMs : 0
  let latest = 0
  for (const entry of readdirSync(path)) latest = Math.max(latest, newest(join(path, entry)))
  return latest
}

/** Whether any source of the console is newer than what was built last. */
export function adminIsStale(): boolean {
  if (!existsSync(output)) return true
  const built = statSync(output).mtimeMs
  return sources.some((source) => newest(join(root, source)) > built)
}

/** Builds the console into `.build/admin`; takes a few seconds. */
export async function buildAdmin(): Promise<void> {
  // Loaded only here: an installed product that is already built needs no vite.
  const { build } = await import("vite")
  await build({ configFile: join(root, "admin/vite.config.ts"), logLevel: "warn" })
}

if (import.meta.main) {
  const started = performance.now()
  await buildSdk()
  if (process.argv.includes("--if-stale") && !adminIsStale()) console.log("The console is up to date.")
  else {
    await buildAdmin()
    console.log(`Built the console in ${((performance.now() - started) / 1000).toFixed(1)} s: .build/admin`)
  }
}
