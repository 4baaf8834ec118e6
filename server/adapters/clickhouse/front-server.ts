import { createHash, randomUUID, timingSafeEqual } from "node:crypto"
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import { promisify } from "node:util"
import { gunzip } from "node:zlib"
import type { Engine } from "./engine.ts"
import { parseFrontRequest } from "./front-request.ts"

/** The user name that goes with the token. */
export const frontUser = "maido"

const unknownException = 1002
const largestBodyBytes = 256 * 1024 * 1024

/** As much of the ClickHouse HTTP interface as the stock client uses, over `engine`, for those who know `token`. */
export function frontServer(engine: Engine, token: string): Server {
  const server = createServer((request, response) => {
    answer(engine, token, request, response).catch((error: unknown) => fail(response, error))
  })
  server.keepAliveTimeout = 30_000
  server.requestTimeout = 0
  return server
}

async function answer(engine: Engine, token: string, request: IncomingMessage, response: ServerResponse) {
  const address = new URL(request.url ?? "/", "http://front")
  if (!isKnown(request, token))
    return end(response, 403, "Code: 516. DB::Exception: Authentication failed. (AUTHENTICATION_FAILED)\n", 516)
  if (address.pathname === "/ping") return void response.end("Ok.\n")
  const gone = new AbortController()
  response.once("close", () => {
    if (!response.writableEnded) gone.abort(new Error("the client left"))
  })
  const parsed = parseFrontRequest(address.searchParams, await readBody(request), randomUUID)
  response.setHeader("X-ClickHouse-Query-Id", parsed.queryId)
  const startedAt = process.hrtime.bigint()
  const { bytes, readRows, writtenRows } = await engine.run(parsed, gone.signal)
  const elapsed = process.hrtime.bigint() - startedAt
  const summary = { read_rows: `${readRows}`, written_rows: `${writtenRows}`, elapsed_ns: `${elapsed}` }
  response.setHeader("X-ClickHouse-Summary", JSON.stringify(summary))
  response.setHeader("X-ClickHouse-Format", parsed.format)
  response.setHeader("Content-Type", "application/octet-stream")
  response.end(bytes)
}

function isKnown(request: IncomingMessage, token: string): boolean {
  const header = request.headers.authorization ?? ""
  const basic = header.startsWith("Basic ") ? Buffer.from(header.slice("Basic ".length), "base64").toString("utf8") : ""
  const key = request.headers["x-clickhouse-key"]
  const given = basic === "" ? (typeof key === "string" ? key : "") : basic.slice(basic.indexOf(":") + 1)
  return timingSafeEqual(digest(given), digest(token))
}

const digest = (text: string) => createHash("sha256").update(text).digest()

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request) {
    size += part.length
    if (size > largestBodyBytes) throw new Error("Code: 307. DB::Exception: The request is too large. (TOO_MANY_BYTES)")
    parts.push(part)
  }
  const body = Buffer.concat(parts)
  if (request.headers["content-encoding"] !== "gzip") return body
  return promisify(gunzip)(body, { maxOutputLength: largestBodyBytes })
}

function fail(response: ServerResponse, error: unknown) {
  const message = error instanceof Error ? error.message : String(error)
  const said = /Code: (\d+)\. DB::[\s\S]*/.exec(message)
  const code = said ? Number(said[1]) : unknownException
  const text = said?.[0] ?? `Code: ${code}. DB::Exception: ${message} (UNKNOWN_EXCEPTION)`
  end(response, statusOf(code), `${text}\n`, code)
}

/** The HTTP status that the server would give: what the asker can mend is 4xx. */
function statusOf(code: number): number {
  if (code === 202) return 503
  if (code === 60 || code === 81) return 404
  return [62, 47, 46, 115, 456].includes(code) ? 400 : 500
}

function end(response: ServerResponse, status: number, text: string, code: number) {
  if (response.headersSent || response.destroyed) return void response.destroy()
  response.writeHead(status, {
    "Content-Type": "text/plain; charset=UTF-8",
    "X-ClickHouse-Exception-Code": String(code),
  })
  response.end(text)
}
