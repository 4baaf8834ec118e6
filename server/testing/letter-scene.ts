import { sql } from "kysely"
import { recordConsents, resolveCustomers } from "#customers"
import {
  type LetterDocument,
  letterDocument,
  type LetterDocumentDraft,
  letterDocuments,
  lettersEnded,
  type MessageChannel,
  messageChannels,
  type PlannedLetter,
  planLetters,
  templateKey,
} from "#messages"
import { defineCapability } from "#kernel/capability"
import { type Context, inTransaction } from "#kernel/context"
import { contribute } from "#kernel/contributions"
import { when } from "#kernel/events"
import { changeLetterSettings } from "../capabilities/messages/letter-settings.ts"
import { LetterSettings } from "../capabilities/messages/model-letter-settings.ts"
import type { TestContext } from "./context.ts"
import { mailContext } from "./mail.ts"

export const news: LetterDocumentDraft = {
  version: 1,
  words: {
    ja: {
      blocks: [
        { kind: "heading", text: "春の新作", greeting: true },
        { kind: "text", text: "{{ customer.name | name }}、新しい生地が届きました。" },
        { kind: "button", label: "見にいく", to: "https://shop.example.jp/new" },
        { kind: "footer" },
      ],
      mail: { subject: "春の新作が届きました", preheader: "新しい生地です" },
      line: { altText: "春の新作が届きました" },
      sms: { text: "春の新作が届きました" },
    },
  },
}

export type Ended = { readonly messageId: string; readonly state: string; readonly reason: string | null }

export type LetterContext = TestContext & {
  /** What whoever plans letters was told of their ends. */
  readonly ended: Ended[]
  /** Puts a document behind a template. */
  readonly write: (templateId: string, document: LetterDocumentDraft, version?: number) => void
}

export const template = { templateId: "0190b8a0-0000-7000-8000-00000000aaaa", version: 1 }
export const origin = {
  kind: "campaign" as const,
  id: "0190b8a0-0000-7000-8000-00000000cccc",
  version: 1,
  step: "letter",
}

/** A brand that can send letters: mails to the catcher or `smtpUrl`, other channels as given. */
export async function letterContext(
  wanted: Parameters<typeof mailContext>[0] & { readonly channels?: readonly MessageChannel[] } = {},
): Promise<LetterContext> {
  const { channels = [], ...rest } = wanted
  const documents = new Map<string, LetterDocument>([[templateKey(template), letterDocument.parse(news)]])
  const ended: Ended[] = []
  const letters = defineCapability({
    name: "sample-letters",
    contributes: [
      contribute(letterDocuments, [
        async (_ctx, refs) =>
          new Map(
            refs.flatMap((ref) => {
              const found = documents.get(templateKey(ref))
              return found ? [[templateKey(ref), found] as const] : []
            }),
          ),
      ]),
      contribute(messageChannels, channels),
    ],
    reactions: [when(lettersEnded, async (_ctx, { letters }) => void ended.push(...letters))],
  })
  const ctx = await mailContext({ ...rest, extra: [letters] })
  const write = (templateId: string, document: LetterDocumentDraft, version = 1) =>
    void documents.set(templateKey({ templateId, version }), letterDocument.parse(document))
  return { ...ctx, ended, write }
}

/** People who agreed to letters, by names that become their addresses. Returns their ids. */
export async function readers(ctx: Context, names: readonly string[], channel = "email"): Promise<string[]> {
  return inTransaction(ctx, async (ctx) => {
    const people = await resolveCustomers(
      ctx,
      names.map((name) => ({
        identities: [{ kind: "email", issuer: "", value: `${name}@customer.example` }],
        profile: { familyName: "佐藤", givenName: name, email: `${name}@customer.example` },
        source: "test",
        at: ctx.now(),
      })),
    )
    await agree(
      ctx,
      people.map(({ customerId }) => customerId),
      channel,
    )
    return people.map(({ customerId }) => customerId)
  })
}

export const agree = (ctx: Context, customerIds: readonly string[], channel = "email"): Promise<void> =>
  inTransaction(ctx, (ctx) =>
    recordConsents(
      ctx,
      customerIds.map((customerId) => ({
        customerId,
        // safe: tests name channels that there are
        channel: channel as "email",
        purpose: "marketing",
        state: "given" as const,
        at: ctx.now(),
        source: "test",
        evidence: { form: "test" },
      })),
    ),
  )

/** Of what is about one topic only one letter a month: the others are held back. */
export const capTopics = (ctx: Context): Promise<unknown> =>
  inTransaction(ctx, (ctx) => changeLetterSettings(ctx, LetterSettings.parse({ topic: { atMost: 1, perDays: 30 } }), 0))

type Wanted = Partial<Omit<PlannedLetter, "customerId" | "key">>

/** Plans one letter, in a transaction of its own; `key` is made of the person and `round`. */
export async function planLetter(ctx: Context, customerId: string, wanted: Wanted = {}, round = "1"): Promise<string> {
  const [planned] = await inTransaction(ctx, (ctx) =>
    planLetters(ctx, [
      {
        customerId,
        key: `letter:${customerId}:${round}`,
        template,
        origin,
        channels: ["email"],
        intent: "value",
        facts: {},
        ...wanted,
      },
    ]),
  )
  if (!planned) throw new Error("nobody was planned for")
  return planned.messageId
}

/** Where letters stand. */
export const messagesById = (ctx: Context, messageIds: readonly string[]) =>
  inTransaction(ctx, async (ctx) => {
    const { rows } = await sql<{
      messageId: string
      customerId: string
      state: string
      reason: string | null
      channel: string | null
      costMilliYen: number | null
    }>`select message_id as "messageId", customer_id as "customerId", state, reason, channel, cost_milli_yen as "costMilliYen"
      from messages.messages where brand_id = ${ctx.brandId} and message_id = any(${messageIds}::uuid[])`.execute(
      ctx.db,
    )
    return rows
  })
