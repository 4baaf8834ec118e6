import { readFileSync } from "node:fs"
import pg from "pg"
import { expect, test } from "vitest"
import { testContext } from "#testing/context"
import { freshDatabase } from "#testing/fresh-database"

const migration = readFileSync(new URL("./migrations/0004_rights.sql", import.meta.url), "utf8")

test("S20 roles made before there were segments get the rights that go with what they had, and no others", async () => {
  const { database, ownerUrl, drop } = await freshDatabase()
  const ctx = await testContext({ database })
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  const roles: [name: string, had: string[], has: string[]][] = [
    ["sees", ["customers:read"], ["customers:read", "segments:read"]],
    [
      "writes",
      ["customers:read", "messages:write"],
      ["customers:read", "messages:write", "segments:read", "segments:write"],
    ],
    ["packs", ["orders:read", "shipments:write"], ["orders:read", "shipments:write"]],
    ["knows already", ["customers:read", "segments:read"], ["customers:read", "segments:read"]],
  ]
  try {
    for (const [name, had] of roles)
      await owner.query(
        "insert into brands.roles (brand_id, role_id, name, rights, changed_at) values ($1, $2, $3, $4, now())",
        [ctx.brandId, ctx.id(), name, had],
      )
    // Twice: what is there already is not given again.
    for (const _ of [1, 2]) await owner.query(migration)
    const { rows } = await owner.query<{ name: string; rights: string[] }>("select name, rights from brands.roles")
    expect(new Map(rows.map((row) => [row.name, row.rights.toSorted()]))).toEqual(
      new Map(roles.map(([name, , has]) => [name, has.toSorted()])),
    )
  } finally {
    await owner.end()
    await drop()
  }
})
