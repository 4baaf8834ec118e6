import { enableCompileCache } from "node:module"
import { fileURLToPath } from "node:url"

// First import of what people start: what was compiled at the last start is kept beside the built console, which halves
// the time until the first answer. Where nothing can be written there, it is compiled anew.
enableCompileCache(fileURLToPath(new URL("../.build/compiled", import.meta.url)))
