import { audit, brandById } from "#brands"
import { type Context, inTransaction } from "#kernel/context"
import { RelayError } from "./errors.ts"
import { chatKindOf } from "./model.ts"
import { bodyOf } from "./say-rules.ts"
import { deleteChat, insertChat } from "./storage.ts"
import { postTo } from "./tell-team.ts"

/**
 * Connects a chat once it has taken a first message; its address is stored sealed. Throws `relay.UnknownAddress`,
 * `relay.Refused`, `relay.NotReachable`.
 */
export async function connectChat(
  ctx: Context,
  { url, name }: { readonly url: string; readonly name: string },
): Promise<{ chatId: string }> {
  const kind = chatKindOf(url)
  if (!kind) throw RelayError.UnknownAddress({ field: "url" })
  const brand = await inTransaction(ctx, (ctx) => brandById(ctx, ctx.brandId))
  const hello =
    brand?.language === "en"
      ? `${brand.name} will tell this channel.`
      : `${brand?.name ?? ""}のお知らせがここに届きます。`
  const answer = await postTo(ctx, url, bodyOf(kind, { text: hello, link: null }))
  if (answer === "silent") throw RelayError.NotReachable()
  if (answer.status < 200 || answer.status > 299) throw RelayError.Refused({ field: "url" })
  return inTransaction(ctx, async (ctx) => {
    const chatId = ctx.id()
    await insertChat(ctx, { chatId, kind, name, url: ctx.keys.seal(url) })
    await audit(ctx, { action: "relay.chat-connected", subject: `chat:${chatId}`, after: { kind, name } })
    return { chatId }
  })
}

/** Throws `relay.Unknown`. */
export async function removeChat(ctx: Context, chatId: string): Promise<void> {
  if (!(await deleteChat(ctx, chatId))) throw RelayError.Unknown({ field: "chatId" })
  await audit(ctx, { action: "relay.chat-removed", subject: `chat:${chatId}` })
}
