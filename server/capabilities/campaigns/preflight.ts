import { customersByIds } from "#customers"
import { checkLetterMail, factsOfLetter, type LetterDocument, type MailFacts } from "#messages"
import type { Context } from "#kernel/context"
import type { Text } from "#kernel/text"
import type { Estimate } from "./model-views.ts"

/** So many real people's mails are filled in before a campaign may go. */
const filledIn = 6

export type Unrendered = { readonly variant: string; readonly why: Text }

/** Fills each variant in for some of those who would get it by mail, as it would be sent; what fails is told once (F80). */
export async function preflight(
  ctx: Context,
  documents: ReadonlyMap<string, LetterDocument>,
  sample: Estimate["sample"],
): Promise<Unrendered[]> {
  const ids = sample.filter(({ outcome }) => outcome !== "skip").slice(0, filledIn)
  const people = await customersByIds(
    ctx,
    ids.map(({ customerId }) => customerId),
  )
  const found = new Map<string, Unrendered>()
  for (const [variant, { words }] of documents)
    for (const language of ["ja", "en"] as const) {
      const own = words[language]
      if (!own?.mail) continue
      const readers = [...people.values()].filter(
        (person) => (words[person.language] ? person.language : other(words)) === language,
      )
      const samples: Record<string, MailFacts> = {}
      for (const { customerId } of readers)
        samples[customerId] = await factsOfLetter(ctx, { customerId, language, purpose, facts: {}, blocks: own.blocks })
      if (readers.length === 0) continue
      const { findings } = await checkLetterMail(ctx, { words: own, language, purpose, samples })
      for (const { level, say } of findings)
        if (level === "error") found.set(`${variant} ${say.en}`, { variant, why: say })
    }
  return [...found.values()]
}

const purpose = "marketing"

/** Who reads neither gets the first that is written. */
const other = (words: LetterDocument["words"]) => (words.ja ? "ja" : "en")
