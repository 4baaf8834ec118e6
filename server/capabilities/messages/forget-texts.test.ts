import { expect, test } from "vitest"
import { changeSetting } from "#brands"
import { type Context, inTransaction } from "#kernel/context"
import { mailContext, planReceipt } from "#testing/mail"
import { browseCaught } from "./caught-mails.ts"
import { forgetOldTexts } from "./forget-texts.ts"
import { messageContent, wholeMessage } from "./message-log.ts"
import { MailSettings } from "./model-settings.ts"
import { resendMessage } from "./resend-message.ts"

const inTx = <T>(ctx: Context, work: (ctx: Context) => Promise<T>) => inTransaction(ctx, work)
const day = 86_400_000

test("S71 what a mail said is kept for thirty days; then its hash and its outcome stay", async () => {
  const ctx = await mailContext()
  const old = await planReceipt(ctx, "r:1")
  await ctx.drain()
  const before = await inTx(ctx, (ctx) => wholeMessage(ctx, old.messageId))
  expect(before.contentHash).toMatch(/^[0-9a-f]{64}$/)
  ctx.pass(30 * day)
  await inTx(ctx, (ctx) => forgetOldTexts(ctx, ctx.now()))
  expect((await inTx(ctx, (ctx) => messageContent(ctx, old.messageId))).sent).not.toBeNull()

  const young = await planReceipt(ctx, "r:2")
  await ctx.drain()
  ctx.pass(1)
  await inTx(ctx, (ctx) => forgetOldTexts(ctx, ctx.now()))
  expect(await inTx(ctx, (ctx) => messageContent(ctx, old.messageId))).toMatchObject({ sent: null, isForgotten: true })
  expect((await inTx(ctx, (ctx) => messageContent(ctx, young.messageId))).sent).not.toBeNull()
  expect(await inTx(ctx, (ctx) => wholeMessage(ctx, old.messageId))).toMatchObject({
    state: "accepted",
    contentHash: before.contentHash,
    tries: before.tries,
  })
  expect((await inTx(ctx, (ctx) => browseCaught(ctx, { limit: 10 }))).items).toHaveLength(1)
})

test("S71 how long is the brand's to say, and what is forgotten cannot be sent again", async () => {
  const ctx = await mailContext()
  await inTx(ctx, (ctx) => changeSetting(ctx, "mail", MailSettings, MailSettings.parse({ keepBodyDays: 2 })))
  const { messageId } = await planReceipt(ctx, "r:1", { expiresAt: ctx.now() })
  await ctx.drain()
  ctx.pass(2 * day + 1)
  await inTx(ctx, (ctx) => forgetOldTexts(ctx, ctx.now()))
  await expect(inTx(ctx, (ctx) => resendMessage(ctx, messageId))).rejects.toMatchObject({ code: "messages.Forgotten" })
})
