import { sql } from "kysely"
import { expect, test } from "vitest"
import { staffInvited } from "#brands"
import { inTransaction } from "#kernel/context"
import { announce } from "#kernel/events"
import type { TestContext } from "#testing/context"
import { startFakeSmtp } from "#testing/fake-smtp"
import { mailContext } from "#testing/mail"
import { readMail } from "../../adapters/email/mail-catcher.ts"
import { previewMessage, previewSample } from "./preview-mail.ts"
import { staffInvitationMail } from "./staff-invitation-mail.ts"

const secret = "secret-of-the-invitation"
const invite = (ctx: TestContext) =>
  inTransaction(ctx, (ctx) =>
    announce(ctx, staffInvited, {
      invitationId: ctx.id(),
      email: "new.colleague@hinata.example",
      brandName: "ひなた",
      roleName: { ja: "マーケター", en: "Marketer" },
      link: `https://maido.example.jp/admin/invitation#${secret}`,
      expiresAt: new Date(ctx.now().getTime() + 7 * 86_400_000),
    }),
  )
const kept = async (ctx: TestContext) =>
  (
    await inTransaction(ctx, (ctx) =>
      sql<{ message_id: string; facts: unknown; body: unknown; hash: string; state: string }>`
        select m.message_id, m.facts, m.state, r.body, r.hash from messages.messages m
        left join messages.renderings r using (brand_id, message_id)`.execute(ctx.db),
    )
  ).rows

test("an invitation goes to whom it names, with the link, and nothing of it is kept", async () => {
  const server = await startFakeSmtp({ raw: true })
  const ctx = await mailContext({ smtpUrl: server.url })
  await invite(ctx)
  const [planned] = await kept(ctx)
  const look = inTransaction(ctx, (ctx) =>
    previewMessage(ctx, staffInvitationMail, "ja", undefined, planned?.message_id ?? ""),
  )
  await expect(look).rejects.toMatchObject({ code: "messages.Forgotten" })
  await ctx.drain()
  const [mail] = server.received()
  await server.stop()
  expect(mail?.to).toEqual(["new.colleague@hinata.example"])
  expect((await readMail(Buffer.from(mail?.raw ?? "", "base64"))).text).toContain(secret)
  expect(await kept(ctx)).toMatchObject([{ state: "accepted", facts: null, body: null, hash: expect.any(String) }])
})

test("while mails go to the catcher, an invitation is not put where others can read it", async () => {
  const ctx = await mailContext()
  await invite(ctx)
  await ctx.drain()
  expect(await kept(ctx)).toEqual([])
})

test.each(["ja", "en"] as const)("F80 the invitation's own wording (%s) passes its check", async (language) => {
  const ctx = await mailContext()
  const { findings, rendering } = await inTransaction(ctx, (ctx) =>
    previewSample(ctx, staffInvitationMail, language, undefined),
  )
  expect(findings).toEqual([])
  expect(rendering?.text).toContain("https://maido.example.jp/admin/invitation#sample")
  // Whoever is invited has ordered nothing, and gets no word that is meant for customers.
  expect(rendering?.text).toMatch(/スタッフとして招待したため|invited you to work with them/)
  expect(`${rendering?.text} ${rendering?.html}`).not.toMatch(/ご注文|your order|返品|Returns/)
})
