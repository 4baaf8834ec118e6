import { expect } from "vitest"
import { resolveCustomer } from "#customers"
import { contribute } from "#kernel/contributions"
import { defineCapability } from "#kernel/capability"
import { type Context, inTransaction } from "#kernel/context"
import { defineErrors } from "#kernel/errors"
import { type Plug, plug } from "#kernel/ports"
import { assemble } from "#kernel/product"
import { createRenderPool, mailRenderer, mailTransports, type OutgoingMail } from "#messages"
import {
  entrances,
  type MyPageAction,
  myPageActions,
  type MyPageCard,
  myPageCards,
  myPageEvents,
  myPagePages,
  widgetLines,
} from "#mypage"
import { trackingPages } from "#tracking"
import { myPagePortal, trackingPortal } from "../../portal/server.ts"
import { capabilities } from "../capabilities.ts"
import { testContext } from "./context.ts"
import { serve } from "./http.ts"

const Sold = defineErrors("test", { Gone: { status: 409, ja: "在庫がなくなりました。", en: "It is gone." } })
/** Keys of what was done. */
export const acted: string[] = []
export const trouble = { isBroken: false }
const card: MyPageCard = {
  key: "test-card",
  order: 1,
  title: { ja: "会員証", en: "Card" },
  read: async () => ({ pieces: [{ kind: "barcode", number: "2900048120730", holder: "佐藤 美咲", rank: "はな" }] }),
}
const balance: MyPageCard = {
  key: "test-points",
  order: 2,
  title: { ja: "手持ち", en: "What you hold" },
  byLink: true,
  read: async (_ctx, customerId, language) => {
    if (trouble.isBroken) throw new Error("the ledger is away")
    return {
      pieces: [
        { kind: "figure", value: "1,240", unit: "pt" },
        { kind: "code", label: "クーポン", code: "SECRET-CODE", note: null },
        {
          kind: "choices",
          items: [
            {
              title: "小瓶",
              note: null,
              imageUrl: null,
              price: "400pt",
              gap: null,
              press: {
                action: "test.redeem",
                fields: { reward: "bottle" },
                label: language === "ja" ? "交換する" : "Redeem",
              },
            },
          ],
        },
      ],
      options: [{ icon: "point", label: customerId.slice(0, 8) }],
    }
  },
}
const redeem: MyPageAction = {
  name: "test.redeem",
  ask: async (_ctx, { fields }) =>
    fields.reward === "bottle" ? { headline: ["400ptを使います。"], pieces: [], button: "交換を確定する" } : null,
  act: async (ctx, { customerId, fields, key }) => {
    if (fields.reward === "gone") throw Sold.Gone()
    expect(ctx.actor).toEqual({ kind: "customer", customerId })
    acted.push(key)
    return {
      said: "交換しました。",
      undo: { action: "test.undo", fields: { reward: "bottle" }, label: "取り消す" },
      to: "test-points",
    }
  },
}
const open: MyPageAction = {
  name: "test.answer",
  byLink: true,
  act: async () => ({ said: "お答えを受け取りました。" }),
}
/** Who has joined. */
export const entered: string[] = []
const extra = defineCapability({
  name: "test",
  contributes: [
    contribute(myPageCards, [card, balance]),
    contribute(myPageActions, [redeem, open]),
    contribute(entrances, [
      async (_ctx: Context, { customerId }: { customerId: string }) => void entered.push(customerId),
    ]),
    contribute(widgetLines, [{ order: 1, read: async (_ctx, id) => [id === null ? "100円で1ポイント" : "1,240pt"] }]),
    contribute(myPageEvents, [
      async () => [
        {
          uid: "soap",
          title: "石けん作りの会, 鎌倉",
          text: "手ぬぐいをお持ちください。",
          place: "鎌倉の工房",
          from: new Date("2026-05-02T01:00:00Z"),
          until: new Date("2026-05-02T03:00:00Z"),
        },
      ],
    ]),
  ],
})
const all = [...capabilities, extra]

export const box: OutgoingMail[] = []
export const renderer = createRenderPool()

type Reply = { reply: Response; status: number; text: string; location: string }

/** A brand whose customers' page has a card, a balance and something to redeem, and a browser to look at it. */
export async function aPage(more: readonly Plug[] = []) {
  const way = {
    name: "box",
    send: async (mail: OutgoingMail) => {
      box.push(mail)
      return { kind: "accepted" as const, response: "250 taken" }
    },
  }
  const plugs = [
    plug(mailRenderer, renderer),
    plug(mailTransports, { wayFor: () => way }),
    plug(trackingPages, trackingPortal),
    plug(myPagePages, myPagePortal),
    ...more,
  ]
  const ctx = await testContext({ product: assemble(all, { plugs, wake: () => {} }) })
  const door = await serve({ platform: ctx.platform, capabilities: all })
  const base = `/s/${ctx.brand.slug}/my`
  const ask = async (path: string, init: RequestInit): Promise<Reply> => {
    const reply = await fetch(door.origin + path, { redirect: "manual", ...init })
    return { reply, status: reply.status, text: await reply.text(), location: reply.headers.get("location") ?? "" }
  }
  const get = (path: string, cookie = "", method = "GET") => ask(path, { method, headers: { cookie } })
  const post = (path: string, form: Record<string, string>, cookie = "", headers: Record<string, string> = {}) =>
    ask(path, { method: "POST", headers: { cookie, ...headers }, body: new URLSearchParams(form) })
  let people = 0
  const person = (email = `misaki${++people}@example.jp`) =>
    inTransaction(ctx, async (tx) => {
      const { customerId } = await resolveCustomer(tx, {
        identities: [{ kind: "email", issuer: "", value: email, verified: true }],
        profile: { familyName: "佐藤", givenName: "美咲", email },
        source: "test",
        at: ctx.now(),
      })
      return { customerId, email }
    })
  /** Goes the whole way in, as a shopper does. */
  const signIn = async (email: string): Promise<string> => {
    const asked = await post(`${base}/sign-in`, { email })
    await ctx.drain()
    const proven = await post(`${base}/code`, { code: codeIn(box.at(-1)) }, asCookie(asked))
    expect([proven.status, proven.location]).toEqual([303, base])
    return asCookie(proven)
  }
  return { ctx, base, get, post, person, signIn, stop: door.stop }
}

/** What the browser keeps of an answer's cookies. */
export const asCookie = ({ reply }: Reply) =>
  reply.headers
    .getSetCookie()
    .flatMap((line) => line.split(";")[0] ?? [])
    .filter((pair) => !pair.endsWith("="))
    .join("; ")

export const codeIn = (mail: OutgoingMail | undefined) => /\d{6}/.exec(mail?.subject ?? "")?.[0] ?? "none"
export const secretIn = (text: string) => /name="secret" value="([^"]+)"/.exec(text)?.[1] ?? ""

export const order = (email: string, at: Date) => ({
  source: "import",
  externalId: "10482",
  number: "H-10482",
  placedAt: at,
  updatedAt: at,
  channel: "online" as const,
  customer: { identities: [{ kind: "email" as const, issuer: "", value: email }], profile: {} },
  currency: "JPY",
  lines: [
    { externalId: "1", sku: "N1", title: "うるおい乳液", quantity: 1, unitPrice: 3000, discount: 0, taxIncluded: true },
  ],
  totals: { goods: 3000, discount: 0, shipping: 0, tax: 272, paid: 3000, refunded: 0 },
  refunds: [],
})
