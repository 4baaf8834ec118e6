import { z } from "zod"

const body = z.string().trim().min(1).max(50_000)

/** The terms of the programme as members accept them (H19). Plain text; an empty line parts paragraphs. */
export const TermsDocument = z.strictObject({
  format: z.literal(1).default(1),
  title: z.strictObject({ ja: z.string().trim().min(1).max(200), en: z.string().trim().min(1).max(200) }),
  body: z.strictObject({ ja: body, en: body }),
  /** What is another now, for those who accepted an earlier version. */
  changes: z.strictObject({ ja: z.string().max(2_000), en: z.string().max(2_000) }).default({ ja: "", en: "" }),
  /** Members are asked anew; without it whoever accepted an earlier version is held to have accepted this one, too. */
  asksAgain: z.boolean().default(true),
})
export type TermsDocument = z.output<typeof TermsDocument>
