import { clusterOf } from "#customers"
import type { Context } from "#kernel/context"
import type { Text } from "#kernel/text"
import { readCursor, writeCursor } from "./cursor.ts"
import { MessageError } from "./errors.ts"
import { letterNames } from "./letter-documents.ts"
import { kindNamed } from "./message-kind.ts"
import { unpackBody } from "./sent-mail.ts"
import {
  type LogFilter,
  type LoggedMessage,
  selectAttempts,
  selectContent,
  selectCounts,
  selectLog,
  selectMessage,
} from "./storage-log.ts"
import { letterKind } from "./storage-plan.ts"

type Asked = Omit<LogFilter, "customerIds"> & { readonly customerId?: string | undefined }

/** A page of the log. A customer's messages are those of everyone who was merged into them, too. */
export async function browseMessages(
  ctx: Context,
  { customerId, ...filter }: Asked,
  page: { readonly cursor?: string | undefined; readonly limit: number },
) {
  const customerIds = customerId === undefined ? undefined : [customerId, ...(await clusterOf(ctx, customerId))]
  const rows = await selectLog(ctx, { ...filter, customerIds }, readCursor(page.cursor), page.limit)
  const last = rows.length === page.limit ? rows.at(-1) : undefined
  const names = await namesOf(ctx, rows)
  return {
    items: rows.map((row) => summary(ctx, row, names)),
    cursor: last ? writeCursor(last.plannedAt, last.messageId) : null,
  }
}

/** How many messages stand where, by kind and state, planned in [from, until). */
export async function messageCounts(ctx: Context, from: Date, until: Date) {
  const counts = await selectCounts(ctx, from, until)
  return { items: counts.map((count) => ({ ...count, title: messageTitle(ctx, count.kind) })) }
}

/** One message with all that was tried for it. Throws `messages.Unknown`. */
export async function wholeMessage(ctx: Context, messageId: string) {
  const row = await selectMessage(ctx, messageId)
  if (!row) throw MessageError.Unknown({ field: "messageId" })
  const content = await selectContent(ctx, messageId)
  return {
    ...row,
    ...summary(ctx, row, await namesOf(ctx, [row])),
    contentHash: content?.hash ?? null,
    mayResend: mayResend(row),
    tries: await selectAttempts(ctx, messageId),
  }
}

/** Whom a message went to and what it said, as it was sent. Throws `messages.Unknown`. */
export async function messageContent(ctx: Context, messageId: string) {
  const found = await selectContent(ctx, messageId)
  if (!found) throw MessageError.Unknown({ field: "messageId" })
  const to = { name: found.toName, address: found.toAddress }
  if (!found.body || !found.renderedAt) return { to, sent: null, isForgotten: found.hash !== null }
  const sent = {
    from: { name: found.fromName ?? "", address: found.fromAddress ?? "" },
    to,
    replyTo: found.replyTo,
    subject: found.subject ?? "",
    preheader: found.preheader ?? "",
    ...unpackBody(found.body),
    renderedAt: found.renderedAt,
  }
  return { to, sent, isForgotten: false }
}

/** What did not surely arrive may be sent again by somebody's decision, as long as its content is there. */
export const resendable = ["failed", "unknown", "expired"] as const

export const mayResend = ({ state, hasFacts }: Pick<LoggedMessage, "state" | "hasFacts">): boolean =>
  hasFacts && resendable.some((may) => may === state)

const summary = (ctx: Context, row: LoggedMessage, names: ReadonlyMap<string, Text>) => ({
  ...row,
  title: (row.templateId === null ? undefined : names.get(row.templateId)) ?? messageTitle(ctx, row.kind),
})

/** What the templates of these letters are called. */
async function namesOf(ctx: Context, rows: readonly LoggedMessage[]): Promise<ReadonlyMap<string, Text>> {
  const ids = [...new Set(rows.flatMap(({ templateId }) => templateId ?? []))]
  const names = new Map<string, Text>()
  if (ids.length === 0) return names
  for (const read of ctx.product.contributed(letterNames))
    for (const [id, name] of await read(ctx, ids)) names.set(id, name)
  return names
}

/** A kind that the product has no more is shown by its name. */
export const messageTitle = (ctx: Context, kind: string) =>
  kind === letterKind ? letterTitle : (kindNamed(ctx, kind)?.title ?? { ja: kind, en: kind })

/** Letters have no wording of their own kind: each says what its template says. */
const letterTitle = { ja: "お便り", en: "Letter" }
