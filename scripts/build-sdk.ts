import { mkdirSync, writeFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { gzipSync } from "node:zlib"
import { build } from "esbuild"

const root = fileURLToPath(new URL("..", import.meta.url))

/** Builds the browser tag into `.build/sdk`, with the forms that it loads when asked to. Returns the tag's size as it travels, in bytes. */
export async function buildSdk(): Promise<number> {
  await buildForms()
  return built("maido")
}

/** Builds the tag's second half. Returns its size as it travels, in bytes. */
export const buildForms = (): Promise<number> => built("forms")

async function built(name: "maido" | "forms"): Promise<number> {
  const { outputFiles } = await build({
    entryPoints: [`${root}sdk/${name}.ts`],
    bundle: true,
    minify: true,
    format: "iife",
    target: ["chrome87", "firefox78", "safari14.1"],
    legalComments: "none",
    write: false,
    logLevel: "warning",
  })
  const [file] = outputFiles
  if (!file) throw new Error(`sdk/${name}.ts was not built`)
  mkdirSync(`${root}.build/sdk`, { recursive: true })
  writeFileSync(`${root}.build/sdk/${name}.js`, file.contents)
  return gzipSync(file.contents, { level: 9 }).length
}

if (import.meta.main) console.log(`Built the browser tag: .build/sdk/maido.js, ${await buildSdk()} bytes gzipped`)
