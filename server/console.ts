import { existsSync } from "node:fs"
import { fileURLToPath } from "node:url"
import fastifyStatic from "@fastify/static"
import type { FastifyInstance } from "fastify"

const built = fileURLToPath(new URL("../.build/", import.meta.url))

// Only our own files run in the console; pictures may come from the shops' servers.
const policy =
  "default-src 'self'; img-src 'self' data: https:; style-src 'self' 'unsafe-inline'; frame-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

/** Serves the operators' console at /admin/ and the browser tag at /sdk/, as `npm run build` made them. */
export function openConsole(app: FastifyInstance): void {
  for (const [folder, prefix] of [
    ["admin", "/admin/"],
    ["sdk", "/sdk/"],
  ] as const) {
    if (!existsSync(`${built}${folder}`)) continue
    void app.register(fastifyStatic, {
      root: `${built}${folder}`,
      prefix,
      decorateReply: folder === "admin",
      wildcard: false,
      immutable: true,
      maxAge: "1y",
      setHeaders: (response, path) => {
        if (path.endsWith(".html")) void response.header("cache-control", "no-cache")
        void response.header("content-security-policy", policy)
      },
    })
  }
  app.get("/", (_request, reply) => reply.redirect("/admin/"))
  if (!existsSync(`${built}admin`)) return
  // Every path of the console is one page: the browser's router takes it from there.
  app.get("/admin/*", (request, reply) =>
    /\.\w+$/.test(request.url.split("?")[0] ?? "") ? reply.callNotFound() : reply.header("cache-control", "no-cache").sendFile("index.html", `${built}admin`),
  )
}
