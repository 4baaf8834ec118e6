import type { Context } from "#kernel/context"
import type { Language } from "#kernel/text"
import { dressOf } from "./dress.ts"
import type { MailFacts, Purpose } from "./model.ts"
import type { LetterWords } from "./model-letter.ts"
import { mailRenderer } from "./ports.ts"
import { RenderFailed } from "./render-pool.ts"
import { compiledLetter } from "./wording.ts"

type Trial = { readonly words: LetterWords; readonly language: Language; readonly purpose: Purpose }

/** Whether the mail of a letter can be filled in with each of these facts: undefined, or why not. Nothing is kept. */
export async function tryLetterMail(
  ctx: Context,
  { words, language, purpose }: Trial,
  all: readonly MailFacts[],
): Promise<(RenderFailed | undefined)[]> {
  if (!words.mail || words.blocks.length === 0) return all.map(() => undefined)
  const document = { ...words.mail, version: 1 as const, blocks: words.blocks }
  const compiled = await compiledLetter(document, language, purpose, await dressOf(ctx))
  const renderer = ctx.product.use(mailRenderer)
  return Promise.all(
    all.map(async (facts) => {
      try {
        await renderer.render(compiled, { ...facts, consents: { marketing: true } })
        return undefined
      } catch (error) {
        if (error instanceof RenderFailed) return error
        throw error
      }
    }),
  )
}
