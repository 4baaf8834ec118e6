import { sql } from "kysely"
import pg from "pg"
import { expect, inject, test } from "vitest"
import { inTransaction } from "#kernel/context"
import { testContext } from "#testing/context"
import { audit, verifyAudit } from "./audit.ts"

const lines = async (ctx: Awaited<ReturnType<typeof testContext>>, count: number) => {
  for (let i = 1; i <= count; i++)
    await audit(ctx, { action: "orders.corrected", subject: `order:${i}`, before: { 合計: i }, after: { 合計: i + 1 } })
}

test("S70 the audit log is a chain that can be walked", async () => {
  const ctx = await testContext()
  await lines(ctx, 3)
  expect(await verifyAudit(ctx)).toMatchObject({ intact: true, entries: 3 })
})

test("S70 the application cannot change, delete or empty the log", async () => {
  const ctx = await testContext()
  await lines(ctx, 1)
  for (const attack of [
    sql`update brands.audit set action = 'x'`,
    sql`delete from brands.audit`,
    sql`truncate brands.audit`,
  ])
    await expect(inTransaction(ctx, (ctx) => attack.execute(ctx.db))).rejects.toMatchObject({ code: "42501" })
})

test("S70 a line that the database's owner changed shows in the chain", async () => {
  const ctx = await testContext()
  await lines(ctx, 5)
  const owner = new pg.Client({ connectionString: inject("ownerUrl") })
  await owner.connect()
  await expect(owner.query("delete from brands.audit where brand_id = $1", [ctx.brandId])).rejects.toMatchObject({
    code: "42501",
  })
  await owner.query("begin")
  await owner.query("alter table brands.audit disable trigger audit_stays")
  await owner.query(`update brands.audit set after = '{"合計":9}' where brand_id = $1 and seq = 3`, [ctx.brandId])
  await owner.query("alter table brands.audit enable trigger audit_stays")
  await owner.query("commit")
  await owner.end()
  expect(await verifyAudit(ctx)).toEqual({ intact: false, brokenAt: 3 })
})

test("S70 writers side by side make one unbroken chain", async () => {
  const ctx = await testContext()
  await Promise.all(Array.from({ length: 12 }, (_, i) => audit(ctx, { action: "a.b", subject: `s:${i}` })))
  expect(await verifyAudit(ctx)).toMatchObject({ intact: true, entries: 12 })
})

test("S70 a change that is rolled back leaves no line", async () => {
  const ctx = await testContext()
  const failing = inTransaction(ctx, async (ctx) => {
    await audit(ctx, { action: "a.b", subject: "s" })
    throw new Error("no")
  })
  await expect(failing).rejects.toThrow("no")
  expect(await verifyAudit(ctx)).toMatchObject({ intact: true, entries: 0 })
})
