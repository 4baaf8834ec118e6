import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { resolveCustomer, suppressionsOf } from "#customers"
import { timelineOf } from "#events"
import { type Context, inTransaction } from "#kernel/context"
import { plug } from "#kernel/ports"
import { messagesById } from "#testing/letter-scene"
import { type FakeSms, startFakeSms } from "#testing/fake-sms"
import { serve } from "#testing/http"
import { agree, type LetterContext, letterContext, news, planLetter, template } from "#testing/letter-scene"
import { createSmsWays } from "../../adapters/sms/sms-ways.ts"
import { connectAccount } from "./account.ts"
import { smsWays } from "./sms-port.ts"
import { smsSize } from "./segments-rules.ts"
import { selectAccount, selectCaught } from "./storage.ts"

let provider: FakeSms
beforeAll(async () => void (provider = await startFakeSms()))
afterAll(() => provider.stop())

const inTx = <T>(ctx: Context, work: (ctx: Context) => Promise<T>) => inTransaction(ctx, work)

async function scene(brand: { testOf?: string } = {}): Promise<LetterContext> {
  const kept: { ctx?: LetterContext } = {}
  const ways = createSmsWays({
    address: provider.origin,
    store: {
      keep: async (caught) => {
        const { keepCaughtSms } = await import("./caught.ts")
        if (kept.ctx) await keepCaughtSms(kept.ctx, caught)
      },
    },
  })
  const ctx = await letterContext({ plugs: [plug(smsWays, ways)], brand })
  kept.ctx = ctx
  ctx.write(template.templateId, {
    version: 1,
    words: {
      ja: {
        ...news.words.ja,
        sms: {
          text: "【ひなた】春の新作が届きました。https://shop.example.jp/collections/spring/products/wool-blanket-2026 停止 {{ links.preferences }}",
        },
      },
    },
  })
  const { accountSid, authToken } = provider
  await connectAccount(ctx, { accountSid, authToken, sender: "+815012345678" })
  return ctx
}

async function reader(ctx: Context, phone: string): Promise<string> {
  const { customerId } = await inTx(ctx, (ctx) =>
    resolveCustomer(ctx, {
      identities: [{ kind: "email", issuer: "", value: `p${phone.replace(/\D/g, "")}@customer.example` }],
      profile: { phone },
      source: "test",
      at: ctx.now(),
    }),
  )
  await agree(ctx, [customerId], "sms")
  return customerId
}

const stateOf = async (ctx: Context, id: string) => (await messagesById(ctx, [id]))[0]
const sent = async (ctx: LetterContext, phone: string) => {
  const id = await planLetter(ctx, await reader(ctx, phone), { channels: ["sms"] })
  await ctx.drain()
  return { id, ended: await stateOf(ctx, id), got: provider.received().filter(({ to }) => to === e164(phone)) }
}
const e164 = (phone: string) => `+81${phone.replace(/\D/g, "").slice(1)}`

describe("M50 the size of an SMS", () => {
  test.each<[string, string, number, number]>([
    ["70 signs of Japanese are one part", "あ".repeat(70), 70, 1],
    ["71 are two", "あ".repeat(71), 71, 2],
    ["134 are two, 135 three", "あ".repeat(135), 135, 3],
    ["an emoji takes two units and is not torn", `${"あ".repeat(66)}😀${"あ".repeat(66)}`, 134, 3],
    ["plain Latin takes 160", "a".repeat(160), 160, 1],
    ["and 153 in each of several", "a".repeat(161), 161, 2],
    ["a euro takes two", `${"a".repeat(159)}€`, 161, 2],
  ])("M50 %s", (_what, text, units, parts) => expect(smsSize(text)).toMatchObject({ units, parts }))
})

test("M50 an SMS leaves with short addresses that lead where the long ones did; a landline is left out", async () => {
  const ctx = await scene()
  const { ended, got } = await sent(ctx, "090-1234-1111")
  expect(ended).toMatchObject({ state: "accepted", channel: "sms", costMilliYen: 9_000 })
  expect(got).toHaveLength(1)
  const text = got[0]?.text ?? ""
  expect(text).toMatch(
    /^【ひなた】春の新作が届きました。http:\/\/localhost:7100\/r\/\w{11} 停止 http:\/\/localhost:7100\/r\/\w{11}$/,
  )
  const door = await serve({ platform: ctx.platform })
  const [to, out] = [...text.matchAll(/\/r\/\w{11}/g)].map(([path]) => path)
  const follow = (path = "") => fetch(door.origin + path, { redirect: "manual" })
  expect((await follow(to)).headers.get("location")).toMatch(/\/l\//)
  expect((await follow(out)).headers.get("location")).toMatch(/\/preferences\//)
  expect((await follow("/r/aaaaaaaaaaa")).status).toBe(404)
  await door.stop()
  expect((await sent(ctx, "03-1234-5678")).ended).toMatchObject({ state: "skipped", reason: "no_address" })
})

describe("F49 what the provider answers", () => {
  test("F49 B12 a number that said stop is left alone; too many at once waits; silence after taking over is not knowing", async () => {
    const ctx = await scene()
    expect((await sent(ctx, "090-1111-0001")).ended).toMatchObject({ state: "failed", reason: "unsubscribed" })
    expect((await inTx(ctx, (ctx) => suppressionsOf(ctx, "sms", ["+819011110001"]))).size).toBe(1)
    const busy = await sent(ctx, "090-1111-0003")
    expect(busy.ended).toMatchObject({ state: "retrying", reason: "rate-limit" })
    ctx.pass(60_000)
    await ctx.drain()
    expect(await stateOf(ctx, busy.id)).toMatchObject({ state: "accepted" })
    for (const phone of ["090-1111-0004", "090-1111-0005"]) {
      const { id, ended, got } = await sent(ctx, phone)
      expect(ended).toMatchObject({ state: "unknown" })
      ctx.pass(24 * 3_600_000)
      await ctx.drain()
      expect(await stateOf(ctx, id)).toMatchObject({ state: "unknown" })
      expect(provider.received().filter(({ to }) => to === got[0]?.to)).toHaveLength(1)
    }
  })

  test("F41 a token that is refused closes the channel and fails nobody", async () => {
    const ctx = await scene()
    await expect(
      connectAccount(ctx, { accountSid: provider.accountSid, authToken: "wrong-token-0000000000", sender: "Hinata" }),
    ).rejects.toMatchObject({ code: "sms.Refused" })
    await inTx(ctx, async (ctx) => {
      const { upsertAccount } = await import("./storage.ts")
      const account = await selectAccount(ctx)
      if (account) await upsertAccount(ctx, { ...account, authToken: ctx.keys.seal("gone-stale-0000000000") })
    })
    const { id, ended } = await sent(ctx, "090-1234-2222")
    expect(ended).toMatchObject({ state: "deferred", reason: "token-refused" })
    const { accountSid, authToken } = provider
    await connectAccount(ctx, { accountSid, authToken, sender: "Hinata" })
    ctx.pass(5 * 60_000)
    await ctx.drain()
    expect(await stateOf(ctx, id)).toMatchObject({ state: "accepted" })
  })
})

test("S32 a report is believed by its signature only; one for a number that is gone ends it, STOP does, too", async () => {
  const ctx = await scene()
  const { id, got } = await sent(ctx, "080-1234-3333")
  const door = await serve({ platform: ctx.platform })
  const url = got[0]?.reportUrl ?? ""
  const here = door.origin + new URL(url).pathname
  const report = { MessageSid: "SM1", MessageStatus: "undelivered", ErrorCode: "30005", To: "+818012343333" }
  expect(await provider.tell(here, report, "https://elsewhere.example/")).toBe(401)
  expect(await provider.tell(here, report, url)).toBe(204)
  expect(await provider.tell(here, report, url)).toBe(204)
  const [customer] = await messagesById(ctx, [id])
  const { items } = await timelineOf(ctx, customer?.customerId ?? "", { limit: 20 })
  expect(items.filter(({ name }) => name === "Message Undelivered")).toHaveLength(1)
  expect((await inTx(ctx, (ctx) => suppressionsOf(ctx, "sms", ["+818012343333"]))).size).toBe(1)
  const answers = url.slice(0, url.lastIndexOf("/"))
  const stop = { From: "+818012344444", To: "+815012345678", Body: "停止" }
  expect(await provider.tell(door.origin + new URL(answers).pathname, stop, answers)).toBe(204)
  expect((await inTx(ctx, (ctx) => suppressionsOf(ctx, "sms", ["+818012344444"]))).size).toBe(1)
  await door.stop()
})

test("S31 a test brand's SMS are caught and reach no phone", async () => {
  const live = await scene()
  const ctx = await scene({ testOf: live.brandId })
  const before = provider.received().length
  const { ended } = await sent(ctx, "090-1234-5555")
  expect(ended).toMatchObject({ state: "accepted" })
  expect(provider.received()).toHaveLength(before)
  expect(await inTx(ctx, (ctx) => selectCaught(ctx, 10))).toMatchObject([{ number: "+819012345555" }])
})
