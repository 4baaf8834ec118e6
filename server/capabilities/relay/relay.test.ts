import { createServer } from "node:http"
import { afterAll, beforeAll, expect, test } from "vitest"
import { type Context, inTransaction } from "#kernel/context"
import { plug } from "#kernel/ports"
import { testContext } from "#testing/context"
import { webhookPoster } from "../../adapters/webhooks/webhook-post.ts"
import { connectChat, removeChat } from "./chats.ts"
import { chatKindOf } from "./model.ts"
import { chatPost } from "./ports.ts"
import { bodyOf } from "./say-rules.ts"
import { selectChats } from "./storage.ts"
import { tellTeam } from "./tell-team.ts"

// A chat that answers as the test wants; the addresses of the real ones lead here.
const taken: { path: string; body: Record<string, unknown> }[] = []
const answers = new Map<string, number[]>()
const chat = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on("data", (chunk: Buffer) => chunks.push(chunk))
  request.on("end", () => {
    const path = request.url ?? ""
    const status = answers.get(path)?.shift() ?? 200
    if (status === 200) taken.push({ path, body: JSON.parse(Buffer.concat(chunks).toString("utf8")) })
    response.writeHead(status, status === 429 ? { "retry-after": "30" } : {})
    response.end("ok")
  })
})
let origin = ""
beforeAll(async () => {
  await new Promise<void>((resolve) => chat.listen(0, "127.0.0.1", resolve))
  const address = chat.address()
  origin = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`
})
afterAll(() => void chat.close())

async function scene() {
  const post = webhookPoster({ mayReach: () => true, mayUse: () => true })
  const here = plug(chatPost, (url, wanted) => post(origin + new URL(url).pathname, wanted))
  return testContext({ plugs: [here] })
}
const tell = (ctx: Context, key: string, text = "3名の方が来ました") =>
  inTransaction(ctx, (ctx) => tellTeam(ctx, { key, text, link: "https://maido.example.jp/admin/flows/1" }))
const slack = (name: string) => `https://hooks.slack.com/services/${name}`
const told = (name: string) => taken.filter(({ path }) => path === `/services/${name}`)

test("S02 the team's chats are told once each, in the words of each; nobody is called by what people wrote", async () => {
  const ctx = await scene()
  await connectChat(ctx, { url: slack("T1"), name: "お店" })
  await connectChat(ctx, { url: "https://discord.com/api/webhooks/1/D1", name: "Discord" })
  expect(await tell(ctx, "flow:1", "<!channel> & <@U1> 3名の方が来ました")).toBe(2)
  await tell(ctx, "flow:1")
  await ctx.drain()
  expect(told("T1").map(({ body }) => body.text)).toEqual([
    "ひなたのお知らせがここに届きます。",
    "&lt;!channel&gt; &amp; &lt;@U1&gt; 3名の方が来ました\nhttps://maido.example.jp/admin/flows/1",
  ])
  const discord = taken.filter(({ path }) => path === "/api/webhooks/1/D1")
  expect(discord).toHaveLength(2)
  expect(discord[1]?.body).toMatchObject({ allowed_mentions: { parse: [] } })
})

test("a chat that is busy is told later; one that is gone is off and says why, and can be removed", async () => {
  const ctx = await scene()
  const { chatId } = await connectChat(ctx, { url: slack("T2"), name: "お店" })
  answers.set("/services/T2", [429, 500])
  await tell(ctx, "1")
  await ctx.drain()
  expect(told("T2")).toHaveLength(1)
  ctx.pass(60_000)
  await ctx.drain()
  ctx.pass(60_000)
  await ctx.drain()
  expect(told("T2")).toHaveLength(2)
  answers.set("/services/T2", [404])
  await tell(ctx, "2")
  await ctx.drain()
  const chats = await inTransaction(ctx, selectChats)
  expect(chats).toMatchObject([{ offBecause: "status-404" }])
  expect(await tell(ctx, "3")).toBe(0)
  await inTransaction(ctx, (ctx) => removeChat(ctx, chatId))
  expect(await inTransaction(ctx, selectChats)).toEqual([])
})

test("S13 S35 only addresses of chats are taken, sealed, and only when a first message was taken", async () => {
  const ctx = await scene()
  expect(
    [
      "https://evil.example/services/x",
      "http://hooks.slack.com/services/x",
      "https://hooks.slack.com.evil.example/services/x",
    ].map(chatKindOf),
  ).toEqual([undefined, undefined, undefined])
  await expect(connectChat(ctx, { url: "https://evil.example/", name: "x" })).rejects.toMatchObject({
    code: "relay.UnknownAddress",
  })
  answers.set("/services/T3", [403])
  await expect(connectChat(ctx, { url: slack("T3"), name: "x" })).rejects.toMatchObject({ code: "relay.Refused" })
  await connectChat(ctx, { url: slack("T4"), name: "x" })
  const [row] = await inTransaction(ctx, selectChats)
  expect(row?.url).not.toContain("slack")
})

test("a long text is cut to what the chat takes, the link stays", () => {
  const body = bodyOf("discord", { text: "あ".repeat(5_000), link: "https://maido.example.jp/" })
  expect(String(Object(body).content)).toHaveLength(2_000)
  expect(String(Object(body).content)).toMatch(/…\nhttps:\/\/maido\.example\.jp\/$/)
})
