import { brandById, brandLook, isTest } from "#brands"
import { clustersOf } from "#customers"
import { type Context, inTransaction } from "#kernel/context"
import { type ChannelOutcome, type LetterToSend, type MessageChannel, pushNoticeOf, RenderFailed } from "#messages"
import { outcomeOf, verdictOf } from "./answer-rules.ts"
import { keysOf } from "./keys.ts"
import { mostNoticeBytes, Notice } from "./model.ts"
import { pushPost } from "./push-port.ts"
import { deleteSubscriptions, insertCaught, selectSubscriptions, type SubscriptionRow } from "./storage.ts"

/** Notices in browsers as a way to people (M51). The address is the person: a notice goes to all her browsers. */
export const pushChannel: MessageChannel = {
  name: "push",
  title: { ja: "プッシュ通知", en: "Web push" },
  addressesOf: async (ctx, customerIds) => {
    const clusters = await clustersOf(ctx, customerIds)
    const subscribed = await selectSubscriptions(ctx, [...clusters.values()].flat())
    const has = new Set(subscribed.map(({ customerId }) => customerId))
    return new Map(
      [...clusters].flatMap(([root, ids]) =>
        ids.some((id) => has.has(id)) ? [[root, { address: root, name: null }] as const] : [],
      ),
    )
  },
  stateOf: async () => ({ isOpen: true }),
  priceOf: async () => ({ milliYen: 0, left: null }),
  compose: async (ctx, letter) => {
    const notice: Notice = { id: letter.messageId, ...(await pushNoticeOf(ctx, letter)) }
    if (Buffer.byteLength(JSON.stringify(notice)) > mostNoticeBytes) throw new RenderFailed("limit", "over 3,000 bytes")
    return { body: notice, text: `${notice.title}\n${notice.text}` }
  },
  send,
}

/** A notice that nobody saw by then is of no use. */
const ttlSeconds = 24 * 3_600

async function send(ctx: Context, { to, composed }: LetterToSend): Promise<ChannelOutcome> {
  const notice = Notice.parse(composed.body)
  const { isCaught, browsers, contact } = await inTransaction(ctx, (ctx) => read(ctx, to.address))
  if (isCaught) {
    await inTransaction(ctx, (ctx) => insertCaught(ctx, { caughtId: ctx.id(), customerId: to.address, notice }))
    return { kind: "accepted", response: "caught" }
  }
  if (browsers.length === 0) return { kind: "failed", reason: "unsubscribed-browser" }
  const keys = keysOf(ctx)
  const post = ctx.product.use(pushPost)
  const answers = await Promise.all(
    browsers.map(({ endpoint, p256dh, auth }) =>
      post({ subscription: { endpoint, keys: { p256dh, auth } }, notice, keys, contact, ttlSeconds }),
    ),
  )
  const gone = browsers.filter((_, index) => {
    const answer = answers[index]
    return answer !== undefined && verdictOf(answer) === "gone"
  })
  if (gone.length > 0)
    await inTransaction(ctx, (ctx) =>
      deleteSubscriptions(
        ctx,
        gone.map(({ subscriptionId }) => subscriptionId),
      ),
    )
  return outcomeOf(answers)
}

type Read = { readonly isCaught: boolean; readonly browsers: readonly SubscriptionRow[]; readonly contact: string }

async function read(ctx: Context, customerId: string): Promise<Read> {
  const brand = await brandById(ctx, ctx.brandId)
  const ids = (await clustersOf(ctx, [customerId])).get(customerId) ?? [customerId]
  return {
    // A test brand, the demo, and a brand that can't be found reach nobody (S31).
    isCaught: brand === undefined || isTest(brand) || brand.isDemo,
    browsers: await selectSubscriptions(ctx, ids),
    contact: `mailto:${(await brandLook(ctx)).senderAddress}`,
  }
}
