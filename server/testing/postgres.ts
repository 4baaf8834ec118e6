import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import pg from "pg"
import { pino } from "pino"
import type { TestProject } from "vitest/node"
import { migratePostgres } from "#kernel/migrate"
import { startPostgres } from "../adapters/postgres/start-postgres.ts"
import { productMigrations } from "../migrations.ts"

declare module "vitest" {
  interface ProvidedContext {
    ownerUrl: string
    appUrl: string
  }
}

/** One real Postgres for the whole run, migrated once. Tests mint a brand of their own, or clone the template. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const home = mkdtempSync(join(tmpdir(), "maido-test-"))
  const postgres = await startPostgres({ home, log: pino({ level: "silent" }), testing: true })
  await migratePostgres(postgres.ownerUrl, productMigrations())
  await copyTemplate(postgres.ownerUrl)
  project.provide("ownerUrl", postgres.ownerUrl)
  project.provide("appUrl", postgres.appUrl)
  return async () => {
    await postgres.stop()
    rmSync(home, { recursive: true, force: true })
  }
}

async function copyTemplate(ownerUrl: string): Promise<void> {
  const url = new URL(ownerUrl)
  const name = url.pathname.slice(1)
  url.pathname = "/postgres"
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  await client.query(`create database maido_template template ${name}`)
  await client.end()
}
