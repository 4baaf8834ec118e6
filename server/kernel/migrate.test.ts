import { randomBytes } from "node:crypto"
import pg from "pg"
import { afterAll, beforeAll, expect, inject, test } from "vitest"
import { type Migration, migratePostgres, pending, SchemaMismatch } from "./migrate.ts"

const step = (name: string, sql: string): Migration => ({ area: "test", name, sql, checksum: `sum of ${sql}` })
const one = step("0001_shelves", "create table shelves (id int)")
const two = step("0002_shelf_names", "alter table shelves add name text")

const database = `m_${randomBytes(6).toString("hex")}`
const url = new URL(inject("ownerUrl"))
const admin = new pg.Client({ connectionString: url.href })
url.pathname = `/${database}`
beforeAll(async () => {
  await admin.connect()
  await admin.query(`create database ${database}`)
})
afterAll(async () => {
  await admin.query(`drop database ${database} with (force)`)
  await admin.end()
})

test("migrations are applied once and in order, also when several processes start together", async () => {
  const done = await Promise.all([1, 2, 3].map(() => migratePostgres(url.href, [one, two])))
  expect(done.flat().sort()).toEqual(["test/0001_shelves", "test/0002_shelf_names"])
  expect(await migratePostgres(url.href, [one, two])).toEqual([])
})

test("F91 a step that fails leaves nothing of itself behind and the next start tries it again", async () => {
  const bad = step("0003_bad", "create table half (id int); select 1 / 0")
  await expect(migratePostgres(url.href, [one, two, bad])).rejects.toThrow("0003_bad failed")
  const good = step("0003_bad", "create table half (id int)")
  expect(await migratePostgres(url.href, [one, two, good])).toEqual(["test/0003_bad"])
})

test("F93 a database that is newer than this Maido is refused, in words", async () => {
  await expect(migratePostgres(url.href, [one, two])).rejects.toThrow(/newer than this Maido.*0003_bad/)
})

test("F91 a changed, interrupted or unknown step is refused", () => {
  const applied = { area: "test", name: one.name, checksum: one.checksum, finished_at: new Date(0) }
  expect(pending([one, two], [applied])).toEqual([two])
  expect(() => pending([one], [{ ...applied, checksum: "other" }])).toThrow(SchemaMismatch)
  expect(() => pending([one], [{ ...applied, finished_at: null }])).toThrow(/interrupted/)
  expect(() => pending([], [applied])).toThrow(/newer/)
})

test("P5a a table that has not been counted yet is read by the names of its rows, however fast it grows", async () => {
  const people = step(
    "0004_people",
    "create table people (brand_id uuid, person_id uuid, note text, primary key (brand_id, person_id)); create index on people (brand_id, note)",
  )
  const half = step("0003_bad", "create table half (id int)")
  expect(await migratePostgres(url.href, [one, two, half, people])).toEqual(["test/0004_people"])
  const owner = new pg.Client({ connectionString: url.href })
  await owner.connect()
  try {
    await owner.query("vacuum analyze people")
    await owner.query(
      "insert into people select '00000000-0000-7000-8000-000000000001', gen_random_uuid(), 'n' from generate_series(1, 10000)",
    )
    const { rows } = await owner.query<{ "QUERY PLAN": string }>(
      "explain (generic_plan) update people p set note = d.note from jsonb_to_recordset($2::jsonb) as d(id uuid, note text) where p.brand_id = $1 and p.person_id = d.id",
    )
    const plan = rows.map((row) => row["QUERY PLAN"]).join("\n")
    expect(plan).toMatch(/people_pkey[\s\S]*person_id = d\.id/)
    const isCounted = async () =>
      (
        await owner.query(
          "select most_common_freqs is not null as yes from pg_stats where tablename = 'people' and attname = 'brand_id'",
        )
      ).rows
    expect(await isCounted()).toEqual([{ yes: false }])
    await owner.query("analyze people")
    expect(await isCounted()).toEqual([{ yes: true }])
  } finally {
    await owner.end()
  }
})
