import { z } from "zod"
import { block, destination } from "./model-blocks.ts"

/**
 * What an operator has written, for every channel from one model: blocks from top to bottom, and what each channel puts at
 * the head of them. A channel that is null is not used, even where the person could be reached by it. Texts may hold Liquid
 * (`{{ customer.name }}`), as mails do.
 */
const mailHead = z.strictObject({
  /** Empty means the brand's name (C23). */
  fromName: z.string().trim().max(60).default(""),
  subject: z.string().trim().min(1).max(200),
  preheader: z.string().trim().min(1).max(300),
})

/** LINE shows the blocks as flex bubbles; what is shown in a list of talks and when flex is not supported is the altText. */
const lineHead = z.strictObject({
  altText: z.string().trim().min(1).max(400),
  /** A plain bubble before the blocks; empty for none. In UTF-16 code units (M40). */
  text: z.string().trim().max(5_000).default(""),
  quickReplies: z
    .array(
      z.strictObject({
        label: z.string().trim().min(1).max(20),
        /** Said by the reader with one tap, or a link that is opened. */
        say: z.string().trim().max(300).optional(),
        to: destination.optional(),
      }),
    )
    .max(13)
    .default([]),
  sticker: z.strictObject({ packageId: z.string().regex(/^\d+$/), stickerId: z.string().regex(/^\d+$/) }).optional(),
})

const smsHead = z.strictObject({ text: z.string().trim().min(1).max(660) })

const pushHead = z.strictObject({
  title: z.string().trim().min(1).max(60),
  text: z.string().trim().min(1).max(200),
  to: destination,
  image: destination.optional(),
})

/** Instagram and Messenger take text and up to 13 quick replies; both count what is filled in, so it is looked at again then. */
const dmHead = z.strictObject({
  text: z.string().trim().min(1).max(600),
  quickReplies: z
    .array(
      z.strictObject({
        label: z.string().trim().min(1).max(20),
        /** What we hear when it is tapped; without it the label. */
        say: z.string().trim().max(300).optional(),
      }),
    )
    .max(13)
    .default([]),
})

/** What each channel puts at the head of the blocks. */
export const letterHeads = {
  mail: mailHead.nullable().default(null),
  line: lineHead.nullable().default(null),
  sms: smsHead.nullable().default(null),
  push: pushHead.nullable().default(null),
  dm: dmHead.nullable().default(null),
}
type Heads = { readonly [K in keyof typeof letterHeads]: object | null }
export const isWritten = ({ mail, line, sms, push, dm }: Heads): boolean => (mail ?? line ?? sms ?? push ?? dm) !== null

/** One language of a letter. */
export const letterWords = z
  .strictObject({ blocks: z.array(block).max(60).default([]), ...letterHeads })
  .refine(isWritten, { error: "no channel is written" })
export type LetterWords = z.output<typeof letterWords>

/** A published version never changes. A reader whose language is missing reads the first that is there. */
export const letterDocument = z.strictObject({
  version: z.literal(1),
  words: z.strictObject({ ja: letterWords.optional(), en: letterWords.optional() }).refine(({ ja, en }) => ja ?? en, {
    error: "no language is written",
  }),
})
export type LetterDocument = z.output<typeof letterDocument>
export type LetterDocumentDraft = z.input<typeof letterDocument>

/** What a letter wants of its reader (X14): something for them, something of them, or a price cut. */
export const letterIntents = ["value", "ask", "discount"] as const
export type LetterIntent = (typeof letterIntents)[number]

/** Who plans it: the campaign or flow, its version, and the step in it. Holdouts, caps and numbers go by it. */
export const letterOrigin = z.strictObject({
  kind: z.enum(["campaign", "flow"]),
  id: z.uuid(),
  version: z.int(),
  step: z.string().max(100),
})
export type LetterOrigin = z.output<typeof letterOrigin>
