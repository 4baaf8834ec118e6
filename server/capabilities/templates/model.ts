import { z } from "zod"
import { block } from "../messages/model-blocks.ts"
import { isWritten, letterHeads, letterIntents } from "../messages/model-letter.ts"

/** Stands for a shared block; what that says is put in its place when a version is published. */
export const sharedPlace = z.strictObject({ kind: z.literal("shared"), sharedId: z.uuid() })

export const writtenBlock = z.discriminatedUnion("kind", [...block.options, sharedPlace])
export type WrittenBlock = z.output<typeof writtenBlock>

const writtenWords = z
  .strictObject({ blocks: z.array(writtenBlock).max(60).default([]), ...letterHeads })
  .refine(isWritten, { error: "no channel is written" })
export type WrittenWords = z.output<typeof writtenWords>

/** A letter as it is written: a letter document in which shared blocks still stand by name. */
export const writtenLetter = z.strictObject({
  version: z.literal(1),
  words: z
    .strictObject({ ja: writtenWords.optional(), en: writtenWords.optional() })
    .refine(({ ja, en }) => ja ?? en, { error: "no language is written" }),
})
export type WrittenLetter = z.output<typeof writtenLetter>
export type WrittenLetterDraft = z.input<typeof writtenLetter>

/** What a shared block holds in each language; none of another shared block. */
export const sharedBlocks = z
  .strictObject({ ja: z.array(block).max(12).default([]), en: z.array(block).max(12).default([]) })
  .refine(({ ja, en }) => ja.length + en.length > 0, { error: "no language is written" })
export type SharedBlocks = z.output<typeof sharedBlocks>

export const purposes = ["marketing", "transactional"] as const
export const channels = ["mail", "line", "sms", "push", "dm"] as const
export type LetterChannel = (typeof channels)[number]
export const templateStates = ["live", "draft", "archived", "bin"] as const
export type TemplateState = (typeof templateStates)[number]

export const Words = z.object({ ja: z.string(), en: z.string() })
export const TemplateUse = z.object({
  templateId: z.uuid(),
  /** Null: whatever is published last. */
  version: z.int().nullable(),
  kind: z.enum(["campaign", "flow"]),
  id: z.uuid(),
  name: Words,
  /** Whether it sends now: what it uses can't be put into the bin. */
  isLive: z.boolean(),
})
export type TemplateUse = z.infer<typeof TemplateUse>

export const Template = z.object({
  templateId: z.uuid(),
  /** Of one that came ready made. */
  key: z.string().nullable(),
  name: Words,
  purpose: z.enum(purposes),
  intent: z.enum(letterIntents),
  topic: z.string().nullable(),
  state: z.enum(templateStates),
  /** 0 while nothing is published. */
  liveVersion: z.int(),
  hasDraft: z.boolean(),
  /** Written channels and languages, of what is published or else of the draft. */
  channels: z.array(z.enum(channels)),
  languages: z.array(z.enum(["ja", "en"])),
  /** Its subject or first words, by language. */
  firstWords: z.object({ ja: z.string().nullable(), en: z.string().nullable() }),
  uses: z.array(TemplateUse),
  createdAt: z.coerce.date(),
  changedAt: z.coerce.date(),
  /** When it is gone from the bin for good. */
  goneFromBinAt: z.coerce.date().nullable(),
})
export type Template = z.infer<typeof Template>
