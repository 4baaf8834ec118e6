import { brandOf } from "#tracking"
import type { Context } from "#kernel/context"
import type { PageReply, PageRequest } from "#kernel/page"
import { myPagePages } from "./ports.ts"

const headers = { "content-type": "text/javascript; charset=utf-8", "cache-control": "public, max-age=3600" }

/** `GET /s/:slug/my/page.js` */
export async function pageScript(platform: Context, request: PageRequest): Promise<PageReply> {
  await brandOf(platform, request)
  return { status: 200, headers, body: platform.product.use(myPagePages).script }
}

/** `GET /s/:slug/my/offline.js`: the service worker of this brand's own pages, and of no other's. */
export async function workerScript(platform: Context, request: PageRequest): Promise<PageReply> {
  const { slug } = await brandOf(platform, request)
  return {
    status: 200,
    headers: {
      ...headers,
      "cache-control": "no-cache",
      "service-worker-allowed": `/s/${slug}/my`,
      "content-security-policy": "default-src 'none'; connect-src 'self'",
    },
    body: platform.product.use(myPagePages).worker,
  }
}
