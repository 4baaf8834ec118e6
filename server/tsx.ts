import { readFileSync } from "node:fs"
import { registerHooks } from "node:module"
import { fileURLToPath } from "node:url"
import { transformSync } from "esbuild"

// Node runs our TypeScript as it is; only the shoppers' pages hold markup, and are turned into calls as they are loaded.
registerHooks({
  load(url, context, nextLoad) {
    if (!url.endsWith(".tsx")) return nextLoad(url, context)
    const { code } = transformSync(readFileSync(fileURLToPath(url), "utf8"), {
      loader: "tsx",
      format: "esm",
      jsx: "automatic",
      jsxImportSource: "preact",
      sourcefile: fileURLToPath(url),
      sourcemap: "inline",
    })
    return { format: "module", source: code, shortCircuit: true }
  },
})
