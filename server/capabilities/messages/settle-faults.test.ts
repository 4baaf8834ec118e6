import { execFileSync } from "node:child_process"
import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { sql } from "kysely"
import { pino } from "pino"
import { afterAll, beforeAll, expect, test } from "vitest"
import { type Context, inTransaction } from "#kernel/context"
import { connect, type Database } from "#kernel/db"
import { anyEffect } from "#kernel/effects"
import { migratePostgres } from "#kernel/migrate"
import type { Port } from "#kernel/ports"
import { carryOut, claim } from "#kernel/worker"
import type { TestContext } from "#testing/context"
import { type FakeSmtp, startFakeSmtp } from "#testing/fake-smtp"
import { mailContext, planCampaign, planReceipt } from "#testing/mail"
import { startPostgres } from "../../adapters/postgres/start-postgres.ts"
import { productMigrations } from "../../migrations.ts"
import { wholeMessage } from "./message-log.ts"
import { type MailTransports, mailTransports } from "./ports.ts"
import { sendEffects } from "./send-effect.ts"

// A Postgres of its own, to be killed between the hand-over of a mail and the writing down of it.
const home = mkdtempSync(join(tmpdir(), "maido-settle-"))
const log = pino({ level: "silent" })
let database: Database
let server: FakeSmtp
let cleanUp = async () => {}
beforeAll(async () => {
  chmodSync(home, 0o755)
  const postgres = await startPostgres({ home, log })
  await migratePostgres(postgres.ownerUrl, productMigrations())
  database = connect(postgres.appUrl, 4, log)
  server = await startFakeSmtp()
  cleanUp = async () => {
    await server.stop()
    await database.close()
    await postgres.stop()
    rmSync(home, { recursive: true, force: true })
  }
}, 60_000)
afterAll(() => cleanUp())

/** All of it: a connection would outlive its parent by moments in which a quick hand could still write. */
function killPostgres(): void {
  const parent = Number.parseInt(readFileSync(join(home, "postgres", "data", "postmaster.pid"), "utf8"), 10)
  process.kill(parent, "SIGSTOP")
  const children = execFileSync("pgrep", ["-P", String(parent)], { encoding: "utf8" })
  for (const pid of [...children.trim().split(/\s+/).map(Number), parent]) process.kill(pid, "SIGKILL")
}

/** The same product; once its real mail server has taken a mail over, `then` happens before anybody hears of it. */
function afterHandOver(ctx: TestContext, then: () => void): Context {
  const transports: MailTransports = {
    wayFor: (sender) => {
      const way = ctx.product.use(mailTransports).wayFor(sender)
      const send: typeof way.send = async (mail) => {
        const outcome = await way.send(mail)
        then()
        return outcome
      }
      return { ...way, send }
    },
  }
  // safe: only the port of that type is answered with it
  const use = <T>(port: Port<T>) => (port.name === mailTransports.name ? (transports as T) : ctx.product.use(port))
  return { ...ctx, product: { ...ctx.product, use } }
}

test.each([
  ["a receipt", planReceipt],
  ["marketing", planCampaign],
])(
  "F03 F10 Postgres is killed after %s was handed over: it is written down as sent when Postgres is back, and sent once",
  async (_what, plan) => {
    const ctx = await mailContext({ smtpUrl: server.url, database })
    const { messageId } = await plan(ctx, "m:1")
    const before = server.received().length
    let kills = 0
    const killing = afterHandOver(ctx, () => {
      kills++
      killPostgres()
    })
    for (const effect of sendEffects)
      for (const row of await claim(ctx, anyEffect(effect), "alive", 10))
        await carryOut(killing, anyEffect(effect), row)
    expect(kills).toBe(1)
    const one = await inTransaction(ctx, (ctx) => wholeMessage(ctx, messageId))
    expect(one).toMatchObject({ state: "accepted", tries: [{ outcome: "accepted" }] })
    ctx.pass(24 * 3_600_000)
    await ctx.drain()
    expect(server.received().length - before).toBe(1)
    const { rows } = await inTransaction(ctx, (ctx) =>
      sql<{ state: string; crashes: number; attempts: number }>`select state, crashes, attempts from kernel.outbox
        where kind like 'messages.%'`.execute(ctx.db),
    )
    expect(rows).toEqual([{ state: "done", crashes: 0, attempts: 1 }])
  },
  60_000,
)
