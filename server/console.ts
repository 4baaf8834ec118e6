import { existsSync } from "node:fs"
import { fileURLToPath } from "node:url"
import fastifyStatic from "@fastify/static"
import type { FastifyInstance } from "fastify"

const built = fileURLToPath(new URL("../.build/admin", import.meta.url))

// Only our own files run in the console; pictures may come from the shops' servers. The component library writes styles.
const policy =
  "default-src 'self'; img-src 'self' data: https:; style-src 'self' 'unsafe-inline'; frame-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

/** Serves the operators' console at /admin/, as `npm run build` made it. */
export function openConsole(app: FastifyInstance): void {
  app.get("/", (_request, reply) => reply.redirect("/admin/"))
  // Shoppers' pages say for themselves whether they may be found; these two are nobody's search result.
  app.get("/robots.txt", (_request, reply) =>
    reply.type("text/plain").send("User-agent: *\nDisallow: /admin/\nDisallow: /api/\n"),
  )
  if (!existsSync(built)) return
  void app.register(fastifyStatic, {
    root: built,
    prefix: "/admin/",
    wildcard: false,
    immutable: true,
    maxAge: "1y",
    setHeaders: (reply, path) => {
      if (path.endsWith(".html")) void reply.header("cache-control", "no-cache")
      void reply.header("content-security-policy", policy)
    },
  })
  // Every path of the console is one page: the browser's router takes it from there.
  app.get("/admin/*", (request, reply) =>
    /\.\w+$/.test(request.url.split("?")[0] ?? "")
      ? reply.callNotFound()
      : reply.header("cache-control", "no-cache").sendFile("index.html", built),
  )
}
