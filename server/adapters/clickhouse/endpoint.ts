import { randomBytes } from "node:crypto"
import { accessSync, constants, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs"
import { createServer } from "node:net"
import { userInfo } from "node:os"
import { join, resolve } from "node:path"
import { ClickHouseError } from "./errors.ts"

/** Where the embedded engine of one folder answers, and the password it asks for. */
export type Endpoint = { readonly data: string; readonly port: number; readonly token: string }

/** The endpoint of `home`: the one used before, or a new one. @throws ClickHouseError.FolderNotWritable */
export async function readEndpoint(home: string): Promise<Endpoint> {
  const folder = join(resolve(home), "clickhouse")
  makeWritable(folder)
  const file = join(folder, "endpoint.json")
  // safe: only `writeEndpoint` writes this file
  if (existsSync(file)) return { ...(JSON.parse(readFileSync(file, "utf8")) as Endpoint), data: join(folder, "data") }
  const endpoint = { data: join(folder, "data"), port: await freePort(), token: randomBytes(24).toString("base64url") }
  writeEndpoint(endpoint)
  return endpoint
}

/** Written aside and renamed; only the owner may read it. */
export function writeEndpoint({ data, port, token }: Endpoint): void {
  const file = join(data, "..", "endpoint.json")
  writeFileSync(`${file}.${process.pid}`, `${JSON.stringify({ port, token })}\n`, { mode: 0o600 })
  renameSync(`${file}.${process.pid}`, file)
}

/** A port of 127.0.0.1 that nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((done, reject) => probe.once("error", reject).listen(0, "127.0.0.1", done))
  const address = probe.address()
  await new Promise((done) => probe.close(done))
  if (address === null || typeof address === "string") throw new Error("no free port")
  return address.port
}

function makeWritable(folder: string) {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    accessSync(folder, constants.W_OK | constants.X_OK)
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : String(error)
    throw ClickHouseError.FolderNotWritable({ folder, reason, user: userInfo().username })
  }
}
