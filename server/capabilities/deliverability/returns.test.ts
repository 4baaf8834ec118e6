import { createTransport } from "nodemailer"
import { afterAll, beforeAll, expect, test } from "vitest"
import { consentState, recordConsent, suppressionsOf } from "#customers"
import { ratesOf } from "#engagement"
import { timelineOf } from "#events"
import { sentMessages } from "#messages"
import { type Context, inTransaction } from "#kernel/context"
import { bounceOf, complaint } from "#testing/bounce-corpus"
import { testContext, type TestContext } from "#testing/context"
import { letterBox, sentLetter } from "#testing/letter-box"
import { sendFrom } from "#testing/mail-settings"
import { startReturnListener, type ReturnListener } from "../../adapters/email/return-listener.ts"
import { report } from "./report.ts"
import { browseReturns } from "./returns.ts"
import { selectStrays } from "./storage-returns.ts"
import { takeReturn } from "./take-return.ts"

const letters = letterBox()
let ctx: TestContext
let listener: ReturnListener
let isAway = false

beforeAll(async () => {
  ctx = await testContext({ plugs: letters.plugs })
  await sendFrom(ctx, "shop@hinata.example", "bounce.example")
  listener = await startReturnListener({
    host: "127.0.0.1",
    port: 0,
    take: (mail) => (isAway ? Promise.reject(new Error("the database is away")) : takeReturn(ctx.platform, mail)),
  })
})
afterAll(async () => {
  await listener.close()
  await letters.close()
})

/** Hands a mail in as a mail server would. Returns the answer's code. */
async function handIn(to: string, raw: string): Promise<number> {
  const transport = createTransport({ host: "127.0.0.1", port: listener.port, secure: false, ignoreTLS: true })
  try {
    const { response } = await transport.sendMail({ envelope: { from: "", to }, raw })
    return Number(response.slice(0, 3))
  } catch (error) {
    // safe: nodemailer's errors carry the server's code
    return (error as { responseCode?: number }).responseCode ?? 0
  } finally {
    transport.close()
  }
}

const returnPathOf = (address: string) => letters.box.findLast((mail) => mail.to.address === address)?.returnPath ?? ""
const blocked = async (ctx: Context, address: string) =>
  inTransaction(
    ctx,
    async (ctx) =>
      (await suppressionsOf(ctx, "email", [address])).get(address)?.map(({ scope, reason }) => `${scope} ${reason}`) ??
      [],
  )
const returns = (ctx: Context) => inTransaction(ctx, (ctx) => browseReturns(ctx, undefined, { limit: 50 }))

test("C12 M05 M30 a hard bounce by our own SMTP door ends the address at once, wherever the letter's numbers are", async () => {
  const { customerId, messageId } = await sentLetter(ctx, "gone@customer.example")
  const path = returnPathOf("gone@customer.example")
  expect(path).toMatch(/^b\+[0-9a-f]{32}\.[0-9a-f]{16}@bounce\.example$/)
  const raw = bounceOf("gone@customer.example", "5.1.1", "<gone@customer.example> User unknown")
  // Mail servers change case, and come again when they did not hear our answer.
  expect([await handIn(path.toUpperCase(), raw), await handIn(path, raw)]).toEqual([250, 250])
  expect(await blocked(ctx, "gone@customer.example")).toEqual(["channel hard-bounce"])
  const { items } = await returns(ctx)
  expect(items).toMatchObject([
    {
      messageId,
      customerId,
      what: "hard",
      status: "5.1.1",
      acted: "suppressed",
      domain: "customer.example",
      kind: "tracking.review-request",
    },
  ])
  expect(JSON.stringify(items)).not.toContain("gone@")
  expect((await timelineOf(ctx, customerId, { limit: 10 })).items.map(({ name }) => name)).toContain("Message Returned")
  expect(await inTransaction(ctx, (ctx) => ratesOf(ctx, {}))).toMatchObject({ bounced: { hard: 1, soft: 0 } })
})

test("M30 a forged address and a report about nothing of ours are taken, counted and change nothing; other addresses are refused", async () => {
  await sentLetter(ctx, "safe@customer.example")
  const path = returnPathOf("safe@customer.example")
  const forged = path.replace(/\.[0-9a-f]{16}@/, ".0000000000000000@")
  const raw = bounceOf("safe@customer.example", "5.1.1", "User unknown")
  const before = await inTransaction(ctx.platform, selectStrays)
  expect(await handIn(forged, raw)).toBe(250)
  expect(await handIn("postmaster@bounce.example", raw)).toBe(250)
  expect(await handIn("somebody@bounce.example", raw)).toBe(550)
  expect(await blocked(ctx, "safe@customer.example")).toEqual([])
  const after = await inTransaction(ctx.platform, selectStrays)
  const count = (rows: typeof after, why: string) => rows.find((row) => row.why === why)?.count ?? 0
  expect(count(after, "forged") - count(before, "forged")).toBeGreaterThanOrEqual(1)
  expect(count(after, "unmatched") - count(before, "unmatched")).toBeGreaterThanOrEqual(1)
})

test("M30 without the signed address the Message-ID tells, and while the database is away the mail stays with its sender", async () => {
  await sentLetter(ctx, "by-id@customer.example")
  const mailId = letters.box.findLast((mail) => mail.to.address === "by-id@customer.example")?.messageId ?? ""
  const raw = bounceOf("by-id@customer.example", "5.1.1", "User unknown", mailId)
  isAway = true
  expect(await handIn("postmaster@bounce.example", raw)).toBe(451)
  isAway = false
  expect(await blocked(ctx, "by-id@customer.example")).toEqual([])
  expect(await handIn("postmaster@bounce.example", raw)).toBe(250)
  expect(await blocked(ctx, "by-id@customer.example")).toEqual(["channel hard-bounce"])
})

test("C12 M31 the third soft bounce within thirty days ends an address, of three different mails; what is ours ends nobody", async () => {
  const address = "full@customer.example"
  for (const key of ["one", "two", "three"]) {
    expect(await blocked(ctx, address)).toEqual([])
    await sentLetter(ctx, address, key)
    const path = returnPathOf(address)
    await handIn(path, bounceOf(address, "5.7.26", `unauthenticated mail ${key}`))
    await handIn(path, bounceOf(address, "5.2.2", `mailbox full ${key}`))
    // The same mail reported twice, in other words, is one.
    await handIn(path, bounceOf(address, "4.2.2", `mailbox full again ${key}`))
    ctx.pass(86_400_000)
  }
  expect(await blocked(ctx, address)).toEqual(["channel soft-bounces"])
})

test("C28 M32 a complaint ends letters on every channel and is traced to the letter; receipts still go", async () => {
  const { customerId, messageId } = await sentLetter(ctx, "angry@customer.example")
  await inTransaction(ctx, (ctx) =>
    recordConsent(ctx, {
      customerId,
      channel: "line",
      purpose: "marketing",
      state: "given",
      source: "staff",
      at: ctx.now(),
    }),
  )
  const path = returnPathOf("angry@customer.example")
  // Providers hand complaints to one address and name ours inside.
  expect(await handIn("fbl@bounce.example", complaint("abuse", `Original-Mail-From: <${path}>\r\n`))).toBe(250)
  expect(await blocked(ctx, "angry@customer.example")).toContain("purpose complaint")
  const states = await inTransaction(ctx, async (ctx) => [
    await consentState(ctx, customerId, "email", "marketing"),
    await consentState(ctx, customerId, "line", "marketing"),
  ])
  expect(states).toEqual(["withdrawn", "withdrawn"])
  expect((await timelineOf(ctx, customerId, { limit: 10 })).items.map(({ name }) => name)).toContain(
    "Message Marked As Spam",
  )
  const { complaints } = await inTransaction(ctx, report)
  expect(complaints).toMatchObject([{ kind: "tracking.review-request", count: 1 }])
  expect((await inTransaction(ctx, (ctx) => sentMessages(ctx, [messageId]))).get(messageId)?.state).toBe("accepted")
})

test("S22 a return path opens only its own brand", async () => {
  const other = await testContext({ plugs: letters.plugs })
  await sentLetter(ctx, "mine@customer.example")
  await handIn(returnPathOf("mine@customer.example"), bounceOf("mine@customer.example", "5.1.1", "User unknown"))
  expect((await returns(other)).items).toEqual([])
  expect(await blocked(other, "mine@customer.example")).toEqual([])
})
