import { readFileSync } from "node:fs"
import { join } from "node:path"
import pg from "pg"

/** A connection to the embedded Postgres of a bench's installation, as the tables' owner. */
export async function ownerOf(home: string): Promise<pg.Client> {
  // safe: the launcher writes these fields
  const secrets = JSON.parse(readFileSync(join(home, "postgres/secrets.json"), "utf8")) as {
    ownerPassword: string
    port: number
  }
  const client = new pg.Client({
    host: "127.0.0.1",
    port: secrets.port,
    user: "maido_owner",
    password: secrets.ownerPassword,
    database: "maido",
  })
  await client.connect()
  return client
}

export async function count(client: pg.Client, query: string): Promise<number> {
  const { rows } = await client.query<{ n: string | number }>(query)
  return Number(rows[0]?.n ?? 0)
}
