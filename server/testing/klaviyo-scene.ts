import type { sql } from "kysely"
import { afterAll, beforeAll, beforeEach } from "vitest"
import { consentState, customerById, peekIdentities, suppressionsOf } from "#customers"
import { inTransaction } from "#kernel/context"
import { plug } from "#kernel/ports"
import { klaviyoApi } from "../adapters/klaviyo/klaviyo-api.ts"
import { connectKlaviyo } from "../capabilities/klaviyo/connection.ts"
import { importById } from "../capabilities/klaviyo/find-import.ts"
import { klaviyoReader } from "../capabilities/klaviyo/reader-port.ts"
import { beginImport } from "../capabilities/klaviyo/run-import.ts"
import { type TestContext, testContext } from "./context.ts"
import { type FakeKlaviyo, startFakeKlaviyo } from "./fake-klaviyo.ts"

/** For the file that calls it: a Klaviyo that behaves, and before each test a brand that has its key. */
export function klaviyoScene() {
  let klaviyo: FakeKlaviyo
  let ctx: TestContext
  beforeAll(async () => {
    klaviyo = await startFakeKlaviyo()
  })
  afterAll(() => klaviyo.stop())
  beforeEach(async () => {
    await klaviyo.misbehave([])
    await klaviyo.hold(null)
    await klaviyo.changeKey(klaviyo.key)
    await klaviyo.allow(["profiles", "lists", "metrics", "events"])
    await anotherBrand()
    await connectKlaviyo(ctx, klaviyo.key)
  })

  /** A brand that knows no key yet; what is asked from then on is asked of it. */
  const anotherBrand = async () => {
    ctx = await testContext({ plugs: [plug(klaviyoReader, klaviyoApi(klaviyo.origin))] })
    return ctx
  }

  const begin = async (eventsSince: Date | null = null, everything = false) =>
    (await beginImport(ctx, { eventsSince, everything })).importId
  const run = async (eventsSince: Date | null = null, everything = false) => {
    const importId = await begin(eventsSince, everything)
    await ctx.drain()
    return importById(ctx, importId)
  }
  const ask = <T>(query: ReturnType<typeof sql<T>>) =>
    inTransaction(ctx, async (ctx) => (await query.execute(ctx.db)).rows)
  const whose = async (email: string) =>
    (await inTransaction(ctx, (ctx) => peekIdentities(ctx, [{ kind: "email", issuer: "", value: email }])))[0]
      ?.customerId ?? ""
  const customer = async (email: string) => {
    const id = await whose(email)
    return inTransaction(ctx, (ctx) => customerById(ctx, id))
  }
  const mayMail = async (email: string) => {
    const id = await whose(email)
    return inTransaction(ctx, (ctx) => consentState(ctx, id, "email", "marketing"))
  }
  const stoppedFor = async (email: string) =>
    (await inTransaction(ctx, (ctx) => suppressionsOf(ctx, "email", [email])))
      .get(email)
      ?.map(({ scope, reason }) => [scope, reason])

  return {
    get klaviyo() {
      return klaviyo
    },
    get ctx() {
      return ctx
    },
    anotherBrand,
    begin,
    run,
    ask,
    whose,
    customer,
    mayMail,
    stoppedFor,
  }
}
