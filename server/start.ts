import { enableCompileCache } from "node:module"
import { fileURLToPath } from "node:url"

// What `npm start` runs: main.ts, with what was compiled at the last start kept beside the built console. Where nothing
// can be written there, it is compiled anew.
enableCompileCache(fileURLToPath(new URL("../.build/compiled", import.meta.url)))
await import("./main.ts")
