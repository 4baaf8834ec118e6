import { type Channel, customersByIds } from "#customers"
import type { Context } from "#kernel/context"
import { mustBeInTransaction } from "#kernel/context"
import { dressOf } from "./dress.ts"
import type { TemplateRef } from "./letter-documents.ts"
import type { LetterIntent, LetterOrigin } from "./model-letter.ts"
import type { Purpose } from "./model.ts"
import { mailDomainOf, mailIdsOf } from "./plan-message.ts"
import { askToSendAll } from "./send-effect.ts"
import { tellEnded } from "./tell-ended.ts"
import { insertLetters, type NewLetter, releaseHeld, selectIdsByKeys, skipWaiting } from "./storage-plan.ts"

export type PlannedLetter = {
  readonly customerId: string
  readonly template: TemplateRef
  /** Said instead when she has been asked too often by now (X14): a letter of value. */
  readonly instead?: TemplateRef
  readonly origin: LetterOrigin
  /** Unique in the brand: planning it again plans nothing. */
  readonly key: string
  readonly purpose?: Purpose
  /** In order of preference; "best": by her preference, response and price (X09, C05). */
  readonly channels: readonly Channel[] | "best"
  readonly intent: LetterIntent
  /** Basis points of the price that it gives away (G42). */
  readonly discountBp?: number
  /** What it is about, for exposure caps (I05): "loyalty", "winback". */
  readonly topic?: string
  /** The segment that it was planned for: how often that may be written to is kept (D35). */
  readonly segmentId?: string
  /** What its text may name beside customer, brand and links: event, order, cart, offer, products. Plain JSON. */
  readonly facts: Readonly<Record<string, unknown>>
  /** Not before; without it at once. */
  readonly sendAt?: Date
  /** Nothing is begun at or after it; the letter then ends as expired. Three days after `sendAt` without it. */
  readonly expiresAt?: Date
  /** Kept until somebody releases or discards it: shadow mode, drafts (it is decided and rendered only then). */
  readonly isHeld?: boolean
}

/** How long a letter may wait for its moment unless somebody says otherwise. */
export const letterWindowMs = 3 * 86_400_000

/**
 * Plans letters in the caller's transaction, thousands in two statements: the rows and the wishes to send them stand or fall
 * with what caused them. Whether each goes, and by which channel, is decided when it is due. Strangers are left out of what
 * is returned.
 */
export async function planLetters(
  ctx: Context,
  letters: readonly PlannedLetter[],
): Promise<{ readonly key: string; readonly messageId: string; readonly isNew: boolean }[]> {
  mustBeInTransaction(ctx)
  if (letters.length === 0) return []
  const people = await customersByIds(ctx, [...new Set(letters.map(({ customerId }) => customerId))])
  const domain = mailDomainOf((await dressOf(ctx)).from.address)
  const localOf = mailIdsOf(ctx)
  const mailIdOf = (key: string) => `${localOf(key)}@${domain}`
  const rows = letters.flatMap((letter): NewLetter[] => {
    const person = people.get(letter.customerId)
    return person ? [rowOf(ctx, letter, person, mailIdOf(letter.key))] : []
  })
  const written = await insertLetters(ctx, rows)
  await askToSendAll(
    ctx,
    rows.flatMap(({ messageId, purpose, sendAt, expiresAt, state }) =>
      state === "planned" && written.has(messageId)
        ? [{ messageId, round: 1, purpose: purpose === "marketing" ? "marketing" : "transactional", sendAt, expiresAt }]
        : [],
    ),
  )
  const known = rows.filter(({ messageId }) => !written.has(messageId)).map(({ key }) => key)
  const ids = known.length === 0 ? new Map<string, string>() : await selectIdsByKeys(ctx, known)
  return rows.map(({ key, messageId }) => ({
    key,
    messageId: ids.get(key) ?? messageId,
    isNew: written.has(messageId),
  }))
}

function rowOf(
  ctx: Context,
  letter: PlannedLetter,
  person: { readonly customerId: string; readonly language: string },
  mailId: string,
): NewLetter {
  const { template, instead, origin, channels, sendAt = ctx.now() } = letter
  return {
    messageId: ctx.id(),
    customerId: person.customerId,
    key: letter.key,
    purpose: letter.purpose ?? "marketing",
    language: person.language,
    channels: channels === "best" ? null : channels,
    templateId: template.templateId,
    templateVersion: template.version,
    insteadId: instead?.templateId ?? null,
    insteadVersion: instead?.version ?? null,
    originKind: origin.kind,
    originId: origin.id,
    originVersion: origin.version,
    originStep: origin.step,
    intent: letter.intent,
    discountBp: letter.discountBp ?? null,
    topic: letter.topic ?? null,
    segmentId: letter.segmentId ?? null,
    facts: letter.facts,
    mailId,
    state: letter.isHeld ? "held" : "planned",
    sendAt,
    expiresAt: letter.expiresAt ?? new Date(sendAt.getTime() + letterWindowMs),
  }
}

/** Lets held letters go: their time begins anew. Returns how many were held. */
export async function releaseLetters(ctx: Context, messageIds: readonly string[]): Promise<number> {
  mustBeInTransaction(ctx)
  const released = await releaseHeld(ctx, messageIds)
  await askToSendAll(
    ctx,
    released.map((letter) => ({ ...letter, round: 1 })),
  )
  return released.length
}

/** Held letters that shall not go. Returns how many were held. */
export const discardLetters = (ctx: Context, messageIds: readonly string[]): Promise<number> =>
  endWaiting(ctx, { messageIds }, "discarded")

async function endWaiting(ctx: Context, which: Parameters<typeof skipWaiting>[1], reason: string): Promise<number> {
  mustBeInTransaction(ctx)
  const ended = await skipWaiting(ctx, which, reason)
  await tellEnded(ctx, ended)
  return ended.length
}
