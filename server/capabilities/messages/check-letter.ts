import { brandLook } from "#brands"
import { type Context, inTransaction } from "#kernel/context"
import type { Language } from "#kernel/text"
import { consentOf } from "./block-html.ts"
import { checkMail } from "./check-mail.ts"
import type { Finding } from "./document-lint-rules.ts"
import { dressOf } from "./dress.ts"
import { inboxOf } from "./inbox-line-rules.ts"
import type { BrandLook, MailFacts, Purpose, RenderedMail } from "./model.ts"
import { mailDocument } from "./model-blocks.ts"
import type { LetterWords } from "./model-letter.ts"
import { mailRenderer } from "./ports.ts"

export type LetterToCheck = {
  readonly words: LetterWords
  readonly language: Language
  readonly purpose: Purpose
  readonly samples: Readonly<Record<string, MailFacts>>
  /** As somebody sees it who agreed to letters; false: as everybody else does. */
  readonly withConsent?: boolean
}

/** A filled-in mail with how a phone's list of mails shows it. */
export type ShownMail = RenderedMail & {
  readonly inbox: ReturnType<typeof inboxOf>
  readonly asksConsent: boolean
}

/** The mail of a letter as if it were to be published now: what was found, and how each sample came out. */
export async function checkLetterMail(
  ctx: Context,
  { words, language, purpose, samples, withConsent = true }: LetterToCheck,
): Promise<{ readonly findings: readonly Finding[]; readonly shown: Readonly<Record<string, ShownMail>> }> {
  if (!words.mail || words.blocks.length === 0) return { findings: [], shown: {} }
  const { look, zone } = await dressOf(ctx)
  const document = mailDocument.parse({ version: 1, ...words.mail, blocks: words.blocks })
  const linted = { document, look, language, purpose, zone }
  const { findings, renderings } = await checkMail(linted, samples, ctx.product.use(mailRenderer), withConsent)
  const asksConsent = document.blocks.some((block) => consentOf(block) !== undefined)
  const shown = Object.entries(renderings).map(
    ([name, mail]) => [name, { ...mail, inbox: inboxOf(mail), asksConsent }] as const,
  )
  return { findings, shown: Object.fromEntries(shown) }
}

/** How the context's brand dresses what it sends, and where its shop is (empty when nobody has said). */
export async function letterLook(
  ctx: Context,
): Promise<{ readonly look: BrandLook; readonly zone: string; readonly shopUrl: string }> {
  const { look, zone } = await dressOf(ctx)
  const { shopUrl } = await inTransaction(ctx, brandLook)
  return { look, zone, shopUrl }
}
