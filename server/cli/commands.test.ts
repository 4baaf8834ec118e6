import { execFile } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import pg from "pg"
import { afterAll, beforeAll, expect, test } from "vitest"
import { audit } from "#brands"
import { resolveCustomer } from "#customers"
import { earnPoints, verifyLedger } from "#points"
import { testContext, type TestContext } from "#testing/context"
import { freshDatabase } from "#testing/fresh-database"
import { until } from "#testing/maido-process"
import { newPerson } from "#testing/staff"
import { sealJournal } from "../capabilities/points/seal-journal.ts"

const cli = fileURLToPath(new URL("../cli.ts", import.meta.url))
const home = mkdtempSync(join(tmpdir(), "maido-cli-"))
let ctx: TestContext
let ownerUrl = ""
let appUrl = ""
let drop = async () => {}
beforeAll(async () => {
  const fresh = await freshDatabase()
  ;({ ownerUrl, appUrl, drop } = fresh)
  ctx = await testContext({ database: fresh.database })
})
afterAll(async () => {
  await drop()
  rmSync(home, { recursive: true, force: true })
})

/** What a command says to a terminal of this language, and how it ends. */
function maido(words: readonly string[], language = "C.UTF-8") {
  const env = {
    ...process.env,
    LC_ALL: language,
    MAIDO_HOME: home,
    DATABASE_URL: ownerUrl,
    MAIDO_APP_DATABASE_URL: appUrl,
    CLICKHOUSE_URL: "http://127.0.0.1:1",
  }
  return new Promise<{ code: number; out: string; err: string }>((resolve) => {
    const child = execFile(process.execPath, [cli, ...words], { env }, (_, out, err) =>
      resolve({ code: child.exitCode ?? -1, out, err }),
    )
  })
}

/** Rewrites a line of the log, as someone with the database's own password could. */
async function tamper(seq: number) {
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  await owner.query("alter table brands.audit disable trigger audit_stays")
  await owner.query("update brands.audit set subject = 'order:0' where brand_id = $1 and seq = $2", [ctx.brandId, seq])
  await owner.query("alter table brands.audit enable trigger audit_stays")
  await owner.end()
}

test("S70 maido audit verify counts what fits, and names the first entry that does not, in the terminal's language", async () => {
  for (let i = 1; i <= 4; i++) await audit(ctx, { action: "orders.corrected", subject: `order:${i}` })
  const [whole, strange] = await Promise.all([
    maido(["audit", "verify"]),
    maido(["audit", "verify", "--brand", "no-such"]),
  ])
  expect(strange.code).toBe(1)
  expect(strange.err).toContain(`There is no brand no-such. There are: ${ctx.brand.slug}\n`)
  expect(whole).toMatchObject({ code: 0 })
  expect(whole.out).toContain(`${ctx.brand.slug}: ok, 4 entries`)
  expect(whole.out).toMatch(/^installation: ok, \d+ entries/)
  await tamper(3)
  const [japanese, machine] = await Promise.all([
    maido(["audit", "verify", "--brand", ctx.brand.slug], "ja_JP.UTF-8"),
    maido(["audit", "verify", "--brand", ctx.brand.slug, "--json"]),
  ])
  expect(japanese).toMatchObject({ code: 1 })
  expect(japanese.out).toContain("3件目の記録がつながりません")
  expect(JSON.parse(machine.out)).toEqual({
    ok: false,
    chains: [{ name: ctx.brand.slug, intact: false, brokenAt: 3 }],
  })
}, 120_000)

/** Three people's points, sealed: whoever else is writing in this Postgres is waited for. */
async function sealedLedger(): Promise<void> {
  for (let n = 1; n <= 3; n++) {
    const identities = [{ kind: "email" as const, issuer: "", value: `ledger${n}@hinata.example` }]
    const { customerId } = await resolveCustomer(ctx, { identities, source: "test", at: ctx.now() })
    const cause = { type: "act", id: `ledger-${n}`, rule: "", seq: 0 }
    const reason = { ja: "お礼", en: "Thank you" }
    const at = ctx.now()
    const how = { origin: "action" as const, programmeVersion: null, effectiveAt: at, confirmsAt: at, expiry: null }
    await earnPoints(ctx, [{ customerId, points: 100 * n, cause, reason, ...how }])
  }
  await until("a sealed ledger", async () => {
    await sealJournal(ctx)
    return (await verifyLedger(ctx))[0]?.sealed === 3 || undefined
  })
}

test("INV10 G5 maido ledger verify counts what is sealed, and names the entry that somebody rewrote", async () => {
  await sealedLedger()
  const whole = await maido(["ledger", "verify", "--brand", ctx.brand.slug])
  expect(whole).toMatchObject({ code: 0 })
  expect(whole.out).toContain(`${ctx.brand.slug} live: ok, 3 sealed entries`)
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  await owner.query("alter table points.journal disable trigger entries_stay")
  const { rows } = await owner.query(
    "update points.journal set points = 20000 where brand_id = $1 and points = 200 returning seq",
    [ctx.brandId],
  )
  await owner.query("alter table points.journal enable trigger entries_stay")
  await owner.end()
  const found = await maido(["ledger", "verify", "--json"])
  expect(found).toMatchObject({ code: 1 })
  const { ok, books } = JSON.parse(found.out)
  expect(ok).toBe(false)
  expect(books[0].broken).toEqual({ block: 1, entry: Number(rows[0].seq) })
}, 120_000)

test("S09 maido staff reset prints a link, or says that there is no such account", async () => {
  const person = await newPerson(ctx, "", "owner")
  const [found, stranger] = await Promise.all([
    maido(["staff", "reset", person.email], "ja_JP.UTF-8"),
    maido(["staff", "reset", "nobody@hinata.example", "--json"]),
  ])
  expect(found).toMatchObject({ code: 0 })
  expect(found.out).toMatch(/すべての端末をサインアウトしました.*\n\n\S+\/admin\/reset#v1\.\S+\n\n$/)
  expect(stranger.code).toBe(1)
  expect(JSON.parse(stranger.out)).toMatchObject({ ok: false, code: "staff.NotHere" })
}, 120_000)
