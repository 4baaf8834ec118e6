import { readFile } from "node:fs/promises"
import { gzipSync } from "node:zlib"
import { type Page, page } from "#kernel/page"

const file = new URL("../../../.build/sdk/forms.js", import.meta.url)

/** The second half of the browser tag (sdk/forms.ts): loaded only by shops that show forms. */
export const formScriptPage: Page = page(
  "GET /sdk/forms.js",
  async (_ctx, request) => {
    const script = await readFile(file).catch(() => undefined)
    const headers = {
      "content-type": "text/javascript; charset=utf-8",
      "access-control-allow-origin": "*",
      "cross-origin-resource-policy": "cross-origin",
      vary: "accept-encoding",
    }
    if (!script) return { status: 404, headers, body: "// The forms are not built yet: run npm run build.\n" }
    const cached = { ...headers, "cache-control": "public, max-age=3600, stale-while-revalidate=86400" }
    const takesGzip = /\bgzip\b/.test(String(request.headers["accept-encoding"] ?? ""))
    if (!takesGzip) return { status: 200, headers: cached, body: script }
    return { status: 200, headers: { ...cached, "content-encoding": "gzip" }, body: gzipSync(script, { level: 9 }) }
  },
  { perMinute: 60_000 },
)
