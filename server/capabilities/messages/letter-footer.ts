import type { Context } from "#kernel/context"
import { contributionPoint } from "#kernel/contributions"
import type { Language } from "#kernel/text"
import { letterSettings } from "./letter-settings.ts"

/** One line about the reader at the foot of every letter, and where it leads; null when there is nothing to say of her. */
export type FooterLine = { readonly line: string; readonly url?: string | undefined }
export type LetterFooter = (ctx: Context, customerId: string, language: Language) => Promise<FooterLine | null>
export const letterFooters = contributionPoint<LetterFooter>("messages.letter-footers")

/** What the brand has at the foot of each letter to this reader, where it wants that (I29); the first that has something to say. */
export async function footerOf(
  ctx: Context,
  customerId: string | null,
  language: Language,
): Promise<FooterLine | null> {
  if (customerId === null || !(await letterSettings(ctx)).balanceInFooter) return null
  for (const read of ctx.product.contributed(letterFooters)) {
    const line = await read(ctx, customerId, language)
    if (line) return line
  }
  return null
}
