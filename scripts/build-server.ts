import { readFileSync } from "node:fs"
import { relative } from "node:path"
import { fileURLToPath } from "node:url"
import { build, type Plugin } from "esbuild"

const root = fileURLToPath(new URL("..", import.meta.url))

/**
 * Every file goes on finding what lies beside its source: migrations, style sheets, programs of other processes. The
 * hook that reads markup is not needed any more.
 */
const ownPlaces: Plugin = {
  name: "own-places",
  setup(build) {
    build.onLoad({ filter: /\.tsx?$/ }, ({ path }) => {
      const place = relative(root, path)
      const loader = path.endsWith("x") ? "tsx" : "ts"
      if (place === "server/tsx.ts") return { contents: "", loader }
      const there = `new URL(${JSON.stringify(`../../${place}`)}, import.meta.url).href`
      return { contents: readFileSync(path, "utf8").replaceAll("import.meta.url", there), loader }
    })
  },
}

/**
 * Puts what `npm start` runs into few files, `.build/server`: looking for a thousand sources one by one is a quarter of
 * a start. Libraries stay where they are.
 */
export async function buildServer(): Promise<void> {
  await build({
    entryPoints: [`${root}server/start.ts`],
    outdir: `${root}.build/server`,
    bundle: true,
    splitting: true,
    packages: "external",
    format: "esm",
    platform: "node",
    target: "node22",
    jsx: "automatic",
    jsxImportSource: "preact",
    sourcemap: "linked",
    plugins: [ownPlaces],
    logLevel: "error",
  })
}
