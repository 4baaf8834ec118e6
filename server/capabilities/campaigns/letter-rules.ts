import type { LetterDocument, LetterWords } from "#messages"
import type { Variant } from "./model.ts"

type Block = LetterWords["blocks"][number]

/** Whether a variant says anything else than its template: then it is a document of its own. */
export const isOwnLetter = ({ fromName, subject, look }: Variant): boolean =>
  fromName !== "" || subject.ja !== undefined || subject.en !== undefined || look === "plain"

/** The template's document with what the variant says otherwise. */
export function ownLetter(template: LetterDocument, variant: Variant): LetterDocument {
  const { ja, en } = template.words
  return {
    version: 1,
    words: {
      ...(ja ? { ja: own(ja, variant, variant.subject.ja) } : {}),
      ...(en ? { en: own(en, variant, variant.subject.en) } : {}),
    },
  }
}

function own(words: LetterWords, variant: Variant, subject: string | undefined): LetterWords {
  const { mail } = words
  return {
    ...words,
    blocks: variant.look === "plain" ? plainBlocks(words.blocks) : words.blocks,
    mail: mail && {
      ...mail,
      ...(variant.fromName === "" ? {} : { fromName: variant.fromName }),
      ...(subject === undefined ? {} : { subject }),
    },
  }
}

/** What a person would type: words and links, the way out and who sends it, nothing that looks designed (C24). */
const typed = new Set<Block["kind"]>(["heading", "text", "button", "support", "footer"])

export const plainBlocks = (blocks: readonly Block[]): Block[] =>
  blocks
    .filter(({ kind }) => typed.has(kind))
    .map((block) => {
      if (block.kind === "heading") return { kind: "text", tone: "normal", text: block.text, ...always(block) }
      // A button becomes a line that is a link.
      if (block.kind === "button")
        return { kind: "text", tone: "normal", text: `[${block.label}](${block.to})`, ...always(block) }
      return block
    })

const always = ({ when, consent }: Block) => ({ ...(when ? { when } : {}), ...(consent ? { consent } : {}) })
