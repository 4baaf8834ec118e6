import { type Context, inTransaction } from "#kernel/context"
import { crashpoints } from "#kernel/crashpoint"
import { type Verdict, verdictOf } from "./answer-rules.ts"
import { closeChannel } from "./check-account.ts"
import { apiOf } from "./line-calls.ts"
import { replyTokenMs, retryKeyMs } from "./model.ts"
import { lineSettings } from "./settings.ts"
import { type AccountRow, beginAttempt, selectAccount, turnTo, type Way } from "./storage.ts"
import { selectFriend, takeReplyToken } from "./storage-friends.ts"

const crash = crashpoints("line.before_call", "line.after_call")

export type Delivery = {
  /** A UUID, stored before the call and the same at every attempt (M41). */
  readonly retryKey: string
  readonly userId: string
  readonly messages: readonly unknown[]
  readonly firstTriedAt: Date
}

export type Delivered =
  | { readonly kind: "accepted"; readonly way: Way; readonly reference: string | null; readonly isRepeated: boolean }
  /** `code` null: there was no answer, or none that says whether it was taken over. */
  | {
      readonly kind: "retry"
      readonly reason: string
      readonly afterMs: number | null
      readonly code: number | null
    }
  | { readonly kind: "closed"; readonly reason: string }
  | { readonly kind: "failed"; readonly reason: string }
  | { readonly kind: "unknown"; readonly reason: string }

type Begun = { readonly account: AccountRow; readonly way: Way; readonly replyToken: string | null }

/**
 * Hands messages to LINE for one friend, who gets them at most once (G2, F46): a free reply when one is at hand (X09), else a
 * push under its retry key, the same for 24 hours. Which of the two it is, is committed before it leaves; a reply without
 * an answer is never repeated, for a reply has no key. Never throws for what LINE does. Outside any transaction.
 */
export async function deliver(ctx: Context, delivery: Delivery): Promise<Delivered> {
  const begun = await inTransaction(ctx, (ctx) => begin(ctx, delivery))
  if ("kind" in begun) return begun
  if (begun.way === "push") return push(ctx, begun.account, delivery)
  const verdict = await call(ctx, begun, delivery)
  if (verdict.kind === "accepted") return { ...verdict, way: "reply" }
  if (verdict.kind === "unsure") return { kind: "unknown", reason: verdict.reason }
  if (verdict.kind === "failed") return verdict
  // Refused for certain: what was not said for free is said as a push.
  await inTransaction(ctx, (ctx) => turnTo(ctx, delivery.retryKey, "push"))
  return push(ctx, begun.account, delivery)
}

async function begin(ctx: Context, { retryKey, userId, firstTriedAt }: Delivery): Promise<Begun | Delivered> {
  const account = await selectAccount(ctx)
  if (!account) return { kind: "closed", reason: "not-connected" }
  const friend = await selectFriend(ctx, account.accountId, userId)
  // LINE answers 200 for whoever has blocked us: it would count as sent and reach nobody (F48).
  if (friend?.state !== "following") return { kind: "failed", reason: friend ? "blocked" : "not-a-friend" }
  const isLate = ctx.now().getTime() - firstTriedAt.getTime() >= retryKeyMs
  const { replyFirst } = await lineSettings(ctx)
  const freshSince = new Date(ctx.now().getTime() - replyTokenMs)
  const earlier = await beginAttempt(ctx, retryKey, "push")
  if (earlier?.way === "reply") return { kind: "unknown", reason: "reply-without-answer" }
  if (earlier)
    return isLate ? { kind: "unknown", reason: "retry-key-expired" } : { account, way: "push", replyToken: null }
  const sealed = replyFirst ? await takeReplyToken(ctx, userId, freshSince) : undefined
  if (sealed === undefined) return { account, way: "push", replyToken: null }
  await turnTo(ctx, retryKey, "reply")
  return { account, way: "reply", replyToken: ctx.keys.open(sealed) }
}

async function push(ctx: Context, account: AccountRow, delivery: Delivery): Promise<Delivered> {
  const verdict = await call(ctx, { account, way: "push", replyToken: null }, delivery)
  if (verdict.kind === "accepted") return { ...verdict, way: "push" }
  if (verdict.kind === "failed") return verdict
  if (verdict.kind === "retry") return { ...verdict, code: verdict.reason === "rate-limit" ? 429 : null }
  // Asked again under the same key, LINE says 409 if it had taken it over.
  if (verdict.kind === "unsure") return { kind: "retry", reason: verdict.reason, afterMs: null, code: null }
  if (verdict.kind === "token-gone") return { kind: "failed", reason: "reply-token" }
  await closeChannel(ctx, account.accountId, verdict.reason)
  return verdict
}

async function call(ctx: Context, { account, way, replyToken }: Begun, delivery: Delivery): Promise<Verdict> {
  const { messages, userId: to, retryKey } = delivery
  const api = await apiOf(ctx)
  crash("line.before_call")
  const answer = await api(ctx.keys.open(account.accessToken), {
    method: "POST",
    path: `/v2/bot/message/${way}`,
    body: way === "push" ? { to, messages } : { replyToken, messages },
    ...(way === "push" ? { retryKey } : {}),
  })
  crash("line.after_call")
  return verdictOf(answer)
}
