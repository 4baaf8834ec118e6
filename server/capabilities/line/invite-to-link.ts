import { z } from "zod"
import { brandById, publicUrl } from "#brands"
import { customerById } from "#customers"
import { type Context, inTransaction } from "#kernel/context"
import { backoff, enqueue, type Outcome, performedEffect } from "#kernel/effects"
import { deliver } from "./deliver.ts"
import { LineError } from "./errors.ts"
import { apiOf, connected } from "./line-calls.ts"
import { selectAccount } from "./storage.ts"
import { selectFriend } from "./storage-friends.ts"

const Payload = z.object({ inviteId: z.uuid(), userId: z.string(), askedAt: z.coerce.date() })
const hourMs = 3_600_000

/** Sends a friend the way to link: a page of ours with a token of LINE's that works for ten minutes, once (M44). */
export const sendInvitation = performedEffect({
  kind: "line.invite-to-link",
  title: { ja: "LINE連携の案内", en: "Invitation to link LINE" },
  payload: Payload,
  subject: ({ inviteId }) => `line-invitation:${inviteId}`,
  concurrency: 4,
  isPrompt: true,
  lost: () => "retry",
  perform: (ctx, payload, attempt) => perform(ctx, payload, attempt),
  settle: async () => {},
})

const LinkToken = z.looseObject({ linkToken: z.string().min(1).max(300) })

async function perform(ctx: Context, payload: z.output<typeof Payload>, attempt: number): Promise<Outcome> {
  const { inviteId: retryKey, userId, askedAt: firstTriedAt } = payload
  const found = await inTransaction(ctx, async (ctx) => {
    const account = await selectAccount(ctx)
    const brand = await brandById(ctx, ctx.brandId)
    const friend = account && (await selectFriend(ctx, account.accountId, userId))
    const customer = friend && (await customerById(ctx, friend.personId))
    return account && brand ? { account, brand, language: customer?.language ?? brand.language } : undefined
  })
  if (!found) return { kind: "failed", reason: "not-connected" }
  const api = await apiOf(ctx)
  const path = `/v2/bot/user/${encodeURIComponent(userId)}/linkToken`
  const answer = await api(ctx.keys.open(found.account.accessToken), { method: "POST", path })
  const issued = answer.status === 200 ? LinkToken.safeParse(answer.body) : undefined
  if (!issued?.success) return later(ctx, attempt, answer.status === null ? answer.reason : `http_${answer.status}`)
  const uri = await publicUrl(ctx, `/s/${found.brand.slug}/line/link/${encodeURIComponent(issued.data.linkToken)}`)
  const messages = [invitation(found.language, found.brand.name, uri)]
  const end = await deliver(ctx, { retryKey, userId, messages, firstTriedAt })
  if (end.kind === "accepted") return { kind: "done" }
  if (end.kind === "closed" || end.kind === "retry") return later(ctx, attempt, end.reason)
  return end
}

const later = (ctx: Context, attempt: number, reason: string): Outcome => ({
  kind: "retry",
  reason,
  afterMs: backoff(ctx, attempt),
})

function invitation(language: "ja" | "en", brand: string, uri: string): object {
  const ja = language === "ja"
  const text = ja
    ? `${brand}でのお買い物とLINEをつなぐと、ご注文の様子がここに届きます。`
    : `Link your LINE with ${brand}, and your orders are told here.`
  const label = ja ? "連携する（10分以内）" : "Link (10 minutes)"
  return {
    type: "template",
    altText: ja ? "LINE連携のご案内" : "Link your LINE",
    // 160 is the most that a button template without a picture takes.
    template: { type: "buttons", text: text.slice(0, 160), actions: [{ type: "uri", label, uri }] },
  }
}

/** Asks for an invitation. Throws `line.NotConnected`, `line.UnknownFriend`, `line.NotFollowing`. */
export async function inviteToLink(ctx: Context, userId: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const { accountId } = await connected(ctx)
    const friend = await selectFriend(ctx, accountId, userId)
    if (!friend) throw LineError.UnknownFriend({ field: "userId" })
    if (friend.state !== "following") throw LineError.NotFollowing({ field: "userId" })
    const inviteId = ctx.id()
    const askedAt = ctx.now()
    const expiresAt = new Date(askedAt.getTime() + hourMs)
    await enqueue(ctx, sendInvitation, { inviteId, userId, askedAt }, { key: inviteId, expiresAt })
  })
}
