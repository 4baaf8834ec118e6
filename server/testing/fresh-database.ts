import { randomBytes } from "node:crypto"
import pg from "pg"
import { pino } from "pino"
import { inject } from "vitest"
import { connect, type Database } from "#kernel/db"

/** A migrated, empty database of its own, for tests about the installation as a whole. `drop` it at the end. */
export async function freshDatabase(): Promise<{
  database: Database
  ownerUrl: string
  appUrl: string
  drop: () => Promise<void>
}> {
  const name = `t_${randomBytes(6).toString("hex")}`
  await asOwner(`create database ${name} template maido_template`)
  const at = (url: string) => Object.assign(new URL(url), { pathname: `/${name}` }).href
  const database = connect(at(inject("appUrl")), 4, pino({ level: "silent" }))
  const drop = async () => {
    await database.close()
    await asOwner(`drop database ${name} with (force)`)
  }
  return { database, ownerUrl: at(inject("ownerUrl")), appUrl: at(inject("appUrl")), drop }
}

async function asOwner(statement: string): Promise<void> {
  const url = Object.assign(new URL(inject("ownerUrl")), { pathname: "/postgres" })
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
