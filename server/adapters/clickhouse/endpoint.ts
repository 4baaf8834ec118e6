import { randomBytes } from "node:crypto"
import {
  accessSync,
  constants,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs"
import { createServer } from "node:net"
import { userInfo } from "node:os"
import { join, resolve } from "node:path"
import { ClickHouseError } from "./errors.ts"

/** Where the embedded engine of one folder keeps its data and answers, and the password it asks for. */
export type Endpoint = { readonly folder: string; readonly data: string; readonly port: number; readonly token: string }

const fileOf = (folder: string) => join(folder, "endpoint.json")

/** The endpoint of `home`: the one used before, or a new one. @throws ClickHouseError.FolderNotWritable */
export async function readEndpoint(home: string): Promise<Endpoint> {
  const folder = join(resolve(home), "clickhouse")
  makeWritable(folder)
  if (!existsSync(fileOf(folder))) {
    const fresh = { port: await freePort(), token: randomBytes(24).toString("base64url") }
    // Two processes may start at once: the first to link its file decides, and both read that one.
    writeAside(folder, fresh, (draft) => linkSync(draft, fileOf(folder)))
  }
  // safe: only this module writes this file
  const { port, token } = JSON.parse(readFileSync(fileOf(folder), "utf8")) as Pick<Endpoint, "port" | "token">
  return { folder, data: join(folder, "data"), port, token }
}

/** The same endpoint on a free port, remembered for the next start. */
export async function movedEndpoint(endpoint: Endpoint): Promise<Endpoint> {
  const { folder, token } = endpoint
  const port = await freePort()
  writeAside(folder, { port, token }, (draft) => renameSync(draft, fileOf(folder)))
  return { ...endpoint, port }
}

/** A crash leaves the old file or the new one; only its owner may read it. */
function writeAside(folder: string, content: Pick<Endpoint, "port" | "token">, publish: (draft: string) => void) {
  const draft = `${fileOf(folder)}.${process.pid}`
  writeFileSync(draft, `${JSON.stringify(content)}\n`, { mode: 0o600 })
  try {
    publish(draft)
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error
  } finally {
    rmSync(draft, { force: true })
  }
}

/** A port of 127.0.0.1 that nobody listens on at this moment. */
async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((done, reject) => {
    probe.once("error", reject).listen(0, "127.0.0.1", done)
  })
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
