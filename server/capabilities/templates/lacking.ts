import { brandLook } from "#brands"
import { type Finding, letterLook, type Purpose, templateKey, type TemplateRef } from "#messages"
import type { Context } from "#kernel/context"
import { languages } from "#kernel/text"
import { lacksOfBrand } from "./letter-lint-rules.ts"
import { readDocuments } from "./letter-documents.ts"

/**
 * What the brand lacks for these published letters to leave: who sends them, or where their buttons lead. By `templateKey`;
 * letters that lack nothing, and those of others, are missing. In a transaction.
 */
export async function lettersLacking(
  ctx: Context,
  letters: readonly (TemplateRef & { readonly purpose: Purpose })[],
): Promise<ReadonlyMap<string, readonly Finding[]>> {
  if (letters.length === 0) return new Map()
  const documents = await readDocuments(ctx, letters)
  const { look } = await letterLook(ctx)
  const { shopUrl } = await brandLook(ctx)
  return new Map(
    letters.flatMap((letter): [string, Finding[]][] => {
      const words = documents.get(templateKey(letter))?.words
      const lacks = languages.flatMap((language) => {
        const own = words?.[language]
        return own ? lacksOfBrand({ words: own, purpose: letter.purpose, look, shopUrl }) : []
      })
      return lacks.length === 0 ? [] : [[templateKey(letter), [...new Map(lacks.map((f) => [f.code, f])).values()]]]
    }),
  )
}
