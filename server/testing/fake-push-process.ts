import { closeSync, fsyncSync, openSync, writeSync } from "node:fs"
import { createServer } from "node:http"

// A push service in a process of its own: takes encrypted notices, and answers as the path of a subscription says: /ok/…, /gone/…,
// /busy/… (429 once), /large/…. What browsers truly got goes to a file.
const log = openSync(process.argv[2] ?? "/dev/null", "a")
const refused = new Set<string>()

const server = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on("data", (chunk: Buffer) => chunks.push(chunk))
  request.on("end", () => {
    const path = request.url ?? ""
    const kind = path.split("/")[1] ?? ""
    const isFirst = !refused.has(path)
    refused.add(path)
    const status = kind === "gone" ? 410 : kind === "large" ? 413 : kind === "busy" && isFirst ? 429 : 201
    if (status === 201) {
      const { authorization, ttl, "content-encoding": encoding } = request.headers
      const body = Buffer.concat(chunks).toString("base64")
      writeSync(log, `${JSON.stringify({ path, authorization, ttl, encoding, body })}\n`)
      fsyncSync(log)
    }
    response.writeHead(status, status === 429 ? { "retry-after": "20" } : {})
    response.end()
  })
})

server.listen(0, "127.0.0.1", () => {
  const address = server.address()
  process.stdout.write(`${typeof address === "object" ? address?.port : ""}\n`)
})
process.stdin.resume()
process.stdin.on("end", () => {
  closeSync(log)
  process.exit(0)
})
