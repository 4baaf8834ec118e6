import { sql } from "kysely"
import { expect, test } from "vitest"
import { type Context, inTransaction } from "#kernel/context"
import { type TestContext, testContext } from "#testing/context"
import { patiently } from "#testing/patiently"
import {
  blockedBy,
  type ConsentStatement,
  consentState,
  consentStatesOf,
  liftSuppression,
  recordConsent,
  recordConsents,
  resolveCustomer,
  suppress,
  suppressionsOf,
} from "./index.ts"
import { countStates, selectConsents } from "./storage-consents.ts"

const newCustomer = async (ctx: TestContext, name = "a") =>
  (
    await resolveCustomer(ctx, {
      identities: [{ kind: "email", issuer: "", value: `${name}@example.jp` }],
      source: "shop",
      at: ctx.now(),
    })
  ).customerId

const says = (
  ctx: TestContext,
  customerId: string,
  state: ConsentStatement["state"],
  more: Partial<ConsentStatement> = {},
): ConsentStatement => ({
  customerId,
  channel: "email",
  purpose: "marketing",
  state,
  source: "opt-in-page",
  at: ctx.now(),
  ...more,
})
const state = (ctx: Context, customerId: string) =>
  inTransaction(ctx, (ctx) => consentState(ctx, customerId, "email", "marketing"))

test("M20 each statement is a line with what proves it, and nobody can change or remove a line", async () => {
  const ctx = await testContext()
  const customerId = await newCustomer(ctx)
  await recordConsent(
    ctx,
    says(ctx, customerId, "given", {
      wording: "v3",
      wordingHash: "ab12",
      locale: "ja-JP",
      ip: "2001:db8::1",
      evidence: { screen: "opt-in.png" },
    }),
  )
  ctx.pass(1000)
  await recordConsent(ctx, says(ctx, customerId, "withdrawn"))
  const lines = await inTransaction(ctx, (ctx) => selectConsents(ctx, [customerId]))
  expect(lines).toMatchObject([
    {
      state: "given",
      wording: "v3",
      wordingHash: "ab12",
      locale: "ja-JP",
      ip: "2001:db8::1",
      evidence: { screen: "opt-in.png" },
    },
    { state: "withdrawn" },
  ])
  for (const tampering of [sql`update customers.consents set state = 'given'`, sql`delete from customers.consents`]) {
    await expect(inTransaction(ctx, (ctx) => tampering.execute(ctx.db))).rejects.toMatchObject({ code: "42501" })
  }
})

test("M20 told twice it is one line; told late it does not outrank what was said after it", async () => {
  const ctx = await testContext()
  const customerId = await newCustomer(ctx)
  const yes = says(ctx, customerId, "given")
  ctx.pass(60_000)
  await recordConsent(ctx, says(ctx, customerId, "withdrawn"))
  await recordConsents(ctx, [yes, yes])
  await recordConsent(ctx, yes)
  expect(await inTransaction(ctx, (ctx) => selectConsents(ctx, [customerId]))).toHaveLength(2)
  expect(await state(ctx, customerId)).toBe("withdrawn")
})

test("M20 a consent imported without evidence stays unverified until somebody attests it", async () => {
  const ctx = await testContext()
  const customerId = await newCustomer(ctx)
  await recordConsent(ctx, says(ctx, customerId, "given", { source: "import" }))
  expect(await state(ctx, customerId)).toBe("imported_unverified")
  ctx.pass(1000)
  await recordConsent(
    ctx,
    says(ctx, customerId, "given", { source: "import", evidence: { attestedBy: "店長", list: "2025-04 展示会" } }),
  )
  expect(await state(ctx, customerId)).toBe("given")
})

test("B11 being on the list is a state per channel that segments and sends read for many at once", async () => {
  const ctx = await testContext()
  const people = await Promise.all(["a", "b", "c"].map((name) => newCustomer(ctx, name)))
  const [a = "", b = ""] = people
  await recordConsents(ctx, [
    says(ctx, a, "given"),
    says(ctx, b, "given", { channel: "line" }),
    says(ctx, b, "withdrawn"),
  ])
  const states = await inTransaction(ctx, (ctx) => consentStatesOf(ctx, people, "email", "marketing"))
  expect([...states].sort()).toEqual(
    [
      [a, "given"],
      [b, "withdrawn"],
    ].sort(),
  )
  expect(await inTransaction(ctx, (ctx) => countStates(ctx))).toEqual([
    { channel: "email", purpose: "marketing", state: "given", people: 1 },
    { channel: "email", purpose: "marketing", state: "withdrawn", people: 1 },
    { channel: "line", purpose: "marketing", state: "given", people: 1 },
  ])
})

test("M20 32 statements at once about one person end with the strictest of the last instant", async () => {
  const ctx = await testContext()
  const customerId = await newCustomer(ctx)
  await Promise.all(
    Array.from({ length: 32 }, (_, i) =>
      patiently(() =>
        recordConsent(ctx, says(ctx, customerId, i === 13 ? "withdrawn" : "given", { source: `door-${i}` })),
      ),
    ),
  )
  expect(await state(ctx, customerId)).toBe("withdrawn")
  expect(await inTransaction(ctx, (ctx) => selectConsents(ctx, [customerId]))).toHaveLength(32)
})

test("M24 a suppression holds for every spelling of an address, and is lifted on somebody's word", async () => {
  const ctx = await testContext()
  await suppress(ctx, {
    channel: "email",
    address: "Bounced@Example.jp",
    scope: "channel",
    reason: "hard-bounce",
    source: "smtp",
    at: ctx.now(),
  })
  const again = await suppress(ctx, {
    channel: "email",
    address: "bounced@example.jp",
    scope: "channel",
    reason: "hard-bounce",
    source: "smtp",
    at: ctx.now(),
  })
  expect(again).toBe(false)
  const find = () => inTransaction(ctx, (ctx) => suppressionsOf(ctx, "email", ["bounced@EXAMPLE.JP"]))
  const found = (await find()).get("bounced@EXAMPLE.JP") ?? []
  expect(blockedBy(found, "email", "receipt")).toMatchObject({ reason: "hard-bounce" })
  expect(blockedBy(found, "line", "receipt")).toBe(undefined)
  const [suppressionId, because] = [found[0]?.suppressionId ?? "", "asked by phone"]
  const other = await newCustomer(ctx, "somebody-else")
  await expect(liftSuppression(ctx, suppressionId, because, { customerId: other })).rejects.toMatchObject({
    code: "customers.SuppressionOfAnother",
  })
  expect((await find()).size, "what was refused changed nothing").toBe(1)
  await liftSuppression(ctx, suppressionId, because, { address: "bounced@example.jp" })
  expect((await find()).size).toBe(0)
})
