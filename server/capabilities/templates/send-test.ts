import { z } from "zod"
import type { Context } from "#kernel/context"
import type { Language } from "#kernel/text"
import { defineMessageKind, mailAddressKey, planTest, type MailFacts, type Purpose } from "#messages"
import { mustFind } from "./edit-templates.ts"
import { TemplateError } from "./errors.ts"
import { filledFacts, lettersWords } from "./preview-template.ts"
import { withShared } from "./read-written.ts"
import { letterSamples } from "./samples.ts"

const carrier = (name: `${string}.${string}`, purpose: Purpose) =>
  defineMessageKind<MailFacts, MailFacts>({
    name,
    purpose,
    isCarrier: true,
    title: { ja: "テンプレートの試し送り", en: "Test of a template" },
    facts: z.record(z.string(), z.unknown()),
    sample: { links: { unsubscribe: "https://hinata.example/u/abc" } },
    document: {
      ja: {
        version: 1,
        subject: "テンプレートの試し送り",
        preheader: "下書きの見え方を確かめるためのメールです。",
        blocks: [{ kind: "text", text: "下書きの見え方を確かめるためのメールです。" }, { kind: "footer" }],
      },
      en: {
        version: 1,
        subject: "Test of a template",
        preheader: "This mail shows how a draft looks.",
        blocks: [{ kind: "text", text: "This mail shows how a draft looks." }, { kind: "footer" }],
      },
    },
  })

const letters = carrier("templates.letter-test", "marketing")
const notices = carrier("templates.notice-test", "transactional")

/** What carries tests of templates; nobody writes a wording for them. */
export const testCarriers = [letters, notices]

type Wanted = {
  readonly templateId: string
  readonly document?: unknown
  readonly language: Language
  readonly to: string
}

/**
 * Sends the mail of a template, filled with the sample, to somebody of the brand; its subject says that it is a test. Throws
 * `templates.NotWritten`, `templates.NotAnAddress`.
 */
export async function sendTest(ctx: Context, { templateId, language, to, document }: Wanted) {
  const { purpose } = await mustFind(ctx, templateId)
  if (mailAddressKey(to) === undefined) throw TemplateError.NotAnAddress({ field: "to" })
  const words = (await withShared(ctx, await lettersWords(ctx, templateId, document))).words[language]
  if (!words?.mail || words.blocks.length === 0) throw TemplateError.NotWritten({ field: "language" })
  const { sample } = letterSamples(language, ctx.now())
  const facts = await filledFacts(ctx, { words, language, purpose, facts: sample, customerId: null })
  const kind = purpose === "marketing" ? letters : notices
  const key = `test:${ctx.id()}`
  const { messageId } = await planTest(
    ctx,
    { kind, customerId: null, language, to: { address: to }, facts, key },
    { ...words.mail, version: 1, blocks: words.blocks },
  )
  return { messageId }
}
