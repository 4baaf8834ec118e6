import type { LetterDocument, LetterWords } from "#messages"
import type { Block } from "#messages"
import type { SharedBlocks, WrittenBlock, WrittenLetter, WrittenWords } from "./model.ts"

type Language = "ja" | "en"

/** The shared blocks that a letter names, each once. */
export const sharedIn = ({ words }: WrittenLetter): string[] => [
  ...new Set(
    [words.ja, words.en].flatMap((one) =>
      (one?.blocks ?? []).flatMap((block) => (block.kind === "shared" ? [block.sharedId] : [])),
    ),
  ),
]

/** The letter with shared blocks in it; a language in which one is not written says what the other says. */
export function resolved(
  letter: WrittenLetter,
  shared: ReadonlyMap<string, SharedBlocks>,
): { readonly document: LetterDocument } | { readonly missing: string } {
  const missing = sharedIn(letter).find((sharedId) => !shared.has(sharedId))
  if (missing !== undefined) return { missing }
  const { ja, en } = letter.words
  const words = {
    ...(ja ? { ja: wordsIn(ja, "ja", shared) } : {}),
    ...(en ? { en: wordsIn(en, "en", shared) } : {}),
  }
  return { document: { version: 1, words } }
}

const wordsIn = (words: WrittenWords, language: Language, shared: ReadonlyMap<string, SharedBlocks>): LetterWords => ({
  ...words,
  blocks: words.blocks.flatMap((block) => blocksFor(block, language, shared)),
})

function blocksFor(
  block: WrittenBlock,
  language: Language,
  shared: ReadonlyMap<string, SharedBlocks>,
): readonly Block[] {
  if (block.kind !== "shared") return [block]
  const found = shared.get(block.sharedId)
  if (!found) return []
  return found[language].length > 0 ? found[language] : found[language === "ja" ? "en" : "ja"]
}

/** Where a block of the resolved letter was written: several may come of one place. */
export function placesOf(
  blocks: readonly WrittenBlock[],
  language: Language,
  shared: ReadonlyMap<string, SharedBlocks>,
): number[] {
  return blocks.flatMap((block, index) => blocksFor(block, language, shared).map(() => index))
}
