import { existsSync, readdirSync, rmSync, statSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { buildSdk } from "./build-sdk.ts"
import { buildServer } from "./build-server.ts"

const root = fileURLToPath(new URL("..", import.meta.url))
const output = (path: string) => join(root, ".build", path)

/** One thing that is built: the file that says when, and what it is made of. */
type Part = {
  readonly name: string
  readonly result: string
  readonly sources: readonly string[]
  readonly build: () => Promise<unknown>
}

const parts: readonly Part[] = [
  {
    name: "browser tag",
    result: output("sdk/maido.js"),
    sources: ["sdk", "server", "package-lock.json"],
    build: buildSdk,
  },
  {
    name: "server",
    result: output("server/start.js"),
    sources: ["server", "portal", "demo", "scripts/build-server.ts", "package-lock.json"],
    build: () => {
      // Pieces are named by what is in them: those of the last time would stay for ever.
      rmSync(output("server"), { recursive: true, force: true })
      return buildServer()
    },
  },
  {
    name: "console",
    result: output("admin/index.html"),
    // Its own sources, the components, the server's contracts and what they describe.
    sources: ["admin", "ui", "server", "package-lock.json"],
    build: async () => {
      // Loaded only here: an installed product that is already built needs no vite.
      const { build } = await import("vite")
      await build({ configFile: join(root, "admin/vite.config.ts"), logLevel: "warn" })
    },
  },
]

const counts = (name: string) => /\.(ts|tsx|css|html|svg|json)$/.test(name) && !/\.test\.tsx?$/.test(name)

function newest(path: string): number {
  const info = statSync(path)
  if (!info.isDirectory()) return counts(path) ? info.mtimeMs : 0
  let latest = 0
  for (const entry of readdirSync(path)) latest = Math.max(latest, newest(join(path, entry)))
  return latest
}

/** Whether any source is newer than what was built last. */
function isStale({ result, sources }: Part): boolean {
  if (!existsSync(result)) return true
  const built = statSync(result).mtimeMs
  return sources.some((source) => newest(join(root, source)) > built)
}

/** Builds into `.build` what is named, or all; `ifStale` leaves what is newer than its sources. Takes a few seconds. */
export async function buildParts(names: readonly string[], ifStale: boolean): Promise<void> {
  for (const part of parts) {
    if ((names.length > 0 && !names.includes(part.name)) || (ifStale && !isStale(part))) continue
    const started = performance.now()
    await part.build()
    console.log(`Built the ${part.name} in ${((performance.now() - started) / 1000).toFixed(1)} s`)
  }
}

if (import.meta.main) {
  const words = process.argv.slice(2)
  await buildParts(
    words.filter((word) => !word.startsWith("--")),
    words.includes("--if-stale"),
  )
}
