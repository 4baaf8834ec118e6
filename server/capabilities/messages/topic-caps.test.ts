import { expect, test } from "vitest"
import { inTransaction } from "#kernel/context"
import { letterContext, origin, planLetter, readers } from "#testing/letter-scene"
import { changeLetterSettings } from "./letter-settings.ts"
import { wholeMessage } from "./message-log.ts"
import { LetterSettings } from "./model-letter-settings.ts"

const daysMs = (n: number) => n * 86_400_000

test("I05 one topic is heard of so often and no more, by whichever campaign or flow; other topics go on", async () => {
  const ctx = await letterContext()
  const rules = LetterSettings.parse({
    topic: { atMost: 2, perDays: 9 },
    giveAsk: null,
    total: null,
    sameTemplateDays: 0,
    channels: { email: null, line: null, sms: null, push: null },
  })
  await inTransaction(ctx, (ctx) => changeLetterSettings(ctx, rules, 0))
  const endOf = (messageId: string) =>
    inTransaction(ctx, async (ctx) => {
      const { state, reason } = await wholeMessage(ctx, messageId)
      return reason === null ? state : `${state}: ${reason}`
    })
  const [hanako = "", yuki = ""] = await readers(ctx, ["hanako", "yuki"])
  const tell = async (...letters: readonly [who: string, topic: string, kind: "campaign" | "flow"][]) => {
    const ids = []
    for (const [who, topic, kind] of letters)
      ids.push(await planLetter(ctx, who, { topic, origin: { ...origin, kind } }, ctx.id()))
    await ctx.drain()
    const ends = []
    for (const id of ids) ends.push(await endOf(id))
    ctx.pass(daysMs(2))
    return ends
  }
  expect(await tell([hanako, "loyalty", "campaign"], [hanako, "loyalty", "flow"])).toEqual(["accepted", "accepted"])
  const ends = await tell([hanako, "loyalty", "campaign"], [hanako, "care", "flow"], [yuki, "loyalty", "flow"])
  expect(ends).toEqual([expect.stringContaining("cap-topic"), "accepted", "accepted"])
  // What is not counted any more makes room again.
  ctx.pass(daysMs(9))
  expect(await tell([hanako, "loyalty", "flow"])).toEqual(["accepted"])
})
