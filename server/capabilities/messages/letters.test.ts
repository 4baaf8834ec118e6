import { describe, expect, test } from "vitest"
import { eraseCustomer, mergeCustomers, recordConsent, suppress } from "#customers"
import { armsOf, ensureExperiment } from "#experiments"
import { type Context, inTransaction } from "#kernel/context"
import { type FakeSmtp, startFakeSmtp } from "#testing/fake-smtp"
import {
  agree,
  type LetterContext,
  letterContext,
  news,
  origin,
  planLetter,
  readers,
  template,
} from "#testing/letter-scene"
import { waysOutOf } from "./attempt-letter.ts"
import type { ChannelOutcome, LetterToSend, MessageChannel } from "./channel.ts"
import { foreseeLetters } from "./foresee-letters.ts"
import { whyMessage, whyOf, whyPerson } from "./why-letter.ts"
import { messageContent, wholeMessage } from "./message-log.ts"
import { changeLetterSettings } from "./letter-settings.ts"
import { LetterSettings } from "./model-letter-settings.ts"
import { discardLetters, releaseLetters } from "./plan-letters.ts"
import { stopLetters } from "./stop-letters.ts"
import { selectDecision } from "./storage-eligibility.ts"

const inTx = <T>(ctx: Context, work: (ctx: Context) => Promise<T>) => inTransaction(ctx, work)
const one = (ctx: Context, messageId: string) => inTx(ctx, (ctx) => wholeMessage(ctx, messageId))
const stateOf = async (ctx: Context, messageId: string) => {
  const { state, reason } = await one(ctx, messageId)
  return reason === null ? state : `${state}: ${reason}`
}
const rule = (ctx: Context, rules: Partial<LetterSettings>, basedOn = 0) =>
  inTx(ctx, (ctx) => changeLetterSettings(ctx, LetterSettings.parse(rules), basedOn))
const hours = (n: number) => n * 3_600_000
const days = (n: number) => hours(24 * n)

async function withServer<T>(work: (server: FakeSmtp) => Promise<T>): Promise<T> {
  const server = await startFakeSmtp()
  try {
    return await work(server)
  } finally {
    await server.stop()
  }
}

/** A channel that keeps what it was asked to send and answers as told. */
function sampleChannel(name: "post", answers: ChannelOutcome[] = [], addresses: Map<string, string> = new Map()) {
  const sent: LetterToSend[] = []
  const channel: MessageChannel = {
    name,
    title: { ja: name, en: name },
    addressesOf: async (_ctx, ids) =>
      new Map(
        ids.flatMap((id) =>
          addresses.has(id) ? [[id, { address: addresses.get(id) ?? "", name: null }] as const] : [],
        ),
      ),
    stateOf: async () => ({ isOpen: true }),
    priceOf: async () => ({ milliYen: 3_000, left: null }),
    compose: async (_ctx, { words, wrap }) => ({
      body: { text: words.line?.altText ?? words.sms?.text, to: wrap("https://shop.example.jp/new") },
      text: words.line?.altText ?? words.sms?.text ?? "",
    }),
    send: async (_ctx, letter) => {
      sent.push(letter)
      return answers.shift() ?? { kind: "accepted", response: "ok", reference: "r-1", milliYen: 3_000 }
    },
  }
  return { channel, sent, addresses }
}

describe("G3 X10 a letter ends visibly", () => {
  test("C25 M21 who agreed gets it, under her name, with the way out; others are skipped with the reason", async () => {
    await withServer(async (server) => {
      const ctx = await letterContext({ smtpUrl: server.url })
      const [hanako = "", yuki = "", aoi = ""] = await readers(ctx, ["hanako", "yuki", "aoi"])
      await inTx(ctx, (ctx) =>
        recordConsent(ctx, {
          customerId: yuki,
          channel: "email",
          purpose: "marketing",
          state: "withdrawn",
          source: "one-click",
          at: new Date(ctx.now().getTime() + 1),
        }),
      )
      await inTx(ctx, (ctx) =>
        suppress(ctx, {
          channel: "email",
          address: "aoi@customer.example",
          scope: "channel",
          reason: "hard-bounce",
          source: "smtp",
          at: ctx.now(),
        }),
      )
      ctx.pass(1_000)
      const ids = [await planLetter(ctx, hanako), await planLetter(ctx, yuki), await planLetter(ctx, aoi)]
      await ctx.drain()
      expect(await Promise.all(ids.map((id) => stateOf(ctx, id)))).toEqual([
        "accepted",
        "skipped: consent-withdrawn",
        "skipped: suppressed: hard-bounce",
      ])
      const [mail] = server.received()
      expect(server.received()).toHaveLength(1)
      expect(mail?.to).toEqual(["hanako@customer.example"])
      const { sent } = await inTx(ctx, (ctx) => messageContent(ctx, ids[0] ?? ""))
      expect(sent?.text).toContain("佐藤 hanako 様、新しい生地が届きました。")
      expect(sent?.text).toMatch(/\/s\/[^/]+\/preferences\//)
      expect(ctx.ended.map(({ state }) => state).sort()).toEqual(["accepted", "skipped", "skipped"])
    })
  })

  test("planned twice under one key it is one letter; an erased person gets none", async () => {
    const ctx = await letterContext()
    const [hanako = "", aoi = ""] = await readers(ctx, ["hanako", "aoi"])
    const first = await planLetter(ctx, hanako)
    expect(await planLetter(ctx, hanako)).toBe(first)
    const gone = await planLetter(ctx, aoi)
    await eraseCustomer(ctx, aoi, "asked")
    await ctx.drain()
    expect(await stateOf(ctx, first)).toBe("accepted")
    expect(await stateOf(ctx, gone)).toBe("skipped: erased")
  })

  test("held letters wait until somebody releases or discards them; what has not begun is stopped", async () => {
    const ctx = await letterContext()
    const [a = "", b = "", c = ""] = await readers(ctx, ["a", "b", "c"])
    const held = [await planLetter(ctx, a, { isHeld: true }), await planLetter(ctx, b, { isHeld: true })]
    const later = await planLetter(ctx, c, { sendAt: new Date(ctx.now().getTime() + hours(2)) })
    await ctx.drain()
    expect(await Promise.all(held.map((id) => stateOf(ctx, id)))).toEqual(["held", "held"])
    ctx.pass(days(10))
    expect(await inTx(ctx, (ctx) => releaseLetters(ctx, [held[0] ?? ""]))).toBe(1)
    expect(await inTx(ctx, (ctx) => discardLetters(ctx, [held[1] ?? ""]))).toBe(1)
    expect(await inTx(ctx, (ctx) => stopLetters(ctx, { id: origin.id, step: "another" }))).toBe(0)
    expect(await inTx(ctx, (ctx) => stopLetters(ctx, origin))).toBeGreaterThan(0)
    await ctx.drain()
    expect(await stateOf(ctx, held[1] ?? "")).toBe("skipped: discarded")
    expect(await stateOf(ctx, later)).toBe("skipped: stopped")
  })

  test("C10 S-LINK2 ways out lead there by themselves; who goes to the shop is noticed", () => {
    const links = {
      unsubscribe: "https://a.example/u",
      preferences: "https://a.example/p",
      shop: "https://shop.example",
    }
    expect([...waysOutOf({ links })]).toEqual([links.unsubscribe, links.preferences])
    expect(waysOutOf({}).size).toBe(0)
  })

  test("R2 F04 many letters are stopped a piece at a time, each told once, and none is left over", async () => {
    const ctx = await letterContext()
    const people = await readers(ctx, ["d", "e", "f", "g", "h"])
    const sendAt = new Date(ctx.now().getTime() + hours(2))
    const ids = await Promise.all(people.map((id) => planLetter(ctx, id, { sendAt })))
    expect(await inTx(ctx, (ctx) => stopLetters(ctx, origin, { most: 2 }))).toBe(5)
    const states = async () => (await Promise.all(ids.map((id) => stateOf(ctx, id)))).sort()
    expect(await states()).toEqual(["planned", "planned", "planned", "skipped: stopped", "skipped: stopped"])
    await ctx.drain()
    expect(new Set(await states())).toEqual(new Set(["skipped: stopped"]))
    expect(ctx.ended.map(({ messageId }) => messageId).sort()).toEqual(ids.sort())
  })
})

describe("M22 M23 when it goes", () => {
  test.each([
    ["20:59:59", "accepted"],
    ["21:00:00", "deferred: quiet-hours"],
    ["07:59:59", "deferred: quiet-hours"],
    ["08:00:00", "accepted"],
  ])("M22 at %s in the reader's zone: %s", async (time, state) => {
    const ctx = await letterContext({ at: `2026-04-01T${time}+09:00` })
    const [hanako = ""] = await readers(ctx, ["hanako"])
    const id = await planLetter(ctx, hanako)
    await ctx.drain()
    expect(await stateOf(ctx, id)).toBe(state)
    ctx.moveTo("2026-04-02T08:00:00+09:00")
    await ctx.drain()
    expect(await stateOf(ctx, id)).toBe("accepted")
  })

  test("F45 what would only go after its time ends as expired, at once and not in the night", async () => {
    const ctx = await letterContext({ at: "2026-04-01T22:00:00+09:00" })
    const [hanako = ""] = await readers(ctx, ["hanako"])
    const id = await planLetter(ctx, hanako, { expiresAt: new Date("2026-04-02T07:00:00+09:00") })
    await ctx.drain()
    expect(await stateOf(ctx, id)).toBe("expired: quiet-hours")
  })

  test("M23 ten letters at once under a cap of two: exactly two leave, and the others say until when they wait", async () => {
    await withServer(async (server) => {
      const ctx = await letterContext({ smtpUrl: server.url })
      await rule(ctx, { total: { atMost: 2, perDays: 7 }, sameTemplateDays: 0 })
      const [hanako = ""] = await readers(ctx, ["hanako"])
      for (let i = 0; i < 10; i++)
        await planLetter(
          ctx,
          hanako,
          { origin: { ...origin, step: `s${i}` }, expiresAt: new Date(ctx.now().getTime() + days(30)) },
          `${i}`,
        )
      await ctx.drain()
      expect(server.received()).toHaveLength(2)
      const states = ctx.ended.map(({ state, reason }) => `${state}${reason ? `: ${reason}` : ""}`)
      // The same template says the same: of those that wait, the last one carries it.
      expect(states.filter((state) => state === "accepted")).toHaveLength(2)
      expect(states.filter((state) => state === "merged: cap-total").length).toBe(7)
      ctx.pass(days(7) + 1_000)
      await ctx.drain()
      expect(server.received()).toHaveLength(3)
    })
  })

  test("F72 a person who was merged is one reader: what both got counts", async () => {
    const ctx = await letterContext()
    await rule(ctx, { total: { atMost: 1, perDays: 7 }, sameTemplateDays: 0 })
    const [a = "", b = ""] = await readers(ctx, ["a", "b"])
    const first = await planLetter(ctx, a)
    await ctx.drain()
    await mergeCustomers(ctx, a, b)
    const second = await planLetter(ctx, b, { expiresAt: new Date(ctx.now().getTime() + days(30)) }, "2")
    await ctx.drain()
    expect([await stateOf(ctx, first), await stateOf(ctx, second)]).toEqual(["accepted", "deferred: cap-total"])
  })

  test("X14 after too many asks she gets something of value instead", async () => {
    const ctx = await letterContext()
    await rule(ctx, { giveAsk: { surplus: 1, perDays: 30 }, sameTemplateDays: 0, total: null })
    const value = { templateId: "0190b8a0-0000-7000-8000-00000000bbbb", version: 1 }
    ctx.write(value.templateId, news)
    const [hanako = ""] = await readers(ctx, ["hanako"])
    await planLetter(ctx, hanako, { intent: "ask" }, "1")
    await ctx.drain()
    const asked = await planLetter(ctx, hanako, { intent: "ask", instead: value }, "2")
    const merely = await planLetter(
      ctx,
      hanako,
      { intent: "discount", expiresAt: new Date(ctx.now().getTime() + days(1)) },
      "3",
    )
    await ctx.drain()
    expect(await stateOf(ctx, asked)).toBe("accepted")
    const decision = await inTx(ctx, (ctx) => selectDecision(ctx, asked))
    expect(decision?.decision).toMatchObject({ kind: "send", template: value })
    expect(await stateOf(ctx, merely)).toBe("expired: give-ask")
  })

  test("G42 a price is not cut more deeply, nor more often, than the brand allows", async () => {
    const ctx = await letterContext()
    await rule(ctx, {
      discounts: { cap: { atMost: 1, perDays: 30 }, deepestBp: 2_000 },
      giveAsk: null,
      sameTemplateDays: 0,
    })
    const [hanako = ""] = await readers(ctx, ["hanako"])
    const deep = await planLetter(ctx, hanako, { intent: "discount", discountBp: 2_500 }, "1")
    const first = await planLetter(ctx, hanako, { intent: "discount", discountBp: 1_000 }, "2")
    await ctx.drain()
    const second = await planLetter(ctx, hanako, { intent: "discount", discountBp: 1_000, sendAt: ctx.now() }, "3")
    await ctx.drain()
    expect(await stateOf(ctx, deep)).toBe("skipped: discount-too-deep")
    expect(await stateOf(ctx, first)).toBe("accepted")
    expect(await stateOf(ctx, second)).toBe("expired: discounts-used-up")
  })
})

describe("M25 holdout", () => {
  test("M25 who is kept apart is skipped as holdout, and stays so", async () => {
    const ctx = await letterContext()
    await inTx(ctx, (ctx) => ensureExperiment(ctx, { kind: "campaign", id: origin.id, holdoutBp: 5_000 }))
    const people = await readers(
      ctx,
      Array.from({ length: 20 }, (_, i) => `p${i}`),
    )
    const arms = await inTx(ctx, (ctx) => armsOf(ctx, { kind: "campaign", id: origin.id }, people))
    const ids = await Promise.all(people.map((id) => planLetter(ctx, id)))
    await ctx.drain()
    const states = await Promise.all(ids.map((id) => stateOf(ctx, id)))
    expect(states).toEqual(people.map((id) => (arms.get(id) === "holdout" ? "skipped: holdout" : "accepted")))
    expect(new Set(states).size).toBe(2)
  })
})

describe("C04 C05 C06 channels", () => {
  const scene = async (answers: ChannelOutcome[] = []) => {
    const post = sampleChannel("post", answers)
    const ctx: LetterContext = await letterContext({ channels: [post.channel] })
    const [hanako = ""] = await readers(ctx, ["hanako"])
    post.addresses.set(hanako, "U1")
    return { ctx, post, hanako }
  }

  test("C04 the first channel by which she may be written to is taken; no consent there, the next", async () => {
    const { ctx, post, hanako } = await scene()
    const byMail = await planLetter(ctx, hanako, { channels: ["post", "email"] }, "1")
    await ctx.drain()
    expect(post.sent).toHaveLength(0)
    expect(await stateOf(ctx, byMail)).toBe("accepted")
    await agree(ctx, [hanako], "post")
    ctx.pass(days(8))
    const byPost = await planLetter(ctx, hanako, { channels: ["post", "email"] }, "2")
    await ctx.drain()
    expect(post.sent).toMatchObject([{ to: { address: "U1" }, composed: { text: "春の新作が届きました" } }])
    expect(await stateOf(ctx, byPost)).toBe("accepted")
    const { sent } = await inTx(ctx, (ctx) => messageContent(ctx, byPost))
    expect(sent?.text).toBe("春の新作が届きました")
  })

  test("F46 M41 an attempt whose end nobody knows goes again under the same key, on the same channel", async () => {
    const { ctx, post, hanako } = await scene([{ kind: "retry", reason: "timeout", code: 500 }])
    await agree(ctx, [hanako], "post")
    const id = await planLetter(ctx, hanako, { channels: ["post", "email"] })
    await ctx.drain()
    expect(await stateOf(ctx, id)).toBe("retrying: timeout")
    ctx.pass(60_000)
    await ctx.drain()
    expect(await stateOf(ctx, id)).toBe("accepted")
    expect(post.sent).toHaveLength(2)
    expect(new Set(post.sent.map(({ retryKey }) => retryKey)).size).toBe(1)
  })

  test("F47 a channel that is closed fails nobody: its letters wait", async () => {
    const { ctx, hanako } = await scene([{ kind: "closed", reason: "monthly-limit" }])
    await agree(ctx, [hanako], "post")
    const id = await planLetter(ctx, hanako, { channels: ["post"] })
    await ctx.drain()
    expect(await stateOf(ctx, id)).toBe("deferred: monthly-limit")
    ctx.pass(300_000)
    await ctx.drain()
    expect(await stateOf(ctx, id)).toBe("accepted")
  })

  test("B12 an address that takes nothing more by a channel is left alone there", async () => {
    const { ctx, hanako } = await scene([{ kind: "failed", reason: "blocked", suppress: "blocked", code: 403 }])
    await agree(ctx, [hanako], "post")
    const failed = await planLetter(ctx, hanako, { channels: ["post"] }, "1")
    await ctx.drain()
    const next = await planLetter(ctx, hanako, { channels: ["post"] }, "2")
    await ctx.drain()
    expect([await stateOf(ctx, failed), await stateOf(ctx, next)]).toEqual([
      "failed: blocked",
      "skipped: suppressed: blocked",
    ])
  })
})

describe("X03 why, and why not", () => {
  test("X03 what was decided is told line by line, equal to what would be decided again over the same facts", async () => {
    const ctx = await letterContext({ at: "2026-04-01T22:00:00+09:00" })
    const [hanako = "", aoi = ""] = await readers(ctx, ["hanako", "aoi"])
    await inTx(ctx, (ctx) =>
      recordConsent(ctx, {
        customerId: aoi,
        channel: "email",
        purpose: "marketing",
        state: "withdrawn",
        source: "one-click",
        at: ctx.now(),
      }),
    )
    for (const customerId of [hanako, aoi]) {
      const id = await planLetter(ctx, customerId)
      const foreseen = await inTx(ctx, (ctx) =>
        foreseeLetters(ctx, [{ customerId, template, origin, channels: ["email"], intent: "value" }]),
      )
      await ctx.drain()
      const { why } = await inTx(ctx, (ctx) => whyMessage(ctx, id))
      const again = foreseen.get(customerId)
      expect(again && whyOf(again)).toEqual(why)
    }
    const late = await inTx(ctx, (ctx) =>
      whyPerson(ctx, { customerId: hanako, template, channels: "best", intent: "value" }),
    )
    expect(late).toMatchObject({
      kind: "defer",
      nextAt: new Date("2026-04-01T23:00:00.000Z"),
      reason: { en: "Quiet hours" },
    })
    const asked = { customerId: hanako, template, channels: "best", intent: "value" } as const
    const noon = await inTx(ctx, (ctx) => whyPerson(ctx, { ...asked, sendAt: new Date("2026-04-02T03:00:00Z") }))
    expect(noon, "at noon of the day after").toMatchObject({ kind: "send", nextAt: null })
    const past = inTx(ctx, (ctx) => whyPerson(ctx, { ...asked, sendAt: new Date(ctx.now().getTime() - 3_600_000) }))
    await expect(past, "what is past was decided then").rejects.toMatchObject({ code: "messages.PastMoment" })
    const never = await inTx(ctx, (ctx) =>
      whyPerson(ctx, { customerId: aoi, template, channels: "best", intent: "value" }),
    )
    expect(never).toMatchObject({ kind: "skip", reason: { ja: "お便りを止めています" } })
    expect(never.lines.at(-1)).toMatchObject({ check: "reach", says: "other" })
  })
})
