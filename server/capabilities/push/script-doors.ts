import { page, type PageReply } from "#kernel/page"
import { pageScript, workerScript } from "./scripts-rules.ts"

const script = (body: string): PageReply => ({
  status: 200,
  headers: { "content-type": "text/javascript; charset=utf-8", "cache-control": "public, max-age=3600" },
  body,
})

/** The worker stands at the root: it may then show notices for every page of ours. */
export const scriptDoors = [
  page("GET /push-worker.js", async () => script(workerScript), { perMinute: 6_000 }),
  page("GET /push.js", async () => script(pageScript), { perMinute: 6_000 }),
]
