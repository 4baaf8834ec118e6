import { createServer } from "node:http"
import { sql } from "kysely"
import { expect, onTestFinished, test } from "vitest"
import { createRenderPool } from "#messages"
import { inTransaction } from "#kernel/context"
import { plug } from "#kernel/ports"
import { startFakeSmtp } from "#testing/fake-smtp"
import { testMail } from "#testing/mail"
import { newPerson } from "#testing/staff"
import { testContext } from "#testing/context"
import { checkWording } from "#testing/wording"
import { webhookPoster } from "../../adapters/webhooks/webhook-post.ts"
import { readMail } from "../../adapters/email/mail-catcher.ts"
import { addEndpoint, changeEndpoint, testEndpoint } from "./endpoints.ts"
import { webhookPost } from "./ports.ts"
import { stoppedMail } from "./stopped-mail.ts"

test("S34 an endpoint that is switched off is mailed to the owners of the brand, once each, without the secrets in its address", async () => {
  const server = await startFakeSmtp({ raw: true })
  const mail = testMail({ smtpUrl: server.url })
  const receiver = createServer((_, response) => void response.writeHead(410).end())
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve))
  onTestFinished(() => void receiver.close())
  const address = receiver.address()
  const port = typeof address === "object" ? address?.port : ""
  // The receiver stands on this machine and speaks plain HTTP; everybody else must be public and encrypted.
  const post = webhookPoster({ mayReach: (address) => address === "127.0.0.1", mayUse: () => true })
  const toReceiver: typeof post = (_, message) => post(`http://127.0.0.1:${port}/`, message)
  const ctx = await testContext({ plugs: [...mail.plugs, plug(webhookPost, toReceiver)] })
  mail.catchInto(ctx.platform)
  const [first, second, viewer] = [
    await newPerson(ctx, "", "owner"),
    await newPerson(ctx, "", "owner"),
    await newPerson(ctx, "", "viewer"),
  ]
  const { endpointId } = await addEndpoint(ctx, {
    url: "https://erp.example.jp/hooks/path-secret",
    name: "基幹システム",
    topics: ["order.received"],
  })
  for (const _ of ["once", "again"]) await testEndpoint(ctx, endpointId, "order.received")
  await ctx.drain()
  await ctx.drain()
  const received = server.received()
  await server.stop()
  expect(received.flatMap(({ to }) => to).toSorted()).toEqual([first.email, second.email].toSorted())
  expect(received.flatMap(({ to }) => to)).not.toContain(viewer.email)
  const { text, subject } = await readMail(Buffer.from(received[0]?.raw ?? "", "base64"))
  expect(subject).toBe("Webhook の通知先「基幹システム」を止めました")
  expect(text).toContain("/admin/settings/webhooks")
  expect(text).toContain("erp.example.jp")
  expect(text).not.toContain("path-secret")

  // Resumed and switched off anew, it is news again.
  await changeEndpoint(ctx, endpointId, { state: "active" })
  ctx.pass(60_000)
  await testEndpoint(ctx, endpointId, "order.received")
  await ctx.drain()
  const { rows } = await inTransaction(ctx, (ctx) =>
    sql<{ count: number }>`select count(*)::int as count from messages.messages`.execute(ctx.db),
  )
  expect(rows[0]?.count).toBe(4)
})

test.each(["ja", "en"] as const)("F80 the wording of a stopped endpoint (%s) passes its check", async (language) => {
  const renderer = createRenderPool()
  onTestFinished(() => renderer.close())
  const { findings } = await checkWording(stoppedMail, language, renderer)
  expect(findings).toEqual([])
})
