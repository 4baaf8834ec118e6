import { sql } from "kysely"
import { afterAll, beforeAll, expect, test } from "vitest"
import { resolveCustomers } from "#customers"
import { lineWays } from "#line"
import { mailTransports } from "#messages"
import { pushPost } from "#push"
import { smsWays } from "#sms"
import { inTransaction } from "#kernel/context"
import { allCrashpoints } from "#kernel/crashpoint"
import { anyEffect, enqueueAll } from "#kernel/effects"
import { plug } from "#kernel/ports"
import { carryOut, claim, recoverLost } from "#kernel/worker"
import { type Doomed, doomedWorker } from "#testing/doomed"
import { aReplyToken, anEvent, aUserId, type FakeLine, startFakeLine } from "#testing/fake-line"
import { type FakePush, startFakePush } from "#testing/fake-push"
import { type FakeSms, startFakeSms } from "#testing/fake-sms"
import { type FakeSmtp, startFakeSmtp } from "#testing/fake-smtp"
import { agree, letterContext, type LetterContext, news, planLetter, readers, template } from "#testing/letter-scene"
import { connectFake, linePlug } from "#testing/line"
import { sendEffects } from "#testing/line-friends"
import { planCampaign, planReceipt } from "#testing/mail"
import { pushBrowser } from "#testing/push-browser"
import { createLineWays } from "./adapters/line/line-ways.ts"
import { createMailWays } from "./adapters/email/mail-ways.ts"
import { createSmsWays } from "./adapters/sms/sms-ways.ts"
import { webPushPost } from "./adapters/web-push/web-push.ts"
import { applyLineEvent } from "./capabilities/line/apply-event.ts"
import { changeLineSettings, lineSettings, lineSettingsVersion } from "./capabilities/line/settings.ts"
import { selectFriend } from "./capabilities/line/storage-friends.ts"
import { upsertSubscription } from "./capabilities/push/storage.ts"
import { connectAccount as connectSms } from "./capabilities/sms/account.ts"

// Every step of sending, on every channel and for every purpose: a worker dies there, another one finds what it has left, and
// the other side is asked what it received. The steps are found by passing them once; messages/send-crash.test.ts kills
// real processes at some of them.

let mail: FakeSmtp
let line: FakeLine
let sms: FakeSms
let push: FakePush
let ctx: LetterContext
let account = ""
let doomed: Doomed
const closing: (() => Promise<void>)[] = []

const post = webPushPost({ mayReach: () => true, mayUse: () => true })
const store = { keep: async () => {} }

beforeAll(async () => {
  ;[mail, line, sms, push] = await Promise.all([startFakeSmtp(), startFakeLine(), startFakeSms(), startFakePush()])
  const way = linePlug(line)
  const smsPlug = plug(smsWays, createSmsWays({ address: sms.origin, store }))
  ctx = await letterContext({
    smtpUrl: mail.url,
    plugs: [way.plug, smsPlug, plug(pushPost, post)],
    keepOpen: (close) => void closing.push(close),
  })
  way.catchInto(ctx)
  account = await connectFake(ctx, line)
  await connectSms(ctx, { accountSid: sms.accountSid, authToken: sms.authToken, sender: "+815012345678" })
  const words = {
    ...news.words.ja,
    sms: { text: "春の新作が届きました。" },
    push: { title: "春の新作", text: "新しい生地です", to: "https://shop.example.jp/new" },
  }
  ctx.write(template.templateId, { version: 1, words: { ja: words } })
  doomed = doomedWorker(async ({ lineTo, isDead }) => {
    const to = async (port: number) => `127.0.0.1:${(await lineTo(port)).port}`
    const smtpUrl = `smtp://${await to(mail.port)}`
    const lineAddress = `http://${await to(Number(new URL(line.origin).port))}`
    const smsAddress = `http://${await to(Number(new URL(sms.origin).port))}`
    const ways = createMailWays({ smtpUrl, store, now: ctx.now })
    closing.push(() => ways.close())
    return [
      plug(mailTransports, ways),
      plug(lineWays, createLineWays({ address: lineAddress, store: { keep: async () => true } })),
      plug(smsWays, createSmsWays({ address: smsAddress, store })),
      plug(pushPost, async (notice) => (isDead() ? { status: null, reason: "dead", isSent: true } : post(notice))),
    ]
  })
})
afterAll(async () => {
  await doomed.close()
  for (const close of closing) await close()
  await Promise.all([mail.stop(), line.stop(), sms.stop(), push.stop()])
})

type Case = { readonly messageId: string; readonly received: () => number }
type Way = {
  readonly name: string
  readonly isMarketing: boolean
  /** A free answer by LINE has no key to ask again by: nobody can know whether it arrived. */
  readonly isKeyless?: boolean
  /** Plans one message to somebody new. */
  readonly plan: (index: number) => Promise<Case>
}

const purposes = ["marketing", "transactional"] as const
type Purpose = (typeof purposes)[number]
const isMarketing = (purpose: Purpose) => purpose === "marketing"
const mailIdOf = async (messageId: string) => {
  const { rows } = await inTransaction(ctx, (ctx) =>
    sql<{ mailId: string }>`select mail_id as "mailId" from messages.messages where message_id = ${messageId}`.execute(
      ctx.db,
    ),
  )
  return rows[0]?.mailId
}
/** The same mail again has the same Message-ID; another one to the same reader would be another mail. */
async function mailed(messageId: string, address: string): Promise<Case> {
  const mailId = await mailIdOf(messageId)
  const got = () => mail.received().filter(({ to }) => to.includes(address))
  return {
    messageId,
    received: () => {
      expect(new Set(got().map((one) => one.messageId)).size).toBeLessThanOrEqual(1)
      return got().filter((one) => one.messageId === mailId).length
    },
  }
}

const notice = (purpose: Purpose): Way => ({
  name: `a notice by mail, ${purpose}`,
  isMarketing: isMarketing(purpose),
  plan: async (index) => {
    const plan = isMarketing(purpose) ? planCampaign : planReceipt
    const address = `notice-${purpose}-${index}@customer.example`
    return mailed((await plan(ctx, address, { to: { address } })).messageId, address)
  },
})

const letterByMail = (purpose: Purpose): Way => ({
  name: `a letter by mail, ${purpose}`,
  isMarketing: isMarketing(purpose),
  plan: async (index) => {
    const name = `letter-${purpose}-${index}`
    const [customerId = ""] = await readers(ctx, [name])
    return mailed(await planLetter(ctx, customerId, { purpose }), `${name}@customer.example`)
  },
})

const friends: { readonly isFree: boolean; readonly userId: string; readonly customerId: string }[] = []
/** Many at once: each would cost a walk over all queues. */
async function makeFriends(count: number, isFree: boolean): Promise<void> {
  const events = Array.from({ length: count }, () => {
    const userId = aUserId()
    const free = isFree ? { replyToken: aReplyToken(userId) } : {}
    return anEvent("follow", { userId, at: ctx.now(), follow: { isUnblocked: false }, ...free })
  })
  await inTransaction(ctx, (ctx) =>
    enqueueAll(
      ctx,
      applyLineEvent,
      events.map((event) => ({
        payload: { accountId: account, event, receivedAt: ctx.now() },
        key: `${account}:${event.webhookEventId}`,
        notBefore: ctx.now(),
      })),
    ),
  )
  await ctx.drain()
  for (const { source } of events) {
    const friend = await inTransaction(ctx, (ctx) => selectFriend(ctx, account, source.userId))
    if (friend) friends.push({ isFree, userId: source.userId, customerId: friend.personId })
  }
}

type Template = { readonly templateId: string; readonly version: number }
const letterByLine = (purpose: Purpose, isFree: boolean, template?: Template): Way => ({
  name: `a letter by LINE ${isFree ? "as a free answer" : "as a push"}, ${purpose}`,
  isMarketing: isMarketing(purpose),
  isKeyless: isFree,
  plan: async () => {
    if (!friends.some((friend) => friend.isFree === isFree)) await makeFriends(16, isFree)
    const index = friends.findIndex((friend) => friend.isFree === isFree)
    const [{ userId, customerId } = { userId: "", customerId: "" }] = friends.splice(index, 1)
    const messageId = await planLetter(ctx, customerId, { purpose, channels: ["line"], ...(template && { template }) })
    return { messageId, received: () => line.received().filter((one) => one.userId === userId).length }
  },
})

/** Words that are the same for everybody. */
function alike(): Template {
  const template = { templateId: ctx.id(), version: 1 }
  const line = { altText: "新しい生地" }
  const words = {
    ja: { blocks: [{ kind: "text" as const, text: "新しい生地です。" }, { kind: "footer" as const }], line },
  }
  ctx.write(template.templateId, { version: 1, words })
  return template
}

/** Together with whoever is told the same; from then on such news goes so by LINE. */
const letterTogether: Way = {
  name: "a letter by LINE together with others, marketing",
  isMarketing: true,
  plan: async (index) => {
    await inTransaction(ctx, async (ctx) => {
      const version = await lineSettingsVersion(ctx)
      await changeLineSettings(ctx, { ...(await lineSettings(ctx)), together: true }, version)
    })
    return letterByLine("marketing", false, alike()).plan(index)
  },
}

const letterBySms = (purpose: Purpose): Way => ({
  name: `a letter by SMS, ${purpose}`,
  isMarketing: isMarketing(purpose),
  plan: async (index) => {
    const phone = `090-${isMarketing(purpose) ? "3000" : "4000"}-${1000 + index}`
    const [person] = await inTransaction(ctx, (ctx) =>
      resolveCustomers(ctx, [
        {
          identities: [{ kind: "email", issuer: "", value: `${phone}@customer.example` }],
          profile: { phone },
          source: "test",
          at: ctx.now(),
        },
      ]),
    )
    const customerId = person?.customerId ?? ""
    await agree(ctx, [customerId], "sms")
    const messageId = await planLetter(ctx, customerId, { purpose, channels: ["sms"] })
    const number = `+81${phone.replaceAll("-", "").slice(1)}`
    return { messageId, received: () => sms.received().filter(({ to }) => to === number).length }
  },
})

const letterByPush = (purpose: Purpose): Way => ({
  name: `a notice in a browser, ${purpose}`,
  isMarketing: isMarketing(purpose),
  plan: async (index) => {
    const [customerId = ""] = await readers(ctx, [`push-${purpose}-${index}`], "push")
    const path = `/ok/${purpose}-${index}`
    const { endpoint, keys } = pushBrowser(push.origin + path).subscription
    const row = { subscriptionId: ctx.id(), customerId, endpoint, hash: endpoint, ...keys }
    await inTransaction(ctx, (ctx) => upsertSubscription(ctx, row))
    const messageId = await planLetter(ctx, customerId, { purpose, channels: ["push"] })
    return { messageId, received: () => push.received().filter((one) => one.path === path).length }
  },
})

const ways: readonly Way[] = [
  ...purposes.flatMap((purpose) => [
    notice(purpose),
    letterByMail(purpose),
    letterByLine(purpose, false),
    letterByLine(purpose, true),
    letterBySms(purpose),
    letterByPush(purpose),
  ]),
  letterTogether,
]

const effects = sendEffects.map(anyEffect)

const expireLeases = () =>
  inTransaction(ctx, (ctx) =>
    sql`update kernel.outbox set lease_until = clock_timestamp() - interval '1 second' where state = 'claimed'`.execute(
      ctx.db,
    ),
  )

/** As another server does once the leases of the dead one have run out: nothing of it is ready or claimed afterwards. */
async function comeBack(): Promise<void> {
  await expireLeases()
  for (const effect of effects) await recoverLost(ctx, effect, "alive")
  for (const effect of effects)
    for (;;) {
      const rows = await claim(ctx, effect, "alive", 100)
      if (rows.length === 0) break
      for (const row of rows) await carryOut(ctx, effect, row)
    }
}

const left = async () => {
  const { rows } = await inTransaction(ctx, (ctx) =>
    sql<{ n: number }>`select count(*)::int as n from kernel.outbox where brand_id = ${ctx.brandId}
      and state in ('ready', 'claimed') and kind = any(${effects.map(({ kind }) => kind)})`.execute(ctx.db),
  )
  return rows[0]?.n
}
const stateOf = async (messageId: string) => {
  const { rows } = await inTransaction(ctx, (ctx) =>
    sql<{ state: string; reason: string | null }>`select state, reason from messages.messages
      where message_id = ${messageId}`.execute(ctx.db),
  )
  return rows[0]
}

const seen = new Set<string>()
const ended: { readonly name: string; readonly one: Case; readonly times: number }[] = []

test.each(ways.map((way) => [way.name, way] as const))(
  "F02 F03 G2 killed at every step of %s: marketing is never received twice, what is owed arrives, nothing is stuck",
  async (_name, { name, isMarketing, isKeyless = false, plan }) => {
    const whole = await plan(0)
    const points = await doomed.run(ctx, effects)
    expect({ ...(await stateOf(whole.messageId)), times: whole.received() }).toMatchObject({
      state: "accepted",
      times: 1,
    })
    for (const point of points) seen.add(point)
    for (const [index, point] of points.entries()) {
      const one = await plan(index + 1)
      expect(await doomed.run(ctx, effects, index + 1)).toEqual(points.slice(0, index + 1))
      await comeBack()
      const end = await stateOf(one.messageId)
      const times = one.received()
      const about = `${name}, killed at ${point} (${index + 1}): ${end?.state} ${end?.reason}, received ${times} times`
      expect(await left(), about).toBe(0)
      if (isMarketing) expect(times, about).toBeLessThanOrEqual(1)
      // It says sent of what has arrived only, and that nobody knows where nobody can.
      expect(isMarketing || isKeyless ? ["accepted", "unknown"] : ["accepted"], about).toContain(end?.state)
      if (end?.state === "accepted") expect(times, about).toBeGreaterThanOrEqual(1)
      if (point === "claim.before_commit" || point === "result.after_commit") expect(end?.state, about).toBe("accepted")
      ended.push({ name: about, one, times })
    }
  },
)

test("F08 a letter that kills its worker three times is given up, visibly, and those behind it leave", async () => {
  const poisoned = await notice("transactional").plan(900)
  for (let death = 1; death <= 3; death++) {
    const passed = await doomed.run(ctx, effects, 3)
    expect(passed.at(-1)).toBe("perform.before")
    await expireLeases()
    for (const effect of effects) await recoverLost(ctx, effect, "alive")
  }
  const behind = await letterByMail("transactional").plan(901)
  expect(await stateOf(poisoned.messageId)).toMatchObject({ state: "failed", reason: "worker_lost_three_times" })
  await comeBack()
  expect(await stateOf(behind.messageId)).toMatchObject({ state: "accepted" })
  expect([poisoned.received(), behind.received(), await left()]).toEqual([0, 1, 0])
})

test("F02 F46 days later nothing of it has gone again", async () => {
  ctx.pass(2 * 86_400_000)
  await comeBack()
  for (const { name, one, times } of ended) expect(one.received(), name).toBe(times)
  expect(ended.length).toBeGreaterThan(100)
})

test("F02 B3 every step of sending was among them", () => {
  const steps = allCrashpoints().filter((name) => /^(claim|perform|messages|smtp|line|sms|push|result)\./.test(name))
  expect(steps.filter((name) => !seen.has(name))).toEqual([])
})
