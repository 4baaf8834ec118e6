import { createServer, type Server } from "node:http"
import { sql } from "kysely"
import { afterAll, beforeAll, expect, test } from "vitest"
import { linkWrapping } from "#messages"
import { inTransaction } from "#kernel/context"
import { plug } from "#kernel/ports"
import { launched, letterStep, pathOf, settle } from "#testing/flows"
import { serve } from "#testing/http"
import { type LetterContext, letterContext, readers, template } from "#testing/letter-scene"
import {
  addEndpoint,
  browseCaught,
  caughtMail,
  chatPost,
  connectChat,
  makeOffer,
  setOfferState,
  Terms,
  webhookPost,
  writeHits,
} from "#testing/outside"
import { newPerson } from "#testing/staff"
import { webhookPoster } from "../../adapters/webhooks/webhook-post.ts"
import { callFlow } from "./call-flow.ts"
import { numbersOf } from "./flow-numbers.ts"

const heard: { path: string; body: Record<string, unknown> }[] = []
let outside: Server
let origin = ""

/** One server stands for the team's chat and for another system of the brand. */
beforeAll(async () => {
  outside = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on("data", (part: Buffer) => parts.push(part))
    request.on("end", () => {
      heard.push({ path: request.url ?? "", body: JSON.parse(Buffer.concat(parts).toString("utf8")) })
      response.end("ok")
    })
  })
  await new Promise<void>((resolve) => outside.listen(0, "127.0.0.1", resolve))
  const address = outside.address()
  origin = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`
})
afterAll(() => void outside.close())

const post = webhookPoster({ mayReach: () => true, mayUse: () => true })
const here: typeof post = (url, wanted) => post(origin + new URL(url).pathname, wanted)

const caught = (ctx: LetterContext) =>
  inTransaction(ctx, async (ctx) => {
    const { items } = await browseCaught(ctx, { limit: 20 })
    const mails = []
    for (const { caughtId } of items) mails.push(await caughtMail(ctx, caughtId))
    return mails
  })

/** A person of the brand follows the link of the flow's only letter. */
async function follows(ctx: LetterContext, flowId: string, customerId: string): Promise<void> {
  const door = await serve({ platform: ctx.platform })
  const { rows } = await inTransaction(ctx, (ctx) =>
    sql<{ id: string }>`select message_id as id from messages.messages where origin_id = ${flowId}::uuid`.execute(
      ctx.db,
    ),
  )
  const [wrap] = ctx.product.contributed(linkWrapping)
  const links = await wrap?.(ctx, { messageId: rows[0]?.id ?? "", customerId, channel: "email" })
  const { pathname, search } = new URL(links?.wrap("https://shop.example.jp/new", 0) ?? "")
  ctx.pass(60_000)
  await fetch(door.origin + pathname + search, {
    redirect: "manual",
    headers: {
      "user-agent":
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
      "accept-language": "ja",
      accept: "text/html",
    },
  })
  await writeHits(ctx.platform)
  ctx.pass(20_000)
  await ctx.drain()
  await door.stop()
}

test("G11 G01 S02 C10 an offer, another system and the team, from a flow to where they arrive, and who followed its link", async () => {
  const ctx = await letterContext({ plugs: [plug(chatPost, here), plug(webhookPost, here)] })
  ctx.write(template.templateId, {
    version: 1,
    words: {
      ja: {
        blocks: [
          { kind: "text", text: "お礼の合言葉は {{ offer.code }} です。" },
          { kind: "button", label: "見にいく", to: "https://shop.example.jp/new" },
          { kind: "footer" },
        ],
        mail: { subject: "お礼です", preheader: "お礼" },
      },
    },
  })
  const owner = await newPerson(ctx, "", "owner")
  await connectChat(ctx, { url: "https://hooks.slack.com/services/T1", name: "お店" })
  await addEndpoint(ctx, { url: "https://erp.example.jp/hooks", name: "基幹システム", topics: ["flow.reached"] })
  const { offerId } = await makeOffer(ctx, {
    name: "お礼",
    terms: Terms.parse({ benefit: { kind: "percent", bp: 1_000 }, prefix: "OREI" }),
  })
  await setOfferState(ctx, offerId, "live")
  const [hanako = ""] = await readers(ctx, ["hanako"])
  const flowId = await launched(ctx, {
    format: 1,
    trigger: { kind: "call" },
    first: "gift",
    steps: [
      { kind: "offer", id: "gift", offerId, validFor: { n: 7, unit: "days" }, next: "mail" },
      letterStep("mail", "tell", { template, needs: ["offer.code"] }),
      { kind: "webhook", id: "tell", topic: "thanked", next: "say" },
      { kind: "notify", id: "say", text: "お電話でもお礼をお願いします。", next: null },
    ],
  })
  await callFlow(ctx, flowId, { customerIds: [hanako], key: "k", facts: {} })
  await settle(ctx)
  ctx.pass(11 * 60_000)
  await ctx.drain()
  expect((await pathOf(ctx, flowId, hanako)).map(({ step, outcome }) => `${step} ${outcome}`)).toEqual([
    "gift done",
    "mail planned",
    "tell done",
    "say done",
  ])
  const mails = await caught(ctx)
  expect(mails.find(({ subject }) => subject === "お礼です")?.text).toMatch(/お礼の合言葉は OREI-\S+ です/)
  expect(mails.find(({ to }) => JSON.stringify(to).includes(owner.email))?.subject).toContain(
    "1名の方がいらっしゃいます",
  )
  expect(heard.filter(({ path }) => path === "/hooks").map(({ body }) => body)).toMatchObject([
    { type: "flow.reached", data: { flowId, step: "tell", topic: "thanked", customerIds: [hanako] } },
  ])
  expect(heard.filter(({ path }) => path === "/services/T1").at(-1)?.body.text).toContain("お電話でもお礼を")

  await follows(ctx, flowId, hanako)
  const { steps, lift } = await inTransaction(ctx, (ctx) => numbersOf(ctx, flowId, undefined))
  expect(steps.find(({ step }) => step === "mail")?.clicks).toEqual({ delivered: 1, clicked: 1, rateBp: 10_000 })
  expect(steps.find(({ step }) => step === "gift")).not.toHaveProperty("clicks")
  expect(lift).toBeNull()
})
