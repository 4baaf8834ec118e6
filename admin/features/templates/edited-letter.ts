import {
  channels,
  type LetterChannel,
  type WrittenLetter,
  writtenLetter,
} from "../../../server/capabilities/templates/model.ts"
import type { Language } from "../../../ui/text.ts"
import { type EditedBlock, editedBlocks, writtenBlocks } from "../../app/blocks/edited-blocks.ts"

type Words = NonNullable<WrittenLetter["words"]["ja"]>
export type MailHead = NonNullable<Words["mail"]>
export type LineHead = NonNullable<Words["line"]>
export type SmsHead = NonNullable<Words["sms"]>
export type PushHead = NonNullable<Words["push"]>
export type DmHead = NonNullable<Words["dm"]>

/** One language of a letter while it is edited: any part may still be empty. */
export type EditedWords = {
  readonly blocks: readonly EditedBlock[]
  readonly mail: MailHead | null
  readonly line: LineHead | null
  readonly sms: SmsHead | null
  readonly push: PushHead | null
  readonly dm: DmHead | null
}
export type EditedLetter = Readonly<Record<Language, EditedWords | null>>

const editedWords = (words: Words | undefined): EditedWords | null =>
  words ? { ...words, blocks: editedBlocks(words.blocks) } : null

export const editedLetter = ({ words }: WrittenLetter): EditedLetter => ({
  ja: editedWords(words.ja),
  en: editedWords(words.en),
})

const wordsOf = (words: EditedWords) => ({ ...words, blocks: writtenBlocks(words.blocks) })

/** The letter as it is sent to the server; empty parts are left out. */
export const writtenOf = ({ ja, en }: EditedLetter) => ({
  version: 1 as const,
  words: { ...(ja ? { ja: wordsOf(ja) } : {}), ...(en ? { en: wordsOf(en) } : {}) },
})

/** What is missing or wrong in one language, by place: `mail.subject`, or `2.text` of the third block. */
export function mistakesIn(letter: EditedLetter, language: Language): ReadonlyMap<string, string> {
  const parsed = writtenLetter.safeParse(writtenOf(letter))
  if (parsed.success) return new Map()
  return new Map(
    parsed.error.issues.flatMap(({ path, code }) => {
      if (path[0] !== "words" || path[1] !== language) return []
      const inside = path.slice(2)
      return [[(inside[0] === "blocks" ? inside.slice(1) : inside).join("."), code] as const]
    }),
  )
}

export const isWhole = (letter: EditedLetter): boolean => writtenLetter.safeParse(writtenOf(letter)).success

/** What a channel begins with when it is switched on: what is written already is taken over. */
export function freshHead(words: EditedWords, channel: LetterChannel): EditedWords {
  const first = words.mail?.subject || words.line?.altText || words.push?.title || ""
  switch (channel) {
    case "mail":
      return { ...words, mail: { fromName: "", subject: first, preheader: "" } }
    case "line":
      return { ...words, line: { altText: first, text: "", quickReplies: [] } }
    case "sms":
      return { ...words, sms: { text: first } }
    case "push":
      return { ...words, push: { title: first, text: "", to: "{{ links.shop }}" } }
    case "dm":
      return { ...words, dm: { text: first, quickReplies: [] } }
  }
}

export const writtenChannels = (words: EditedWords): LetterChannel[] =>
  channels.filter((channel) => words[channel] !== null)

/** A language that is written for the first time begins with the blocks of the other. */
export const freshWords = (from: EditedWords | null): EditedWords =>
  from ?? {
    blocks: editedBlocks([
      { kind: "heading" },
      { kind: "text" },
      { kind: "button" },
      { kind: "support" },
      { kind: "footer" },
    ]).map((block) => (block.kind === "heading" ? { ...block, parts: { text: "", level: 1, greeting: true } } : block)),
    mail: { fromName: "", subject: "", preheader: "" },
    line: null,
    sms: null,
    push: null,
    dm: null,
  }

/** What a new template says until somebody writes it: whole, so that it can be saved at once. */
export function firstDraft(language: Language, name: string) {
  const say = (ja: string, en: string) => (language === "ja" ? ja : en)
  const words = {
    mail: {
      subject: name,
      preheader: say(
        "ここに、件名のつづきになる一文を書いてください。",
        "Write here the line that follows the subject.",
      ),
    },
    blocks: [
      { kind: "heading", level: 1, greeting: true, text: name },
      { kind: "text", text: say("ここに本文を書いてください。", "Write your text here.") },
      { kind: "button", label: say("お店を見る", "See the shop"), to: "{{ links.shop }}" },
      { kind: "support" },
      { kind: "footer" },
    ],
  }
  return { version: 1 as const, words: { [language]: words } }
}
