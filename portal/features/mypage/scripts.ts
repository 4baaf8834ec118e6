import { readFileSync } from "node:fs"
import { transformSync } from "esbuild"

const small = (name: string) => {
  const source = readFileSync(new URL(`./client/${name}.ts`, import.meta.url), "utf8")
  return transformSync(source, { loader: "ts", minify: true, target: "es2020", format: "iife" }).code
}

/** What the browser gets: the page's script, the worker that keeps the card, and the widget for shops. */
export const scripts = { script: small("page"), worker: small("offline"), widget: small("widget") }
